"""Who is who: the executors of two versions, whatever their ids and however their names are spelled."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopkit.diff.matching import Pairing, pair_up, rising
from sopkit.diff.model import Change, Severity
from sopkit.diff.wording import is_same_name, plain, spelled_out
from sopkit.model.sop import Executor, Sop, Step

Keys = Mapping[str, str]
"""Who each id of one version is: a name that both versions share for one executor."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The executors of two versions, and which of them are the same."""

    old: tuple[Executor, ...]
    new: tuple[Executor, ...]
    pairing: Pairing

    @property
    def keys(self) -> tuple[Keys, Keys]:
        """Return who the ids of the old and of the new version are."""
        old = {self.old[i].id: _key(self.old[i]) for i in self.pairing.removed}
        new = {self.new[j].id: _key(self.new[j]) for j in self.pairing.added}
        for i, j in self.pairing.pairs:
            old[self.old[i].id] = new[self.new[j].id] = _key(self.old[i], self.new[j])
        return old, new


def _key(*executors: Executor) -> str:
    """Return a name for `executors` that does not depend on their order."""
    return "|".join(sorted(f"{plain(one.name)}#{one.id}" for one in executors))


def match_executors(old: Sop, new: Sop) -> Roles:
    """Return which executors are the same: by name, by another spelling of it, then by id."""
    keys = (
        lambda one: (one.id, plain(one.name)),
        lambda one: plain(one.name),
        lambda one: spelled_out(one.name) or None,
        lambda one: one.id,
    )
    return Roles(old.executors, new.executors, pair_up(old.executors, new.executors, keys))


def replaced(roles: Roles, pairs: Sequence[tuple[Step, Step]]) -> Roles:
    """Return `roles`, in which an executor who took over all steps of one that is gone is that one, renamed.

    `pairs` are the steps that belong together.
    """
    gone = {roles.old[i].id: i for i in roles.pairing.removed}
    come = {roles.new[j].id: j for j in roles.pairing.added}
    takeovers = Counter((before, after) for old, new in pairs for before, after in _in_turn(old, new))
    befores = Counter(before for old, _ in pairs for before in _doing(old))
    afters = Counter(after for _, new in pairs for after in _doing(new))
    found = [
        (gone[before], come[after])
        for (before, after), count in takeovers.items()
        if before in gone and after in come and count == befores[before] == afters[after]
    ]
    return Roles(roles.old, roles.new, roles.pairing.joined(found))


def _doing(step: Step) -> list[str]:
    return [reference.id for symbol in step.symbols for reference in symbol.executors]


def _in_turn(old: Step, new: Step) -> Iterator[tuple[str, str]]:
    before, after = _doing(old), _doing(new)
    return zip(before, after, strict=True) if len(before) == len(after) else iter(())


def executor_changes(roles: Roles) -> Iterator[Change]:
    """Yield what differs in the list of executors."""
    for i in roles.pairing.removed:
        executor = roles.old[i]
        yield Change(
            "pelaksana-dihapus", Severity.SUBSTANTIAL, old=plain(executor.name), old_path=executor.path
        )
    for i, j in roles.pairing.pairs:
        yield from _renamed(roles.old[i], roles.new[j])
    for j in roles.pairing.added:
        executor = roles.new[j]
        yield Change(
            "pelaksana-ditambah", Severity.SUBSTANTIAL, new=plain(executor.name), new_path=executor.path
        )
    places = [j for _, j in roles.pairing.pairs]
    if len(rising(places)) < len(places):
        yield Change(
            "pelaksana-diurutkan",
            Severity.EDITORIAL,
            "; ".join(roles.old[i].name for i, _ in roles.pairing.pairs),
            "; ".join(roles.new[j].name for j in sorted(places)),
            ("pelaksana",),
            ("pelaksana",),
        )


def _renamed(old: Executor, new: Executor) -> Iterator[Change]:
    before, after = plain(old.name), plain(new.name)
    if before != after:
        severity = Severity.EDITORIAL if is_same_name(old.name, new.name) else Severity.SUBSTANTIAL
        yield Change("pelaksana-diganti-nama", severity, before, after, old.path, new.path)
    if plain(old.short) != plain(new.short):
        paths = (("pelaksana", old.id), ("pelaksana", new.id))
        yield Change("singkatan-diubah", Severity.EDITORIAL, plain(old.short), plain(new.short), *paths)
