"""The places of texts: a label beside the exit it names, a caption beside its symbol, free of all else."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from sopkit.layout.geometry import Box, Point, Size

GAP = 1.0
"""Between a text and what it belongs to, in points."""
HAIR = 0.3
"""What is nearer than this, in points, touches."""
SHIFTS = (0.0, 2.0, 4.0, 7.0, 10.0, 13.0, 17.0, 22.0)
"""How far along the arrow a label may move from the vertex, in points."""
RISES = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""How far over or under an exit to the side a label may stand, in points."""
LONG_STUB = 18.0
"""From this length on, in points, there is room beside the first leg."""


class Diamond(NamedTuple):
    """The shape of a decision, given by the rectangle around it: a text may stand on its shoulders."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, box: Box) -> bool:
        """Tell whether `box` overlaps the diamond, or all but touches it."""
        x, y = self.x + self.width / 2, self.y + self.height / 2
        aside = max(box.x - x, x - box.x - box.width, 0.0) / (self.width / 2 + GAP)
        off = max(box.y - y, y - box.y - box.height, 0.0) / (self.height / 2 + GAP)
        return aside + off < 1


Shape = Box | Diamond


class Places:
    """What stands on the page, and the texts that have found a place there; first come, first served."""

    def __init__(self, lines: Iterable[Box], symbols: Iterable[Shape], frame: Box) -> None:
        """Take the pieces of lines as boxes without width or height."""
        self._lines = list(lines)
        self._taken: list[Shape] = list(symbols)
        self._frame = frame

    def put(self, spots: Iterable[Box]) -> Box | None:
        """Return the first of `spots` that is free, and take it."""
        choices = [spot for spot in spots if contains(self._frame, spot)]
        if not choices:
            return None
        around = _around(choices)
        near_by: list[Shape] = [box for box in self._lines if meet(around, box)]
        near_by += [shape for shape in self._taken if meet(around, shape)]
        for spot in choices:
            if not any(hits(spot, other) for other in near_by):
                self._taken.append(spot)
                return spot
        return None


def place_labels(
    ways: Sequence[tuple[Point, ...]], sizes: Sequence[Size | None], symbols: Sequence[Shape], frame: Box
) -> list[Box | None]:
    """Return the box of each label that finds a free place within `frame`."""
    places = Places([line for way in ways for line in lines(way)], symbols, frame)
    return [
        places.put(label_spots(way, size)) if size is not None and len(way) > 1 else None
        for way, size in zip(ways, sizes, strict=True)
    ]


def lines(points: Sequence[Point]) -> list[Box]:
    """Return the straight pieces between `points`, as boxes."""
    return [
        Box(min(one.x, two.x), min(one.y, two.y), abs(one.x - two.x), abs(one.y - two.y))
        for one, two in pairwise(points)
    ]


def near(box: Box, way: Sequence[Point]) -> bool:
    """Tell whether an arrow runs through `box`."""
    return any(meet(box, line) for line in lines(way))


def wanted(way: tuple[Point, ...], size: Size) -> tuple[Box, Box]:
    """Return the two places a label likes best: on both sides of the vertex."""
    first, second = islice(_beside(way[0], way[1], size), 2)
    return first, second


def label_spots(way: tuple[Point, ...], size: Size, source: Shape | None = None) -> Iterator[Box]:
    """Yield the places beside the first leg of an arrow, on the shoulder of a diamond, beside the second leg.

    The second leg serves where the first is short.
    """
    yield from _beside(way[0], way[1], size)
    if isinstance(source, Diamond) and way[0].y == way[1].y:
        yield from _on_shoulders(way[0], way[1].x > way[0].x, size, source)
    if len(way) > 2 and abs(way[1].x - way[0].x) + abs(way[1].y - way[0].y) < LONG_STUB:
        yield from _beside(way[1], way[2], size)


def far_spots(way: tuple[Point, ...], size: Size) -> Iterator[Box]:
    """Yield places that are better than none: beside the third leg of an arrow."""
    if len(way) > 3:
        yield from _beside(way[2], way[3], size)


def _on_shoulders(vertex: Point, is_right: bool, size: Size, source: Diamond) -> Iterator[Box]:
    """Yield the places above and below an exit to the side, the farther off the more over the diamond.

    None is as far off as the next vertex, whose exit it would seem to name.
    """
    for rise in (rise for rise in RISES if rise < source.height / 2 - 2 * GAP):
        inward = rise * source.width / source.height - GAP
        x = vertex.x - inward if is_right else vertex.x + inward - size.width
        yield Box(x, vertex.y - 2 * GAP - rise - size.height, *size)
        yield Box(x, vertex.y + 2 * GAP + rise, *size)


def _beside(start: Point, end: Point, size: Size) -> Iterator[Box]:
    for shift in SHIFTS:
        if start.y == end.y:
            x = start.x + GAP + shift if end.x > start.x else start.x - GAP - shift - size.width
            yield Box(x, start.y - GAP - size.height, *size)
            yield Box(x, start.y + GAP, *size)
        else:
            y = start.y + GAP + shift if end.y > start.y else start.y - GAP - shift - size.height
            yield Box(start.x + GAP, y, *size)
            yield Box(start.x - GAP - size.width, y, *size)


def caption_spots(symbol: Box, size: Size, cell: Box) -> list[Box]:
    """Return the places of a caption beside `symbol`, the best first; those inside its `cell` lead.

    They are above and below the halves of the symbol, then beside it over and under its centre line, then
    above and below its middle, each also a little farther off.
    """
    width, height = size
    x, y = symbol.x + symbol.width / 2, symbol.y + symbol.height / 2
    found = []
    for shift in (0.0, 3.0, 7.0, 12.0):
        over, under = symbol.y - GAP - shift - height, symbol.y + symbol.height + GAP + shift
        left, right = symbol.x - GAP - shift - width, symbol.x + symbol.width + GAP + shift
        found += [(x + 2 * GAP, over), (x - 2 * GAP - width, over)]
        found += [(x + 2 * GAP, under), (x - 2 * GAP - width, under)]
        found += [(right, y - GAP - height), (right, y + GAP), (left, y - GAP - height), (left, y + GAP)]
        found += [(x - width / 2, over), (x - width / 2, under)]
        found += [(x + symbol.width / 2 + GAP, over), (x - symbol.width / 2 - GAP - width, over)]
        found += [(x + symbol.width / 2 + GAP, under), (x - symbol.width / 2 - GAP - width, under)]
    spots = [Box(left, top, width, height) for left, top in found]
    return sorted(spots, key=lambda spot: not contains(cell, spot))


def hits(spot: Box, shape: Shape) -> bool:
    """Tell whether `spot` lies on a symbol, a line or another text."""
    return shape.meets(spot) if isinstance(shape, Diamond) else meet(spot, shape)


def meet(one: Shape, two: Shape) -> bool:
    """Tell whether two boxes overlap, or are nearer than a hair's breadth."""
    return (
        one[0] < two[0] + two[2] + HAIR
        and two[0] < one[0] + one[2] + HAIR
        and one[1] < two[1] + two[3] + HAIR
        and two[1] < one[1] + one[3] + HAIR
    )


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)


def contains(outer: Box, inner: Box) -> bool:
    """Tell whether `inner` lies inside `outer`."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )
