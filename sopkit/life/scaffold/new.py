"""A new SOP of the project here: what is asked for, and what the register tells besides."""

import datetime
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.find import find_entry, load_sop
from sopkit.life.numbering.proposal import Known, Proposal, next_number
from sopkit.life.register.entry import Register
from sopkit.life.register.reading import config_of, read_register
from sopkit.life.scaffold.draft import Identity, draft
from sopkit.life.scaffold.placing import check_folder, folder_of, full_unit, schema_from
from sopkit.lint.lexicon import lexicon
from sopkit.lint.title import file_name_for
from sopkit.locale.message import message
from sopkit.project.discovery import asked_paths
from sopkit.project.swap import turn
from sopkit.source.document import Document, load_document
from sopkit.source.writer import cannot_write, write_new


class Wish(NamedTuple):
    """What a new SOP is to be; `source` is its model where it is a copy, which then has the executors.

    `number` and `folder` are None where they are to be derived.
    """

    title: str
    unit: str
    executors: tuple[str, ...]
    day: datetime.date
    number: str | None = None
    folder: Path | None = None
    source: Path | None = None


class Draft(NamedTuple):
    """A new SOP, not yet written: its file, number and text, and how the number came about.

    `number` is None where nobody knows one; `model` is the number that it was made after.
    """

    file: Path
    number: str | None
    text: str
    model: str | None
    has_schema: bool


def make_sop(wish: Wish) -> Draft:
    """Write the new SOP into the project here, and return it. Raises SopkitError as `plan_sop` does.

    No other run makes one at the same time: each of two gets a number of its own.
    """
    with turn(asked_paths(())[0].absolute()):
        planned = plan_sop(wish, read_register())
        _write(planned)
    return planned


def plan_sop(wish: Wish, register: Register) -> Draft:
    """Return the new SOP. Raises SopkitError for a title without letters, an unknown unit, and the like."""
    project = asked_paths(())[0]
    name = file_name_for(wish.title, lexicon())
    if name is None:
        raise SopkitError(
            message(
                "“{title}” makes no name for a file: it has no letter from a to z, “SOP” aside",
                title=wish.title,
            ),
            message("give the title as it is to be printed, such as “Pengelolaan Surat Masuk”"),
        )
    unit = full_unit(wish.unit, register)
    folder = wish.folder or Path(os.path.relpath(folder_of(unit, register, project)))
    check_folder(folder, project)
    if os.path.lexists(folder / name):
        raise SopkitError(
            message("an SOP with this title is there already: “{path}”", path=(folder / name).as_posix()),
            message("say in the title what sets the new one apart, or put it elsewhere with --folder"),
        )
    config = config_of(Path.cwd())
    proposal = None if wish.number else _proposal(register, unit, wish.day, config.agency.number_pattern)
    number = wish.number or (proposal.number if proposal else None)
    schema = schema_from(folder, project)
    identity = Identity(
        title=wish.title,
        unit=unit,
        number=number,
        agency=None if config.agency.name else _shared(one.sop.agency for one in register.entries),
        approver=_shared(one.sop.approval.position for one in register.entries),
        day=wish.day,
        schema=schema,
    )
    text = draft(identity, wish.executors, _document(wish.source))
    return Draft(folder / name, number, text, proposal.model if proposal else None, schema is not None)


def source_of(wanted: str, register: Register) -> tuple[Path, str | None]:
    """Return the file of the SOP that `wanted` names, and its unit.

    Raises SopkitError where there is none, where several fit, and for a file without steps.
    """
    file = Path(wanted) if Path(wanted).is_file() else find_entry(register, wanted).file
    sop = load_sop(file)
    if not sop.steps:
        raise SopkitError(
            message("“{path}” has no steps to take over", path=file.as_posix()),
            message("name another SOP, or leave --from out"),
        )
    return file, sop.unit


def _document(file: Path | None) -> Document | None:
    return load_document(file) if file is not None else None


def _proposal(register: Register, unit: str, day: datetime.date, pattern: str | None) -> Proposal | None:
    known = [Known(one.sop.number, one.sop.unit) for one in register.entries if one.sop.number]
    return next_number(known, unit, day, pattern)


def _shared(values: Iterable[str | None]) -> str:
    """Return what most of the SOPs say, provided that it is more than half of them; else nothing."""
    said = list(values)
    most = Counter(said).most_common(1)
    return most[0][0] or "" if most and most[0][1] * 2 > len(said) else ""


def _write(draft: Draft) -> None:
    try:
        draft.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(draft.file.parent, error) from None
    write_new(draft.file, draft.text.encode("utf-8"))
