"""Spreading parallel lines evenly: between a rule and the symbols beside it, with their order kept.

Lines that run beside each other somewhere, directly or by way of others, form a bundle; each bundle is spread
by itself. What lies on one lane and touches moves together, so arrows that share a way still do.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sopkit.layout.board import Way
from sopkit.layout.geometry import Point
from sopkit.layout.grid import SPACING, Axis, Grid, head_room

SLACK = 6.0
"""Lines that end so near to each other, in points, count as running beside each other."""
Points = tuple[Point, ...]


class Run(NamedTuple):
    """A straight run of an arrow along a lane: the axis (0 for x) and number of its lane, and its extent."""

    axis: int
    lane: int
    low: float
    high: float


def spread(
    grid: Grid, ways: Sequence[Way | None], points: Sequence[Points], axes: Sequence[int]
) -> list[Points]:
    """Return `points`, the corners of `ways`, with the lanes of the given axes spread."""
    corners = [grid.corners(way) if way else [] for way in ways]
    runs = sorted({run for places in corners for run in _runs(grid, places) if run.axis in axes})
    moved: dict[Run, float] = {}
    for axis, lines in enumerate((grid.x, grid.y)):
        for first, last, rule, edge in _channels(lines):
            inside = [run for run in runs if run.axis == axis and first <= run.lane <= last]
            for bundle in _bundles(inside):
                moved |= _places(bundle, rule, edge)
    return [
        _moved(grid, places, old, moved) if places else old
        for places, old in zip(corners, points, strict=True)
    ]


def _runs(grid: Grid, corners: Sequence[int]) -> Iterator[Run]:
    """Yield the runs between the corners of an arrow."""
    for here, there in pairwise(corners):
        one, two = grid.point(here), grid.point(there)
        if one.x == two.x:
            yield Run(0, here // grid.height, min(one.y, two.y), max(one.y, two.y))
        else:
            yield Run(1, here % grid.height, min(one.x, two.x), max(one.x, two.x))


def _channels(axis: Axis) -> Iterator[tuple[int, int, float, float]]:
    """Yield the first and last lane of each channel, the place of its rule and of the symbol's edge."""
    for (low, first), (last, high) in axis.gaps:
        for rule, edge in ((low, first), (high, last)):
            inside = axis.within(min(rule, edge), max(rule, edge))
            if inside:
                yield inside[0], inside[-1], rule, edge


def _bundles(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of one channel in groups that run beside each other."""
    bundles: list[list[Run]] = []
    end = float("-inf")
    for run in sorted(runs, key=lambda run: run.low):
        if run.low > end + SLACK:
            bundles.append([])
        bundles[-1].append(run)
        end = max(end, run.high)
    return bundles


def _places(bundle: Sequence[Run], rule: float, edge: float) -> dict[Run, float]:
    """Return the new place of each run of a bundle."""
    lanes = sorted({run.lane for run in bundle}, reverse=rule > edge)
    gap = abs(edge - rule)
    if gap - head_room(gap) < SPACING / 2:
        return {}
    farthest = min(gap - head_room(gap), gap * len(lanes) / (len(lanes) + 1))
    onward = 1 if edge > rule else -1
    place = {lane: rule + onward * farthest * nth / len(lanes) for nth, lane in enumerate(lanes, 1)}
    return {run: place[run.lane] for run in bundle}


def _moved(grid: Grid, corners: Sequence[int], points: Points, moved: dict[Run, float]) -> Points:
    """Return the corners of an arrow on the new places of its runs; its ends stay."""
    places = [[*grid.point(corner)] for corner in corners]
    for number, run in enumerate(_runs(grid, corners)):
        if run in moved:
            places[number][run.axis] = places[number + 1][run.axis] = moved[run]
    return (points[0], *(Point(x, y) for x, y in places), points[-1])
