"""Pairing the items of two lists by what they have in common, and the order of what was paired."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Pairing(NamedTuple):
    """Which items of two lists belong together, by index: pairs in the order of the old list."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    def joined(self, more: Iterable[tuple[int, int]]) -> "Pairing":
        """Return this pairing with `more` pairs of what was removed and added."""
        pairs = [*more]
        left, right = {i for i, _ in pairs}, {j for _, j in pairs}
        return Pairing(
            tuple(sorted((*self.pairs, *pairs))),
            tuple(i for i in self.removed if i not in left),
            tuple(j for j in self.added if j not in right),
        )


def pair_up(old: Sequence[T], new: Sequence[T], keys: Iterable[Callable[[T], Hashable]]) -> Pairing:
    """Return the pairs of items with an equal key: by the first of `keys` first, equal items in their order.

    A key that is None for an item does not know it.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    pairs: list[tuple[int, int]] = []
    for key in keys:
        places: dict[Hashable, list[int]] = {}
        for j, item in reversed(right.items()):
            places.setdefault(key(item), []).append(j)
        for i, item in tuple(left.items()):
            known = key(item)
            if known is not None and places.get(known):
                j = places[known].pop()
                pairs.append((i, j))
                del left[i], right[j]
    return Pairing(tuple(sorted(pairs)), tuple(left), tuple(right))


def rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the indices of a longest rising run within `numbers`, which are all different."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else None)
    kept = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
