"""Drawing the arrows of a flowchart through the columns of its executors.

Arrows run on a grid (grid.py) and hold what they use (board.py). Each takes the cheapest way (search.py by
costs.py): first those that lead on, then the others, short ones before long ones. Then groups are drawn anew
while that pays (improve.py), and labels are placed (labels.py); an exit whose label finds no place tries
another side. Nothing depends on chance or on the clock.
"""

from collections.abc import Iterable, Sequence

from sopkit.layout.board import Board, Way
from sopkit.layout.costs import LAST_RESORT, NEVER, Route
from sopkit.layout.geometry import Arrow, Box, Column, Drawing, Link, Point, Row, Symbol
from sopkit.layout.grid import Grid
from sopkit.layout.improve import Improver, least_cost
from sopkit.layout.labels import near, place_labels, wanted
from sopkit.layout.search import find_way, sides

LABEL_REPAIRS = 3
"""Rounds of moving exits whose labels clash."""


def draw(
    columns: Sequence[Column], rows: Sequence[Row], symbols: Sequence[Symbol], links: Sequence[Link]
) -> Drawing:
    """Return the drawing of `symbols`, in the order of the table, with an arrow for every link.

    The first arrow from a symbol that isn't labelled "tidak" is the way on. A link without any way is
    returned as unrouted.
    """
    return _Router(columns, rows, symbols, links).run()


class _Router:
    """The drawing of one page."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row], symbols: Sequence[Symbol], links: Sequence[Link]
    ) -> None:
        self.columns, self.rows, self.symbols, self.links = columns, rows, symbols, links
        self.grid = Grid(columns, rows, symbols)
        numbers = {symbol.id: number for number, symbol in enumerate(symbols)}
        self.main: list[int | None] = [None] * len(symbols)
        routes = []
        for number, link in enumerate(links):
            source, target = numbers[link.source], numbers[link.target]
            is_main = self.main[source] is None and (link.label or "").lower() != "tidak"
            if is_main:
                self.main[source] = number
            across = _sign(symbols[target].x - symbols[source].x)
            down = _sign(self.grid.row(target) - self.grid.row(source))
            routes.append(Route(source, target, is_main, across, down))
        self.board = Board(self.grid, routes, [link.label_size for link in links])
        self.boxes = [Box(s.x - s.width / 2, s.y - s.height / 2, s.width, s.height) for s in symbols]
        left, top = columns[0].x0, rows[0].y0
        self.frame = Box(left, top, columns[-1].x1 - left, rows[-1].y1 - top)

    def run(self) -> Drawing:
        """Draw everything."""
        least = [least_cost(self.board, number) for number in range(len(self.links))]
        for number in self._order():
            if not self._lay(number):
                self._make_room(number)
        Improver(self.board, least, self.main).run()
        for _ in range(LABEL_REPAIRS):
            clashing = self._clashing()
            repaired = [self._repair(number) for number in clashing]
            if not any(repaired):
                break
        return self._drawing()

    def _order(self) -> list[int]:
        """Return the arrows in the order of drawing: those that lead on first, the others by their span."""
        routes, row = self.board.routes, self.grid.row

        def key(number: int) -> tuple[bool, int, int]:
            route = routes[number]
            is_sequential = route.is_main and route.target == route.source + 1
            span = 0 if is_sequential else abs(row(route.target) - row(route.source))
            return not is_sequential, span, number

        return sorted(range(len(routes)), key=key)

    def _lay(self, number: int, margin: int = 1) -> bool:
        way = find_way(self.board, number, margin=margin)
        if way is not None:
            self.board.add(number, way)
        return way is not None

    def _lay_all(self, numbers: Iterable[int], margin: int = 1) -> bool:
        return all(self._lay(number, margin) for number in numbers)

    def _make_room(self, number: int) -> None:
        """Draw an arrow that found no way: before its neighbours, or by a side that is else forbidden."""
        board, route = self.board, self.board.routes[number]
        ends = {route.source, route.target}
        near_by = [
            n for end in sorted(ends) for n in (*board.leaving[end], *board.entering[end]) if n != number
        ]
        old = {n: way for n in dict.fromkeys(near_by) if (way := board.remove(n)) is not None}
        if self._lay(number, len(self.rows)) and self._lay_all(old, len(self.rows)):
            return
        for n in (number, *old):
            board.remove(n)
        for n, way in old.items():
            board.add(n, way)
        weights = board.weights[number]
        weights.exits = [min(cost, LAST_RESORT) for cost in weights.exits]
        weights.entries = [min(cost, LAST_RESORT) for cost in weights.entries]
        self._lay(number, len(self.rows))

    def _labels(self) -> tuple[list[tuple[Point, ...]], list[Box | None]]:
        ways = [self._points(way) if way else () for way in self.board.ways]
        return ways, place_labels(ways, self.board.labels, self.boxes, self.frame)

    def _clashing(self) -> list[int]:
        """Return the arrows whose labels find no place."""
        ways, boxes = self._labels()
        return [n for n, size in enumerate(self.board.labels) if size and ways[n] and boxes[n] is None]

    def _repair(self, number: int) -> bool:
        """Draw an arrow from another side, with its siblings and those in its way; keep it if better."""
        board = self.board
        ways, boxes = self._labels()
        size, way = board.labels[number], board.ways[number]
        if size is None or way is None or boxes[number] is not None:
            return False
        before = len(self._clashing())
        spots = wanted(ways[number], size)
        siblings = [n for n in board.leaving[board.routes[number].source] if n != number]
        hitting = [
            n for n, points in enumerate(ways) if n != number and any(near(spot, points) for spot in spots)
        ]
        group = [n for n in dict.fromkeys((number, *siblings, *hitting)) if board.ways[n] is not None]
        exits = board.weights[number].exits
        here = sides(board, way)[0]
        for side in (*sorted({0, 1, 2, 3} - {here}, key=exits.__getitem__), here):
            if exits[side] >= NEVER:
                continue
            board.weights[number].exits = [cost if n == side else NEVER for n, cost in enumerate(exits)]
            for order in (group, group[::-1]):
                if self._try(order, before):
                    return True
        board.weights[number].exits = exits
        return False

    def _try(self, group: list[int], clashes: int) -> bool:
        """Draw the arrows of `group` anew; keep that if fewer than so many labels clash."""
        board = self.board
        old = {n: way for n in group if (way := board.remove(n)) is not None}
        if self._lay_all(group) and len(self._clashing()) < clashes:
            return True
        for n in group:
            board.remove(n)
        for n, way in old.items():
            board.add(n, way)
        return False

    def _points(self, way: Way) -> tuple[Point, ...]:
        """Return the corners of `way`, from the edge of its source to that of its target."""
        leaving, entering = sides(self.board, way)
        grid = self.grid
        corners = [
            grid.point(here)
            for before, here, after in zip(way, way[1:], way[2:], strict=False)
            if here - before != after - here
        ]
        start = grid.vertex(grid.standing[way[0]], leaving)
        return start, *corners, grid.vertex(grid.standing[way[-1]], entering)

    def _drawing(self) -> Drawing:
        ways, boxes = self._labels()
        arrows = []
        for link, points, box in zip(self.links, ways, boxes, strict=True):
            if points:
                place = box or (wanted(points, link.label_size)[0] if link.label_size else None)
                arrows.append(Arrow(link.source, link.target, link.label, points, place))
        unrouted = tuple(link for link, points in zip(self.links, ways, strict=True) if not points)
        return Drawing(tuple(self.columns), tuple(self.rows), tuple(self.symbols), tuple(arrows), unrouted)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
