"""The free flowchart of an SOP as DOT: the words of the activities in the symbols, a lane for each executor.

`lanes` works out where everything stands, so that no engine puts the lanes in an order of its own, and
`corners` where the arrows meet the diamonds; Graphviz lays the arrows and draws.
"""

import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sopkit.model.flow import DECISION, END, START, Arrow, Flow
from sopkit.model.sop import Sop
from sopkit.render.corners import BOTTOM, LEFT, RIGHT, TOP, Ends, corners
from sopkit.render.dot import BOLD_FONT, FONT, label
from sopkit.render.helvetica import text_width
from sopkit.render.lanes import (
    ANSWER_AWAY,
    ANSWER_SIZE,
    SIZE,
    STUB,
    TITLE_SIZE,
    Plan,
    Shape,
    answer_text,
    plan,
)

if TYPE_CHECKING:
    import graphviz

_FILLS = {START: "#e4f1e4", END: "#e4f1e4", DECISION: "#fff5d6"}
_LANES = ("#f7f7f7", "#ededed")
_LANE_EDGE = "#b0b0b0"
_RETURNING = {"color": "#a8201a", "fontcolor": "#a8201a"}
_HEADING = {"shape": "plaintext", "style": "", "fontname": BOLD_FONT}
_TOWARDS = {TOP: (0, -1), RIGHT: (1, 0), BOTTOM: (0, 1), LEFT: (-1, 0)}
_FAMILY = re.compile(rf' font-family="{FONT}[^"]*"'.encode())
_PAGE_SIZE = re.compile(rb'<svg width="([\d.]+)pt" height="([\d.]+)pt"')


def flowchart_dot(sop: Sop, flow: Flow) -> str:
    """Return the flowchart as DOT text, to be drawn with `draw_dot(…, pinned=True)`, which is `neato -n`.

    The node of the symbol of `order` 3 is called n3, those of its partners n3-1, n3-2 and so on. The arrows
    of a diamond begin and end at small nodes before its corners, n3.n, n3.e, n3.s and n3.w.
    """
    import graphviz

    drawing = plan(sop, flow)
    graph = graphviz.Digraph("sop", comment="neato -n -Tsvg")
    graph.attr(layout="neato", splines="ortho")
    graph.attr("node", shape="box", style="filled", fillcolor="white", fixedsize="true")
    graph.attr("node", fontname=FONT, fontsize=f"{SIZE:g}")
    graph.attr("edge", fontname=FONT, fontsize=f"{ANSWER_SIZE:g}", arrowsize="0.7")
    _draw_title(graph, drawing)
    for lane in range(len(drawing.heads)):
        _draw_lane(graph, drawing, lane)
    ends = corners(flow, drawing.symbols)
    _draw_corners(graph, drawing, ends)
    for arrow in flow.arrows:
        _draw_arrow(graph, arrow, ends[arrow])
    for _, team in groupby(drawing.shapes, key=lambda shape: shape.order):
        for left, right in pairwise(sorted(team, key=lambda shape: shape.lane)):
            graph.edge(left.name, right.name, dir="none")
    source: str = graph.source
    return source


def flowchart_page_size(svg: bytes) -> tuple[float, float]:
    """Return width and height, in points, of a drawing by Graphviz. Raises ValueError for anything else."""
    found = _PAGE_SIZE.search(svg)
    if not found:
        raise ValueError("this is no drawing by Graphviz")
    return float(found[1]), float(found[2])


def flowchart_in(svg: bytes, family: str) -> bytes:
    """Return the drawing of a flowchart with its words in the font `family`, for Typst.

    The space of Lato is narrow: with Helvetica's, every reader of a PDF finds where a word ends.
    """
    look = f' font-family="{escape(family)}" word-spacing="0.085em"'.encode()
    return _FAMILY.sub(lambda _: look, svg)


def _draw_title(graph: "graphviz.Digraph", drawing: Plan) -> None:
    if drawing.title:
        lanes = drawing.edges[-1]
        width = max(lanes, *(1.2 * text_width(line, TITLE_SIZE) for line in drawing.title))
        place = _place(max(lanes, width) / 2, drawing.top / 2, width, drawing.top - 1)
        graph.node("title", label(drawing.title), fontsize=f"{TITLE_SIZE:g}", **_HEADING, **place)


def _draw_lane(graph: "graphviz.Digraph", drawing: Plan, lane: int) -> None:
    left, right = drawing.edges[lane : lane + 2]
    with graph.subgraph(name=f"cluster{lane}") as cluster:
        box = f"{left:.1f},{-drawing.bottom:.1f},{right:.1f},{-drawing.top:.1f}"
        cluster.attr(style="filled", color=_LANE_EDGE, fillcolor=_LANES[lane % 2], bb=box)
        if drawing.heads[lane]:
            middle = drawing.top + drawing.head / 2
            place = _place((left + right) / 2, middle, right - left - 1, drawing.head - 1)
            cluster.node(f"head{lane}", label(drawing.heads[lane]), **_HEADING, **place)
        for shape in drawing.shapes:
            if shape.lane == lane:
                _draw_shape(cluster, drawing, shape)


def _draw_shape(graph: "graphviz.Digraph", drawing: Plan, shape: Shape) -> None:
    look = {"fillcolor": _FILLS[shape.kind]} if shape.kind in _FILLS else {}
    if shape.kind == DECISION:
        look["shape"] = "diamond"
    elif shape.kind in (START, END):
        look["style"] = "rounded,filled"
    place = _place(*drawing.middle(shape), shape.width, shape.height)
    graph.node(shape.name, label(shape.lines), **look, **place)


def _draw_corners(graph: "graphviz.Digraph", drawing: Plan, ends: Mapping[Arrow, Ends]) -> None:
    """Draw the short way between each diamond and the points where its arrows begin and end.

    Graphviz alone would let two answers leave at one side, next to each other.
    """
    exits: dict[tuple[int, str], list[Arrow]] = {}
    for arrow, end in ends.items():
        if end.tail:
            exits.setdefault((arrow.source, end.tail), []).append(arrow)
    entries = {(arrow.target, end.head) for arrow, end in ends.items() if end.head}
    for order, corner in sorted({*exits, *entries}):
        shape = drawing.symbols[order]
        x, y = drawing.middle(shape)
        right, down = _TOWARDS[corner]
        x += right * (shape.width / 2 + STUB)
        y += down * (shape.height / 2 + STUB)
        point = f"{shape.name}.{corner}"
        graph.node(point, "", style="invis", **_place(x, y, 1, 1))
        if (order, corner) in entries:
            graph.edge(point, shape.name, tailclip="false")
        else:
            _draw_exit(graph, shape.name, corner, exits[order, corner])


def _draw_exit(graph: "graphviz.Digraph", node: str, corner: str, arrows: Sequence[Arrow]) -> None:
    """Draw the way out of a diamond, with the answer beside it."""
    look = {"headclip": "false", "dir": "none"}
    if all(arrow.is_return for arrow in arrows):
        look |= _RETURNING
    text = " / ".join(dict.fromkeys(answer_text(arrow.label) for arrow in arrows if arrow.label))
    if text:
        look["headlabel"] = label([text])
        # Polar, seen from the point before the corner; 0 degrees is back into the diamond.
        x = ANSWER_AWAY + text_width(text, ANSWER_SIZE) / 2
        y = ANSWER_AWAY * (1.5 if corner == BOTTOM else 2)
        right, down = _TOWARDS[corner]
        angle = math.degrees(math.atan2(y, -x if corner == LEFT else x) - math.atan2(down, -right))
        look["labeldistance"] = f"{math.hypot(x, y) / 10:.3f}"
        look["labelangle"] = f"{(angle + 180) % 360 - 180:.2f}"
    graph.edge(node, f"{node}.{corner}", **look)


def _draw_arrow(graph: "graphviz.Digraph", arrow: Arrow, ends: Ends) -> None:
    tail, head = f"n{arrow.source}", f"n{arrow.target}"
    look = dict(_RETURNING) if arrow.is_return else {}
    if ends.tail:
        tail = f"{tail}.{ends.tail}"
        look["tailclip"] = "false"
    elif arrow.label:
        look["taillabel"] = label([f" {answer_text(arrow.label)} "])
    if ends.head:
        head = f"{head}.{ends.head}"
        look |= {"headclip": "false", "dir": "none"}
    graph.edge(tail, head, **look)


def _place(x: float, y: float, width: float, height: float) -> dict[str, str]:
    """Return the attributes that put a node with its middle at (x, y); Graphviz takes sizes in inches."""
    return {"pos": f"{x:.1f},{-y:.1f}", "width": f"{width / 72:.4f}", "height": f"{height / 72:.4f}"}
