"""The grid the arrows run on: the centre lines of symbols, and lanes on both sides of every rule.

A crossing of two lines is a point, numbered `ix * height + iy`; a piece of line between two neighbouring
points is an edge, numbered after its upper or left point: twice that number, plus one where it runs down.
No lane lies on a rule, which would hide the arrow.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from sopkit.layout.geometry import Column, Point, Row, Symbol

EAST, SOUTH, WEST, NORTH = range(4)
SPACING = 4.3
"""Between two lanes, in points."""
HEAD_ROOM, TIGHT_ROOM = 8.0, 4.5
"""Between a symbol and the nearest lane: room for an arrowhead, and what must do in a narrow cell."""
COLUMN_LANES, ROW_LANES = 3, 2
"""The most lanes on one side of a rule."""


class Axis:
    """The parallel lines of one direction: their positions, and what kind of line each is."""

    def __init__(
        self, bands: Sequence[tuple[float, float]], spans: Iterable[tuple[float, float]], most: int
    ) -> None:
        """Make the lines of `bands` (between rules) that hold symbols with `spans` (centre, half size)."""
        spans = sorted(set(spans))
        lines: dict[float, tuple[int, bool, bool]] = {}
        for number, (low, high) in enumerate(bands):
            inside = [span for span in spans if low < span[0] < high] or [((low + high) / 2, 0.0)]
            first = min(centre - half for centre, half in inside)
            last = max(centre + half for centre, half in inside)
            if first == last:  # an empty band: as if the largest symbol stood in it
                half = min(max((span[1] for span in spans), default=0.0), (high - low) / 2 * 0.7)
                first, last = first - half, last + half
            for nth, distance in enumerate(_lanes(first - low, most)):
                lines[low + distance] = (number, False, nth == 0)
            for nth, distance in enumerate(_lanes(high - last, most)):
                lines[high - distance] = (number, False, nth == 0)
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
        lines = [number for number, band in enumerate(self.band) if first <= band <= last]
        return lines[0], lines[-1]


def _lanes(gap: float, most: int) -> list[float]:
    """Return the distances from a rule of the lanes in the `gap` between it and a symbol."""
    room = HEAD_ROOM if gap - HEAD_ROOM >= SPACING * 1.5 else TIGHT_ROOM
    fitting = int((gap - room - SPACING / 2 + 1e-6) / SPACING) + 1
    if gap - room < SPACING / 2:
        return [gap / 2]
    return [SPACING / 2 + SPACING * number for number in range(min(most, fitting))]


class Grid:
    """The lines, and where the symbols stand on them."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], symbols: Sequence[Symbol]) -> None:
        self.x = Axis([(c.x0, c.x1) for c in columns], ((s.x, s.width / 2) for s in symbols), COLUMN_LANES)
        self.y = Axis([(r.y0, r.y1) for r in rows], ((s.y, s.height / 2) for s in symbols), ROW_LANES)
        self.height = len(self.y.positions)
        self.size = len(self.x.positions) * self.height
        self.steps = (self.height, 1, -self.height, -1)
        """What to add to a point's number to reach its neighbour in each direction."""
        self.edge_offsets = (0, 1, -2 * self.height, -1)
        """What to add to twice a point's number for the edge that leaves it in each direction."""
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

    def edge(self, here: int, direction: int) -> int:
        """Return the edge that leaves the point `here`; it may be a number below 0, or beyond the border."""
        return 2 * here + self.edge_offsets[direction]

    def borders(self) -> list[int]:
        """Return the edges that would lead out of the grid: walls, which also catch numbers below 0."""
        right = range(self.size - self.height, self.size)
        bottom = range(self.height - 1, self.size, self.height)
        return [2 * point for point in right] + [2 * point + 1 for point in bottom]

    def covered(self) -> list[int]:
        """Return the points under symbols, other than their centres."""
        found = []
        for place, symbol in zip(self.place, self.symbols, strict=True):
            column, row = (
                self.x.index(symbol.x - symbol.width / 2),
                self.y.index(symbol.y - symbol.height / 2),
            )
            last_column = self.x.index(symbol.x + symbol.width / 2)
            last_row = self.y.index(symbol.y + symbol.height / 2)
            for across in range(column, last_column):
                found += [across * self.height + down for down in range(row, last_row)]
            found.remove(place)
        return found

    def vertex(self, symbol: int, side: int) -> Point:
        """Return the middle of one side of a symbol: a diamond's vertex."""
        drawn = self.symbols[symbol]
        across = (drawn.width / 2, 0.0, -drawn.width / 2, 0.0)[side]
        down = (0.0, drawn.height / 2, 0.0, -drawn.height / 2)[side]
        return Point(drawn.x + across, drawn.y + down)
