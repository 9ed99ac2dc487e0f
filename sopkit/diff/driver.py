"""What git asks of a diff driver: one file in two versions."""

import os
from collections.abc import Sequence
from pathlib import Path

from sopkit.diff.formats import Look
from sopkit.diff.formats.phrases import failure
from sopkit.diff.formats.text import entry_text
from sopkit.diff.sets import report_on
from sopkit.diff.sources import Raw, RawPair, Sources
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import message
from sopkit.source.problem import Problem
from sopkit.source.reader import Unreadable, read

_MISSING = "."
"""What git writes for the id and mode of a file that is not there."""


def answer(call: Sequence[str], look: Look) -> str:
    """Return what git is to show for `call`, its arguments; a file that can't be compared is told in it.

    Where a change has no words of its own, or can't be told, the lines that differ follow, as git shows them.
    Raises ValueError for another number of arguments.
    """
    if len(call) == 1:
        conflict = message("“{path}” is in conflict: two versions of it are not merged yet", path=call[0])
        return f"{printable(look.translator.render(conflict))}\n"
    found = sources_of(call)
    report = report_on(found)
    told = [entry_text(entry, look) for entry in report.differing]
    for entry in report.entries:
        if not entry.differs:
            same = message("“{path}” says the same in other notation:", path=entry.name)
            told.append(f"{printable(look.translator.render(same))}\n{line_diff(found)}")
    for one in report.failures:
        said = [look.translator.render(part) for part in (failure(one), one.hint) if part is not None]
        told.append("".join(f"{printable(line)}\n" for line in said) + line_diff(found))
    return "".join(f"{text}\n" for text in told)


def sources_of(call: Sequence[str]) -> Sources:
    """Return what git's arguments name: path, then file, id and mode before and after, perhaps a new path.

    Raises ValueError for another number of arguments.
    """
    path, old, _, old_mode, new, _, new_mode, *renamed = call
    pair = RawPair(_raw(path, old, old_mode), _raw(renamed[0] if renamed else path, new, new_mode))
    return Sources((pair,), is_set=False)


def pager_takes_colour() -> bool:
    """Tell whether git shows this in a pager of its own, in the colours that its settings want."""
    import subprocess

    from sopkit.project.git import program

    if not os.environ.get("GIT_PAGER_IN_USE") or os.environ.get("NO_COLOR"):
        return False
    asked = [program(), "config", "--get-colorbool", "color.diff", "true"]
    return subprocess.run(asked, check=False, capture_output=True).stdout.strip() == b"true"


def line_diff(found: Sources) -> str:
    """Return the lines that differ, as git shows them, for changes that have no words of their own."""
    import difflib

    old, new = (_lines(raw) for raw in found.pairs[0])
    lines = [*difflib.unified_diff(old, new, lineterm="")][2:]
    return "".join(f"{line[:1]}{printable(line[1:])}\n" for line in lines)


def _raw(name: str, file: str, mode: str) -> Raw | None:
    if mode == _MISSING:
        return None
    content: bytes | Problem
    try:
        content = read(Path(file))
    except Unreadable as error:
        content = error.problem
    return Raw(name, name, Path(name).absolute().parent, content)


def _lines(raw: Raw | None) -> list[str]:
    if raw is None or isinstance(raw.content, Problem):
        return []
    return raw.content.decode("utf-8", "replace").splitlines()
