"""A map as DOT, in which everything has its place already: Graphviz only draws it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sopkit.life.map.arranging import HEAD_LEADING, HEAD_SIZE, MARGIN, Point, Way, draw_line
from sopkit.life.map.blocks import Frame
from sopkit.life.map.boxes import SIZE, TOLD_SIZE, WIDTH, Box
from sopkit.life.map.chart import Node
from sopkit.life.map.layout import Sheet
from sopkit.life.map.legend import ROW, SAMPLE, TITLE_SIZE, Legend
from sopkit.life.map.looks import LABEL_SIZE, Look
from sopkit.render.dot import BOLD_FONT, FONT, label, tooltip
from sopkit.render.helvetica import text_width

if TYPE_CHECKING:
    import graphviz

_BESIDE = {"shape": "plaintext", "style": ""}
_LEFT = "\\l"
_GROUND = "#f5f5f5"
_TOLD = "#1f3a5f"
_IN_FORCE = {"style": "filled", "fillcolor": "white", "color": "#303030"}
_LOOKS = {
    "berlaku": _IN_FORCE,
    "rancangan": _IN_FORCE | {"style": "filled,dashed"},
    "lama": {"style": "filled", "fillcolor": "#d9d9d9", "color": "#8a8a8a", "fontcolor": "#404040"},
    "luar": {"style": "filled", "fillcolor": "#ededed", "color": "#a8a8a8", "fontcolor": "#555555"},
}
"""How a box looks: in force, a draft, replaced or withdrawn, beyond what was asked for."""


def map_dot(sheet: Sheet, legend: Legend, link: Callable[[Node], str]) -> str:
    """Return the map as DOT text, to be drawn with `draw_dot(…, pinned=True)`, which is `neato -n2`.

    `link` gives the address of the file of an SOP, as seen from where the map will be.
    """
    import graphviz

    graph = graphviz.Digraph("peta", comment="neato -n2 -Tsvg")
    graph.attr(layout="neato", splines="true", outputorder="edgesfirst")
    graph.attr("node", shape="box", fixedsize="true", fontname=FONT, fontsize=f"{SIZE:g}")
    graph.attr("edge", fontname=FONT, fontsize=f"{LABEL_SIZE:g}", arrowsize="0.8")
    _draw_legend(graph, legend)
    for number, frame in enumerate(sheet.frames):
        _draw_frame(graph, number, frame, sheet, legend.height, link)
    for line, way in sheet.ways.items():
        draw_line(graph, line, sheet.boxes, **_course(way.moved(0.0, legend.height)))
    source: str = graph.source
    return source


def look_of(node: Node) -> str:
    """Return by which name the legend knows how the box of `node` looks."""
    if not node.sop.is_current:
        return "lama"
    if not node.is_asked:
        return "luar"
    return "berlaku" if node.sop.status == "berlaku" else "rancangan"


def _draw_legend(graph: "graphviz.Digraph", legend: Legend) -> None:
    lines = legend.title.split("\n")
    height = len(lines) * TITLE_SIZE * 1.25
    look = {"fontname": BOLD_FONT, "fontsize": f"{TITLE_SIZE:g}", **_BESIDE}
    graph.node("title", label(lines), **look, **_place((legend.width / 2, height / 2), legend.width, height))
    for number, sample in enumerate(legend.samples):
        name, end = f"sample{number}", sample.x + SAMPLE
        if isinstance(sample.of, Look):
            for side, x in (("a", sample.x), ("b", end)):
                graph.node(f"{name}{side}", "", style="invis", **_place((x, sample.y), 0.5, 0.5))
            graph.edge(f"{name}a", f"{name}b", **sample.of.attributes)
        else:
            middle = (sample.x + SAMPLE / 2, sample.y)
            graph.node(name, "", **_LOOKS[sample.of], **_place(middle, SAMPLE, ROW * 0.7))
        _draw_words(graph, f"{name}w", sample.words, end + 6, sample.y, sample.width)
    for number, (words, y) in enumerate(legend.remarks):
        _draw_words(graph, f"remark{number}", words, 0.0, y, legend.width)


def _draw_words(graph: "graphviz.Digraph", name: str, words: str, x: float, y: float, width: float) -> None:
    """Draw words that begin at `x`."""
    place = _place((x + width / 2, y), width, ROW)
    graph.node(name, _left([words]), margin="0", **_BESIDE, **place)


def _draw_frame(
    graph: "graphviz.Digraph",
    number: int,
    frame: Frame,
    sheet: Sheet,
    down: float,
    link: Callable[[Node], str],
) -> None:
    with graph.subgraph(name=f"cluster{number}") as cluster:
        edges = (frame.left, -frame.bottom - down, frame.right, -frame.top - down)
        box = ",".join(f"{edge:.2f}" for edge in edges)
        cluster.attr(style="filled", color="#b0b0b0", fillcolor=_GROUND, bb=box)
        _draw_heading(cluster, f"head{number}", frame, down)
        for node in frame.group.nodes:
            _draw_box(cluster, sheet.boxes[node.name], sheet.places[node.name], down, link(node))


def _draw_heading(graph: "graphviz.Digraph", name: str, frame: Frame, down: float) -> None:
    """Draw the words of a heading; a line that passes there is hidden behind them."""
    longest = max((text_width(line, HEAD_SIZE) for line in frame.heading), default=0.0)
    width = min(longest + 4, frame.right - frame.left - 4)
    height = len(frame.heading) * HEAD_SIZE * HEAD_LEADING
    middle = (frame.left + MARGIN + width / 2, frame.top + MARGIN - 2 + height / 2 + down)
    look = {"fontname": BOLD_FONT, "fontsize": f"{HEAD_SIZE:g}", "style": "filled", "color": _GROUND}
    graph.node(
        name, _left(frame.heading), fillcolor=_GROUND, margin="0", **look, **_place(middle, width, height)
    )


def _draw_box(graph: "graphviz.Digraph", box: Box, middle: Point, down: float, address: str) -> None:
    """Draw a box, and over it the words in their looks; a click on any of them leads to the file."""
    x, y = middle[0], middle[1] + down
    tip = tooltip(f"{box.node.called} {box.node.sop.title or ''}".strip())
    look = _LOOKS[look_of(box.node)]
    linked = {"URL": address, "tooltip": tip}
    graph.node(box.id, "", **linked, **look, **_place((x, y), WIDTH, box.height))
    words = {"fontcolor": look["fontcolor"]} if "fontcolor" in look else {}
    for name, part, looks in (
        ("no", box.number, words | {"fontname": BOLD_FONT}),
        ("judul", box.title, words),
        ("kaitan", box.told, {"fontcolor": _TOLD, "fontsize": f"{TOLD_SIZE:g}"}),
    ):
        if part.lines:
            place = _place((x, y - box.height / 2 + part.top + part.height / 2), WIDTH, part.height)
            graph.node(f"{box.id}-{name}", label(part.lines), **linked, **_BESIDE, **looks, **place)


def _left(lines: Sequence[str]) -> str:
    """Return the label that shows `lines` as they are, each beginning at the left."""
    return "".join(f"{label([line])}{_LEFT}" for line in lines)


def _course(way: Way) -> dict[str, str]:
    course = {"pos": " ".join(f"{mark}{x:.2f},{-y:.2f}" for mark, (x, y) in way.points)}
    if way.label is not None:
        course["lp"] = f"{way.label[0]:.2f},{-way.label[1]:.2f}"
    return course


def _place(middle: Point, width: float, height: float) -> dict[str, str]:
    """Return the attributes that put a node there; Graphviz takes sizes in inches, and y upwards."""
    x, y = middle
    return {"pos": f"{x:.2f},{-y:.2f}", "width": f"{width / 72:.4f}", "height": f"{height / 72:.4f}"}
