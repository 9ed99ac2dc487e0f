"""Measuring a drawing for faults, by its points alone: nothing here knows how the arrows were found.

All lengths are points. What touches is no fault until it overlaps by more than `HAIR`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sopkit.layout.geometry import Arrow, Box, Drawing, Point, Symbol
from sopkit.model.flow import DECISION

HAIR = 0.05
"""What rounding may do to a place."""
LONGEST_OVERLAP = 2.0
"""So far two arrows may lie on each other where they only meet."""


class Kind(StrEnum):
    """What can be wrong with a drawing."""

    MISSING = "missing"
    """A link has no arrow."""
    THROUGH = "through"
    """An arrow runs through a symbol."""
    OVERLAP = "overlap"
    """Arrows to different symbols, or in opposite directions, lie on each other."""
    TOUCH = "touch"
    """An arrow to another symbol ends or bends on an arrow: it looks as if they joined."""
    VERTEX = "vertex"
    """Two exits of a decision leave by the same vertex."""
    ENTRY = "entry"
    """An arrow enters a symbol where another leaves it."""
    DIAGONAL = "diagonal"
    """A piece of an arrow is neither level nor upright."""
    OUTSIDE = "outside"
    """An arrow leaves the executor columns."""
    LABEL = "label"
    """A label is missing, or lies on an arrow, a symbol or another label, or outside the columns."""
    CELL = "cell"
    """A symbol isn't inside its cell."""
    HEAD = "head"
    """An arrow doesn't end squarely at a vertex of its target."""
    TAIL = "tail"
    """An arrow doesn't start squarely at a vertex of its source."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the ids of the symbols concerned (an arrow's as "source>target"), and where it is."""

    kind: Kind
    ids: tuple[str, ...]
    place: Point


class Piece(NamedTuple):
    """A straight piece of an arrow."""

    one: Point
    two: Point

    def reach(self) -> tuple[float, float, float, float]:
        """Return the bounds: left, top, right, bottom."""
        (x1, y1), (x2, y2) = self
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    @property
    def is_diagonal(self) -> bool:
        """Tell whether the piece is neither level nor upright."""
        return abs(self.one.x - self.two.x) > HAIR and abs(self.one.y - self.two.y) > HAIR


def verify(drawing: Drawing) -> tuple[Fault, ...]:
    """Return the faults of `drawing`, ordered by kind and place."""
    faults = [
        Fault(Kind.MISSING, (f"{link.source}>{link.target}",), Point(0, 0)) for link in drawing.unrouted
    ]
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    frame = _frame(drawing)
    faults += _misplaced(drawing)
    for arrow in drawing.arrows:
        faults += _ends(arrow, symbols)
        faults += _course(arrow, drawing.symbols, frame)
    faults += _pairs(drawing.arrows, symbols)
    faults += _labels(drawing, frame)
    order = list(Kind)
    return tuple(sorted(set(faults), key=lambda fault: (order.index(fault.kind), fault.place, fault.ids)))


def _misplaced(drawing: Drawing) -> Iterator[Fault]:
    """Yield the symbols that stick out of their cells."""
    columns = {column.executor: column for column in drawing.columns}
    rows = {row.step: row for row in drawing.rows}
    for symbol in drawing.symbols:
        left, top, right, bottom = _bounds(symbol)
        column = columns.get(symbol.executor)
        row = rows.get(symbol.step) if symbol.step is not None else None
        is_inside = column is not None and column.x0 - HAIR <= left and right <= column.x1 + HAIR
        if symbol.step is not None:
            is_inside = is_inside and row is not None and row.y0 - HAIR <= top and bottom <= row.y1 + HAIR
        if not is_inside:
            yield Fault(Kind.CELL, (symbol.id,), Point(symbol.x, symbol.y))


def _ends(arrow: Arrow, symbols: dict[str, Symbol]) -> Iterator[Fault]:
    """Yield the ends of an arrow that aren't at a vertex, square to its side, with some length to be seen."""
    points = arrow.points
    if len(points) < 2:
        yield Fault(Kind.HEAD, (_name(arrow),), points[0] if points else Point(0, 0))
        return
    for kind, name, end, inner in (
        (Kind.TAIL, arrow.source, points[0], points[1]),
        (Kind.HEAD, arrow.target, points[-1], points[-2]),
    ):
        symbol = symbols.get(name)
        outward = _side(symbol, end) if symbol else None
        if outward is None:
            yield Fault(kind, (_name(arrow),), end)
            continue
        along = (inner.x - end.x) * outward.x + (inner.y - end.y) * outward.y
        aside = abs((inner.x - end.x) * outward.y) + abs((inner.y - end.y) * outward.x)
        if along <= HAIR or aside > HAIR:
            yield Fault(kind, (_name(arrow),), end)


def _side(symbol: Symbol, end: Point) -> Point | None:
    """Return the direction that leads out of `symbol` at the vertex `end`; None where there is no vertex."""
    for outward in (Point(1, 0), Point(0, 1), Point(-1, 0), Point(0, -1)):
        x = symbol.x + outward.x * symbol.width / 2
        y = symbol.y + outward.y * symbol.height / 2
        if abs(end.x - x) <= HAIR and abs(end.y - y) <= HAIR:
            return outward
    return None


def _course(arrow: Arrow, symbols: Sequence[Symbol], frame: tuple[float, ...]) -> Iterator[Fault]:
    """Yield where one arrow runs aslant, out of the columns or through a symbol, its own included."""
    for piece in _pieces(arrow):
        if piece.is_diagonal:
            yield Fault(Kind.DIAGONAL, (_name(arrow),), piece.one)
        left, top, right, bottom = piece.reach()
        if left < frame[0] or top < frame[1] or right > frame[2] or bottom > frame[3]:
            yield Fault(Kind.OUTSIDE, (_name(arrow),), piece.one)
        for symbol in symbols:
            if _overlap(piece.reach(), _bounds(symbol)):
                yield Fault(Kind.THROUGH, (_name(arrow), symbol.id), piece.one)


def _pairs(arrows: Sequence[Arrow], symbols: dict[str, Symbol]) -> Iterator[Fault]:
    """Yield what two arrows do to each other."""
    pieces = [list(_pieces(arrow)) for arrow in arrows]
    for number, one in enumerate(arrows):
        for other_number in range(number):
            two = arrows[other_number]
            names = (_name(two), _name(one))
            if not one.points or not two.points:
                continue
            yield from _at_vertices(one, two, names, symbols)
            for piece in pieces[number]:
                for other in pieces[other_number]:
                    place = _lying(piece, other)
                    if place and (one.target != two.target or not _same_way(piece, other)):
                        yield Fault(Kind.OVERLAP, names, place)
            if one.target != two.target:
                for point in (*one.points[1:], *two.points[1:]):
                    if _on(point, pieces[number]) and _on(point, pieces[other_number]):
                        yield Fault(Kind.TOUCH, names, point)


def _at_vertices(
    one: Arrow, two: Arrow, names: tuple[str, str], symbols: dict[str, Symbol]
) -> Iterator[Fault]:
    source = symbols.get(one.source)
    if (
        one.source == two.source
        and source
        and source.kind == DECISION
        and _near(one.points[0], two.points[0])
    ):
        yield Fault(Kind.VERTEX, names, one.points[0])
    for entering, leaving in ((one, two), (two, one)):
        if _near(entering.points[-1], leaving.points[0]):
            yield Fault(Kind.ENTRY, names, leaving.points[0])


def _labels(drawing: Drawing, frame: tuple[float, ...]) -> Iterator[Fault]:
    """Yield the labels that can't be read, or seem to belong to something else."""
    boxes = [(arrow, _corners(arrow.label_box)) for arrow in drawing.arrows if arrow.label_box]
    for arrow in drawing.arrows:
        if arrow.label and not arrow.label_box:
            yield Fault(Kind.LABEL, (_name(arrow),), arrow.points[0])
    for number, (arrow, box) in enumerate(boxes):
        place = Point(box[0], box[1])
        if box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]:
            yield Fault(Kind.LABEL, (_name(arrow),), place)
        for other in drawing.arrows:
            if any(_overlap(piece.reach(), box) for piece in _pieces(other)):
                yield Fault(Kind.LABEL, (_name(arrow), _name(other)), place)
        for symbol in drawing.symbols:
            if _overlap(box, _bounds(symbol)):
                yield Fault(Kind.LABEL, (_name(arrow), symbol.id), place)
        for other, other_box in boxes[:number]:
            if _overlap(box, other_box):
                yield Fault(Kind.LABEL, (_name(arrow), _name(other)), place)


def _pieces(arrow: Arrow) -> Iterator[Piece]:
    return (Piece(one, two) for one, two in zip(arrow.points, arrow.points[1:], strict=False))


def _lying(one: Piece, two: Piece) -> Point | None:
    """Return where two pieces lie on each other, if they do so for more than the longest overlap."""
    a, b = one.reach(), two.reach()
    left, top, right, bottom = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    if right < left - HAIR or bottom < top - HAIR:
        return None
    return Point(left, top) if max(right - left, bottom - top) > LONGEST_OVERLAP else None


def _same_way(one: Piece, two: Piece) -> bool:
    across = (one.two.x - one.one.x) * (two.two.x - two.one.x)
    return across + (one.two.y - one.one.y) * (two.two.y - two.one.y) > 0


def _on(point: Point, pieces: Sequence[Piece]) -> bool:
    for piece in pieces:
        left, top, right, bottom = piece.reach()
        if left - HAIR <= point.x <= right + HAIR and top - HAIR <= point.y <= bottom + HAIR:
            return True
    return False


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Tell whether two bounds share more than a border; a line that runs through a box does."""
    return min(a[2], b[2] - HAIR) >= max(a[0], b[0] + HAIR) and min(a[3], b[3] - HAIR) >= max(
        a[1], b[1] + HAIR
    )


def _near(one: Point, two: Point) -> bool:
    return abs(one.x - two.x) <= HAIR and abs(one.y - two.y) <= HAIR


def _bounds(symbol: Symbol) -> tuple[float, float, float, float]:
    across, down = symbol.width / 2, symbol.height / 2
    return symbol.x - across, symbol.y - down, symbol.x + across, symbol.y + down


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _frame(drawing: Drawing) -> tuple[float, float, float, float]:
    columns, rows = drawing.columns, drawing.rows
    return (
        min(column.x0 for column in columns),
        min(row.y0 for row in rows),
        max(column.x1 for column in columns),
        max(row.y1 for row in rows),
    )


def _name(arrow: Arrow) -> str:
    return f"{arrow.source}>{arrow.target}"
