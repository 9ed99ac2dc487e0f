"""Which rows of two tables are worth comparing, and what their places say about them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sopkit.diff.likeness import Profile
from sopkit.diff.matching import rising

_GAP, _PLACE = 0.08, 0.08
"""What it adds to a likeness that two rows stand between the same certain pairs, and at one place there."""
_ORDER = 0.01
"""What it takes at most that two rows are far apart: it decides between equals."""
_FEW = 60
"""Rows of a side up to which each is compared with each."""
_BEST = 8
"""Rows with which any other one is compared where there are many: by words, and by place."""


def candidates(
    left: Sequence[Profile],
    right: Sequence[Profile],
    certain: Mapping[int, int],
    taken: tuple[AbstractSet[int], AbstractSet[int]],
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of rows that may belong together, and what their places add.

    Those in the pairs `certain` are not among them, nor those that are `taken` on each side.
    """
    rows = sorted(set(range(len(left))) - taken[0] - certain.keys())
    others = sorted(set(range(len(right))) - taken[1] - set(certain.values()))
    places = _Places(len(left), len(right), certain)
    index = _Index(right, others) if max(len(rows), len(others)) > _FEW else None
    for i in rows:
        chosen = others if index is None else index.near(left[i]) | _around(others, places.expected(i))
        for j in chosen:
            yield i, j, places.nearness(i, j)


def _around(others: list[int], place: int) -> set[int]:
    at = bisect_left(others, place)
    return set(others[max(0, at - _BEST // 2) : at + _BEST // 2])


class _Places:
    """Where rows stand among the certain pairs that keep their order."""

    def __init__(self, left: int, right: int, certain: Mapping[int, int]) -> None:
        pairs = sorted(certain.items())
        kept = rising([j for _, j in pairs])
        self._pairs = [(-1, -1), *(pair for at, pair in enumerate(pairs) if at in kept), (left, right)]
        self._lefts = [i for i, _ in self._pairs]
        self._rights = [j for _, j in self._pairs]
        self._size = max(left, right)

    def expected(self, i: int) -> int:
        """Return where the row `i` would stand on the other side if nothing near it had changed."""
        before, there = self._pairs[bisect_left(self._lefts, i) - 1]
        return there + i - before

    def nearness(self, i: int, j: int) -> float:
        """Return what the places of two rows add to their likeness."""
        gap, other = bisect_left(self._lefts, i), bisect_left(self._rights, j)
        apart = abs(j - self.expected(i)) / self._size
        if gap != other:
            return -_ORDER * apart
        first, last = self._pairs[gap - 1], self._pairs[gap]
        same = i - first[0] == j - first[1] or last[0] - i == last[1] - j
        return _GAP + _PLACE * same - _ORDER * apart


class _Index:
    """Rows by the words of their activity."""

    def __init__(self, rows: Sequence[Profile], numbers: list[int]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_id: dict[str, int] = {}
        for number in numbers:
            row = rows[number]
            if row.id is not None:
                self._by_id.setdefault(row.id, number)
            for word in row.words:
                self._by_word.setdefault(word, []).append(number)

    def near(self, row: Profile) -> set[int]:
        """Return the rows that share an id or the rarest words with `row`."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(row.words):
            numbers = self._by_word.get(word, ())
            for number in numbers:
                shared[number] += 1 / len(numbers)
        best = set(sorted(shared, key=lambda number: (-shared[number], number))[:_BEST])
        known = self._by_id.get(row.id) if row.id is not None else None
        return best if known is None else best | {known}
