"""What is drawn of the ties: one line for all in one direction, and words where lines would tangle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sopkit.life.map.chart import Chart
from sopkit.life.map.ties import Kind, Tie

_STRENGTH: tuple[Kind, ...] = ("makro", "urutan", "menggantikan", "dokumen", "terkait")
MOST_CROSSING = 16
"""With more lines between groups than this, those lines are written as words into the boxes at both ends."""

MOST_DENSE, DENSEST = 40, 1.6
"""So are those of a group with more lines than the first, if there are more than the second to a box."""


class Line(NamedTuple):
    """A line from `source` to `target`, of the strongest kind of tie between them in this direction."""

    kind: Kind
    source: str
    target: str
    steps: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()


class Lines(NamedTuple):
    """The lines within groups and between them, and the ties told in words instead, by file name."""

    inner: tuple[Line, ...]
    outer: tuple[Line, ...]
    told: dict[str, tuple[Tie, ...]]


def lines_of(chart: Chart) -> Lines:
    """Return how the ties of `chart` are shown."""
    home = {node.name: number for number, group in enumerate(chart.groups) for node in group.nodes}
    inner: dict[int, list[Line]] = defaultdict(list)
    outer: list[Line] = []
    for line in _merged(chart.ties):
        is_inner = home[line.source] == home[line.target]
        (inner[home[line.source]] if is_inner else outer).append(line)
    clear = {number: lines for number, lines in inner.items() if not _is_tangle(lines)}
    is_crossable = len(outer) <= MOST_CROSSING

    def is_drawn(tie: Tie) -> bool:
        one, other = home[tie.source], home[tie.target]
        return is_crossable if one != other else one in clear

    return Lines(
        tuple(line for number in sorted(clear) for line in clear[number]),
        tuple(outer) if is_crossable else (),
        _told(tie for tie in chart.ties if not is_drawn(tie)),
    )


def _is_tangle(lines: Sequence[Line]) -> bool:
    """Tell whether so many lines join the boxes of a group that nobody could follow them."""
    boxes = {name for line in lines for name in (line.source, line.target)}
    return len(lines) > MOST_DENSE and len(lines) > DENSEST * len(boxes)


def _told(ties: Iterable[Tie]) -> dict[str, tuple[Tie, ...]]:
    told: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        told[tie.source].append(tie)
        told[tie.target].append(tie)
    return {name: tuple(found) for name, found in told.items()}


def _merged(ties: Iterable[Tie]) -> list[Line]:
    """Return one line for the ties of each pair and direction; “terkait” says nothing beside another one."""
    by_pair: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        by_pair[tie.source, tie.target].append(tie)
    return [
        _line(pair, found)
        for pair, found in sorted(by_pair.items())
        if not (_is_vague(found) and _is_told_otherwise(pair, by_pair))
    ]


def _is_vague(found: list[Tie]) -> bool:
    return all(tie.kind == "terkait" for tie in found)


def _is_told_otherwise(pair: tuple[str, str], by_pair: Mapping[tuple[str, str], list[Tie]]) -> bool:
    other = by_pair.get((pair[1], pair[0]), [])
    return bool(other) and not _is_vague(other)


def _line(pair: tuple[str, str], found: list[Tie]) -> Line:
    strongest = min(found, key=lambda tie: _STRENGTH.index(tie.kind))
    return Line(
        strongest.kind,
        *pair,
        steps=tuple(step for tie in found for step in tie.steps),
        documents=tuple(document for tie in found for document in tie.documents),
    )
