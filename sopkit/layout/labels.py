"""The places of labels: beside the exit they name, free of arrows, symbols and other labels."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from sopkit.layout.geometry import Box, Point, Size

GAP = 1.0
"""Between a label and its own arrow, in points."""
SHIFTS = (0.0, 2.0, 4.0, 7.0, 10.0, 13.0, 17.0, 22.0)
"""How far along the arrow a label may move from the vertex, in points."""
LONG_STUB = 18.0
"""From this length on, in points, there is room beside the first leg."""


def place_labels(
    ways: Sequence[tuple[Point, ...]], sizes: Sequence[Size | None], symbols: Sequence[Box], frame: Box
) -> list[Box | None]:
    """Return the box of each label that finds a free place within `frame`; first come, first served."""
    lines = [_line(one, two) for way in ways for one, two in pairwise(way)]
    taken = [*symbols]
    boxes: list[Box | None] = []
    for way, size in zip(ways, sizes, strict=True):
        box = None
        if size is not None and len(way) > 1:
            free = (
                spot
                for spot in _spots(way, size)
                if _contains(frame, spot)
                and not any(_meet(spot, line) for line in lines)
                and not any(_meet(spot, other) for other in taken)
            )
            box = next(free, None)
        if box is not None:
            taken.append(box)
        boxes.append(box)
    return boxes


def near(box: Box, way: tuple[Point, ...]) -> bool:
    """Tell whether an arrow runs through `box`."""
    return any(_meet(box, _line(one, two)) for one, two in pairwise(way))


def wanted(way: tuple[Point, ...], size: Size) -> tuple[Box, Box]:
    """Return the two places a label likes best: on both sides of the vertex."""
    first, second = islice(_beside(way[0], way[1], size), 2)
    return first, second


def _spots(way: tuple[Point, ...], size: Size) -> Iterator[Box]:
    """Yield the places beside the first leg of an arrow, then beside the second where the first is short."""
    yield from _beside(way[0], way[1], size)
    if len(way) > 2 and abs(way[1].x - way[0].x) + abs(way[1].y - way[0].y) < LONG_STUB:
        yield from _beside(way[1], way[2], size)


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


def _line(one: Point, two: Point) -> Box:
    return Box(min(one.x, two.x), min(one.y, two.y), abs(one.x - two.x), abs(one.y - two.y))


def _meet(one: Box, two: Box) -> bool:
    """Tell whether two boxes overlap, or are nearer than a hair's breadth."""
    hair = 0.3
    return (
        one.x < two.x + two.width + hair
        and two.x < one.x + one.width + hair
        and one.y < two.y + two.height + hair
        and two.y < one.y + one.height + hair
    )


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )
