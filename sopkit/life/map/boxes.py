"""The boxes of a map: what stands in them, in Indonesian, and how large they are. Lengths are in points."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sopkit.life.map.chart import Chart, Node
from sopkit.life.map.ties import Kind, Tie
from sopkit.life.map.wrapping import wrap

SIZE = 9.0
"""Of the words in boxes."""
WIDTH = 152.0
LEADING = 1.2
_PADDING = 7.0
_TITLE_LINES = 4
"""A longer title ends with three dots."""
_FORTH: Mapping[Kind, str] = {
    "makro": "bagian",
    "urutan": "dilanjutkan",
    "dokumen": "dokumen untuk",
    "terkait": "terkait",
    "menggantikan": "menggantikan",
}
_BACK: Mapping[Kind, str] = {
    "makro": "bagian dari",
    "urutan": "sesudah",
    "dokumen": "dokumen dari",
    "terkait": "terkait",
    "menggantikan": "digantikan oleh",
}


class Box(NamedTuple):
    """What one SOP is drawn as; `id` is the name of its node in the drawing."""

    id: str
    node: Node
    lines: tuple[str, ...]
    height: float


def boxes_of(chart: Chart, told: Mapping[str, Sequence[Tie]]) -> dict[str, Box]:
    """Return the boxes of `chart` by file name; the ties in `told` are written into them."""
    names = short_names(chart)
    found = {}
    for number, node in enumerate(chart.nodes.values()):
        lines = [*_identity(chart, node)]
        for words in _told(node.name, told.get(node.name, ()), names):
            lines += _wrapped(words)
        height = len(lines) * SIZE * LEADING + 2 * _PADDING
        found[node.name] = Box(f"n{number}", node, tuple(lines), height)
    return found


def short_names(chart: Chart) -> dict[str, str]:
    """Return what tells the SOPs of `chart` apart: the running number where no two share it, else all."""
    nodes = chart.nodes
    firsts = {name: node.called.partition("/")[0] for name, node in nodes.items()}
    shared = Counter(firsts.values())
    return {name: nodes[name].called if shared[first] > 1 else first for name, first in firsts.items()}


def _identity(chart: Chart, node: Node) -> Iterator[str]:
    sop = node.sop
    yield from _wrapped(node.called)
    yield from _wrapped(sop.title or "", _TITLE_LINES)
    if chart.query.by == "proses" and sop.process:
        yield from _wrapped(f"[{' '.join(filter(None, sop.process))}]")
    if not sop.is_current:
        yield from _wrapped(f"({sop.status})")


def _told(name: str, ties: Sequence[Tie], names: Mapping[str, str]) -> Iterator[str]:
    others: dict[str, set[str]] = {}
    for tie in ties:
        said = (_FORTH if tie.source == name else _BACK)[tie.kind]
        others.setdefault(said, set()).add(names[tie.other(name)])
    for said, called in others.items():
        yield f"{said}: {', '.join(sorted(called))}"


def _wrapped(text: str, most: int | None = None) -> list[str]:
    return wrap(text, WIDTH - 2 * _PADDING, SIZE, most)
