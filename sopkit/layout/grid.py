"""The grid the arrows run on: the centre lines of symbols, and lanes on both sides of every rule.

A crossing of two lines is a point, numbered `ix * height + iy`. The piece of line that leaves a point in a
direction is a step, numbered `4 * point + direction`; so `step ^ 2` turns back, and `step ^ 1`, `step ^ 3`
turn aside. No lane lies on a rule, which would hide the arrow.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sopkit.layout.geometry import Box, Column, Point, Row, Symbol

EAST, SOUTH, WEST, NORTH = range(4)
SPACING = 4.3
"""Between two lanes, in points."""
HEAD_ROOM, TIGHT_ROOM = 8.0, 4.5
"""Between a symbol and the nearest lane: room for an arrowhead, and what must do in a narrow cell."""
CLEARANCE = 4.0
"""Nearer to a symbol no arrow runs past it, or bends before it."""
Span = tuple[float, float]
"""Where a symbol or a band begins and ends, along one axis."""


class Axis:
    """The parallel lines of one direction: their positions, and what kind of line each is."""

    def __init__(
        self, bands: Sequence[Span], symbols: Sequence[tuple[float, float]], most: Sequence[int]
    ) -> None:
        """Make the lines of `bands` (between rules) that hold symbols with given centres and half sizes.

        `most` is the number of lanes that each band may have on one side.
        """
        lines: dict[float, tuple[int, bool, bool]] = {}
        self.gaps: list[tuple[Span, Span]] = []
        """For each band, the room of the lanes after its first rule, and before its last."""
        largest = max((half for _, half in symbols), default=0.0)
        by_band: list[set[tuple[float, float]]] = [set() for _ in bands]
        starts = [low for low, _ in bands]
        for span in symbols:
            by_band[max(bisect_right(starts, span[0]) - 1, 0)].add(span)
        for number, ((low, high), inside) in enumerate(zip(bands, by_band, strict=True)):
            if not inside:  # as if the largest symbol stood in it
                inside.add(((low + high) / 2, min(largest, (high - low) * 0.35)))
            first = min(centre - half for centre, half in inside)
            last = max(centre + half for centre, half in inside)
            self.gaps.append(((low, first), (last, high)))
            for nth, distance in enumerate(lanes(first - low, most[number])):
                lines[low + distance] = (number, False, nth == 0)
            for nth, distance in enumerate(lanes(high - last, most[number])):
                lines[high - distance] = (number, False, nth == 0)
            for place in _between(inside):
                lines[place] = (number, False, False)
            for centre, _ in inside:
                lines[centre] = (number, True, False)
        self.positions = sorted(lines)
        self.band = [lines[place][0] for place in self.positions]
        self.is_centre = [lines[place][1] for place in self.positions]
        self.is_beside_rule = [lines[place][2] for place in self.positions]

    def index(self, place: float) -> int:
        """Return the number of the line at `place`."""
        return bisect_left(self.positions, place)

    def limits(self, first: int, last: int) -> tuple[int, int]:
        """Return the numbers of the first and last line of the bands `first` to `last`."""
        return bisect_left(self.band, first), bisect_right(self.band, last) - 1

    def within(self, low: float, high: float) -> range:
        """Return the numbers of the lines strictly between two places."""
        return range(bisect_right(self.positions, low), bisect_left(self.positions, high))


def head_room(gap: float) -> float:
    """Return what is kept between a symbol and the nearest lane, of the `gap` between it and a rule."""
    return HEAD_ROOM if gap - HEAD_ROOM >= SPACING * 1.5 else TIGHT_ROOM


def lanes(gap: float, most: int) -> list[float]:
    """Return the distances from a rule of the lanes in the `gap` between it and a symbol."""
    room = head_room(gap)
    fitting = int((gap - room - SPACING / 2 + 1e-6) / SPACING) + 1
    if gap - room < SPACING / 2:
        return [max(min(gap / 2, gap - CLEARANCE - 0.2), gap / 4)] if gap > 0 else []
    return [SPACING / 2 + SPACING * number for number in range(min(most, fitting))]


def _between(inside: set[tuple[float, float]]) -> list[float]:
    """Return the places of lanes between symbols that stand in one band, one beside the other."""
    places, end = [], float("inf")
    for low, high in sorted((centre - half, centre + half) for centre, half in inside):
        gap = low - end
        if gap > 2 * TIGHT_ROOM + SPACING:
            places += [end + (gap - SPACING) / 2, end + (gap + SPACING) / 2]
        elif gap > 2 * CLEARANCE:
            places.append(end + gap / 2)
        end = high if end == float("inf") else max(end, high)
    return places


class Grid:
    """The lines, and where the symbols stand on them."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        symbols: Sequence[Symbol],
        lanes_beside: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        """Make the grid; `lanes_beside` is the most lanes on a side of each column, and of each row."""
        across, down = lanes_beside
        self.x = Axis([(c.x0, c.x1) for c in columns], [(s.x, s.width / 2) for s in symbols], across)
        self.y = Axis([(r.y0, r.y1) for r in rows], [(s.y, s.height / 2) for s in symbols], down)
        self.height = len(self.y.positions)
        self.size = len(self.x.positions) * self.height
        self.steps = (self.height, 1, -self.height, -1)
        """What to add to a point's number to reach its neighbour in each direction."""
        self.symbols = tuple(symbols)
        self.place = [self.x.index(s.x) * self.height + self.y.index(s.y) for s in symbols]
        """The point of each symbol's centre."""
        self.standing = dict(zip(self.place, range(len(symbols)), strict=True))
        """The symbol that stands at a point."""

    def row(self, symbol: int) -> int:
        """Return the number of the row in which `symbol` stands."""
        return self.y.band[self.place[symbol] % self.height]

    def point(self, number: int) -> Point:
        """Return where the point `number` lies."""
        column, row = divmod(number, self.height)
        return Point(self.x.positions[column], self.y.positions[row])

    def direction(self, here: int, there: int) -> int:
        """Return the direction from a point to its neighbour."""
        return self.steps.index(there - here)

    def step(self, here: int, there: int) -> int:
        """Return the step from a point to its neighbour."""
        return 4 * here + self.steps.index(there - here)

    def walls(self) -> list[int]:
        """Return the steps no arrow may take: out of the grid, or through or close past a symbol."""
        found = [4 * point + EAST for point in range(self.size - self.height, self.size)]
        found += [4 * point + WEST for point in range(self.height)]
        found += [4 * point + NORTH for point in range(0, self.size, self.height)]
        found += [4 * point + SOUTH for point in range(self.height - 1, self.size, self.height)]
        for place, symbol in zip(self.place, self.symbols, strict=True):
            half_width, half_height = symbol.width / 2 + CLEARANCE, symbol.height / 2 + CLEARANCE
            for column in self.x.within(symbol.x - half_width, symbol.x + half_width):
                for row in self.y.within(symbol.y - half_height, symbol.y + half_height):
                    point = column * self.height + row
                    if point == place:
                        continue
                    is_above, is_beside = column == place // self.height, row == place % self.height
                    sides = (EAST, WEST) if is_above else (NORTH, SOUTH) if is_beside else range(4)
                    for side in sides:
                        found += [4 * point + side, 4 * (point + self.steps[side]) + (side ^ 2)]
        return found

    def steps_under(self, box: Box) -> list[int]:
        """Return the steps that lead through `box`, there and back."""
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        found = []
        x, y = self.x, self.y
        for across in range(bisect_right(x.positions, left) - 1, bisect_left(x.positions, right)):
            for down in y.within(top - 0.5, bottom + 0.5):
                found += [4 * (across * self.height + down), 4 * ((across + 1) * self.height + down) + WEST]
        for down in range(bisect_right(y.positions, top) - 1, bisect_left(y.positions, bottom)):
            for across in x.within(left - 0.5, right + 0.5):
                point = across * self.height + down
                found += [4 * point + SOUTH, 4 * point + 4 + NORTH]
        return [step for step in found if 0 <= step < 4 * self.size]

    def line(self, one: int, two: int) -> list[int]:
        """Return the points from `one` to `two`, which lie on one line."""
        stride = self.height if (two - one) % self.height == 0 else 1
        return list(range(one, two + 1, stride)) if two > one else list(range(one, two - 1, -stride))

    def corners(self, way: Sequence[int]) -> list[int]:
        """Return the points at which `way` bends."""
        return [
            here
            for before, here, after in zip(way, way[1:], way[2:], strict=False)
            if here - before != after - here
        ]

    def vertex(self, symbol: int, side: int) -> Point:
        """Return the middle of one side of a symbol: a diamond's vertex."""
        drawn = self.symbols[symbol]
        across = (drawn.width / 2, 0.0, -drawn.width / 2, 0.0)[side]
        down = (0.0, drawn.height / 2, 0.0, -drawn.height / 2)[side]
        return Point(drawn.x + across, drawn.y + down)


def lengths(positions: Sequence[float]) -> list[float]:
    """Return the distances between neighbouring positions."""
    return [after - before for before, after in pairwise(positions)]
