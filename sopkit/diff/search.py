"""Which file of a project is the SOP that was printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.build import outline
from sopkit.project.discovery import find_files, find_root, from_here
from sopkit.source.reader import Unreadable, read
from sopkit.source.skim import skim
from sopkit.text import normalise

Head = tuple[str | None, str | None]
"""Number and title of an SOP."""


@dataclass(frozen=True)
class Shelf:
    """The SOP files of one project, read as far as it takes to find one."""

    files: tuple[Path, ...]

    def find(self, head: Head, name: str) -> Path | None:
        """Return the SOP that has this number, else this file name, else this title.

        None where there is none. Raises SopkitError where several are equally likely.
        """
        number, title = head
        namesakes = self._by_name.get(name, [])
        # Nearly always the file is called as before: then the other thousands need not be read.
        same = [file for file in namesakes if number is not None and _head(file)[0] == number]
        if len(same) == 1:
            return same[0]
        for found in (
            self._by_number.get(number or "", []),
            namesakes,
            self._by_title.get(normalise(title or ""), []),
        ):
            if found:
                return _only(found, number or name)
        return None

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        return _grouped((file.name, file) for file in self.files)

    @cached_property
    def _heads(self) -> dict[Path, Head]:
        return {file: _head(file) for file in self.files}

    @cached_property
    def _by_number(self) -> dict[str, list[Path]]:
        return _grouped((number or "", file) for file, (number, _) in self._heads.items())

    @cached_property
    def _by_title(self) -> dict[str, list[Path]]:
        return _grouped((normalise(title or ""), file) for file, (_, title) in self._heads.items())


def shelf_of(folder: Path) -> Shelf:
    """Return the SOP files of the project that `folder` belongs to."""
    return Shelf(tuple(from_here(file) for file, _ in find_files([find_root(folder).folder])))


def _grouped(pairs: Iterable[tuple[str, Path]]) -> dict[str, list[Path]]:
    """Return the files by their keys; what has none is left out."""
    found: dict[str, list[Path]] = {}
    for key, file in pairs:
        if key:
            found.setdefault(key, []).append(file)
    return found


def _head(file: Path) -> Head:
    try:
        data = skim(read(file))
    except Unreadable:
        return None, None
    sop = outline(data)
    return sop.number, sop.title


def _only(found: list[Path], wanted: str) -> Path:
    if len(found) > 1:
        raise SopkitError(
            message(
                "several files may be the SOP “{wanted}”: {files}",
                wanted=wanted,
                files=", ".join(file.as_posix() for file in found[:10]),
            ),
            message("name the one that is meant after the PDF"),
        )
    return found[0]
