"""The order of legal bases: which of them stand in the wrong place, and the order that would be right.

The level of some kinds is not certain (a Keppres can be a regulation or a decision), and some items can't be
read at all. Only what is certainly wrong counts, and of a wrong order the fewest items that need to move.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from sopkit.model.law import LegalBasis


class Move(NamedTuple):
    """A law in the wrong place: it belongs before `other` if it is higher (or older), else after it."""

    law: LegalBasis
    other: LegalBasis
    is_higher: bool


def misplaced(bases: Sequence[LegalBasis]) -> list[Move]:
    """Return the fewest laws that need to move for the list to be in the order of the hierarchy."""
    read = [basis for basis in bases if basis.level is not None]
    if not _has_inversion(read):
        return []
    kept = _longest_in_order(read)
    staying = set(kept)
    # Bounds of those that stay, which only rise: the highest level so far, the lowest one from here on.
    highest = list(accumulate((_level(read[k]) for k in kept), max))
    lowest = list(accumulate((_lowest(read[k]) for k in reversed(kept)), min))[::-1]
    moves = []
    for at, law in enumerate(read):
        if at in staying:
            continue
        first = bisect_right(highest, _lowest(law))
        if first < len(kept) and kept[first] < at:
            moves.append(Move(law, read[kept[first]], is_higher=True))
        else:
            moves.append(Move(law, read[kept[bisect_left(lowest, _level(law)) - 1]], is_higher=False))
    return moves


def by_hierarchy(bases: Sequence[LegalBasis]) -> list[int]:
    """Return the indices of `bases` by level, equal ones in their order; what was not read stays in place."""
    places = [at for at, basis in enumerate(bases) if basis.level is not None]
    read = [bases[at] for at in places]
    kept = set(_longest_in_order(read))
    levels: list[int] = []
    highest = 0
    for at, basis in enumerate(read):
        # A law of uncertain level stays where it is if it can.
        levels.append(min(_lowest(basis), max(_level(basis), highest)) if at in kept else _level(basis))
        highest = max(highest, _level(basis)) if at in kept else highest
    order = list(range(len(bases)))
    for place, source in zip(places, sorted(range(len(read)), key=lambda at: levels[at]), strict=True):
        order[place] = places[source]
    return order


def by_year(bases: Sequence[LegalBasis]) -> tuple[list[int], list[Move]]:
    """Return the indices of `bases` with each level by year and number, and the fewest laws that must move.

    Each level keeps its places in the list, so that this order and that of the hierarchy don't disturb each
    other. Numbers are compared only between laws of one kind and issuer, each of which counts on its own.
    """
    if _is_by_year(bases):
        return list(range(len(bases))), []
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, basis in enumerate(bases):
        group = _group(basis)
        if group and basis.year is not None:
            groups.setdefault(group, []).append(at)
    order = list(range(len(bases)))
    moves: list[Move] = []
    for places in groups.values():
        sorted_places = _by_number(bases, sorted(places, key=lambda at: bases[at].year or 0))
        if sorted_places == places:
            continue
        for place, source in zip(places, sorted_places, strict=True):
            order[place] = source
        moves += _moves(bases, places, sorted_places)
    return order, sorted(moves, key=lambda move: int(move.law.path[-1]))


def _is_by_year(bases: Sequence[LegalBasis]) -> bool:
    """Tell whether nothing is out of order, in one look at each law."""
    last: dict[tuple[object, ...], int] = {}
    for basis in bases:
        group = _group(basis)
        if group and basis.year is not None:
            series = (basis.kind, basis.issuer, basis.year)
            number = _number(basis)
            if basis.year < last.get(group, 0) or (number is not None and number < last.get(series, 0)):
                return False
            last[group] = basis.year
            if number is not None:
                last[series] = number
    return True


def _group(basis: LegalBasis) -> tuple[object, ...] | None:
    """Return what laws of one level have in common; None for kinds that stand on quite different levels."""
    if basis.level is None or basis.lowest is None or basis.lowest - basis.level > 1:
        return None
    return (basis.level, basis.lowest, "" if basis.level == basis.lowest else basis.issuer)


def _by_number(bases: Sequence[LegalBasis], places: list[int]) -> list[int]:
    """Return `places`, sorted by year, with the laws of one kind, issuer and year sorted by number."""
    series: dict[tuple[object, ...], list[int]] = {}
    for index, place in enumerate(places):
        basis = bases[place]
        if _number(basis) is not None:
            series.setdefault((basis.kind, basis.issuer, basis.year), []).append(index)
    result = list(places)
    for indices in series.values():
        ranked = sorted((places[index] for index in indices), key=lambda place: _number(bases[place]) or 0)
        for index, place in zip(indices, ranked, strict=True):
            result[index] = place
    return result


def _number(basis: LegalBasis) -> int | None:
    """Return the running number, None where the number begins with letters."""
    first = (basis.number or "").partition("/")[0]
    return int(first) if first.isdecimal() else None


def _moves(bases: Sequence[LegalBasis], places: list[int], wanted: list[int]) -> Iterator[Move]:
    """Yield the fewest laws whose moving turns the order `places` into `wanted`."""
    rank = {place: index for index, place in enumerate(wanted)}
    ranks = _longest_rising([rank[place] for place in places])
    staying = set(ranks)
    for place in places:
        if rank[place] in staying:
            continue
        # Those that stay rise in rank and in place: the first of higher rank is the one to stand before.
        at = bisect_left(ranks, rank[place])
        if at < len(ranks) and wanted[ranks[at]] < place:
            yield Move(bases[place], bases[wanted[ranks[at]]], is_higher=True)
        else:
            yield Move(bases[place], bases[wanted[ranks[at - 1]]], is_higher=False)


class _Run(NamedTuple):
    """A run of items, linked from its last one back."""

    length: int
    item: int
    before: "_Run | None"


def _longest_rising(ranks: list[int]) -> list[int]:
    """Return the longest rising run within `ranks`, all different."""
    # Looked for from the end, so that of equally long runs the one that begins first is found.
    tails: list[int] = []
    runs: list[_Run] = []
    for rank in reversed(ranks):
        at = bisect_left(tails, -rank)
        before = runs[at - 1] if at else None
        tails[at : at + 1] = [-rank]
        runs[at : at + 1] = [_Run(at + 1, rank, before)]
    return _items(runs[-1])


def _longest_in_order(read: Sequence[LegalBasis]) -> list[int]:
    """Return the indices of the most laws that are in order; of equal choices that which keeps the first."""
    best: dict[int, _Run | None] = {0: None}
    for at, basis in enumerate(read):
        longer: dict[int, _Run] = {}
        for highest, run in best.items():
            if highest <= _lowest(basis):
                key = max(highest, _level(basis))
                added = _Run(_length(run) + 1, at, run)
                if added.length > _length(longer.get(key)):
                    longer[key] = added
        for key, added in longer.items():
            if added.length > _length(best.get(key)):
                best[key] = added
    return _items(max(best.values(), key=_length))[::-1]


def _length(run: _Run | None) -> int:
    return run.length if run else 0


def _items(run: _Run | None) -> list[int]:
    """Return the items of `run`, its last one first."""
    items = []
    while run is not None:
        items.append(run.item)
        run = run.before
    return items


def _has_inversion(read: Sequence[LegalBasis]) -> bool:
    highest = 0
    for basis in read:
        if highest > _lowest(basis):
            return True
        highest = max(highest, _level(basis))
    return False


def _level(basis: LegalBasis) -> int:
    return basis.level or 0


def _lowest(basis: LegalBasis) -> int:
    return basis.lowest or basis.level or 0
