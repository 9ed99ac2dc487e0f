"""What differs between two tables: their rows, symbols and arrows."""

from collections.abc import Iterable, Iterator
from itertools import count

from sopkit.diff.matching import Pairing
from sopkit.diff.model import Change, Severity
from sopkit.diff.rows import row_changes
from sopkit.diff.sides import Side, pair_symbols
from sopkit.diff.steps import Alignment, Split
from sopkit.diff.symbols import lone_symbol, symbol_changes
from sopkit.diff.ways import Ways
from sopkit.diff.wording import plain
from sopkit.model.duration import Calendar
from sopkit.model.sop import Step

RowPair = tuple[int | None, int | None]
"""The indices of two rows that belong together, from 0; None where one side has none."""


def row_pairs(alignment: Alignment, old: int, new: int) -> list[RowPair]:
    """Return the rows of both tables in the order of the new one, removed ones where they stood.

    `old` and `new` are how many rows there are. A row that was split stands beside each of its parts.
    """
    partners = {j: [i] for i, j in alignment.pairs}
    for split in alignment.splits:
        partners[split.first] = partners[split.second] = [split.whole]
    for merge in alignment.merges:
        partners[merge.whole] = [merge.first, merge.second]
    kept = {i for rows in partners.values() for i in rows}
    removed = [i for i in reversed(range(old)) if i not in kept]
    pairs: list[RowPair] = []
    for j in range(new):
        rows = partners.get(j, [])
        if rows and rows[0] not in alignment.moved:
            while removed and removed[-1] < rows[0]:
                pairs.append((removed.pop(), None))
        pairs += [(i, j) for i in rows] or [(None, j)]
    return [*pairs, *((i, None) for i in reversed(removed))]


def table_changes(sides: tuple[Side, Side], alignment: Alignment, calendar: Calendar) -> Iterator[Change]:
    """Yield what differs between the tables of two versions, in the order of the new one."""
    old, new = sides[0].sop.steps, sides[1].sop.steps
    symbols = {(i, j): pair_symbols(*sides, (old[i], new[j])) for i, j in alignment.pairs}
    ways = _ways(sides, alignment, symbols.values())
    splits = {(split.whole, split.first): split for split in alignment.splits}
    merges = {(merge.first, merge.whole): merge for merge in alignment.merges}
    for i, j in row_pairs(alignment, len(old), len(new)):
        if i is None and j is not None:
            yield _row_change("langkah-ditambah", None, new[j])
        elif i is not None and j is None:
            yield _row_change("langkah-dihapus", old[i], None)
        elif i is None or j is None:
            continue
        elif (i, j) in splits:
            yield _split(splits[i, j], old[i], new)
        elif (i, j) in merges:
            yield _merge(merges[i, j], old, new[j])
        elif (i, j) in symbols:
            if i in alignment.moved:
                yield _row_change("langkah-dipindah", old[i], new[j])
            yield from row_changes(old[i], new[j], calendar)
            yield from _symbols_changes(ways, symbols[i, j], (old[i].number, new[j].number))


def _ways(sides: tuple[Side, Side], alignment: Alignment, symbols: Iterable[Pairing]) -> tuple[Ways, Ways]:
    """Return the arrows of both sides, with a common key for each symbol that both have."""
    old: dict[int, int] = {}
    new: dict[int, int] = {}
    key = count()
    for pairing in symbols:
        for a, b in pairing.pairs:
            old[a] = new[b] = next(key)
    for split in alignment.splits:
        shared = next(key)
        old.update(_shared(sides[0], shared, split.whole))
        new.update(_shared(sides[1], shared, split.first, split.second))
    for merge in alignment.merges:
        shared = next(key)
        old.update(_shared(sides[0], shared, merge.first, merge.second))
        new.update(_shared(sides[1], shared, merge.whole))
    partner = dict(alignment.pairs)
    moved = [i for i in alignment.moved if i in partner]
    return (
        _way(sides[0], old, moved),
        _way(sides[1], new, [partner[i] for i in moved]),
    )


def _way(side: Side, keys: dict[int, int], moved: list[int]) -> Ways:
    alone = {symbol.order for symbol in side.flow.symbols} - keys.keys()
    return Ways(side, keys, frozenset(alone.union(*(_orders(side, index) for index in moved))))


def _shared(side: Side, key: int, *rows: int) -> dict[int, int]:
    """Return `key` for all symbols of the rows with the indices `rows`."""
    return {order: key for row in rows for order in _orders(side, row)}


def _orders(side: Side, index: int) -> list[int]:
    """Return the orders of the symbols of the row with `index`."""
    return [symbol.order for symbol in side.rows.get(side.sop.steps[index].number, ())]


def _symbols_changes(ways: tuple[Ways, Ways], pairing: Pairing, steps: tuple[int, int]) -> Iterator[Change]:
    for order in pairing.removed:
        yield lone_symbol("simbol-dihapus", ways[0], order, steps)
    for orders in pairing.pairs:
        yield from symbol_changes(ways, orders)
    for order in pairing.added:
        yield lone_symbol("simbol-ditambah", ways[1], order, steps)


def _row_change(code: str, old: Step | None, new: Step | None) -> Change:
    return Change(
        code,
        Severity.SUBSTANTIAL,
        _name(old) if old else None,
        _name(new) if new else None,
        old.path if old else None,
        new.path if new else None,
        old.number if old else None,
        new.number if new else None,
    )


def _split(split: Split, whole: Step, parts: tuple[Step, ...]) -> Change:
    first, second = parts[split.first], parts[split.second]
    change = _row_change("langkah-dipecah", whole, first)
    return change._replace(new=_names(first, second), detail=(("other_step", str(second.number)),))


def _merge(merge: Split, parts: tuple[Step, ...], whole: Step) -> Change:
    first, second = parts[merge.first], parts[merge.second]
    change = _row_change("langkah-digabung", first, whole)
    return change._replace(old=_names(first, second), detail=(("other_step", str(second.number)),))


def _name(step: Step) -> str:
    return plain(step.activity) or "-"


def _names(*steps: Step) -> str:
    return ", ".join(f"“{_name(step)}”" for step in steps)
