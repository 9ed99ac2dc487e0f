"""Which SOPs a book holds, and what else it is made of."""

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry
from sopkit.life.register.query import of_unit
from sopkit.life.register.reading import make_register, project_files, require_entries
from sopkit.locale.message import message
from sopkit.project.discovery import find_root
from sopkit.render.book.front import IN_FORCE
from sopkit.render.book.plan import Part, part_of
from sopkit.render.book.recipe import Recipe, Text, recipe_of
from sopkit.render.options import Options
from sopkit.render.run import Outcome, Task, find_tasks, own_fault, sheets_of
from sopkit.render.subject import Project, find_projects, load_project
from sopkit.text import file_stem

FILE_NAME = "buku-sop"
_MANY = 40
"""SOPs from which on other processes lay them out wherever this runs.

What Typst remembers of measuring a hundred of them is 250 MiB, which go when those processes end.
"""


class Selection(NamedTuple):
    """What a book is to be made of: the project, the tasks of its SOPs, the recipe, and files that it quotes.

    `left_out` are the SOPs that are not in force; `faults` say which files can't be read, so that nobody
    knows whether they belong.
    """

    project: Project
    tasks: tuple[Task, ...]
    recipe: Recipe
    texts: tuple[Text, ...]
    left_out: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def usual_name(self) -> str:
        """How the file of the book is called by default, without its ending: for a unit with its name."""
        return file_stem(f"{FILE_NAME} {self.recipe.unit}") or FILE_NAME

    @property
    def folder(self) -> Path:
        """Where the book goes by default: the project's folder, as seen from here."""
        return Path(os.path.relpath(self.project.root.folder))

    @property
    def jobs(self) -> int | None:
        """How many processes to lay out with, None for as many as pay off."""
        return (os.cpu_count() or 1) if len(self.tasks) >= _MANY else None


def select_book(unit: str, *, everything: bool, epoch: int | None) -> Selection:
    """Return what the book of the project here is made of: the SOPs in force, or all with `everything`.

    `unit` holds words in the names of the units that it is of, "" for all. Raises SopkitError where no SOP is
    left, and where sopkit.yaml or the explanation that it names can't be used.
    """
    project = load_project(find_root(Path.cwd()))
    register = require_entries(make_register(project_files(), project.config))
    chosen = of_unit(register, unit)
    taken = [one for one in chosen if everything or one.sop.status == IN_FORCE]
    left_out = tuple(one for one in chosen if one not in taken)
    if not taken and not register.faults:
        raise SopkitError(
            message("no SOP here is in force: the book would be empty ({left})", left=count(left_out)),
            message("“--all” takes the others as well; “status: berlaku” says that an SOP is in force"),
        )
    recipe, texts = recipe_of(project, unit)
    tasks = {task.file: task for task in find_tasks(find_projects([]), Options(), force=False, epoch=epoch)}
    found = tuple(tasks[one.file] for one in taken)
    return Selection(project, found, recipe, texts, left_out, register.faults)


def count(entries: tuple[Entry, ...]) -> str:
    """Return how many SOPs have each status, as a list."""
    states = Counter(one.sop.status or "-" for one in entries)
    return ", ".join(f"{state} {number}" for state, number in states.items()) or "-"


def part_or_failure(task: Task) -> Part | Outcome:
    """Return an SOP as a part of the book, or why it can't be drawn."""
    try:
        sheets = sheets_of(task)
        return sheets if isinstance(sheets, Outcome) else part_of(sheets, task.commit)
    except Exception as error:  # it is named, whatever it is
        return Outcome(task.file, error=own_fault(task, error))
