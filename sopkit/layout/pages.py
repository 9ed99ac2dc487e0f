"""Where the table is broken into pages, and the connectors that carry arrows from one page to another.

A connector stands in the column of the symbol that the arrow leads to, at the foot of a page where the way
leads on to a later one (or comes back from it), else at its head: PermenPANRB 35/2012 knows the segilima for
arrows between pages alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sopkit.layout.chart import Bond, Chart, Mark
from sopkit.layout.rows import RowPlan

EMPTY_PAGE = 12.0
"""How many connectors an empty page is as bad as; a half empty one, as a quarter of them."""


@dataclass(frozen=True, slots=True)
class Connector:
    """One half of a pair: it stands for the symbol `target`, or its sources, on the page `other`."""

    id: str
    letter: str
    target: str
    executor: str
    other: int
    """The page of the other half; pages count from 0, as those of the table."""
    level: int
    is_exit: bool
    """Whether arrows end here, to go on at the other half."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The rows of one page, the connectors above and below them, and the arrows, by ids."""

    rows: tuple[RowPlan, ...]
    head: tuple[Connector, ...]
    foot: tuple[Connector, ...]
    marks: tuple[Mark, ...]
    bonds: tuple[Bond, ...]


def strip_levels(connectors: Sequence[Connector]) -> int:
    """Return how many connectors stand one below the other in a strip; 0 for no strip."""
    return max((connector.level + 1 for connector in connectors), default=0)


class _Flow:
    """The arrows by the rows that they lead from and to."""

    def __init__(self, chart: Chart, rows: Sequence[RowPlan]) -> None:
        first = {row.step: number for number, row in reversed(list(enumerate(rows)))}
        self.row = {mark.id: first[mark.step] for mark in chart.marks}
        self.column = {mark.id: mark.executor for mark in chart.marks}
        self.spans = [(self.row[bond.source], self.row[bond.target], bond) for bond in chart.bonds]

    def strips(self, start: int, stop: int) -> tuple[int, int, int]:
        """Return the levels of the strips at the head and foot of a page, and how many connectors."""
        head: set[str] = set()
        foot: set[str] = set()
        for source, target, bond in self.spans:
            leaves, enters = start <= source < stop, start <= target < stop
            if leaves and not enters:
                (foot if target >= stop else head).add(bond.target)
            elif enters and not leaves:
                (foot if source >= stop else head).add(bond.target)
        return self._levels(head), self._levels(foot), len(head) + len(foot)

    def _levels(self, targets: set[str]) -> int:
        return max(Counter(self.column[target] for target in targets).values(), default=0)


def lone_strips(rows: Sequence[RowPlan], chart: Chart) -> list[int]:
    """Return for each row how many levels of connectors its page has if it stands there alone."""
    flow = _Flow(chart, rows)
    return [sum(flow.strips(number, number + 1)[:2]) for number in range(len(rows))]


def break_pages(rows: Sequence[RowPlan], chart: Chart, capacity: float, strip: float) -> list[PagePlan]:
    """Return the pages: as few as possible, well filled, and with few connectors.

    `capacity` is the room of a page for rows and strips, `strip` the height of one level of connectors, in
    points. No row may be higher than a page.
    """
    flow = _Flow(chart, rows)
    banned: set[tuple[int, int]] = set()
    while True:
        breaks = _breaks(rows, flow, capacity, strip, banned)
        pages = _pages(rows, chart, flow, breaks)
        over = [
            (start, stop)
            for page, start, stop in zip(pages, breaks, [*breaks[1:], len(rows)], strict=True)
            if stop - start > 1 and page_height(page, strip) > capacity + 0.01
        ]
        if not over:
            return pages
        banned.update(over)


def page_height(page: PagePlan, strip: float) -> float:
    """Return the height of the rows and strips of a page, in points."""
    strips = strip_levels(page.head) + strip_levels(page.foot)
    return sum(row.height for row in page.rows) + strips * strip


def _breaks(
    rows: Sequence[RowPlan], flow: _Flow, capacity: float, strip: float, banned: set[tuple[int, int]]
) -> list[int]:
    """Return the first row of each page: the cheapest chain of pages, found from the end backwards."""
    count = len(rows)
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        options = []
        height = 0.0
        for stop in range(start + 1, count + 1):
            height += rows[stop - 1].height
            if height > capacity and stop > start + 1:
                break
            head, foot, connectors = flow.strips(start, stop)
            fits = height + (head + foot) * strip <= capacity and (start, stop) not in banned
            if fits or stop == start + 1:
                pages, price, _ = best[stop]
                empty = max(0.0, 1 - height / capacity) if stop < count else 0.0
                options.append((pages + 1, price + connectors + EMPTY_PAGE * empty**2, stop))
        best[start] = min(options)
    breaks = [0]
    while best[breaks[-1]][2] < count:
        breaks.append(best[breaks[-1]][2])
    return breaks


def _pages(rows: Sequence[RowPlan], chart: Chart, flow: _Flow, breaks: list[int]) -> list[PagePlan]:
    page_of = [sum(start <= row for start in breaks) - 1 for row in range(len(rows))]
    where = {name: page_of[row] for name, row in flow.row.items()}
    pairs = list(
        dict.fromkeys(
            (where[bond.source], where[bond.target], bond.target)
            for bond in chart.bonds
            if where[bond.source] != where[bond.target]
        )
    )
    pairs.sort(key=lambda pair: (min(pair[:2]), max(pair[:2]), flow.row[pair[2]], pair))
    names = {pair: letters(number) for number, pair in enumerate(pairs)}
    pages = []
    for number, start in enumerate(breaks):
        stop = breaks[number + 1] if number + 1 < len(breaks) else len(rows)
        head, foot = _connectors(number, names, flow)
        bonds = []
        for bond in chart.bonds:
            source, target = where[bond.source], where[bond.target]
            if source == number == target:
                bonds.append(bond)
            elif source == number:
                bonds.append(bond._replace(target=_id(names[source, target, bond.target], number)))
        bonds += [
            Bond(_id(name, number), target)
            for (_, entered, target), name in names.items()
            if entered == number
        ]
        marks = tuple(mark for mark in chart.marks if where[mark.id] == number)
        pages.append(PagePlan(tuple(rows[start:stop]), head, foot, marks, tuple(dict.fromkeys(bonds))))
    return pages


def _connectors(
    page: int, names: dict[tuple[int, int, str], str], flow: _Flow
) -> tuple[tuple[Connector, ...], tuple[Connector, ...]]:
    strips: tuple[list[Connector], list[Connector]] = ([], [])
    for (source, target, name), letter in names.items():
        if page in (source, target):
            other = target if page == source else source
            strip = strips[0 if other < page else 1]
            column = flow.column[name]
            level = sum(connector.executor == column for connector in strip)
            strip.append(
                Connector(_id(letter, page), letter, name, column, other, level, is_exit=page == source)
            )
    return tuple(strips[0]), tuple(strips[1])


def _id(letter: str, page: int) -> str:
    return f"penghubung-{letter}-{page + 1}"


def letters(number: int) -> str:
    """Return the name of the connector `number`: A, B, … Z, AA, AB and so on, from 0."""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
