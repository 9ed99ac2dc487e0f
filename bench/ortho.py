"""The peer of bench/layout.py: Graphviz's orthogonal router, with the symbols pinned where ours stand."""

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from sopkit.layout.geometry import Arrow, Box, Drawing, Point, Size
from sopkit.layout.labels import place_labels
from sopkit.layout.sheet import bounds, shape_of


def graphviz() -> list[str] | None:
    """Return the command of Graphviz's neato: the wheel's, else that on the path, else None."""
    wheel = Path(sys.executable).with_name("graphviz-pure")
    if wheel.exists():
        return [str(wheel), "-Kneato"]
    neato = shutil.which("neato")
    return [neato] if neato else None


def ortho(drawing: Drawing, command: list[str], label: Size) -> Drawing:
    """Return `drawing` with the arrows that Graphviz's orthogonal router draws between the pinned symbols.

    Labels of the given size are put by sopkit's own placer.
    """
    lines = ["digraph { graph [splines=ortho]; node [shape=box, fixedsize=true]; edge [arrowhead=none];"]
    for symbol in drawing.symbols:
        place = f'pos="{symbol.x},{-symbol.y}", width={symbol.width / 72}, height={symbol.height / 72}'
        lines.append(f"{symbol.id} [{place}, shape={'diamond' if symbol.kind == 'keputusan' else 'box'}];")
    lines += [f"{arrow.source} -> {arrow.target};" for arrow in drawing.arrows]
    text = "\n".join([*lines, "}"])
    done = subprocess.run(
        [*command, "-n2", "-Tplain"], input=text, capture_output=True, text=True, check=True, timeout=120
    )
    ways: dict[tuple[str, str], list[list[Point]]] = {}
    first = drawing.symbols[0]
    shift = Point(0, 0)
    for words in map(str.split, done.stdout.splitlines()):
        if words[0] == "node" and words[1] == first.id:
            shift = Point(first.x - 72 * float(words[2]), first.y + 72 * float(words[3]))
        elif words[0] == "edge":
            numbers = [72 * float(word) for word in words[4 : 4 + 2 * int(words[3])]]
            points = [
                Point(shift.x + x, shift.y - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
            ]
            ways.setdefault((words[1], words[2]), []).append(_corners(points[::3]))
    boxes = {symbol.id: bounds(symbol) for symbol in drawing.symbols}
    found = [
        _snapped(ways[arrow.source, arrow.target].pop(0), boxes[arrow.source], boxes[arrow.target])
        for arrow in drawing.arrows
    ]
    sizes = [label if arrow.label else None for arrow in drawing.arrows]
    columns, rows = drawing.columns, drawing.rows
    frame = Box(columns[0].x0, rows[0].y0, columns[-1].x1 - columns[0].x0, rows[-1].y1 - rows[0].y0)
    labels = place_labels(found, sizes, [shape_of(symbol) for symbol in drawing.symbols], frame)
    arrows = [
        Arrow(arrow.source, arrow.target, arrow.label, way, box)
        for arrow, way, box in zip(drawing.arrows, found, labels, strict=True)
    ]
    return Drawing(columns, rows, drawing.symbols, tuple(arrows))


def _snapped(points: list[Point], source: Box, target: Box) -> tuple[Point, ...]:
    """Return a line whose ends lie exactly on the rectangles around its symbols."""
    first, last = _at_border(points[0], points[1], source), _at_border(points[-1], points[-2], target)
    return (first, *points[1:-1], last)


def _at_border(end: Point, inner: Point, box: Box) -> Point:
    if abs(end.x - inner.x) > abs(end.y - inner.y):
        return Point(box.x + box.width if inner.x > end.x else box.x, inner.y)
    return Point(inner.x, box.y + box.height if inner.y > end.y else box.y)


def _corners(points: list[Point]) -> list[Point]:
    """Return the points at which a line really bends, and its ends."""
    kept = points[:1]
    for here, after in pairwise(points[1:]):
        before = kept[-1]
        if (abs(before.x - here.x) > 0.1 or abs(here.x - after.x) > 0.1) and (
            abs(before.y - here.y) > 0.1 or abs(here.y - after.y) > 0.1
        ):
            kept.append(here)
    return [*kept, points[-1]]
