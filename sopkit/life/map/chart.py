"""What of a project is shown on a map: which SOPs, in which groups, and which ties."""

from pathlib import Path
from typing import Literal, NamedTuple

from sopkit.life.find import find_entry
from sopkit.life.map.documents import shared_documents
from sopkit.life.map.reading import LinkedSops
from sopkit.life.map.ties import KINDS, Kind, Tie, ties
from sopkit.life.register.entry import Entry, Register
from sopkit.model.sop import Sop
from sopkit.project.ordering import by_number, by_unit, unit_test
from sopkit.text import natural

Grouping = Literal["unit", "proses"]


class Query(NamedTuple):
    """What is asked for: groups, part of a unit's name ("" for any), kinds of ties, one SOP ("" for all).

    What these are tied to is shown as well; `with_old` adds what was replaced or withdrawn.
    """

    by: Grouping = "unit"
    unit: str = ""
    kinds: tuple[Kind, ...] = KINDS
    sop: str = ""
    with_old: bool = False


class Node(NamedTuple):
    """One SOP on the map; `is_asked` is False for one that is only there because of a tie to another."""

    name: str
    file: Path
    sop: Sop
    is_asked: bool = True

    @property
    def called(self) -> str:
        """The number of the SOP, else its file name."""
        return self.sop.number or self.name


class Group(NamedTuple):
    """The SOPs of a unit or process; `key` is empty for those that name none."""

    key: str
    nodes: tuple[Node, ...]


class Chart(NamedTuple):
    """The groups, and the ties between their SOPs.

    Units come in the order of sopkit.yaml, then by name, as processes do; what belongs to none comes last.
    """

    groups: tuple[Group, ...]
    ties: tuple[Tie, ...]
    query: Query
    old: int
    """How many SOPs are not shown because they were replaced or withdrawn."""
    generic: tuple[str, ...] = ()
    """The documents that so many SOPs hold that they tie none to another."""

    @property
    def nodes(self) -> dict[str, Node]:
        """The SOPs by their file name."""
        return {node.name: node for group in self.groups for node in group.nodes}


def chart_of(collection: LinkedSops, query: Query, units: tuple[str, ...] = ()) -> Chart:
    """Return what `query` asks for; `units` are those that sopkit.yaml names.

    Raises SopkitError for a unit or an SOP that is not there.
    """
    entries = collection.register.entries
    current = {entry.name for entry in entries if query.with_old or collection.sops[entry.name].is_current}
    wanted = _asked(collection, query, units)
    asked = wanted & current | (wanted if query.sop else set())
    known = current | asked
    shared = shared_documents(collection.sops)
    found = [
        tie
        for tie in ties(collection, shared)
        if tie.kind in query.kinds
        and known.issuperset((tie.source, tie.target))
        and not asked.isdisjoint((tie.source, tie.target))
    ]
    shown = asked.union(*((tie.source, tie.target) for tie in found))
    nodes = [
        Node(entry.name, entry.file, collection.sops[entry.name], entry.name in asked)
        for entry in entries
        if entry.name in shown
    ]
    generic = shared.generic if "dokumen" in query.kinds else ()
    return Chart(_groups(nodes, query.by, units), tuple(found), query, len(wanted - shown), generic)


def _asked(collection: LinkedSops, query: Query, units: tuple[str, ...]) -> set[str]:
    sops = collection.sops
    is_meant = unit_test(query.unit, (*units, *(sop.unit for sop in sops.values())))
    asked = {name for name, sop in sops.items() if is_meant(sop.unit)}
    if query.sop:
        register = Register(
            tuple(Entry(entry.file, sops[entry.name]) for entry in collection.register.entries)
        )
        file = find_entry(register, query.sop).file
        asked &= {entry.name for entry in collection.register.entries if entry.file == file}
    return asked


def _groups(nodes: list[Node], by: Grouping, units: tuple[str, ...]) -> tuple[Group, ...]:
    ordered = sorted(nodes, key=lambda node: by_number(node.sop, node.name))
    if by == "unit":
        return tuple(
            Group(unit, tuple(group))
            for unit, group in by_unit(ordered, lambda node: node.sop.unit, units).items()
        )
    place = _process_place([node.sop for node in nodes])
    found: dict[str, list[Node]] = {}
    for node in ordered:
        found.setdefault(_process(node.sop, place), []).append(node)
    return tuple(
        Group(key, tuple(group))
        for key, group in sorted(found.items(), key=lambda one: (not one[0], natural(one[0]), one[0]))
    )


def _process_place(sops: list[Sop]) -> int:
    """Return how many parts of a code (03.02 has two) tell processes apart: those all share, and one more."""
    codes = [_parts(sop) for sop in sops if _parts(sop)]
    shared = 0
    while codes and all(len(code) > shared + 1 and code[shared] == codes[0][shared] for code in codes):
        shared += 1
    return shared + 1


def _process(sop: Sop, place: int) -> str:
    return ".".join(_parts(sop)[:place])


def _parts(sop: Sop) -> list[str]:
    code = "".join((sop.process[0] or "").split()) if sop.process else ""
    return code.split(".") if code else []
