"""Where everything stands on a map. Lengths are in points, x to the right and y down.

Groups that lines join are arranged together, every other one by itself; what no line joins fills a grid in
its group. These blocks then fill a sheet.
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
from sopkit.life.map.boxes import BOLDER, WIDTH, Box, boxes_of
from sopkit.life.map.chart import Chart, Group
from sopkit.life.map.choosing import best_arrangement
from sopkit.life.map.lines import Line, Lines, lines_of
from sopkit.life.map.packing import packed
from sopkit.life.map.wrapping import wrap

_ASPECT = math.sqrt(2)
"""Of the sheet, width through height: that of paper lying on its side."""
_GAP = 22.0
"""Between blocks."""
_BETWEEN = 15.0
"""Between boxes of a grid."""
_HEADING_WIDTH = 2 * WIDTH


class Frame(NamedTuple):
    """A group on the sheet: the lines of its heading, and its edges."""

    group: Group
    heading: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A map laid out: the frames, the boxes and their middles by file name, the lines with their ways."""

    width: float
    height: float
    frames: tuple[Frame, ...]
    boxes: dict[str, Box]
    places: dict[str, Point]
    ways: dict[Line, Way]
    lines: Lines


class _Block(NamedTuple):
    """Some groups and all in them, seen from the upper left corner of the whole."""

    width: float
    height: float
    frames: list[Frame]
    places: dict[str, Point]
    ways: dict[Line, Way]


class _Grid(NamedTuple):
    width: float
    height: float
    places: dict[str, Point]


def lay_out(chart: Chart, headings: Mapping[str, str], engine: str) -> Sheet:
    """Return where everything of `chart` stands; `headings` has the heading of each group by its key.

    `engine` is the path of Graphviz. Raises SopkitError where it fails.
    """
    lines = lines_of(chart)
    boxes = boxes_of(chart, lines.told)
    blocks = [
        _block(groups, [*lines_within(groups, lines)], boxes, headings, engine)
        for groups in _joined(chart, lines)
    ]
    blocks.sort(key=lambda block: -block.height)  # stable: of equals the first by name
    corners, (width, height) = packed([(block.width, block.height) for block in blocks], _GAP, _ASPECT)
    frames, places, ways = [], {}, {}
    for block, (x, y) in zip(blocks, corners, strict=True):
        frames += [_moved(frame, x, y) for frame in block.frames]
        places |= {name: (px + x, py + y) for name, (px, py) in block.places.items()}
        ways |= {line: way.moved(x, y) for line, way in block.ways.items()}
    return Sheet(width, height, tuple(frames), boxes, places, ways, lines)


def lines_within(groups: Sequence[Group], lines: Lines) -> list[Line]:
    """Return those of `lines` that begin in one of `groups`, and so end there."""
    names = {node.name for group in groups for node in group.nodes}
    return [line for line in (*lines.inner, *lines.outer) if line.source in names]


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


def _block(
    groups: Sequence[Group],
    lines: Sequence[Line],
    boxes: Mapping[str, Box],
    headings: Mapping[str, str],
    engine: str,
) -> _Block:
    joined = {name for line in lines for name in (line.source, line.target)}
    alone = [[node.name for node in group.nodes if node.name not in joined] for group in groups]
    if not lines:
        width = _grid(alone[0], boxes, _columns(len(alone[0]))).width
        return _below(groups[0], _head(headings[groups[0].key], width), None, alone[0], boxes)
    heads = [_head(headings[group.key], _HEADING_WIDTH) for group in groups]
    grids = [_grid(names, boxes, _columns(len(names))) for names in alone]
    is_one = len(groups) == 1
    clusters = [
        Cluster(
            head,
            [node.name for node in group.nodes if node.name in joined],
            (grid.width, grid.height) if grid.places and not is_one else None,
        )
        for group, head, grid in zip(groups, heads, grids, strict=True)
    ]
    found = best_arrangement(partial(arrange, clusters, boxes=boxes, engine=engine), lines)
    if is_one:
        return _below(groups[0], heads[0], found, alone[0], boxes)
    places = dict(found.places)
    for middle, grid in zip(found.spares, grids, strict=True):
        if middle is not None:
            left, top = middle[0] - grid.width / 2, middle[1] - grid.height / 2
            places |= {name: (left + x, top + y) for name, (x, y) in grid.places.items()}
    frames = [Frame(*one, *edges) for *one, edges in zip(groups, heads, found.frames, strict=True)]
    return _Block(found.width, found.height, frames, places, found.ways)


def _below(
    group: Group,
    head: tuple[str, ...],
    found: Arrangement | None,
    alone: Sequence[str],
    boxes: Mapping[str, Box],
) -> _Block:
    """Return the block of one group: what is joined by lines, if anything, and all others below it."""
    if found is not None:
        left, top, right, bottom = found.frames[0]
    else:
        left, top, right, bottom = 0.0, 0.0, 0.0, head_height(head)
    if not alone:
        return _Block(
            found.width,
            found.height,
            [Frame(group, head, left, top, right, bottom)],
            found.places,
            found.ways,
        )
    room = right - left - 2 * MARGIN
    fitting = int((room + _BETWEEN) // (WIDTH + _BETWEEN))
    grid = _grid(alone, boxes, max(fitting, _columns(len(alone))))
    x, y = left + MARGIN, bottom
    places = {name: (x + px, y + py) for name, (px, py) in grid.places.items()}
    frame = Frame(group, head, left, top, max(right, x + grid.width + MARGIN), y + grid.height + MARGIN)
    return _Block(
        max(frame.right, found.width if found else 0.0),
        max(frame.bottom, found.height if found else 0.0),
        [frame],
        places | (found.places if found else {}),
        found.ways if found else {},
    )


def _head(heading: str, width: float) -> tuple[str, ...]:
    return tuple(wrap(heading, width / BOLDER, HEAD_SIZE))


def head_height(head: Sequence[str]) -> float:
    """Return how high a heading is, with the room around it."""
    return len(head) * HEAD_SIZE * HEAD_LEADING + 2 * MARGIN


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


def _moved(frame: Frame, x: float, y: float) -> Frame:
    return frame._replace(
        left=frame.left + x, top=frame.top + y, right=frame.right + x, bottom=frame.bottom + y
    )
