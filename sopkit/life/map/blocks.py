"""The groups that lines join, arranged together as one block; every other group is a block by itself.

What no line joins fills a grid in its group. Lengths are in points, x to the right and y down, seen from the
upper left corner of the block.
"""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from sopkit.life.map.arranging import (
    HEAD_LEADING,
    HEAD_SIZE,
    MARGIN,
    Arrangement,
    Cluster,
    Point,
    Way,
    arrange,
)
from sopkit.life.map.boxes import BOLDER, WIDTH, Box
from sopkit.life.map.chart import Chart, Group
from sopkit.life.map.choosing import best_arrangement, cost
from sopkit.life.map.lines import Line, Lines
from sopkit.life.map.wrapping import wrap

_BETWEEN = 15.0
"""Between boxes of a grid."""
_WIDE = 1800.0
"""What is wider, such as a long chain of SOPs, may be shorter from top to bottom."""
_HEADING_WIDTH = 2 * WIDTH


class Frame(NamedTuple):
    """A group with the lines of its heading, and its edges."""

    group: Group
    heading: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float

    def moved(self, x: float, y: float) -> "Frame":
        """Return the frame, shifted."""
        edges = self.left + x, self.top + y, self.right + x, self.bottom + y
        return Frame(self.group, self.heading, *edges)


class Block(NamedTuple):
    """Some groups and all in them: frames, the middles of boxes by file name, the ways of lines."""

    width: float
    height: float
    frames: list[Frame]
    places: dict[str, Point]
    ways: dict[Line, Way]


class Material(NamedTuple):
    """What blocks are made of: boxes by file name, headings of groups by their key, and the engine."""

    boxes: Mapping[str, Box]
    headings: Mapping[str, str]
    engine: str


class _Grid(NamedTuple):
    width: float
    height: float
    places: dict[str, Point]


def blocks_of(chart: Chart, lines: Lines, material: Material) -> list[Block]:
    """Return the blocks of `chart`. Raises SopkitError where the engine fails."""
    blocks = []
    for groups in _joined(chart, lines):
        names = {node.name for group in groups for node in group.nodes}
        own = [line for line in (*lines.inner, *lines.outer) if line.source in names]
        if len(groups) == 1:
            blocks.append(_single(groups[0], own, material))
        else:
            blocks.append(_together(groups, own, material))
    return blocks


def _joined(chart: Chart, lines: Lines) -> list[list[Group]]:
    """Return the groups, those together that lines join, in order of their first."""
    home = {node.name: number for number, group in enumerate(chart.groups) for node in group.nodes}
    first = list(range(len(chart.groups)))
    for line in lines.outer:
        one, other = sorted((first[home[line.source]], first[home[line.target]]))
        first = [one if number == other else number for number in first]
    found: dict[int, list[Group]] = {}
    for group, number in zip(chart.groups, first, strict=True):
        found.setdefault(number, []).append(group)
    return list(found.values())


def _together(groups: Sequence[Group], lines: Sequence[Line], material: Material) -> Block:
    boxes = material.boxes
    heads = [_head(material.headings[group.key], _HEADING_WIDTH) for group in groups]
    parted = [_parted(group, lines) for group in groups]
    grids = [_grid(alone, boxes, _columns(len(alone))) for _, alone in parted]
    clusters = [
        Cluster(head, joined, (grid.width, grid.height) if grid.places else None)
        for head, (joined, _), grid in zip(heads, parted, grids, strict=True)
    ]
    found = _arranged(clusters, lines, material)
    places = dict(found.places)
    for middle, grid in zip(found.spares, grids, strict=True):
        if middle is not None:
            left, top = middle[0] - grid.width / 2, middle[1] - grid.height / 2
            places |= {name: (left + x, top + y) for name, (x, y) in grid.places.items()}
    frames = [
        Frame(group, head, *edges) for group, head, edges in zip(groups, heads, found.frames, strict=True)
    ]
    return Block(found.width, found.height, frames, places, found.ways)


def _single(group: Group, lines: Sequence[Line], material: Material) -> Block:
    """Return the block of one group: what lines join, if anything, and all others below it."""
    boxes = material.boxes
    joined, alone = _parted(group, lines)
    if lines:
        head = _head(material.headings[group.key], _HEADING_WIDTH)
        found = _arranged([Cluster(head, joined, None)], lines, material)
    else:
        head = _head(material.headings[group.key], _grid(alone, boxes, _columns(len(alone))).width)
        bottom = len(head) * HEAD_SIZE * HEAD_LEADING + 2 * MARGIN
        found = Arrangement({}, [], [(0.0, 0.0, 0.0, bottom)], {}, 0.0, 0.0)
    frame = Frame(group, head, *found.frames[0])
    places = dict(found.places)
    if alone:
        room = frame.right - frame.left - 2 * MARGIN
        fitting = int((room + _BETWEEN) // (WIDTH + _BETWEEN))
        grid = _grid(alone, boxes, max(fitting, _columns(len(alone))))
        x, y = frame.left + MARGIN, frame.bottom
        places |= {name: (x + px, y + py) for name, (px, py) in grid.places.items()}
        frame = frame._replace(
            right=max(frame.right, x + grid.width + MARGIN), bottom=y + grid.height + MARGIN
        )
    return Block(max(found.width, frame.right), max(found.height, frame.bottom), [frame], places, found.ways)


def _arranged(clusters: Sequence[Cluster], lines: Sequence[Line], material: Material) -> Arrangement:
    to_the_right = partial(arrange, clusters, boxes=material.boxes, engine=material.engine)
    found = best_arrangement(to_the_right, lines)
    if found.width <= _WIDE:
        return found
    return min(found, best_arrangement(partial(to_the_right, direction="TB"), lines), key=cost)


def _parted(group: Group, lines: Sequence[Line]) -> tuple[list[str], list[str]]:
    """Return the file names of the SOPs of `group` that lines join, and of those that none does."""
    ends = {name for line in lines for name in (line.source, line.target)}
    names = [node.name for node in group.nodes]
    return [name for name in names if name in ends], [name for name in names if name not in ends]


def _head(heading: str, width: float) -> tuple[str, ...]:
    return tuple(wrap(heading, width / BOLDER, HEAD_SIZE))


def _columns(count: int) -> int:
    """Return how many boxes side by side make a grid about as wide as high, boxes being wide and low."""
    return max(1, math.ceil(math.sqrt(count / 2)))


def _grid(names: Sequence[str], boxes: Mapping[str, Box], columns: int) -> _Grid:
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    heights = [max(boxes[name].height for name in row) for row in rows]
    tops = [*accumulate((height + _BETWEEN for height in heights), initial=0.0)]
    places = {
        name: (WIDTH / 2 + at * (WIDTH + _BETWEEN), top + height / 2)
        for row, height, top in zip(rows, heights, tops, strict=False)
        for at, name in enumerate(row)
    }
    width = min(len(names), columns) * (WIDTH + _BETWEEN) - _BETWEEN
    return _Grid(width, tops[-1] - _BETWEEN, places)
