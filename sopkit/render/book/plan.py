"""What stands where in a book: its SOPs by unit, and the page on which each begins.

Pages count from 1 with the first SOP, or the first part's page before it; the front matter has Roman numbers.
An SOP keeps page numbers of its own beside them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sopkit.model.sop import Sop
from sopkit.project.ordering import by_number, by_unit
from sopkit.render.draw import Sheets, page_data, source_attachment

if TYPE_CHECKING:
    from sopkit.layout.faults import LayoutFault

THICK = 30
"""SOPs beyond which a book of several units is split into parts, each with a daftar isi of its own.

PermenPANRB 35/2012 (Unsur Dokumentasi, Daftar Isi) has a thick document split, and leaves the bound open: so
many fill a daftar isi of two pages.
"""


class Part(NamedTuple):
    """An SOP that is laid out: what the template gets of it, and what could not be drawn."""

    file: Path
    sop: Sop
    pages: int
    data: dict[str, Any]
    faults: "tuple[LayoutFault, ...]" = ()

    @property
    def source(self) -> str:
        """The text of the SOP's file, which the book carries."""
        return str(self.data["attachments"][0]["content"])


class Entry(NamedTuple):
    """An SOP in the book, and the page on which it begins."""

    part: Part
    page: int


class Group(NamedTuple):
    """The SOPs of one unit, "" for none; `page` is that of its part, else of its first SOP."""

    unit: str
    page: int
    entries: tuple[Entry, ...]


class Plan(NamedTuple):
    """The book: its groups, and whether each is a part that begins with a page of its own.

    `front` gives the page on which each section of the front matter begins, the cover being page 1.
    """

    groups: tuple[Group, ...]
    has_parts: bool
    pages: int
    front: Mapping[str, int]

    @property
    def sops(self) -> list[Sop]:
        """The SOPs in their order."""
        return [entry.part.sop for group in self.groups for entry in group.entries]


def part_of(sheets: Sheets, commit: str | None) -> Part:
    """Return the SOP as a part of a book, without its layout, which takes much memory."""
    from sopkit.render.run import undrawn

    subject, layout = sheets.subject, sheets.layout
    data = page_data(sheets, source_attachment(subject, commit))
    return Part(subject.file, subject.sop, layout.page_count, data, undrawn(layout))


def grouped(parts: Sequence[Part], units: Sequence[str]) -> dict[str, list[Part]]:
    """Return `parts` by the name of their unit: those of `units` in that order, others by name, none last.

    Within a unit they are in the order of their numbers, digits counting as numbers.
    """
    ordered = sorted(parts, key=lambda part: by_number(part.sop, part.file.as_posix()))
    return by_unit(ordered, lambda part: part.sop.unit, units)


def is_thick(groups: Mapping[str, Sequence[Part]]) -> bool:
    """Tell whether the book is split into parts."""
    return len(groups) > 1 and sum(map(len, groups.values())) > THICK


def make_plan(groups: Mapping[str, Sequence[Part]], front: Mapping[str, int], fronts: Sequence[int]) -> Plan:
    """Return the plan; `fronts` says how many pages stand before the SOPs of each group."""
    page = 1
    found = []
    for (unit, parts), before in zip(groups.items(), fronts, strict=True):
        start = page
        page += before
        entries = []
        for part in parts:
            entries.append(Entry(part, page))
            page += part.pages
        found.append(Group(unit, start, tuple(entries)))
    return Plan(tuple(found), is_thick(groups), page - 1, front)
