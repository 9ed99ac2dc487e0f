"""The file of each drawing: beside its SOP, or in a folder that is laid out as the one that was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.discovery import asked_paths
from sopkit.render.naming import is_folder, named_file
from sopkit.render.output import stem
from sopkit.render.run import Task

FLOWCHART = "-bagan-alir"
"""At the end of a flowchart's name, so that it is not written over the official page."""


def with_targets(tasks: Sequence[Task], asked: Sequence[Path], output: str | None) -> list[Task]:
    """Return `tasks` with their files; `output` is a file or folder, `asked` what the command line names.

    Raises SopkitError where two drawings would have one file, or `output` is called like something else.
    """
    if output is not None and not is_folder(output):
        return [replace(task, target=_single(output, tasks)) for task in tasks]
    found: dict[str, Task] = {}
    folders = [path for path in asked_paths(asked) if path.is_dir()]
    for task in tasks:
        folder = task.file.parent if output is None else Path(output) / _below(task.file, folders)
        target = folder / drawing_name(task)
        other = found.setdefault(target.as_posix().casefold(), task)
        if other is not task:
            raise SopkitError(
                message(
                    "“{one}” and “{two}” would both be drawn as “{path}”",
                    one=other.file.as_posix(), two=task.file.as_posix(), path=target.as_posix(),
                ),
                message("draw them into different folders"),
            )  # fmt: skip
        found[target.as_posix().casefold()] = replace(task, target=target)
    return list(found.values())


def drawing_name(task: Task) -> str:
    """Return how the drawing of an SOP is called: as its file, a flowchart with a word behind."""
    options = task.options
    return f"{stem(task.file)}{FLOWCHART if options.view == 'flowchart' else ''}.{options.form}"


def _single(output: str, tasks: Sequence[Task]) -> Path:
    if len(tasks) > 1:
        raise SopkitError(
            message("“{path}” is one file, and there are {count} drawings", path=output, count=len(tasks)),
            message("name a folder, or use --combine for one document"),
        )
    return named_file(output, tasks[0].options.form)


def _below(file: Path, folders: Sequence[Path]) -> Path:
    """Return the folder of `file` as seen from the one of `folders` that holds it; "." for a named file."""
    for folder in folders:
        if file.is_relative_to(folder):
            return file.parent.relative_to(folder)
    return Path()
