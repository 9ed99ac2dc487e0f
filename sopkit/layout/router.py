"""Drawing the arrows of a flowchart through the columns of its executors.

Arrows run on a grid (grid.py) and hold what they use (board.py). Each takes the cheapest way (search.py by
costs.py): first those that lead on, then the others, short ones before long ones. Then groups are drawn anew
while that pays (improve.py), texts get their places (labels.py), and what stands in the way of one is moved
(repair.py); last, parallel lines are spread (spacing.py). Nothing depends on chance or on the clock.
"""

from collections import Counter
from collections.abc import Sequence

from sopkit.layout.board import Board
from sopkit.layout.costs import LABEL_OUTSIDE, Route
from sopkit.layout.geometry import Arrow, Caption, Column, Drawing, Joint, Link, Row, Symbol
from sopkit.layout.grid import EAST, WEST, Grid
from sopkit.layout.improve import Improver, least_cost
from sopkit.layout.labels import GAP, wanted
from sopkit.layout.repair import Repairer
from sopkit.layout.search import find_way
from sopkit.layout.sheet import Sheet

COLUMN_LANES, ROW_LANES = 3, 2
"""The most lanes on one side of a rule."""

ATTEMPTS = 8
"""So often the page is begun anew when an arrow finds no way."""


def draw(
    columns: Sequence[Column],
    rows: Sequence[Row],
    symbols: Sequence[Symbol],
    links: Sequence[Link],
    joins: Sequence[tuple[str, str]] = (),
    captions: Sequence[Caption] = (),
) -> Drawing:
    """Return the drawing of `symbols`, in the order of the table, with an arrow for every link.

    The first arrow from a symbol that isn't labelled "tidak" is the way on. Arrows with one source and one
    label leave by one exit and fork; the first of them bears the label. `joins` are pairs of symbols of one
    height, with none between them, that a plain line joins. A link without any way is returned as unrouted,
    a caption that finds no place has no box.
    """
    return _Router(columns, rows, symbols, links, joins, captions).run()


class _Router:
    """The drawing of one page."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        symbols: Sequence[Symbol],
        links: Sequence[Link],
        joins: Sequence[tuple[str, str]] = (),
        captions: Sequence[Caption] = (),
    ) -> None:
        self.links = links
        numbers = {symbol.id: number for number, symbol in enumerate(symbols)}
        lanes = [COLUMN_LANES] * len(columns), [ROW_LANES] * len(rows)
        self.grid = Grid(columns, rows, symbols, lanes)
        exits: dict[tuple[str, str | None], int] = {}
        for number, link in enumerate(links):
            exits.setdefault((link.source, link.label), number)
        leads = [exits[link.source, link.label] for link in links]
        forks = Counter(leads)
        self.main: list[int | None] = [None] * len(symbols)
        routes = []
        for number, (link, lead) in enumerate(zip(links, leads, strict=True)):
            source, target = numbers[link.source], numbers[link.target]
            if self.main[source] is None and (link.label or "").lower() != "tidak":
                self.main[source] = number
            is_main = self.main[source] == lead
            routes.append(_route(symbols, source, target, is_main, forks[lead] > 1))
        sizes = [link.label_size if leads[number] == number else None for number, link in enumerate(links)]
        self.joins = [(numbers[one], numbers[two]) for one, two in joins]
        self.board = Board(self.grid, routes, sizes, leads, self.joins)
        self.sheet = Sheet(self.board, columns, rows, self._joints(), captions)

    def run(self) -> Drawing:
        """Draw everything."""
        self._mind_borders()
        least = [least_cost(self.board, number) for number in range(len(self.links))]
        self._lay_out()
        Improver(self.board, least, self.main).run()
        Repairer(self.board, self.sheet).run()
        return self._drawing()

    def _mind_borders(self) -> None:
        """Make the exits dear beside which there is no room for a label within the table."""
        frame, board = self.sheet.frame, self.board
        for route, size, weights in zip(board.routes, board.labels, board.weights, strict=True):
            if size is None:
                continue
            for side in (EAST, WEST):
                vertex = self.grid.vertex(route.source, side)
                room = frame.x + frame.width - vertex.x if side == EAST else vertex.x - frame.x
                weights.exits[side] += LABEL_OUTSIDE * max(0.0, size.width + GAP - room)

    def _lay_out(self) -> None:
        """Draw every arrow once; if some find no way, begin anew with these, and keep the best attempt."""
        order = self._order()
        best, fewest = self.board.ways, len(order) + 1
        for _ in range(ATTEMPTS):
            for number in order:
                if not self._lay(number):
                    self._make_room(number)
            missing = [number for number in order if self.board.ways[number] is None]
            if len(missing) < fewest:
                best, fewest = list(self.board.ways), len(missing)
            if not missing:
                return
            order = missing + [number for number in order if number not in missing]
            self._clear()
        for number, way in enumerate(best):
            if way is not None:
                self.board.add(number, way)

    def _clear(self) -> None:
        for number in range(len(self.links)):
            self.board.remove(number)

    def _order(self) -> list[int]:
        """Return the arrows in the order of drawing: those that lead on first, the others by their span."""
        routes, row = self.board.routes, self.grid.row

        def key(number: int) -> tuple[bool, int, int]:
            route = routes[number]
            span = 0 if route.is_sequential else abs(row(route.target) - row(route.source))
            return not route.is_sequential, span, number

        return sorted(range(len(routes)), key=key)

    def _lay(self, number: int, margin: int = 1) -> bool:
        way = find_way(self.board, number, margin=margin)
        if way is not None:
            self.board.add(number, way)
        return way is not None

    def _make_room(self, number: int) -> None:
        """Draw an arrow that found no way: far around, before its neighbours, or by a forbidden side."""
        board, route = self.board, self.board.routes[number]
        everywhere = len(self.sheet.rows)
        if self._lay(number, everywhere):
            return
        near_by = dict.fromkeys(
            n for end in (route.source, route.target) for n in (*board.leaving[end], *board.entering[end])
        )
        old = {n: way for n in near_by if (way := board.remove(n)) is not None}
        if all(self._lay(n, everywhere) for n in (number, *old)):
            return
        for n in (number, *old):
            board.remove(n)
        for n, way in old.items():
            board.add(n, way)
        board.weights[number].allow_all()
        self._lay(number, everywhere)

    def _joints(self) -> list[Joint]:
        found = []
        for one, two in self.joins:
            side = EAST if self.grid.place[one] < self.grid.place[two] else WEST
            points = self.grid.vertex(one, side), self.grid.vertex(two, side ^ 2)
            found.append(Joint(self.grid.symbols[one].id, self.grid.symbols[two].id, points))
        return found

    def _drawing(self) -> Drawing:
        sheet, sizes = self.sheet, self.board.labels
        ways = sheet.spread()
        boxes, captions = sheet.texts(ways, is_final=True)
        arrows = []
        for link, points, size, box in zip(self.links, ways, sizes, boxes, strict=True):
            if points:
                place = box or (wanted(points, size)[0] if size else None)
                arrows.append(Arrow(link.source, link.target, link.label, points, place))
        return Drawing(
            tuple(sheet.columns),
            tuple(sheet.rows),
            self.grid.symbols,
            tuple(arrows),
            tuple(sheet.joints),
            captions,
            tuple(link for link, points in zip(self.links, ways, strict=True) if not points),
        )


def _route(symbols: Sequence[Symbol], source: int, target: int, is_main: bool, is_fork: bool) -> Route:
    one, two = symbols[source], symbols[target]
    rise = two.y - one.y
    down = _sign(rise) if abs(rise) > (one.height + two.height) / 4 else 0
    return Route(source, target, is_main, _sign(two.x - one.x), down, one.kind, is_fork)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
