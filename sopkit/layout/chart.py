"""From the flow to what is drawn: symbols with their place in the row, links and joint lines; no geometry.

A row may hold several symbols. Those that stand in one column, or in the way of a joint activity's line, go
to different levels, one below the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.flow import DECISION, END, PROCESS, START, Arrow, Flow, Symbol
from sopkit.model.sop import Sop, SymbolSpec

Terminator = Literal["replace", "stacked"]
"""Whether the capsule replaces the box of the first and last activity, or stands above and below it."""
LONGEST_TEXT, LONGEST_LABEL = 90, 60
"""Letters: a longer text of a symbol stands in its row's last column; a longer branch can't be drawn."""
ANSWERS = {"ya": "Ya", "tidak": "Tidak"}


class Mark(NamedTuple):
    """A symbol that is to be drawn: `level` counts from 0 downwards within its row."""

    id: str
    step: int
    executor: str
    kind: str
    level: int
    text: str | None = None


class Bond(NamedTuple):
    """An arrow that is to be drawn, between the ids of two marks."""

    source: str
    target: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is to be drawn of one SOP, in the order of the table."""

    marks: tuple[Mark, ...]
    bonds: tuple[Bond, ...]
    joins: tuple[tuple[str, str], ...]
    """The ids of neighbouring symbols of a joint activity."""

    def levels(self, step: int) -> int:
        """Return how many levels the row of a step has; 0 for one without symbols."""
        return max((mark.level + 1 for mark in self.marks if mark.step == step), default=0)


class _Part(NamedTuple):
    """One symbol of the drawing that stands for a symbol of the flow, or for a part of it."""

    id: str
    kind: str
    text: str | None


def make_chart(sop: Sop, flow: Flow, terminator: Terminator = "replace") -> Chart:
    """Return what is drawn of `sop`; symbols in columns that don't exist are left out."""
    columns = {executor.id: number for number, executor in enumerate(sop.executors)}
    names = _unique_names(flow)
    marks: list[Mark] = []
    bonds: list[Bond] = []
    joins: list[tuple[str, str]] = []
    drawn: dict[int, str] = {}
    row = _RowLevels()
    for symbol in flow.symbols:
        if symbol.executor not in columns:
            continue
        parts = list(_parts(symbol, names[symbol.order], flow, terminator))
        bonds += [Bond(one.id, two.id) for one, two in pairwise(parts)]
        main = next(part for part in parts if part.id == names[symbol.order])
        drawn[symbol.order] = main.id  # arrows enter and leave the box, not the capsules
        for part in parts:
            partners = [one for one in symbol.partners if one in columns] if part is main else []
            group = list(dict.fromkeys((symbol.executor, *partners)))
            level = row.place(symbol.row, [columns[one] for one in group])
            marks.append(Mark(part.id, symbol.row, symbol.executor, part.kind, level, part.text))
            ids = {symbol.executor: part.id}
            for number, partner in enumerate(group[1:], 2):
                ids[partner] = f"{part.id}.{number}"
                marks.append(Mark(ids[partner], symbol.row, partner, PROCESS, level))
            across = sorted(group, key=columns.__getitem__)
            joins += [(ids[one], ids[two]) for one, two in pairwise(across)]
    bonds += [
        Bond(
            drawn[arrow.source],
            drawn[arrow.target],
            _label(arrow),
        )
        for arrow in flow.arrows
        if arrow.source in drawn and arrow.target in drawn
    ]
    return Chart(tuple(marks), tuple(dict.fromkeys(bonds)), tuple(joins))


class _RowLevels:
    """The levels of the row that is being filled, and which columns each has taken."""

    def __init__(self) -> None:
        self.row = 0
        self.taken: list[set[int]] = []

    def place(self, row: int, columns: list[int]) -> int:
        """Return the level of a symbol in `columns`: beside the one before it where there is room."""
        if row != self.row:
            self.row, self.taken = row, [set()]
        span = set(range(min(columns), max(columns) + 1))
        if self.taken[-1] & span:
            self.taken.append(set())
        self.taken[-1] |= span
        return len(self.taken) - 1


def _parts(symbol: Symbol, name: str, flow: Flow, terminator: Terminator) -> Iterator[_Part]:
    decision = symbol.spec.decision
    text = symbol_text(symbol.spec)
    if text is not None and len(text) > LONGEST_TEXT:
        text = None
    if terminator == "replace":
        yield _Part(name, symbol.kind, text)
        return
    if symbol.is_start:
        yield _Part(f"{name}.mulai", START, None)
    kind = DECISION if decision is not None else PROCESS
    yield _Part(name, kind if symbol.kind in (START, END) else symbol.kind, text)
    if symbol.order in flow.ends:
        yield _Part(f"{name}.selesai", END, None)


def symbol_text(spec: SymbolSpec) -> str | None:
    """Return what is written in a symbol or beside it: the question of a decision, else its `teks`."""
    question = spec.decision.question if spec.decision is not None else None
    return question or spec.text


def _label(arrow: Arrow) -> str | None:
    """Return what stands beside an exit. Raises SopkitError for what has no room there."""
    if arrow.label is not None and len(arrow.label) > LONGEST_LABEL:
        raise SopkitError(
            message(
                "the name of a branch is too long to stand beside its arrow: “{name}”", name=arrow.label[:80]
            ),
            message(
                "use at most {count} letters under “cabang”, and tell the rest in “keterangan”",
                count=LONGEST_LABEL,
            ),
        )
    return ANSWERS.get(arrow.label, arrow.label) if arrow.label else None


def _unique_names(flow: Flow) -> list[str]:
    """Return the ids of the symbols; one that a written id has already taken gets a prime."""
    names: list[str] = []
    seen: set[str] = set()
    for symbol in flow.symbols:
        name = symbol.id
        while name in seen:
            name += "'"
        seen.add(name)
        names.append(name)
    return names
