"""Which rows of two tables belong together: pairs, moves, splits and merges.

Rows that are equal, and no others like them, are certain. The others are paired as a whole so that the sum
of their likenesses is the greatest: by id, text, executors, papers and place. A pair that is not likely
enough is none: one row was removed and another added.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sopkit.diff.assignment import best_pairs
from sopkit.diff.candidates import candidates
from sopkit.diff.likeness import Likeness, Profile, profiles
from sopkit.diff.matching import rising
from sopkit.diff.splitting import find_splits
from sopkit.model.sop import Step

_LIKELY = 0.45
"""Likeness from which two rows are one; less, and one is removed and the other added."""
_CERTAIN = 0.7
"""Likeness from which a pair serves to place the others."""


class Split(NamedTuple):
    """One row, and the two neighbouring rows of the other side that its work was parted into, by index."""

    whole: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the rows of two tables belong together, by index from 0.

    `pairs` are in the order of the old table and hold no row of a split or merge. `moved` are the old rows of
    the fewest pairs that changed places; a split or merge counts as its first row. The `whole` of a split is
    an old row, of a merge a new one.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    moved: frozenset[int] = frozenset()
    splits: tuple[Split, ...] = ()
    merges: tuple[Split, ...] = ()

    def mirrored(self) -> "Alignment":
        """Return the same alignment, seen from the new table."""
        partner = dict(self.pairs)
        partner |= {split.whole: split.first for split in self.splits}
        partner |= {merge.first: merge.whole for merge in self.merges}
        return Alignment(
            tuple(sorted((j, i) for i, j in self.pairs)),
            frozenset(partner[i] for i in self.moved),
            self.merges,
            self.splits,
        )


def align(
    old: Sequence[Step], new: Sequence[Step], executors: tuple[Mapping[str, str], Mapping[str, str]]
) -> Alignment:
    """Return how the steps `old` and `new` belong together.

    `executors` tell, for each side, who an id of an executor is: equal names are one executor.
    """
    left, right = profiles(old, executors[0]), profiles(new, executors[1])
    # Of equally good alignments, both directions must find the same one.
    if _order(right) < _order(left):
        return _align(right, left).mirrored()
    return _align(left, right)


def _order(rows: Sequence[Profile]) -> list[tuple[object, ...]]:
    return [(*row.signature, row.id or "") for row in rows]


def _align(left: Sequence[Profile], right: Sequence[Profile]) -> Alignment:
    anchors = pairs = _anchors(left, right)
    splits, merges = _splits(left, right, anchors)
    taken = (
        {split.whole for split in splits} | {i for merge in merges for i in merge[1:]},
        {merge.whole for merge in merges} | {j for split in splits for j in split[1:]},
    )
    likeness = Likeness(left, right)
    for _ in range(2):  # the second time with more certain places
        certain = anchors | {i: j for i, j in pairs.items() if likeness.of(left[i], right[j]) >= _CERTAIN}
        gains = {
            (i, j): gain
            for i, j, nearness in candidates(left, right, certain, taken)
            if (gain := likeness.of(left[i], right[j]) + nearness - _LIKELY) > 0
        }
        pairs = certain | best_pairs(gains)
    if likeness.keeps_ids:
        pairs |= _namesakes(left, right, (taken[0] | pairs.keys(), taken[1] | set(pairs.values())))
    kept = tuple(sorted(pairs.items()))
    return Alignment(kept, _moved(kept, splits, merges), splits, merges)


def _namesakes(
    left: Sequence[Profile], right: Sequence[Profile], taken: tuple[set[int], set[int]]
) -> dict[int, int]:
    """Return the rows of one id that nothing else is like: they were rewritten from end to end."""
    named = {row.id: j for j, row in enumerate(right) if row.id is not None and j not in taken[1]}
    return {i: named[row.id] for i, row in enumerate(left) if row.id in named and i not in taken[0]}


def _splits(
    left: Sequence[Profile], right: Sequence[Profile], pairs: Mapping[int, int]
) -> tuple[tuple[Split, ...], tuple[Split, ...]]:
    """Return the splits and the merges among the rows without a certain partner."""
    free = set(range(len(left))).difference(pairs), set(range(len(right))).difference(pairs.values())
    splits = tuple(Split(*found) for found in find_splits(left, right, free))
    free[0].difference_update(split.whole for split in splits)
    free[1].difference_update(j for split in splits for j in split[1:])
    return splits, tuple(Split(*found) for found in find_splits(right, left, free[::-1]))


def _anchors(left: Sequence[Profile], right: Sequence[Profile]) -> dict[int, int]:
    """Return the pairs that are beyond doubt: equal rows that are the only ones of their kind."""
    pairs: dict[int, int] = {}
    for with_id in (True, False):
        taken = set(pairs.values())
        lefts = _only_ones(left, set(pairs), with_id)
        rights = _only_ones(right, taken, with_id)
        pairs |= {i: rights[key] for key, i in lefts.items() if key in rights}
    return pairs


def _only_ones(rows: Sequence[Profile], taken: set[int], with_id: bool) -> dict[Hashable, int]:
    """Return the rows, by what they are, that no other row but those `taken` is like."""
    places: dict[Hashable, list[int]] = {}
    for at, row in enumerate(rows):
        if at not in taken and (row.id is not None or not with_id):
            places.setdefault((row.id, row.signature) if with_id else row.signature, []).append(at)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _moved(
    pairs: tuple[tuple[int, int], ...], splits: tuple[Split, ...], merges: tuple[Split, ...]
) -> frozenset[int]:
    """Return the old rows of the fewest pairs that must change places; splits and merges stay."""
    groups = [(split.whole, split.first) for split in splits] + [
        (merge.first, merge.whole) for merge in merges
    ]
    in_order = sorted([*pairs, *groups])
    staying = rising([j for _, j in in_order])
    return frozenset(i for at, (i, _) in enumerate(in_order) if at not in staying)
