"""Which SOP belongs to which activity: by the number that the row gives, else by how alike the titles are.

Two titles are compared by the words that carry their meaning, what stands in brackets aside: twice the
words they share, through the words of both (Dice). Titles about another aspect (Evaluasi, not Penyusunan) are
less alike. Of what is alike enough the most alike pairs are taken first, each SOP and each activity once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from sopkit.diff.wording import content_words
from sopkit.life.coverage.needs import Need
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry
from sopkit.locale.message import message
from sopkit.text import nearest, normalise, words

ENOUGH = 0.66
"""From here on, two titles are taken for one."""
PERHAPS = 0.4
"""From here on, the SOP is named as one that may be meant."""
_OTHER_ASPECT, _OTHER_UNIT = 0.25, 0.1
_IN_BRACKETS = re.compile(r"\([^()]*\)")


class Row(NamedTuple):
    """An activity and its SOP, None where there is none, and how that is known.

    `likeness` is that of the titles, 0 to 1; `near` an SOP that may be meant where none was found.
    """

    need: Need
    sop: Entry | None = None
    by: Literal["number", "title"] | None = None
    likeness: float = 0.0
    near: Entry | None = None


class Coverage(NamedTuple):
    """The activities with their SOPs, the SOPs that belong to none, and what is wrong in the file.

    `units` are those that sopkit.yaml names, in its order.
    """

    rows: tuple[Row, ...]
    orphans: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[Row, ...]:
        """The activities without an SOP."""
        return tuple(row for row in self.rows if row.sop is None)


class _Pair(NamedTuple):
    likeness: float
    need: int
    sop: int


def cover(needs: Sequence[Need], entries: Iterable[Entry]) -> Coverage:
    """Return which of `needs` have an SOP among `entries`; those replaced or withdrawn don't count."""
    current = [entry for entry in entries if entry.sop.is_current]
    by_number = {entry.sop.number: entry for entry in current if entry.sop.number}
    rows: dict[int, Row] = {}
    faults = []
    for at, need in enumerate(needs):
        if need.number in by_number:
            rows[at] = Row(need, by_number[need.number], "number", 1.0)
        elif need.number is not None:
            faults.append(_unknown(need, by_number))
    named = {row.sop.file for row in rows.values() if row.sop is not None}
    free = [entry for entry in current if entry.file not in named]
    open_ = {at: need for at, need in enumerate(needs) if at not in rows and need.number is None}
    used: set[int] = set()
    perhaps: dict[int, Entry] = {}
    for likeness, at, sop in sorted(
        _pairs(open_, free), key=lambda pair: (-pair.likeness, pair.need, pair.sop)
    ):
        if at in rows or sop in used:
            continue
        if likeness >= ENOUGH:
            rows[at] = Row(needs[at], free[sop], "title", likeness)
            used.add(sop)
        else:
            perhaps.setdefault(at, free[sop])
    return Coverage(
        tuple(rows.get(at) or Row(need, near=perhaps.get(at)) for at, need in enumerate(needs)),
        tuple(entry for at, entry in enumerate(free) if at not in used),
        tuple(faults),
    )


def _unknown(need: Need, by_number: dict[str, Entry]) -> Fault:
    near = nearest(need.number or "", by_number)
    return Fault(
        need.place,
        message("no SOP that counts has the number “{number}”", number=need.number),
        message("did you mean “{near}”?", near=near)
        if near
        else message("leave “sop” out: then the title is looked for; “sopkit list” shows the numbers"),
    )


def _pairs(needs: dict[int, Need], entries: Sequence[Entry]) -> Iterator[_Pair]:
    """Yield the pairs that may be one; only titles that share words are compared at all."""
    titles = [_Title(entry.sop.title or "", entry.sop.unit) for entry in entries]
    holders: dict[str, list[int]] = {}
    for sop, title in enumerate(titles):
        for word in title.words:
            holders.setdefault(word, []).append(sop)
    for at, need in needs.items():
        wanted = _Title(need.title, need.unit)
        shared = Counter(sop for word in wanted.words for sop in holders.get(word, ()))
        for sop, count in shared.items():
            likeness = wanted.likeness(titles[sop], count)
            if likeness >= PERHAPS:
                yield _Pair(likeness, at, sop)


class _Title:
    """A title and the unit it belongs to, made ready to be compared with thousands."""

    def __init__(self, title: str, unit: str | None) -> None:
        self.words = content_words(_IN_BRACKETS.sub(" ", title))
        self.aspect = words(title)[:1]
        self.unit = normalise(unit or "")

    def likeness(self, other: "_Title", shared: int) -> float:
        """Return how alike two titles are that share so many words."""
        score = 2 * shared / (len(self.words) + len(other.words))
        if self.aspect != other.aspect:
            score -= _OTHER_ASPECT
        if self.unit and other.unit and self.unit != other.unit:
            score -= _OTHER_UNIT
        return score
