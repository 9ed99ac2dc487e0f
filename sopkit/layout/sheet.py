"""What is seen of a board: the corners of its arrows, and the places of its texts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sopkit.layout.board import Board, Way, sides
from sopkit.layout.geometry import Box, Caption, Column, Joint, Row, Symbol
from sopkit.layout.labels import (
    Diamond,
    Places,
    Shape,
    caption_spots,
    contains,
    far_spots,
    hits,
    label_spots,
    lines,
)
from sopkit.layout.spacing import Points, spread
from sopkit.model.flow import DECISION


class Sheet:
    """The page on which a board is drawn."""

    def __init__(
        self,
        board: Board,
        columns: Sequence[Column],
        rows: Sequence[Row],
        joints: Sequence[Joint],
        captions: Sequence[Caption],
    ) -> None:
        self.board = board
        self.columns, self.rows, self.joints = tuple(columns), tuple(rows), tuple(joints)
        self.captions = tuple(captions)
        self.shapes = [shape_of(symbol) for symbol in board.grid.symbols]
        left, top = columns[0].x0, rows[0].y0
        self.frame = Box(left, top, columns[-1].x1 - left, rows[-1].y1 - top)
        named = {symbol.id: symbol for symbol in board.grid.symbols}
        self.caption_spots = [
            caption_spots(bounds(named[one.symbol]), one.size, self._cell(named[one.symbol]))
            for one in captions
        ]
        self._known: dict[int, tuple[Way, Points]] = {}
        self._joint_lines = [line for joint in joints for line in lines(joint.points)]

    def ways(self) -> list[Points]:
        """Return the corners of every arrow, from the edge of its source to that of its target."""
        return [self._points(number, way) if way else () for number, way in enumerate(self.board.ways)]

    def spread(self) -> list[Points]:
        """Return the corners with parallel lines spread, as far as that costs no text its place."""
        ways = self.ways()
        most = self.missing(ways)
        for axes in ((0, 1), (0,), (1,)):
            spaced = spread(self.board.grid, self.board.ways, ways, axes)
            if self.missing(spaced) <= most:
                return spaced
        return ways

    def label_spots(self, number: int, way: Points) -> Iterable[Box]:
        """Return the places of the label of an arrow with these corners; none where it has no label."""
        size = self.board.labels[number]
        source = self.shapes[self.board.routes[number].source]
        return label_spots(way, size, source) if size and way else ()

    def is_solid(self, spot: Box) -> bool:
        """Tell whether a place is out of the frame, or taken by what can't be moved."""
        return not contains(self.frame, spot) or any(
            hits(spot, shape) for shape in (*self.shapes, *self._joint_lines)
        )

    def missing(self, ways: Sequence[Points]) -> int:
        """Return how many texts find no place."""
        labels, captions = self.texts(ways)
        return self._missing(labels, [caption.box for caption in captions])

    def texts(
        self, ways: Sequence[Points], *, is_final: bool = False
    ) -> tuple[list[Box | None], tuple[Caption, ...]]:
        """Return the boxes of the labels, and the captions with theirs; None where there is no place.

        Labels come first; if that leaves a caption without a place, they may have to make way. In the end a
        label may also stand far from its exit.
        """
        labels, captions = self._place(ways, labels_first=True, is_final=is_final)
        if None in captions:
            others = self._place(ways, labels_first=False, is_final=is_final)
            if self._missing(*others) < self._missing(labels, captions):
                labels, captions = others
        placed = [replace(one, box=box) for one, box in zip(self.captions, captions, strict=True)]
        return labels, tuple(placed)

    def _place(
        self, ways: Sequence[Points], *, labels_first: bool, is_final: bool
    ) -> tuple[list[Box | None], list[Box | None]]:
        drawn = [line for way in ways for line in lines(way)]
        places = Places([*drawn, *self._joint_lines], self.shapes, self.frame)
        labels = [self.label_spots(number, way) for number, way in enumerate(ways)]
        order = (labels, self.caption_spots) if labels_first else (self.caption_spots, labels)
        first, second = ([places.put(spots) for spots in group] for group in order)
        found, captions = (first, second) if labels_first else (second, first)
        if is_final:
            found = [
                box or (places.put(far_spots(way, size)) if size else None)
                for box, way, size in zip(found, ways, self.board.labels, strict=True)
            ]
        return found, captions

    def _missing(self, labels: Sequence[Box | None], captions: Sequence[Box | None]) -> int:
        wanted = sum(bool(size and way) for size, way in zip(self.board.labels, self.board.ways, strict=True))
        return wanted - sum(box is not None for box in labels) + sum(box is None for box in captions)

    def _points(self, number: int, way: Way) -> Points:
        known = self._known.get(number)
        if known and known[0] is way:
            return known[1]
        grid = self.board.grid
        leaving, entering = sides(self.board, way)
        points = (
            grid.vertex(grid.standing[way[0]], leaving),
            *map(grid.point, grid.corners(way)),
            grid.vertex(grid.standing[way[-1]], entering),
        )
        self._known[number] = way, points
        return points

    def _cell(self, symbol: Symbol) -> Box:
        column = _around(((column.x0, column.x1) for column in self.columns), symbol.x)
        row = _around(((row.y0, row.y1) for row in self.rows), symbol.y)
        return Box(column[0], row[0], column[1] - column[0], row[1] - row[0])


def bounds(symbol: Symbol) -> Box:
    """Return the rectangle around `symbol`."""
    return Box(symbol.x - symbol.width / 2, symbol.y - symbol.height / 2, symbol.width, symbol.height)


def shape_of(symbol: Symbol) -> Shape:
    """Return the shape of `symbol`, as far as texts must keep off it."""
    box = bounds(symbol)
    return Diamond(*box) if symbol.kind == DECISION else box


def _around(bands: Iterable[tuple[float, float]], place: float) -> tuple[float, float]:
    return next((band for band in bands if band[0] <= place <= band[1]), (place, place))
