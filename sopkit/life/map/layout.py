"""Where everything stands on a map: blocks of groups fill a sheet.

Lengths are in points, x to the right and y down.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sopkit.life.map.arranging import Point, Way
from sopkit.life.map.blocks import Block, Frame, Material, blocks_of
from sopkit.life.map.boxes import Box, boxes_of
from sopkit.life.map.chart import Chart
from sopkit.life.map.lines import Line, lines_of
from sopkit.life.map.packing import Packing, packed

ASPECT = math.sqrt(2)
"""Of the sheet, width through height: that of paper lying on its side."""
_GAP = 22.0
"""Between blocks."""
_ROOM_FOR_ORDER = 1.12
"""So many times larger may the sheet be for the groups to stand in the order of their names."""


class Sheet(NamedTuple):
    """A map laid out: the frames, the boxes and their middles by file name, the lines with their ways.

    `tells` says whether ties are told in the boxes in place of lines.
    """

    width: float
    height: float
    frames: list[Frame]
    boxes: dict[str, Box]
    places: dict[str, Point]
    ways: dict[Line, Way]
    tells: bool


def lay_out(chart: Chart, headings: Mapping[str, str], engine: str) -> Sheet:
    """Return where everything of `chart` stands; `headings` has the heading of each group by its key.

    `engine` is the path of Graphviz. Raises SopkitError where it fails.
    """
    lines = lines_of(chart)
    boxes = boxes_of(chart, lines.told)
    blocks, packing = _packed(blocks_of(chart, lines, Material(boxes, headings, engine)))
    sheet = Sheet(*packing.size, [], boxes, {}, {}, bool(lines.told))
    for block, (x, y) in zip(blocks, packing.places, strict=True):
        sheet.frames.extend(frame.moved(x, y) for frame in block.frames)
        sheet.places.update((name, (px + x, py + y)) for name, (px, py) in block.places.items())
        sheet.ways.update((line, way.moved(x, y)) for line, way in block.ways.items())
    return sheet


def _packed(blocks: Sequence[Block]) -> tuple[Sequence[Block], Packing]:
    """Return the blocks as they fill the sheet: in order of name, unless that takes much more room."""
    by_height = sorted(blocks, key=lambda block: -block.height)
    named, dense = (
        packed([(block.width, block.height) for block in order], _GAP, ASPECT)
        for order in (blocks, by_height)
    )
    if _extent(named) <= _ROOM_FOR_ORDER * _extent(dense):
        return blocks, named
    return by_height, dense


def _extent(packing: Packing) -> float:
    width, height = packing.size
    return max(width / ASPECT, height)
