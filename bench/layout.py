"""Routing random drawings, and counting what a draughtsman would mind; Graphviz routes the same beside.

Run as `python bench/layout.py [--limit N] [--seeds 1000-1119] [--realistic]`: the 120 drawings of
layout-cases.json, or as many of the same sort from other seeds, or of the sort offices draw (neighbouring
executors, short returns). Cells are 90 x 60 pt (std) or 60 x 44 pt (tight). The measures are the faults of
sopkit.layout.verify, and besides: crossings (pairs of arrows to different symbols), bends, merges (pairs of
arrows to the same symbol that share a run), entries from below among the returns, length by Manhattan
distance, and milliseconds of CPU. Graphviz has the symbols pinned (`neato -n2`, splines=ortho), and its
labels are put by sopkit's own placer; `faulty` is mostly that it attaches arrows anywhere on a symbol.
"""

import argparse
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from ortho import graphviz, ortho

from sopkit.layout.geometry import Arrow, Column, Drawing, Link, Point, Row, Size, Symbol
from sopkit.layout.router import draw
from sopkit.layout.verify import Kind, verify

KINDS = {"start": "mulai", "task": "proses", "dec": "keputusan", "end": "selesai"}
LABEL = Size(16, 8)
BY_KIND = {
    "missing": (Kind.MISSING,), "through": (Kind.THROUGH,), "overlap": (Kind.OVERLAP,),
    "touch": (Kind.TOUCH,),
    "samevertex": (Kind.VERTEX,), "badattach": (Kind.HEAD, Kind.TAIL), "entryexit": (Kind.ENTRY,),
    "label": (Kind.LABEL,), "outside": (Kind.OUTSIDE, Kind.CELL), "diagonal": (Kind.DIAGONAL,),
}  # fmt: skip


class Cell(NamedTuple):
    """The geometry of a set of drawings, in points."""

    name: str
    cell: Size
    symbol: Size


GEOMETRIES = (Cell("std", Size(90, 60), Size(50.4, 25.2)), Cell("tight", Size(60, 44), Size(38, 22)))
TARGETS = {  # totals over the 120 std drawings, in proportion to what other routers reach
    "missing": 0, "through": 0, "overlap": 0, "touch": 0, "samevertex": 0, "badattach": 0, "entryexit": 0,
    "label": 0, "outside": 0, "diagonal": 0, "against": 0, "onrule": 0, "crossings": 89, "bends": 3964,
    "merges": 174, "from below": 40, "len/man": 1.06, "faulty": 0,
}  # fmt: skip


SIZES = ((8, 3), (15, 5), (30, 7), (50, 8))
"""Rows and executors; a quarter of the drawings each."""


def main() -> None:
    """Draw all cases and print one table a geometry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="only the first so many drawings")
    parser.add_argument("--seeds", help="other drawings than those of the file: a range such as 1000-1119")
    parser.add_argument(
        "--realistic", action="store_true", help="with seeds: neighbouring executors, short returns"
    )
    options = parser.parse_args()
    if options.seeds:
        first, last = map(int, options.seeds.split("-"))
        cases = [make_case(seed, options.realistic) for seed in range(first, last + 1)]
    else:
        cases = json.loads(Path(__file__).with_name("layout-cases.json").read_text(encoding="utf-8"))
    cases = cases[: options.limit]
    for geometry in GEOMETRIES:
        _report(cases, geometry)


def _report(cases: list[Any], geometry: Cell) -> None:
    drawings, times = [], {}
    for case in cases:
        parts = problem(case, geometry)
        start = time.process_time()
        drawings.append(draw(*parts))
        times.setdefault(case["rows"], []).append(1000 * (time.process_time() - start))
    ours = _total([measure(drawing) for drawing in drawings])
    engine = graphviz()
    peer = _total([measure(ortho(drawing, engine, LABEL)) for drawing in drawings]) if engine else None
    width, height = geometry.cell
    print(f"\n{geometry.name}: {len(cases)} drawings, cells of {width} x {height} pt")
    print(f"{'measure':<12}{'sopkit':>10}{'target':>10}{'ortho':>10}")
    for name, target in TARGETS.items():
        goal = 1 if geometry.name == "tight" and name in {"label", "faulty"} else target
        theirs = _figure(peer[name]) if peer else "-"
        print(f"{name:<12}{_figure(ours[name]):>10}{_figure(goal):>10}{theirs:>10}")
    for rows, milliseconds in sorted(times.items()):
        mean, most = statistics.mean(milliseconds), max(milliseconds)
        print(f"CPU ms, {rows:>2} rows   mean {mean:6.1f}  max {most:6.0f}")


def _figure(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _total(measured: list[Counter[str]]) -> dict[str, float]:
    total: dict[str, float] = dict.fromkeys(TARGETS, 0)
    for counts in measured:
        for name in TARGETS:
            total[name] += counts[name]
    total["len/man"] = sum(c["length"] for c in measured) / max(1, sum(c["manhattan"] for c in measured))
    return total


def make_case(seed: int, is_realistic: bool = False) -> Any:
    """Return a random case: one step a row, a quarter of them decisions, six in ten of which go back."""
    chance = random.Random(seed)
    rows, executors = SIZES[seed % len(SIZES)]
    steps, edges, column = [], [], 0
    for row in range(rows):
        near_by = min(max(column + chance.choice((-1, 0, 1)), 0), executors - 1)
        column = near_by if is_realistic else chance.randrange(executors)
        is_decision = 0 < row < rows - 1 and chance.random() < 0.25
        kind = "start" if not row else "end" if row == rows - 1 else "dec" if is_decision else "task"
        steps.append([kind, column])
        if row < rows - 1:
            edges.append([row, row + 1])
        if is_decision:
            far = 4 if is_realistic else min(max(rows // 3, 2), 8)
            back, ahead = (
                max(row - chance.randint(1, far), 0),
                min(row + chance.randint(2, far + 1), rows - 1),
            )
            edges.append([row, back if chance.random() < 0.6 else ahead])
    return {"rows": rows, "executors": executors, "steps": steps, "edges": edges}


def problem(case: Any, geometry: Cell) -> tuple[list[Column], list[Row], list[Symbol], list[Link]]:
    """Return the columns, rows, symbols and links of one case."""
    width, height = geometry.cell
    columns = [Column(str(n), n * width, (n + 1) * width) for n in range(case["executors"])]
    rows = [Row(n + 1, n * height, (n + 1) * height) for n in range(case["rows"])]
    symbols = [
        Symbol(
            str(n),
            n + 1,
            str(column),
            KINDS[kind],
            (column + 0.5) * width,
            (n + 0.5) * height,
            *geometry.symbol,
        )
        for n, (kind, column) in enumerate(case["steps"])
    ]
    links, answered = [], set()
    for source, target in case["edges"]:
        label = ("Tidak" if source in answered else "Ya") if case["steps"][source][0] == "dec" else None
        answered.add(source)
        links.append(Link(str(source), str(target), label, LABEL if label else None))
    return columns, rows, symbols, links


def measure(drawing: Drawing) -> Counter[str]:
    """Return the counts of one drawing."""
    counts: Counter[str] = Counter()
    faults = Counter(fault.kind for fault in verify(drawing))
    for name, kinds in BY_KIND.items():
        counts[name] = sum(faults[kind] for kind in kinds)
    counts["faulty"] = int(bool(faults))
    rules = {c.x0 for c in drawing.columns}, {r.y0 for r in drawing.rows}
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    for arrow in drawing.arrows:
        source, target = symbols[arrow.source], symbols[arrow.target]
        first, last = arrow.points[0], arrow.points[-1]
        is_return = target.y <= source.y
        counts["from below"] += is_return and last.y > target.y
        counts["against"] += not is_return and (first.y < source.y or last.y > target.y)
        counts["bends"] += len(arrow.points) - 2
        counts["manhattan"] += round(abs(first.x - last.x) + abs(first.y - last.y))
        for one, two in pieces(arrow):
            counts["length"] += round(abs(one.x - two.x) + abs(one.y - two.y))
            counts["onrule"] += (one.x == two.x and one.x in rules[0]) or (
                one.y == two.y and one.y in rules[1]
            )
    counts["samevertex"] = sum(
        one.source == two.source
        and symbols[one.source].kind == "keputusan"
        and _side(one.points[0], symbols[one.source]) == _side(two.points[0], symbols[two.source])
        for one, two in combinations(drawing.arrows, 2)
    )
    for one, two in combinations(drawing.arrows, 2):
        if one.target == two.target:
            counts["merges"] += any(_share(a, b) for a in pieces(one) for b in pieces(two))
        else:
            counts["crossings"] += any(_cross(a, b) for a in pieces(one) for b in pieces(two))
    return counts


def _side(end: Point, symbol: Symbol) -> tuple[bool, bool]:
    """Return by which of its four sides a line leaves `symbol`."""
    across, down = (end.x - symbol.x) / symbol.width, (end.y - symbol.y) / symbol.height
    return abs(across) > abs(down), across + down > 0


def pieces(arrow: Arrow) -> Iterator[tuple[Point, Point]]:
    """Yield the straight pieces of an arrow."""
    return zip(arrow.points, arrow.points[1:], strict=False)


def _share(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    for axis, across in ((0, 1), (1, 0)):
        if one[0][across] == one[1][across] == two[0][across] == two[1][across]:
            first = max(min(one[0][axis], one[1][axis]), min(two[0][axis], two[1][axis]))
            last = min(max(one[0][axis], one[1][axis]), max(two[0][axis], two[1][axis]))
            return last - first > 2
    return False


def _cross(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    for level, upright in ((one, two), (two, one)):
        if level[0].y == level[1].y and upright[0].x == upright[1].x:
            is_between = min(level[0].x, level[1].x) < upright[0].x < max(level[0].x, level[1].x)
            if is_between and min(upright[0].y, upright[1].y) < level[0].y < max(upright[0].y, upright[1].y):
                return True
    return False


if __name__ == "__main__":
    main()
