"""How two SOPs belong together, whoever of them says so: each tie once, with its direction."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from sopkit.life.map.documents import Shared
from sopkit.life.map.reading import LinkedSops
from sopkit.model.sop import Sop
from sopkit.project.register import Entry, Register

Kind = Literal["makro", "urutan", "terkait", "dokumen", "menggantikan"]
"""Whole and part, what comes first and what follows, anything else that is written as a link, an output of
one that another one needs, and what replaces what."""
KINDS: tuple[Kind, ...] = get_args(Kind)

_RELATIONS: Mapping[str, tuple[Kind, bool]] = {
    "makro": ("makro", True),
    "mikro": ("makro", False),
    "mendahului": ("urutan", True),
    "mengikuti": ("urutan", False),
}
"""The tie that a link makes, and whether the SOP that it names stands at the beginning."""


class Tie(NamedTuple):
    """A tie between two SOPs, `source` and `target`, by their file names.

    It leads from the whole to the part, from first to next, from the SOP with the output to that which needs
    it, from the new to the old; one of the kind terkait has no direction. `sayers` are the files that say so,
    none where it follows from shared `documents`; `steps` are the numbers of those that `target` carries out.
    """

    kind: Kind
    source: str
    target: str
    sayers: frozenset[str] = frozenset()
    steps: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()

    def other(self, name: str) -> str:
        """Return the file name of the SOP at the other end."""
        return self.source if name == self.target else self.target


def ties(collection: LinkedSops, shared: Shared) -> tuple[Tie, ...]:
    """Return the ties between the SOPs of `collection`, by kind and name; none leads to itself.

    `shared` are the documents that go from one to another.
    """
    sayers: dict[tuple[Kind, str, str], set[str]] = defaultdict(set)
    steps: dict[tuple[Kind, str, str], list[int]] = defaultdict(list)
    for entry in collection.register.entries:
        for kind, source, target in _written(collection.register, entry):
            if source != target:
                sayers[kind, source, target].add(entry.name)
        for number, part in _handed_over(collection.register, entry, collection.sops[entry.name]):
            if part != entry.name:
                sayers["makro", entry.name, part].add(entry.name)
                steps["makro", entry.name, part].append(number)
    found = [Tie(*key, frozenset(said), tuple(steps.get(key, ()))) for key, said in sayers.items()]
    found += [Tie("dokumen", *pair, documents=documents) for pair, documents in shared.pairs.items()]
    return tuple(sorted(found, key=lambda tie: (KINDS.index(tie.kind), tie.source, tie.target)))


def _written(register: Register, entry: Entry) -> Iterator[tuple[Kind, str, str]]:
    for link in entry.links:
        other = register.linked(entry, link.target) if link.target else None
        if other is None:
            continue
        kind, begins_there = _RELATIONS.get(link.relation or "", ("terkait", entry.name > other.name))
        yield (kind, other.name, entry.name) if begins_there else (kind, entry.name, other.name)
    old = register.linked(entry, entry.replaces) if entry.replaces else None
    if old is not None:
        yield "menggantikan", entry.name, old.name


def _handed_over(register: Register, entry: Entry, sop: Sop) -> Iterator[tuple[int, str]]:
    for step in sop.steps:
        other = register.linked(entry, step.sop) if step.sop else None
        if other is not None:
            yield step.number, other.name
