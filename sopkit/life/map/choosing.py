"""The best of some arrangements: a line without direction may have either end on the left."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from zlib import crc32

from sopkit.life.map.arranging import Arrangement, Point, Way
from sopkit.life.map.lines import Line

TRIALS = 10
"""Arrangements that are compared."""
_MOST_LINES = 150
"""With more lines the first arrangement must do: the time of each grows with their square."""
_CROSSING = 90.0
"""Points of length by which two lines may be longer so as not to cross."""
_ASPECT = math.sqrt(2)
_SIZE = 1.5
"""How much a sheet counts, by its longer side on paper, against the length of the lines."""


def best_arrangement(arrange: Callable[[Sequence[Line]], Arrangement], lines: Sequence[Line]) -> Arrangement:
    """Return that arrangement of `lines` whose lines are short and cross little, on a small sheet."""
    is_fixed = len(lines) > _MOST_LINES or all(line.kind != "terkait" for line in lines)
    found = (_turned(arrange, lines, trial) for trial in range(1 if is_fixed else TRIALS))
    return min(found, key=cost)


def _turned(
    arrange: Callable[[Sequence[Line]], Arrangement], lines: Sequence[Line], trial: int
) -> Arrangement:
    turned = [_turn(line) if _is_turned(line, trial) else line for line in lines]
    found = arrange(turned)
    return found._replace(ways={line: found.ways[other] for line, other in zip(lines, turned, strict=True)})


def _is_turned(line: Line, trial: int) -> bool:
    """Tell by a checksum, the same on every machine, whether `line` is turned round; never in trial 0."""
    return (
        trial > 0
        and line.kind == "terkait"
        and crc32(f"{trial} {line.source} {line.target}".encode()) & 64 > 0
    )


def _turn(line: Line) -> Line:
    return line._replace(source=line.target, target=line.source)


def cost(found: Arrangement) -> float:
    """Return how bad an arrangement is, by the length of its lines, their crossings and its size."""
    courses = [[*_course(way)] for way in found.ways.values()]
    length = sum(math.dist(*leg) for course in courses for leg in course)
    crossings = sum(
        any(_cross(*one, *other) for one in first for other in second)
        for first, second in combinations(courses, 2)
    )
    return length + _CROSSING * crossings + _SIZE * max(found.width / _ASPECT, found.height)


def _course(way: Way) -> Iterator[tuple[Point, Point]]:
    """Yield the legs of a way through every third of its points, which lie on the curve."""
    inner = [point for mark, point in way.points if not mark]
    yield from pairwise(inner[::3])


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
