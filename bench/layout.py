"""Routing the 120 random drawings of layout-cases.json, and counting what a draughtsman would mind.

Run as `python bench/layout.py [--limit N]`. Cells are 90 x 60 pt (std) or 60 x 44 pt (tight). The measures
are the faults of sopkit.layout.verify, and besides: crossings (pairs of arrows to different symbols), bends,
merges (pairs of arrows to the same symbol that share a run), entries from below among the returns, length by
Manhattan distance, and milliseconds of CPU.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

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


def main() -> None:
    """Draw all cases and print one table a geometry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="only the first so many drawings")
    limit = parser.parse_args().limit
    cases = json.loads(Path(__file__).with_name("layout-cases.json").read_text(encoding="utf-8"))[:limit]
    for geometry in GEOMETRIES:
        ours, times = _route_all(cases, geometry)
        width, height = geometry.cell
        print(f"\n{geometry.name}: {len(cases)} drawings, cells of {width} x {height} pt")
        print(f"{'measure':<12}{'sopkit':>10}{'target':>10}")
        for name, target in TARGETS.items():
            goal = 1 if geometry.name == "tight" and name in {"label", "faulty"} else target
            print(f"{name:<12}{_figure(ours[name]):>10}{_figure(goal):>10}")
        for rows, milliseconds in sorted(times.items()):
            mean, most = statistics.mean(milliseconds), max(milliseconds)
            print(f"CPU ms, {rows:>2} rows   mean {mean:6.0f}  max {most:6.0f}")


def _figure(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _route_all(cases: list[Any], geometry: Cell) -> tuple[dict[str, float], dict[int, list[float]]]:
    times: dict[int, list[float]] = {}
    measured = []
    for case in cases:
        parts = problem(case, geometry)
        start = time.process_time()
        drawing = draw(*parts)
        times.setdefault(case["rows"], []).append(1000 * (time.process_time() - start))
        measured.append(measure(drawing))
    return _total(measured), times


def _total(measured: list[Counter[str]]) -> dict[str, float]:
    total: dict[str, float] = dict.fromkeys(TARGETS, 0)
    for counts in measured:
        for name in TARGETS:
            total[name] += counts[name]
    total["len/man"] = sum(c["length"] for c in measured) / max(1, sum(c["manhattan"] for c in measured))
    return total


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
    for one, two in combinations(drawing.arrows, 2):
        if one.target == two.target:
            counts["merges"] += any(_share(a, b) for a in pieces(one) for b in pieces(two))
        else:
            counts["crossings"] += any(_cross(a, b) for a in pieces(one) for b in pieces(two))
    return counts


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
