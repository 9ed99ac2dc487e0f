"""Splits: one row whose verbs and words are parted over two neighbouring rows of the other table."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from sopkit.diff.likeness import Profile

_COVERED = 0.75
"""Part of the words of the whole that its parts say, and of the parts' that the whole says."""


def find_splits(
    wholes: Sequence[Profile], parts: Sequence[Profile], free: tuple[AbstractSet[int], AbstractSet[int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of `wholes` that two neighbours among `parts` divide: the whole, and both parts.

    `free` are the rows of each side that may be taken. Where several would do, the nearest is taken.
    """
    # Where the other side has a row with the same text, it became that one.
    still, before = {parts[j].activity for j in free[1]}, {wholes[i].activity for i in free[0]}
    left = [i for i in sorted(free[0]) if len(wholes[i].verbs) > 1 and wholes[i].activity not in still]
    ids = {part.id: j for j, part in enumerate(parts) if part.id is not None}
    last = -1
    for first in sorted(free[1]):
        second = first + 1
        if first <= last or second not in free[1] or {parts[first].activity, parts[second].activity} & before:
            continue
        fitting = [
            i
            for i in left
            if ids.get(wholes[i].id or "", first) in (first, second)
            and _is_parted(wholes[i], parts[first], parts[second])
        ]
        if fitting:
            whole = min(fitting, key=lambda i: abs(i - first))
            left.remove(whole)
            last = second
            yield whole, first, second


def _is_parted(whole: Profile, first: Profile, second: Profile) -> bool:
    """Tell whether two rows do what one did: each a part of its verbs, together its words."""
    if first.verbs <= second.verbs or second.verbs <= first.verbs:
        return False
    if not (first.verbs | second.verbs) <= whole.verbs:
        return False
    said = first.words | second.words
    shared = len(said & whole.words)
    return shared >= _COVERED * len(said) and shared >= _COVERED * len(whole.words)
