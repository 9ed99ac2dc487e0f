"""Where everything stands in the free flowchart: one lane for each executor, in the order of the file.

A symbol stands below everything that leads to it, as far up as its lane is free: what can happen at the same
time stands side by side. Lengths are in points, x to the right and y down.
"""

import textwrap
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from sopkit.model.flow import DECISION, PROCESS, Flow, Symbol
from sopkit.model.sop import Sop, Step
from sopkit.render.helvetica import text_width

SIZE = 10.0
"""Of the words in symbols and heads."""
ANSWER_SIZE = 9.0
TITLE_SIZE = 14.0
STUB = 9.0
"""Between a corner of a diamond and the point where an arrow may turn."""
ANSWER_AWAY = 3.0
"""Between that point and the answer beside it."""

_LEADING = 1.2
_BOX_CHARS = 24
_DIAMOND_CHARS = range(12, 31, 2)
"""Characters in a line of a diamond: of these, as many as make it flattest."""
_MOST_IN_DIAMOND = 100
"""Characters of an activity that stands in a diamond with the question."""
_HEAD_CHARS = 26
_LONGEST_WORD = 40
"""Characters; a longer one is broken."""
_BOX = 140.0
_DIAMOND = 160.0
_LOWEST_BOX = 30.0
_LOWEST_DIAMOND = 44.0
_PADDING = 9.0
_GUTTER = 20.0
"""The least between the widest symbol of a lane and the edge of the lane."""
_WIDEST_GUTTER = 60.0
_GAP = 32.0
"""Between two levels, without the arrows that turn there."""
_TRACK = 8.0
"""Between two arrows side by side."""


class Shape(NamedTuple):
    """One drawn symbol with its words; `lane` and `level` count from 0, from the left and from the top."""

    order: int
    """The `order` of the symbol in the flow."""
    partner: int
    """0 for the symbol of who is responsible, from 1 on for the boxes of the others."""
    kind: str
    lines: list[str]
    width: float
    height: float
    lane: int
    level: int

    @property
    def name(self) -> str:
        """How the node is called."""
        return f"n{self.order}-{self.partner}" if self.partner else f"n{self.order}"


class Plan(NamedTuple):
    """The whole drawing: title, lanes with their heads, and the shapes in them."""

    title: list[str]
    heads: list[list[str]]
    shapes: list[Shape]
    edges: list[float]
    """The edges of the lanes, from left to right: one more than there are lanes."""
    middles: list[float]
    """The middle of each level, from the top down."""
    top: float
    """The upper edge of the lanes, below the title."""
    head: float
    """The height of the heads of the lanes."""
    bottom: float

    @property
    def symbols(self) -> dict[int, Shape]:
        """The symbols, without the boxes of partners, by their `order` in the flow."""
        return {shape.order: shape for shape in self.shapes if not shape.partner}

    def middle(self, shape: Shape) -> tuple[float, float]:
        """Return the middle of `shape`."""
        return sum(self.edges[shape.lane : shape.lane + 2]) / 2, self.middles[shape.level]


def plan(sop: Sop, flow: Flow) -> Plan:
    """Return where everything stands in the flowchart of `sop`."""
    lanes = _lanes(sop, flow)
    shapes = _shapes(sop, flow, lanes)
    names = {executor.id: executor.name for executor in sop.executors}
    heads = [_wrap(names.get(id_, id_), _HEAD_CHARS) for id_ in lanes]
    widths = (
        _lane_width(flow, [shape for shape in shapes if shape.lane == lane]) for lane in range(len(lanes))
    )
    edges = list(accumulate(widths, initial=0.0))
    title_chars = max(_HEAD_CHARS, int(edges[-1] / TITLE_SIZE * 1.6))  # a letter is some 0.6 wide
    title = [line for text in (sop.title, sop.number) for line in _wrap(text or "", title_chars)]
    top = _text_height(len(title), TITLE_SIZE)
    head = _text_height(max(map(len, heads), default=0), SIZE)
    middles, bottom = _middles(flow, shapes, top + head)
    return Plan(title, heads, shapes, edges, middles, top, head, bottom)


def answer_text(answer: str) -> str:
    """Return how the label of an arrow is printed."""
    return {"ya": "Ya", "tidak": "Tidak"}.get(answer) or " ".join(answer.split())


def _lanes(sop: Sop, flow: Flow) -> list[str]:
    """Return the executors that have symbols, in the order of the file; unknown ones come last."""
    used = dict.fromkeys(id_ for symbol in flow.symbols for id_ in _team(symbol))
    known = [executor.id for executor in sop.executors if executor.id in used]
    return list(dict.fromkeys((*known, *used)))


def _team(symbol: Symbol) -> list[str]:
    """Return the executors of `symbol`, the responsible one first, each once."""
    return list(dict.fromkeys((symbol.executor, *symbol.partners)))


def _shapes(sop: Sop, flow: Flow, lanes: Sequence[str]) -> list[Shape]:
    steps = {step.number: step for step in sop.steps}
    shapes = []
    for symbol, level in zip(flow.symbols, _levels(flow, lanes), strict=True):
        for partner, id_ in enumerate(_team(symbol)):
            kind = PROCESS if partner else symbol.kind
            said = _words(symbol, steps[symbol.row], kind)
            said[0] = f"{symbol.row}. {said[0]}"
            lines, width, height = _diamond(said) if kind == DECISION else _box(said[0])
            shapes.append(Shape(symbol.order, partner, kind, lines, width, height, lanes.index(id_), level))
    return shapes


def _levels(flow: Flow, lanes: Sequence[str]) -> list[int]:
    """Return the level of each symbol; between the partners of a joint activity the way is kept free."""
    levels: list[int] = []
    free = [0] * len(lanes)
    for symbol in flow.symbols:
        places = [lanes.index(id_) for id_ in _team(symbol)]
        span = range(min(places), max(places) + 1)
        above = [levels[arrow.source] for arrow in flow.entering[symbol.order] if not arrow.is_return]
        level = max([max(above, default=-1) + 1, *(free[lane] for lane in span)])
        for lane in span:
            free[lane] = level + 1
        levels.append(level)
    return levels


def _middles(flow: Flow, shapes: Sequence[Shape], start: float) -> tuple[list[float], float]:
    """Return the middle of each level, and where the lanes end; the first level begins at `start`."""
    heights: dict[int, float] = {}
    for shape in shapes:
        heights[shape.level] = max(heights.get(shape.level, 0.0), shape.height)
    own = {shape.order: shape for shape in shapes if not shape.partner}
    ends = [(own[arrow.source], own[arrow.target]) for arrow in flow.arrows]
    turning = Counter(target.level for source, target in ends if source.lane != target.lane)
    middles = []
    y = start
    for level in range(len(heights)):
        y += _GAP + _TRACK * max(0, turning[level] - 1) if level else _PADDING
        middles.append(y + heights[level] / 2)
        y += heights[level]
    return middles, y + 2 * _PADDING


def _lane_width(flow: Flow, shapes: Sequence[Shape]) -> float:
    """Return how wide the lane of `shapes` is, with room for the answers beside its diamonds."""
    answers = [
        text_width(answer_text(arrow.label), ANSWER_SIZE)
        for shape in shapes
        if shape.kind == DECISION
        for arrow in flow.leaving[shape.order]
        if arrow.label
    ]
    gutter = max(_GUTTER, *(STUB + width + 2 * ANSWER_AWAY for width in answers), 0.0)
    return max(shape.width for shape in shapes) + 2 * min(gutter, _WIDEST_GUTTER)


def _words(symbol: Symbol, step: Step, kind: str) -> list[str]:
    """Return what stands in a symbol: the activity, and below it the question of a decision.

    In the further symbols of a row it is what they write instead. A decision has its question alone
    there, and where the activity would make the diamond too large.
    """
    spec = symbol.spec
    is_first = spec is step.symbols[0]
    own = (None if is_first else spec.text) or step.activity or spec.text or ""
    if kind == DECISION and spec.decision and spec.decision.question:
        is_told = is_first and 0 < len(own) <= _MOST_IN_DIAMOND
        return [f"{own}:", spec.decision.question] if is_told else [spec.decision.question]
    return [own]


def _box(words: str) -> tuple[list[str], float, float]:
    """Return the lines, the width and the height of the box that holds `words`."""
    lines = _wrap(words, _BOX_CHARS)
    width = max(text_width(line, SIZE) for line in lines) + 2 * _PADDING
    return lines, max(_BOX, width), max(_LOWEST_BOX, _text_height(len(lines), SIZE))


def _diamond(texts: Sequence[str]) -> tuple[list[str], float, float]:
    """Return lines, width and height of the flattest diamond, each of `texts` on lines of its own."""
    return min(
        (_diamond_of([line for text in texts for line in _wrap(text, chars)]) for chars in _DIAMOND_CHARS),
        key=lambda diamond: (diamond[2], diamond[1], len(diamond[0])),
    )


def _diamond_of(lines: list[str]) -> tuple[list[str], float, float]:
    widths = [text_width(line, SIZE) + _PADDING for line in lines]
    width = max(_DIAMOND, max(widths) * 1.4)
    height = _LOWEST_DIAMOND
    for index, line in enumerate(widths):
        above, below = index - len(lines) / 2, index + 1 - len(lines) / 2
        reach = max(abs(above), abs(below)) * SIZE * _LEADING
        # At this distance from its middle, a diamond is narrower by the same share of its half height.
        height = max(height, 2 * reach / (1 - line / width))
    return lines, width, height


def _wrap(text: str, chars: int) -> list[str]:
    """Return `text` in lines of about this many characters: a word is broken only if it is very long."""
    words = text.split()
    longest = max(map(len, words), default=0)
    return textwrap.wrap(" ".join(words), chars, break_long_words=longest > _LONGEST_WORD)


def _text_height(lines: int, size: float) -> float:
    return lines * size * _LEADING + 2 * _PADDING if lines else 0.0
