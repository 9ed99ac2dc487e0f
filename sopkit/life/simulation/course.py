"""How a case goes through the flow: whose turn it is, which exits there are, and what waits after each."""

from collections.abc import Mapping
from typing import NamedTuple

from sopkit.life.simulation.chances import Odds
from sopkit.model.flow import Flow

Waiting = tuple[int, ...]
"""The symbols (by `order`) whose turn has come, ascending; the first is carried out next."""


class Exit(NamedTuple):
    """One way out of a symbol: its `label` (None for no decision), and the symbols that come up then."""

    label: str | None
    targets: tuple[int, ...]
    chance: float
    is_return: bool


class Course(NamedTuple):
    """The exits of every symbol, by its order, and the symbols where a case may begin, equally likely."""

    exits: tuple[tuple[Exit, ...], ...]
    starts: tuple[int, ...]


def build_course(flow: Flow, odds: Mapping[int, Odds]) -> Course:
    """Return the course of `flow` with the chances in `odds`; what never happens is left out."""
    return Course(
        tuple(_exits(flow, order, odds.get(order)) for order in range(len(flow.symbols))), flow.starts
    )


def open_course(flow: Flow) -> Course:
    """Return the course of `flow` where a person decides: every answer is open, none likelier."""
    odds = {
        symbol.order: Odds(
            symbol.order, tuple((answer, 1 / len(symbol.answers)) for answer in symbol.answers), "assumed"
        )
        for symbol in flow.symbols
        if symbol.answers
    }
    return build_course(flow, odds)


def go_on(waiting: Waiting, targets: tuple[int, ...]) -> Waiting:
    """Return what waits after the first of `waiting` was carried out; branches that meet wait as one."""
    return tuple(sorted({*waiting[1:], *targets}))


def _exits(flow: Flow, order: int, odds: Odds | None) -> tuple[Exit, ...]:
    labels: tuple[tuple[str | None, float], ...] = odds.chances if odds else ((None, 1.0),)
    found = []
    for label, chance in labels:
        arrows = [arrow for arrow in flow.leaving[order] if arrow.label == label]
        targets = tuple(dict.fromkeys(arrow.target for arrow in arrows))
        if chance > 0:
            found.append(Exit(label, targets, chance, any(arrow.is_return for arrow in arrows)))
    return tuple(found)
