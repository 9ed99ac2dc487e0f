"""How the SOPs of a register lead to each other: which is part of which, which comes first, and circles."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sopkit.model.sop import Path
from sopkit.project.register import Entry, Register

INVERSE = {
    "makro": "mikro",
    "mikro": "makro",
    "mendahului": "mengikuti",
    "mengikuti": "mendahului",
    "terkait": "terkait",
}
"""What the other SOP calls this one, by what this one calls it (`hubungan`)."""
_MOST_CIRCLES = 50


class Edge(NamedTuple):
    """One link with a direction: from `start` to `end`; `writer`'s file says so at `path`."""

    start: Entry
    end: Entry
    writer: Entry
    path: Path

    @property
    def is_step(self) -> bool:
        """Tell whether a step says so (`sop:`), and not `keterkaitan`."""
        return self.path[0] == "langkah"


def wholes(register: Register) -> Iterator[Edge]:
    """Yield the makro and mikro links, and the steps that another SOP carries out, from part to whole."""
    for entry in register.entries:
        yield from _related(register, entry, forward="makro", backward="mikro")
        for handover in entry.handovers:
            other = register.linked(entry, handover.id)
            if other is not None:
                yield Edge(other, entry, entry, handover.path)


def successions(register: Register) -> Iterator[Edge]:
    """Yield the mendahului and mengikuti links, from what is done first to what is done after it."""
    for entry in register.entries:
        yield from _related(register, entry, forward="mengikuti", backward="mendahului")


def circles(edges: Iterable[Edge]) -> Iterator[list[Edge]]:
    """Yield the shortest circle through each SOP that lies on one, and on none that was yielded before.

    No more than `_MOST_CIRCLES`: each costs a walk, and the rest shows when these are mended.
    """
    on_circles = _pruned(edges)
    told: set[str] = set()
    found = 0
    for name in sorted(on_circles):
        if found == _MOST_CIRCLES:
            return
        way = None if name in told else _circle_through(name, on_circles)
        if way is not None:
            told.update(edge.start.name for edge in way)
            found += 1
            yield way


def _related(register: Register, entry: Entry, *, forward: str, backward: str) -> Iterator[Edge]:
    for link in entry.links:
        other = register.linked(entry, link.target) if link.target else None
        if other is not None and link.relation == forward:
            yield Edge(entry, other, entry, (*link.path, "hubungan"))
        elif other is not None and link.relation == backward:
            yield Edge(other, entry, entry, (*link.path, "hubungan"))


def _pruned(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Return those of `edges` that may lie on a circle, by the file name of where they start."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.start.name, []).append(edge)
    while True:  # what leads to nothing, or is led to by nothing, lies on no circle; the levels are few
        ends = {edge.end.name for leaving in found.values() for edge in leaving}
        dead = [
            name
            for name, leaving in found.items()
            if name not in ends or not any(edge.end.name in found for edge in leaving)
        ]
        if not dead:
            return found
        for name in dead:
            del found[name]


def _circle_through(name: str, edges: dict[str, list[Edge]]) -> list[Edge] | None:
    """Return the shortest way from the SOP in the file `name` back to it."""
    came: dict[str, Edge] = {}
    todo = deque([name])
    while todo:
        here = todo.popleft()
        for edge in edges.get(here, ()):
            following = edge.end.name
            if following not in came:
                came[following] = edge
                todo.append(following)
        if name in came:
            way = [came[name]]
            while way[-1].start.name != name:
                way.append(came[way[-1].start.name])
            return way[::-1]
    return None
