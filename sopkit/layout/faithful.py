"""Whether a layout shows its SOP: each row, symbol, arrow and joint line once, and nothing else.

Arrows are followed as a reader would: from a connector to the one that bears the same letter on the page that
it names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from sopkit.layout.chart import Bond, Chart
from sopkit.layout.faults import FLOW, JOIN, MARK, PAIR, TABLE, LayoutFault
from sopkit.layout.geometry import CONNECTOR, Arrow, Point, Symbol
from sopkit.layout.heading import UPPER
from sopkit.layout.measure import bare
from sopkit.layout.page import TablePage
from sopkit.layout.rows import RowPlan, row_cells
from sopkit.layout.table import Layout
from sopkit.model.sop import Executor, Sop

HAIR = 0.5
"""What rounding may do, in points."""
_SAYS = re.compile(r"(?:([A-Z]+) )?hal\. ([0-9]+)")
"""What stands in a connector: its letter, if it has one, and the page of its other half."""


def unfaithful(layout: Layout, sop: Sop, chart: Chart) -> Iterator[LayoutFault]:
    """Yield where `layout` does not show `sop`, of which `chart` is what is to be drawn."""
    yield from _columns(layout, sop)
    yield from _rows(layout, sop)
    yield from _marks(layout, chart)
    yield from _joins(layout, chart)
    halves = _halves(layout)
    yield from _pairs(halves)
    yield from _bonds(layout, chart, halves)


def _columns(layout: Layout, sop: Sop) -> Iterator[LayoutFault]:
    """Yield the pages whose columns aren't the executors, and the names that aren't theirs."""
    executors = sop.executors or (Executor("", "", ()),)
    ids = [executor.id for executor in executors]
    for page in layout.pages:
        if [column.executor for column in page.drawing.columns] != ids or not _is_stacked(page, layout):
            yield _fault(TABLE, layout, page.number)
    for lines, executor in zip_longest(layout.heading.names, executors, fillvalue=None):
        forms = {bare([executor.name]), bare([executor.short or ""])} if executor else set()
        if bare(lines or ()) not in forms:
            yield _fault(TABLE, layout, layout.page_count, " ".join(lines or ()))


def _is_stacked(page: TablePage, layout: Layout) -> bool:
    """Tell whether the rows of a page are drawn below the head and each other, as high as the text has it."""
    bands = [(None, page.head), *((row.step, row.height) for row in page.rows), (None, page.foot)]
    wanted = [(step, height) for step, height in bands if height]
    bottom = page.top + UPPER + layout.heading.height
    for (step, height), row in zip(wanted, page.drawing.rows, strict=False):
        if row.step != step or abs(row.y0 - bottom) > HAIR or abs(row.y1 - row.y0 - height) > HAIR:
            return False
        bottom = row.y1
    return len(wanted) == len(page.drawing.rows)


def _rows(layout: Layout, sop: Sop) -> Iterator[LayoutFault]:
    """Yield the first row that isn't the next step, and those that don't say what the step says."""
    rows = [(page.number, row) for page in layout.pages for row in page.rows]
    groups = [list(group) for _, group in groupby(rows, key=lambda one: one[1].step)]
    for step, cells, group in zip_longest((step.number for step in sop.steps), row_cells(sop), groups):
        number = group[0][0] if group else layout.page_count
        parts: list[RowPlan] = [row for _, row in group or ()]
        if not parts or parts[0].step != step:
            yield _fault(TABLE, layout, number, str(step or parts[0].step))
            return
        is_continued = [row.is_continued for row in parts]
        texts = [bare(text for row in parts for text in row.cells[column]) for column in range(len(cells))]
        if is_continued != [False] + [True] * (len(parts) - 1) or texts != list(map(bare, cells)):
            yield _fault(TABLE, layout, number, str(step))


def _marks(layout: Layout, chart: Chart) -> Iterator[LayoutFault]:
    """Yield the symbols that the chart doesn't have, or not so, and those that aren't drawn."""
    wanted = {mark.id: mark for mark in chart.marks}
    for page in layout.pages:
        says = _says(page)
        for symbol in page.drawing.symbols:
            if symbol.kind == CONNECTOR and symbol.id not in wanted:
                continue
            mark = wanted.pop(symbol.id, None)
            found = symbol.step, symbol.executor, symbol.kind, bare([says.get(symbol.id, "")])
            if mark is None or found != (mark.step, mark.executor, mark.kind, bare([mark.text or ""])):
                yield _symbol_fault(MARK, page, symbol)
        drawn = {symbol.id for symbol in page.drawing.symbols}
        for caption in page.drawing.captions:
            if caption.symbol not in drawn:
                yield _fault(MARK, layout, page.number, caption.symbol)
    for mark in wanted.values():
        yield _fault(MARK, layout, layout.page_count, mark.id)


def _joins(layout: Layout, chart: Chart) -> Iterator[LayoutFault]:
    """Yield the joint lines that join what isn't to be joined, and those that aren't drawn."""
    wanted = Counter(frozenset(pair) for pair in chart.joins)
    for page in layout.pages:
        for joint in page.drawing.joints:
            pair = frozenset((joint.source, joint.target))
            if not wanted[pair]:
                yield _fault(JOIN, layout, page.number, *sorted(pair))
            wanted[pair] -= 1
    for pair in (+wanted).elements():
        yield _fault(JOIN, layout, layout.page_count, *sorted(pair))


@dataclass(frozen=True, slots=True)
class _Half:
    """A connector: what it says, and the arrows that end and begin at it."""

    page: TablePage
    symbol: Symbol
    letter: str
    other: int
    """The page that it names; 0 where it names none."""
    arriving: tuple[Arrow, ...]
    leaving: tuple[Arrow, ...]

    @property
    def key(self) -> tuple[int, str]:
        """Its page, and its id there."""
        return self.page.number, self.symbol.id


_Pairs = Mapping[tuple[int, str], _Half]


def _halves(layout: Layout) -> list[_Half]:
    """Return the connectors of all pages."""
    found = []
    for page in layout.pages:
        says, arrows = _says(page), page.drawing.arrows
        for symbol in page.drawing.symbols:
            if symbol.kind == CONNECTOR:
                text = _SAYS.fullmatch(says.get(symbol.id, ""))
                letter, other = text.groups(default="") if text else ("", "0")
                arriving = tuple(arrow for arrow in arrows if arrow.target == symbol.id)
                leaving = tuple(arrow for arrow in arrows if arrow.source == symbol.id)
                found.append(_Half(page, symbol, letter, int(other), arriving, leaving))
    return found


def _partners(halves: Sequence[_Half]) -> _Pairs:
    """Return the other half of each connector: the only one with its letter, where they name each other."""
    found = {}
    for half in halves:
        same = [one for one in halves if one.letter == half.letter and one is not half]
        if len(same) == 1 and (same[0].page.number, same[0].other) == (half.other, half.page.number):
            found[half.key] = same[0]
    return found


def _pairs(halves: Sequence[_Half]) -> Iterator[LayoutFault]:
    """Yield the connectors without another half in their column, and those that lead nowhere or both ways."""
    partners = _partners(halves)
    for half in halves:
        other = partners.get(half.key)
        is_pair = other is not None and other.symbol.executor == half.symbol.executor
        if not is_pair or bool(half.arriving) == bool(half.leaving):
            yield _symbol_fault(PAIR, half.page, half.symbol)


def _bonds(layout: Layout, chart: Chart, halves: Sequence[_Half]) -> Iterator[LayoutFault]:
    """Yield the arrows that lead where the flow doesn't, and those that aren't drawn."""
    wanted = Counter(chart.bonds)
    ends, partners = {half.key: half for half in halves}, _partners(halves)
    for page in layout.pages:
        for arrow in page.drawing.arrows:
            for bond in _meant(arrow, page, ends, partners):
                if not wanted[bond]:
                    place = arrow.points[0] if arrow.points else None
                    yield _fault(FLOW, layout, page.number, f"{bond.source}>{bond.target}", place=place)
                wanted[bond] -= 1
    number = {symbol.id: page.number for page in layout.pages for symbol in page.drawing.symbols}
    for bond in (+wanted).elements():
        page_of = number.get(bond.source, layout.page_count)
        yield _fault(FLOW, layout, page_of, f"{bond.source}>{bond.target}")


def _meant(arrow: Arrow, page: TablePage, ends: _Pairs, partners: _Pairs) -> Iterator[Bond]:
    """Yield what an arrow tells a reader: where it leads, by connectors if need be."""
    begins, exits = ends.get((page.number, arrow.source)), ends.get((page.number, arrow.target))
    if exits:
        other = partners.get(exits.key)
        onward = other.leaving if other else ()
        for last in onward:
            # What is written beyond the connector is not beside the exit that it names.
            yield Bond(arrow.source, last.target, arrow.label if last.label is None else last.label + "?")
        if onward:
            return
    elif begins:
        before = partners.get(begins.key)
        if before and before.arriving:
            return  # told where it comes from
    yield Bond(arrow.source, arrow.target, arrow.label)


def _says(page: TablePage) -> dict[str, str]:
    """Return the texts of the symbols of a page as they are seen: inside, and in the captions beside."""
    lines = {name: list(text.lines) for name, text in page.inside.items()}
    for caption in page.drawing.captions:
        text = page.beside.get(caption.symbol)
        lines.setdefault(caption.symbol, []).extend(text.lines if text else ())
    return {name: " ".join(some) for name, some in lines.items()}


def _symbol_fault(kind: str, page: TablePage, symbol: Symbol) -> LayoutFault:
    return LayoutFault(kind, page.number, (symbol.id,), Point(symbol.x, symbol.y))


def _fault(kind: str, layout: Layout, number: int, *ids: str, place: Point | None = None) -> LayoutFault:
    """Return a fault that isn't at one place; a thing that is missing counts as the last page's."""
    body = layout.sheet.body
    return LayoutFault(kind, number, ids, place or Point(body.x, body.y))
