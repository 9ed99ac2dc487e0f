"""Which SOP is meant: by its number, by part of its title or number, or by its file."""

import os
from collections.abc import Iterable
from pathlib import Path

from sopkit.diff.report import Side
from sopkit.errors import SopkitError
from sopkit.life.fault import Fault, fault_at
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.reading import config_of, read_register, require_entries
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.project.reading import read_sop
from sopkit.source.document import load_document
from sopkit.text import nearest, normalise

_MOST_LISTED = 10


def find_sop(wanted: str) -> Path:
    """Return the file of the SOP that `wanted` names: a path, a number, or part of a number or title.

    Raises SopkitError where the project here has none, and where several fit, which are then listed.
    """
    path = Path(wanted)
    if path.is_file():
        return path
    return find_entry(read_register(), wanted).file


def find_paths(words: Iterable[str]) -> list[Path]:
    """Return the files and folders that `words` name: a path as it is, else an SOP as `find_sop` knows it."""
    return [Path(word) if _is_path(word) else find_sop(word) for word in words]


def _is_path(word: str) -> bool:
    """Tell whether a file or folder is meant; numbers of SOPs have “/” in them too."""
    is_called_so = word.endswith((".yaml", ".yml", "/", os.sep)) or word.startswith((".", "/", os.sep))
    return is_called_so or os.path.lexists(word)


def load_sop(file: Path) -> Sop:
    """Return the SOP in `file`, whole. Raises SopkitError, with line and column, for what holds none."""
    return load_side(file).sop


def load_side(file: Path) -> Side:
    """Return the SOP in `file` with the place of everything in it. Raises as `load_sop` does."""
    document = load_document(file)
    sop = read_sop(document, config_of(file.absolute().parent).agency.name)
    if sop is not None:
        return Side(document, sop)
    faults = [fault_at(document, one) for one in document.problems] or [
        Fault(document.name, message("it holds no SOP"))
    ]
    raise SopkitError(
        message("{place}: {reason}", place=faults[0].place, reason=faults[0].message),
        faults[0].hint or message("“{command}” shows what is wrong with a file", command="sopkit lint"),
    )


def find_entry(register: Register, wanted: str) -> Entry:
    """Return the one SOP of `register` that `wanted` names. Raises SopkitError as `find_sop` does.

    The first of these that fits any SOP decides: its number or file, its whole title, a part of them.
    """
    key = normalise(wanted)
    entries = require_entries(register).entries
    for found in (
        [one for one in entries if wanted in (one.sop.number, one.file.as_posix(), one.file.name)],
        [one for one in entries if key and key in (_key(one.sop.number), _key(one.sop.title))],
        [one for one in entries if key and any(key in part for part in _keys(one))],
        [one for one in entries if key and all(word in " ".join(_keys(one)) for word in key.split())],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(wanted, found)
    raise _none(wanted, entries)


def _key(text: str | None) -> str:
    return normalise(text or "")


def _keys(entry: Entry) -> tuple[str, ...]:
    return _key(entry.sop.number), _key(entry.sop.title), _key(entry.file.name.partition(".")[0])


def _several(wanted: str, found: list[Entry]) -> SopkitError:
    shown = "; ".join(
        f"{one.name} {one.sop.title or ''} ({one.file.as_posix()})" for one in found[:_MOST_LISTED]
    )
    more = len(found) - _MOST_LISTED
    return SopkitError(
        message(
            "“{wanted}” fits {count} SOPs: {found}",
            wanted=wanted,
            count=len(found),
            found=f"{shown}; … (+{more})" if more > 0 else shown,
        ),
        message("give the number of the one that is meant, or its file"),
    )


def _none(wanted: str, entries: Iterable[Entry]) -> SopkitError:
    known = [name for one in entries for name in (one.sop.number, one.sop.title) if name]
    near = nearest(wanted, known)
    return SopkitError(
        message("no SOP here has “{wanted}” as its number, in its title or as its file", wanted=wanted),
        message("did you mean “{near}”?", near=near)
        if near
        else message("“{command}” shows what there is", command="sopkit list"),
    )
