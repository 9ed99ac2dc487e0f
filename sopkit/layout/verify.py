"""Measuring a drawing for faults, by its points alone: nothing here knows how the arrows were found.

All lengths are points. What touches is no fault until it overlaps by more than `shapes.HAIR`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sopkit.layout.geometry import Arrow, Drawing, Joint, Point, Symbol
from sopkit.layout.shapes import (
    HAIR,
    Bounds,
    Piece,
    after,
    around,
    bounds_of,
    is_in_diamond,
    is_on,
    lying,
    near,
    parting,
    pieces,
)
from sopkit.model.flow import DECISION

SHORTEST_HEAD = 4.0
"""The last piece of an arrow must be so long for its head to be seen."""
NEAR, LEGS = 14.0, 3
"""So far a label may be from its arrow, one of so many pieces from its start."""


class Kind(StrEnum):
    """What can be wrong with a drawing."""

    MISSING = "missing"
    """A link has no arrow."""
    THROUGH = "through"
    """An arrow runs through a symbol."""
    OVERLAP = "overlap"
    """Arrows lie on each other that neither lead to one symbol nor have just left by one exit."""
    TOUCH = "touch"
    """An arrow to another symbol ends, bends or forks on an arrow: it looks as if they joined."""
    VERTEX = "vertex"
    """Two answers of a decision leave by the same vertex, or one by two."""
    ENTRY = "entry"
    """An arrow enters a symbol where another leaves it."""
    JOINT = "joint"
    """A joint activity's line isn't level from symbol to symbol, or an arrow lies, bends or ends on it."""
    DIAGONAL = "diagonal"
    """A piece of an arrow is neither level nor upright."""
    BACK = "back"
    """An arrow turns back on itself."""
    OUTSIDE = "outside"
    """An arrow leaves the executor columns."""
    LABEL = "label"
    """A label or caption is missing, or lies on a line, a symbol or another text, or outside the columns."""
    ASTRAY = "astray"
    """A text is far from its arrow or symbol, or a label is nearer to another exit than to its own."""
    CELL = "cell"
    """A symbol isn't inside its cell."""
    HEAD = "head"
    """An arrow doesn't end squarely at a vertex of its target, or too shortly before it."""
    TAIL = "tail"
    """An arrow doesn't start squarely at a vertex of its source."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the ids of the symbols concerned (an arrow's as "source>target"), and where it is."""

    kind: Kind
    ids: tuple[str, ...]
    place: Point


def verify(drawing: Drawing) -> tuple[Fault, ...]:
    """Return the faults of `drawing`, ordered by kind and place."""
    faults = [
        Fault(Kind.MISSING, (f"{link.source}>{link.target}",), Point(0, 0)) for link in drawing.unrouted
    ]
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    solid = [(symbol.id, bounds_of(symbol)) for symbol in drawing.symbols]
    frame = _frame(drawing)
    faults += _misplaced(drawing)
    for arrow in drawing.arrows:
        faults += _ends(arrow, symbols)
        faults += _course(arrow, solid, frame)
    drawn = [arrow for arrow in drawing.arrows if len(arrow.points) > 1]
    faults += _pairs(drawn, symbols)
    faults += _forks(drawn)
    for joint in drawing.joints:
        faults += _joint(joint, drawn, symbols)
    faults += _texts(drawing, frame)
    faults += _astray(drawing.arrows)
    order = list(Kind)
    return tuple(sorted(set(faults), key=lambda fault: (order.index(fault.kind), fault.place, fault.ids)))


def _misplaced(drawing: Drawing) -> Iterator[Fault]:
    """Yield the symbols that stick out of their cells; connectors stand in strips."""
    cells = [
        (column.executor, row.step, Bounds(column.x0, row.y0, column.x1, row.y1))
        for column in drawing.columns
        for row in drawing.rows
    ]
    for symbol in drawing.symbols:
        bounds = bounds_of(symbol)
        if not any(cell[:2] == (symbol.executor, symbol.step) and cell[2].holds(bounds) for cell in cells):
            yield Fault(Kind.CELL, (symbol.id,), Point(symbol.x, symbol.y))


def _ends(arrow: Arrow, symbols: dict[str, Symbol]) -> Iterator[Fault]:
    """Yield the ends of an arrow that aren't at a vertex, square to its side, with some length to be seen."""
    points = arrow.points
    if len(points) < 2:
        yield Fault(Kind.HEAD, (_name(arrow),), points[0] if points else Point(0, 0))
        return
    for kind, name, end, inner, shortest in (
        (Kind.TAIL, arrow.source, points[0], points[1], 2 * HAIR),
        (Kind.HEAD, arrow.target, points[-1], points[-2], SHORTEST_HEAD),
    ):
        symbol = symbols.get(name)
        outward = _side(symbol, end) if symbol else None
        if outward is None:
            yield Fault(kind, (_name(arrow),), end)
            continue
        along = (inner.x - end.x) * outward.x + (inner.y - end.y) * outward.y
        aside = abs((inner.x - end.x) * outward.y) + abs((inner.y - end.y) * outward.x)
        if along < shortest - HAIR or aside > HAIR:
            yield Fault(kind, (_name(arrow),), end)


def _side(symbol: Symbol, end: Point) -> Point | None:
    """Return the direction that leads out of `symbol` at the vertex `end`; None where there is no vertex."""
    for outward in (Point(1, 0), Point(0, 1), Point(-1, 0), Point(0, -1)):
        x = symbol.x + outward.x * symbol.width / 2
        y = symbol.y + outward.y * symbol.height / 2
        if near(end, Point(x, y)):
            return outward
    return None


def _course(arrow: Arrow, solid: Sequence[tuple[str, Bounds]], frame: Bounds) -> Iterator[Fault]:
    """Yield where one arrow runs aslant, out of the columns or through a symbol, its own included."""
    for piece in pieces(arrow.points):
        if piece.is_diagonal:
            yield Fault(Kind.DIAGONAL, (_name(arrow),), piece.one)
        bounds = piece.bounds
        if not frame.holds(bounds):
            yield Fault(Kind.OUTSIDE, (_name(arrow),), piece.one)
        for name, symbol in solid:
            if bounds.overlaps(symbol):
                yield Fault(Kind.THROUGH, (_name(arrow), name), piece.one)
    for piece, other in combinations(pieces(arrow.points), 2):
        if (piece.two == other.one and piece.turns_back(other)) or lying(piece, other):
            yield Fault(Kind.BACK, (_name(arrow),), other.one)


def _pairs(arrows: Sequence[Arrow], symbols: dict[str, Symbol]) -> Iterator[Fault]:
    """Yield what two arrows do to each other."""
    reach = [around(arrow.points) for arrow in arrows]
    for (one, first), (two, second) in combinations(zip(arrows, reach, strict=True), 2):
        names = (_name(one), _name(two))
        yield from _at_vertices(one, two, names, symbols)
        if not first.meets(second):
            continue
        lines = one.points, two.points
        place = parting(*lines) if _is_fork(one, two) else None
        here, there = (pieces(line if place is None else after(line, place)) for line in lines)
        for piece in here:
            for other in there:
                place = lying(piece, other)
                if place and (one.target != two.target or not piece.goes_with(other)):
                    yield Fault(Kind.OVERLAP, names, place)
        if one.target != two.target:
            for point in (piece.two for piece in (*here, *there)):
                if is_on(point, here) and is_on(point, there):
                    yield Fault(Kind.TOUCH, names, point)


def _is_fork(one: Arrow, two: Arrow) -> bool:
    return one.source == two.source and one.label == two.label


def _at_vertices(
    one: Arrow, two: Arrow, names: tuple[str, str], symbols: dict[str, Symbol]
) -> Iterator[Fault]:
    source = symbols.get(one.source)
    if one.source == two.source and source and source.kind == DECISION:
        is_shared = near(one.points[0], two.points[0])
        if is_shared != _is_fork(one, two):
            yield Fault(Kind.VERTEX, names, one.points[0])
    for entering, leaving in ((one, two), (two, one)):
        if near(entering.points[-1], leaving.points[0]):
            yield Fault(Kind.ENTRY, names, leaving.points[0])


def _forks(arrows: Sequence[Arrow]) -> Iterator[Fault]:
    """Yield the arrows that pass a point where others fork: they would seem to branch off there, or join."""
    for one, two in combinations(arrows, 2):
        place = parting(one.points, two.points) if _is_fork(one, two) else None
        if place is None or one.target == two.target:
            continue
        for other in arrows:
            if not _is_fork(one, other) and is_on(place, pieces(other.points)):
                yield Fault(Kind.TOUCH, (_name(one), _name(other)), place)


def _joint(joint: Joint, arrows: Sequence[Arrow], symbols: dict[str, Symbol]) -> Iterator[Fault]:
    """Yield what is wrong with the line of a joint activity, and what arrows do to it."""
    name, start = f"{joint.source}-{joint.target}", joint.points[0]
    ends = [symbols.get(joint.source), symbols.get(joint.target)]
    outward = [
        _side(symbol, end) if symbol else None for symbol, end in zip(ends, joint.points, strict=False)
    ]
    line = Piece(joint.points[0], joint.points[-1])
    is_level = abs(line.one.y - line.two.y) <= HAIR
    is_facing = set(outward) == {Point(1, 0), Point(-1, 0)}
    if len(joint.points) != 2 or not is_level or not is_facing:
        yield Fault(Kind.JOINT, (name,), start)
    for symbol in symbols.values():
        if line.bounds.overlaps(bounds_of(symbol)):
            yield Fault(Kind.JOINT, (name, symbol.id), start)
    for arrow in arrows:
        for piece in pieces(arrow.points):
            if place := lying(piece, line):
                yield Fault(Kind.JOINT, (name, _name(arrow)), place)
        for point in arrow.points:
            if line.bounds.has(point):
                yield Fault(Kind.JOINT, (name, _name(arrow)), point)


def _texts(drawing: Drawing, frame: Bounds) -> Iterator[Fault]:
    """Yield the labels and captions that can't be read, or seem to belong to something else."""
    boxes: list[tuple[str, Bounds]] = []
    labelled = {(arrow.source, arrow.label) for arrow in drawing.arrows if arrow.label_box}
    for arrow in drawing.arrows:
        if arrow.label_box:
            boxes.append((_name(arrow), bounds_of(arrow.label_box)))
        elif arrow.label and (arrow.source, arrow.label) not in labelled:
            yield Fault(Kind.LABEL, (_name(arrow),), arrow.points[0] if arrow.points else Point(0, 0))
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    for caption in drawing.captions:
        if caption.box:
            boxes.append((caption.symbol, bounds_of(caption.box)))
        else:
            symbol = symbols.get(caption.symbol)
            place = Point(symbol.x, symbol.y) if symbol else Point(0, 0)
            yield Fault(Kind.LABEL, (caption.symbol,), place)
    others = [(_name(arrow), piece.bounds) for arrow in drawing.arrows for piece in pieces(arrow.points)]
    others += [(f"{joint.source}-{joint.target}", around(joint.points)) for joint in drawing.joints]
    others += [(symbol.id, bounds_of(symbol)) for symbol in drawing.symbols if symbol.kind != DECISION]
    diamonds = [symbol for symbol in drawing.symbols if symbol.kind == DECISION]
    for number, (name, box) in enumerate(boxes):
        place = Point(box.left, box.top)
        if not frame.holds(box):
            yield Fault(Kind.LABEL, (name,), place)
        for other, bounds in (*others, *boxes[:number]):
            if bounds.overlaps(box):
                yield Fault(Kind.LABEL, (name, other), place)
        for diamond in diamonds:
            if is_in_diamond(box, diamond):
                yield Fault(Kind.LABEL, (name, diamond.id), place)


def _astray(arrows: Sequence[Arrow]) -> Iterator[Fault]:
    """Yield the labels that a reader would give to another exit of the same symbol, or to none."""
    for arrow in arrows:
        if arrow.label_box is None:
            continue
        box = bounds_of(arrow.label_box)
        siblings = [one for one in arrows if one.source == arrow.source and one.label != arrow.label]
        nearest = min([NEAR, *(_distance(box, one) for one in siblings)])
        if _distance(box, arrow) > nearest:
            yield Fault(Kind.ASTRAY, (_name(arrow),), Point(box.left, box.top))


def _distance(box: Bounds, arrow: Arrow) -> float:
    """Return how far a label is from the beginning of an arrow, in points."""
    legs = pieces(arrow.points)[:LEGS]
    return min((box.gap(leg.bounds) for leg in legs), default=0.0)


def _frame(drawing: Drawing) -> Bounds:
    columns, rows = drawing.columns, drawing.rows
    return Bounds(
        min(column.x0 for column in columns),
        min(row.y0 for row in rows),
        max(column.x1 for column in columns),
        max(row.y1 for row in rows),
    )


def _name(arrow: Arrow) -> str:
    return f"{arrow.source}>{arrow.target}"
