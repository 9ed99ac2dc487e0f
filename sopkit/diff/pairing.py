"""Which SOP of one side is which of the other: by file name, by number, then by likeness."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sopkit.diff.report import Side
from sopkit.model.duration import Calendar
from sopkit.text import normalise, words

_ALIKE = 0.5
"""How much two SOPs must have in common to be one under another name and number, from 0 to 1."""
_TITLE, _STEPS = 0.3, 0.7
"""What title and steps weigh in likeness."""
_COMMON = 50
"""SOPs on one side that may share a step; what stands in more of them (“Menerima surat”) tells nothing."""


class Located(NamedTuple):
    """One version of an SOP, how its file is called, its path within its set, and the office's hours."""

    name: str
    key: str
    side: Side
    calendar: Calendar


class Pair(NamedTuple):
    """Two versions of one SOP, or the one where the SOP came or went."""

    old: Located | None
    new: Located | None

    @property
    def is_renamed(self) -> bool:
        """Tell whether the SOP's file has another name within its set."""
        return self.old is not None and self.new is not None and self.old.key != self.new.key


def match(pairs: Iterable[Pair]) -> list[Pair]:
    """Return `pairs`, made by file name, with what went and what came put together where it is one SOP.

    Files that only share a name, an SOP having moved away and another moved in, are taken apart first, and
    put together again where neither is found elsewhere.
    """
    kept: list[Pair] = []
    gone: list[Located] = []
    come: list[Located] = []
    for pair in pairs:
        if pair.old is not None and pair.new is not None and _is_one(pair.old.side, pair.new.side):
            kept.append(pair)
        else:
            gone += [pair.old] if pair.old is not None else []
            come += [pair.new] if pair.new is not None else []
    for find in (_by_number, _by_likeness, _by_name):
        found = [*find(gone, come)]
        taken = {id(one) for pair in found for one in pair}
        gone = [one for one in gone if id(one) not in taken]
        come = [one for one in come if id(one) not in taken]
        kept += found
    kept += [Pair(old, None) for old in gone]
    kept += [Pair(None, new) for new in come]
    return sorted(kept, key=_key)


def likeness(old: Side, new: Side) -> float:
    """Return how much two SOPs have in common, from 0 to 1, by the words of the title and by whole steps."""
    titles = _share(_words(old), _words(new))
    return _TITLE * titles + _STEPS * _share(_steps(old), _steps(new))


def _is_one(old: Side, new: Side) -> bool:
    """Tell whether two versions under one file name are one SOP."""
    return (
        old.sop.number is None
        or new.sop.number is None
        or old.sop.number == new.sop.number
        or likeness(old, new) >= _ALIKE
    )


def _by_number(gone: Sequence[Located], come: Sequence[Located]) -> Iterator[Pair]:
    return _by(lambda one: one.side.sop.number, gone, come)


def _by_name(gone: Sequence[Located], come: Sequence[Located]) -> Iterator[Pair]:
    return _by(lambda one: one.key, gone, come)


def _by(
    key: Callable[[Located], Hashable | None], gone: Sequence[Located], come: Sequence[Located]
) -> Iterator[Pair]:
    """Yield the pairs that have the same key, where it is nobody else's."""
    olds, news = _unique(key, gone), _unique(key, come)
    return (Pair(olds[value], news[value]) for value in olds if value in news)


def _unique(key: Callable[[Located], Hashable | None], items: Sequence[Located]) -> dict[Hashable, Located]:
    counts = Counter(key(one) for one in items)
    return {value: one for one in items if (value := key(one)) is not None and counts[value] == 1}


def _by_likeness(gone: Sequence[Located], come: Sequence[Located]) -> Iterator[Pair]:
    """Yield the pairs that are alike, the most alike first; each SOP has one partner."""
    scored = [(likeness(gone[i].side, come[j].side), i, j) for i, j in _candidates(gone, come)]
    olds: set[int] = set()
    news: set[int] = set()
    for score, i, j in sorted(scored, key=lambda one: (-one[0], one[1:])):
        if score >= _ALIKE and i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            yield Pair(gone[i], come[j])


def _candidates(gone: Sequence[Located], come: Sequence[Located]) -> set[tuple[int, int]]:
    """Return the pairs that share a step that is not everybody's: without one, nothing is alike."""
    olds, news = _index(gone), _index(come)
    return {
        (i, j)
        for step in olds.keys() & news.keys()
        if max(len(olds[step]), len(news[step])) <= _COMMON
        for i in olds[step]
        for j in news[step]
    }


def _index(items: Sequence[Located]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(items):
        for step in _steps(one.side):
            found[step].append(at)
    return found


def _steps(side: Side) -> Counter[str]:
    return Counter(normalise(step.activity) for step in side.sop.steps if step.activity)


def _words(side: Side) -> Counter[str]:
    return Counter(words(side.sop.title or ""))


def _share(left: Counter[str], right: Counter[str]) -> float:
    """Return what two bags have in common, as a share of both (Dice)."""
    whole = left.total() + right.total()
    return 2 * (left & right).total() / whole if whole else 0.0


def _key(pair: Pair) -> str:
    return next(one.key for one in (pair.new, pair.old) if one is not None)
