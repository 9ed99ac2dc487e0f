"""Graphviz arranges the boxes of some groups, and draws the lines between them.

Lengths are in points, x to the right and y down.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sopkit.life.map.boxes import BOLDER, WIDTH, Box
from sopkit.life.map.lines import Line
from sopkit.life.map.looks import LABEL_SIZE, LOOKS, label_lines
from sopkit.render.dot import FONT, draw_dot, label

if TYPE_CHECKING:
    import graphviz

Point = tuple[float, float]
HEAD_SIZE = 12.0
HEAD_LEADING = 1.25
_POINTS = 72.0  # in an inch, in which Graphviz takes the sizes of nodes
MARGIN = 11.0
"""Between the frame of a group and what stands in it."""


class Cluster(NamedTuple):
    """A group to be arranged: the lines of its heading, and its boxes that lines join.

    `spare` is the width and height of the room for all others, None where there are none.
    """

    heading: Sequence[str]
    names: Sequence[str]
    spare: tuple[float, float] | None


class Way(NamedTuple):
    """The course of a line: its points, and the middle of its label.

    A point may have a mark, “s,” or “e,”: it is the tip of an arrow at the start or the end.
    """

    points: tuple[tuple[str, Point], ...]
    label: Point | None

    def moved(self, x: float, y: float) -> "Way":
        """Return the course, shifted."""
        points = tuple((mark, (at[0] + x, at[1] + y)) for mark, at in self.points)
        return Way(points, (self.label[0] + x, self.label[1] + y) if self.label else None)


class Arrangement(NamedTuple):
    """The middles of boxes, by file name, and of spare rooms; the edges of clusters; the courses of lines.

    Edges are left, top, right and bottom. The whole begins at (0, 0).
    """

    places: dict[str, Point]
    spares: list[Point | None]
    frames: list[tuple[float, float, float, float]]
    ways: dict[Line, Way]
    width: float
    height: float


def arrange(
    clusters: Sequence[Cluster],
    lines: Sequence[Line],
    boxes: Mapping[str, Box],
    engine: str,
    direction: Literal["LR", "TB"] = "LR",
) -> Arrangement:
    """Return how `engine` arranges `clusters` with `lines`, which lead to the right or downwards.

    Raises SopkitError where it fails.
    """
    import graphviz

    graph = graphviz.Digraph("peta")
    graph.attr(rankdir=direction, nodesep="0.21", ranksep="0.6", remincross="true")
    graph.attr("node", shape="box", fixedsize="true", label="", fontname=FONT)
    graph.attr("edge", fontname=FONT, fontsize=f"{LABEL_SIZE:g}")
    for number, cluster in enumerate(clusters):
        with graph.subgraph(name=f"cluster{number}") as part:
            heading = label([*cluster.heading, ""])
            part.attr(
                label=heading,
                labeljust="l",
                fontname=FONT,
                fontsize=f"{HEAD_SIZE * BOLDER:g}",
                margin=f"{MARGIN:g}",
            )
            for name in cluster.names:
                part.node(boxes[name].id, **_size(WIDTH, boxes[name].height))
            if cluster.spare:
                part.node(f"spare{number}", **_size(*cluster.spare))
    for number, line in enumerate(lines):
        draw_line(graph, line, boxes, comment=str(number))
    answer = json.loads(draw_dot(graph.source, "json", engine))
    return _read(answer, clusters, lines, boxes)


def draw_line(graph: "graphviz.Digraph", line: Line, boxes: Mapping[str, Box], **more: str) -> None:
    """Add `line` to `graph` as it looks; `more` are further attributes."""
    words = label_lines(line)
    said = {"label": label(words)} if words else {}
    graph.edge(boxes[line.source].id, boxes[line.target].id, **LOOKS[line.kind].attributes, **said, **more)


def _size(width: float, height: float) -> dict[str, str]:
    return {"width": f"{width / _POINTS:.4f}", "height": f"{height / _POINTS:.4f}"}


def _read(
    answer: Any, clusters: Sequence[Cluster], lines: Sequence[Line], boxes: Mapping[str, Box]
) -> Arrangement:
    _, _, width, height = map(float, answer["bb"].split(","))
    found = {one["name"]: one for one in answer.get("objects", ())}

    def middle(id_: str) -> Point:
        x, y = map(float, found[id_]["pos"].split(","))
        return x, height - y

    def frame(number: int) -> tuple[float, float, float, float]:
        left, bottom, right, top = map(float, found[f"cluster{number}"]["bb"].split(","))
        return left, height - top, right, height - bottom

    return Arrangement(
        {name: middle(boxes[name].id) for cluster in clusters for name in cluster.names},
        [middle(f"spare{n}") if cluster.spare else None for n, cluster in enumerate(clusters)],
        [frame(number) for number in range(len(clusters))],
        {lines[int(edge["comment"])]: _way(edge, height) for edge in answer.get("edges", ())},
        width,
        height,
    )


def _way(edge: Any, height: float) -> Way:
    points = []
    for word in edge["pos"].split():
        mark, numbers = (word[:2], word[2:]) if word[0] in "se" else ("", word)
        x, y = map(float, numbers.split(","))
        points.append((mark, (x, height - y)))
    if "lp" not in edge:
        return Way(tuple(points), None)
    x, y = map(float, edge["lp"].split(","))
    return Way(tuple(points), (x, height - y))
