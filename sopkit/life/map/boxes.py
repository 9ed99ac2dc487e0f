"""The boxes of a map: what stands in them, in Indonesian, and how large they are. Lengths are in points."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sopkit.life.map.chart import Chart, Node
from sopkit.life.map.sayings import IN_BOX, said
from sopkit.life.map.ties import Tie
from sopkit.life.map.wrapping import wrap
from sopkit.text import natural

SIZE = 9.0
"""Of the words in boxes."""
TOLD_SIZE = 8.0
"""Of the ties told in words."""
WIDTH = 152.0
LEADING = 1.2
BOLDER = 1.08
"""Bold letters are so much wider; the engine knows the widths of the others."""
_PADDING = 6.0
_ROOM = WIDTH - 2 * _PADDING
_BEFORE_TOLD = 4.0
_TITLE_LINES = 4
"""A longer title ends with three dots."""


class Part(NamedTuple):
    """Some lines of one look in a box, and how far below its upper edge they begin."""

    lines: tuple[str, ...]
    size: float
    top: float

    @property
    def height(self) -> float:
        """How high the lines are."""
        return len(self.lines) * self.size * LEADING


class Box(NamedTuple):
    """What one SOP is drawn as: its number, its title, and ties told in words.

    `id` is the name of its node in the drawing.
    """

    id: str
    node: Node
    number: Part
    title: Part
    told: Part
    height: float


def boxes_of(chart: Chart, told: Mapping[str, Sequence[Tie]]) -> dict[str, Box]:
    """Return the boxes of `chart` by file name; the ties in `told` are written into them."""
    names = short_names(chart)
    return {
        node.name: _box(f"n{at}", chart, node, [*_told(node.name, told.get(node.name, ()), names)])
        for at, node in enumerate(chart.nodes.values())
    }


def _box(id_: str, chart: Chart, node: Node, told: Sequence[str]) -> Box:
    number = Part(tuple(wrap(node.called, _ROOM / BOLDER, SIZE)), SIZE, _PADDING)
    title = Part(tuple(_title(chart, node)), SIZE, number.top + number.height)
    lines = tuple(line for words in told for line in wrap(words, _ROOM, TOLD_SIZE))
    below = Part(lines, TOLD_SIZE, title.top + title.height + (_BEFORE_TOLD if lines else 0.0))
    return Box(id_, node, number, title, below, below.top + below.height + _PADDING)


def short_names(chart: Chart) -> dict[str, str]:
    """Return what tells the SOPs of `chart` apart: the running number where no two share it, else all."""
    nodes = chart.nodes
    firsts = {name: node.called.partition("/")[0] for name, node in nodes.items()}
    shared = Counter(firsts.values())
    return {name: nodes[name].called if shared[first] > 1 else first for name, first in firsts.items()}


def _title(chart: Chart, node: Node) -> Iterator[str]:
    sop = node.sop
    yield from wrap(sop.title or "", _ROOM, SIZE, _TITLE_LINES)
    if chart.query.by == "proses" and sop.process:
        yield from wrap(f"[{' '.join(filter(None, sop.process))}]", _ROOM, SIZE)
    if not sop.is_current:
        yield f"({sop.status})"


def _told(name: str, ties: Sequence[Tie], names: Mapping[str, str]) -> Iterator[str]:
    others: dict[str, set[str]] = {}
    for tie in ties:
        others.setdefault(said(IN_BOX, tie, name), set()).add(names[tie.other(name)])
    for words, called in others.items():
        yield f"{words}: {', '.join(sorted(called, key=natural))}"
