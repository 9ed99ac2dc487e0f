"""Where the arrows of both versions lead, and which differences follow from steps that came, went or moved.

Symbols that both versions have carry one key. Those that only one has, and those of moved steps, are passed
through: where an arrow ends on one, it counts where one gets from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sopkit.diff.sides import Side
from sopkit.model.flow import END

NEXT = -1
"""The key of whatever comes next, as the arrow of a moved step sees it."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The arrows of one version. `keys` hold the symbols that the other has too, `passed` those to pass."""

    side: Side
    keys: dict[int, int]
    passed: frozenset[int]

    def targets(self, order: int, label: str | None) -> frozenset[int]:
        """Return where the arrows of a symbol with `label` lead, but not those within a split step."""
        own = self.keys.get(order)
        return frozenset(
            arrow.target
            for arrow in self.side.flow.leaving[order]
            if arrow.label == label
            and (own is None or arrow.target == order or self.keys.get(arrow.target) != own)
        )

    def known(self, targets: Iterable[int]) -> frozenset[int] | None:
        """Return the keys of `targets`; None where one of them has none."""
        found = [self.keys.get(target) for target in targets]
        return None if None in found else frozenset(key for key in found if key is not None)

    def steady(self, targets: Iterable[int]) -> frozenset[int]:
        """Return the keys of those of `targets` that are not to be passed."""
        return frozenset(self.keys[target] for target in targets if target not in self.passed)

    def reached(self, targets: Iterable[int]) -> frozenset[int]:
        """Return the keys of the steady symbols that one gets to from `targets`, themselves included."""
        found: set[int] = set()
        seen: set[int] = set()
        todo = [*targets]
        while todo:
            order = todo.pop()
            if order in seen:
                continue
            seen.add(order)
            if order in self.passed:
                todo += [arrow.target for arrow in self.side.flow.leaving[order]]
            else:
                found.add(self.keys[order])
        return frozenset(found)

    def seen_from(self, order: int, targets: Iterable[int]) -> frozenset[int] | None:
        """Return the keys of `targets`, whatever follows being NEXT; None where another has none."""
        spec = self.side.flow.symbols[order].spec
        if spec.next is None and spec.decision is None and spec.kind != END:
            return frozenset({NEXT})
        rest = self.known(target for target in targets if target != order + 1)
        return None if rest is None else rest | ({NEXT} if order + 1 in targets else frozenset())


class Lead(NamedTuple):
    """Where the arrows of one symbol lead in both versions, by the order of the symbols."""

    old: frozenset[int]
    new: frozenset[int]


def is_explained(ways: tuple[Ways, Ways], orders: tuple[int, int], lead: Lead) -> bool:
    """Tell whether the arrows of a symbol, `orders` in both versions, lead where they led.

    They do also where what now stands between, or stood there, or moved, is all that differs.
    """
    old, new = ways
    known = old.known(lead.old), new.known(lead.new)
    if known[0] is not None and known[0] == known[1]:
        return True
    if orders[0] in old.passed or orders[1] in new.passed:  # it moved, and so did what comes next
        seen = old.seen_from(orders[0], lead.old), new.seen_from(orders[1], lead.new)
        if seen[0] is not None and seen[0] == seen[1]:
            return True
    return old.steady(lead.old) <= new.reached(lead.new) and new.steady(lead.new) <= old.reached(lead.old)
