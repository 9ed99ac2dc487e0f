"""The two versions side by side: their flows, and which of their symbols are one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sopkit.diff.executors import Keys
from sopkit.diff.matching import Pairing, pair_up
from sopkit.diff.wording import plain
from sopkit.model.flow import Flow, Symbol, build_flow
from sopkit.model.sop import Sop, Step


@dataclass(frozen=True)
class Side:
    """One version: its flow, and who its executors are."""

    sop: Sop
    flow: Flow
    keys: Keys

    @classmethod
    def of(cls, sop: Sop, keys: Keys) -> "Side":
        """Return the side of `sop`; `keys` say who its executors are."""
        return cls(sop, build_flow(sop), keys)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the executors, by id."""
        return {executor.id: plain(executor.name) or executor.id for executor in self.sop.executors}

    @cached_property
    def rows(self) -> dict[int, tuple[Symbol, ...]]:
        """The symbols of each row, by the number of its step."""
        rows: dict[int, tuple[Symbol, ...]] = {}
        for symbol in self.flow.symbols:
            rows[symbol.row] = (*rows.get(symbol.row, ()), symbol)
        return rows

    def who(self, symbol: Symbol) -> tuple[str, frozenset[str]]:
        """Return who is responsible for `symbol`, and who takes part."""
        first, *others = (self.keys.get(one, one) for one in (symbol.executor, *symbol.partners))
        return first, frozenset(others)

    def names_of(self, symbol: Symbol) -> str:
        """Return the names of the executors of `symbol`."""
        return ", ".join(self.names.get(one, one) for one in (symbol.executor, *symbol.partners))

    def place(self, order: int) -> str:
        """Return the number of a symbol's row, and which of several it is there: `5`, `5.2`."""
        symbol = self.flow.symbols[order]
        row = self.rows[symbol.row]
        return f"{symbol.row}" + (f".{order - row[0].order + 1}" if len(row) > 1 else "")

    def places(self, orders: Iterable[int]) -> str | None:
        """Return the rows of several symbols, in their order; None for none."""
        return ", ".join(map(self.place, sorted(set(orders)))) or None

    def named_places(self, orders: Iterable[int]) -> str | None:
        """Return the rows of several symbols with what is done in each; None for none."""
        return ", ".join(map(self._named, sorted(set(orders)))) or None

    def _named(self, order: int) -> str:
        activity = plain(self.sop.steps[self.flow.symbols[order].row - 1].activity)
        return f"{self.place(order)} (“{activity}”)" if activity else self.place(order)


class _Known(NamedTuple):
    symbol: Symbol
    who: tuple[str, frozenset[str]]


def pair_symbols(old: Side, new: Side, steps: tuple[Step, Step]) -> Pairing:
    """Return which symbols of two rows are one, by their `order` over the whole table."""
    left = [_Known(symbol, old.who(symbol)) for symbol in old.rows.get(steps[0].number, ())]
    right = [_Known(symbol, new.who(symbol)) for symbol in new.rows.get(steps[1].number, ())]
    found = pair_up(
        left,
        right,
        (
            lambda one: (one.symbol.spec.id, one.who[0]) if one.symbol.spec.id else None,
            lambda one: (one.who, one.symbol.kind),
            lambda one: (one.who[0], one.symbol.kind),
            lambda one: one.who[0],
            lambda one: one.symbol.spec.id,
            lambda one: one.symbol.kind,
            lambda _: True,
        ),
    )
    return Pairing(
        tuple((left[i].symbol.order, right[j].symbol.order) for i, j in found.pairs),
        tuple(left[i].symbol.order for i in found.removed),
        tuple(right[j].symbol.order for j in found.added),
    )
