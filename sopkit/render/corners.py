"""At which corner of its diamond each arrow of a decision begins or ends.

The flow comes in at the top. Each answer has a corner of its own, the one that looks towards its target; what
comes back takes a corner at the side where its source stands, if no answer has it.
"""

from collections.abc import Mapping
from itertools import permutations
from typing import NamedTuple

from sopkit.model.flow import DECISION, Arrow, Flow
from sopkit.render.lanes import Shape

TOP, RIGHT, BOTTOM, LEFT = "n", "e", "s", "w"
_EXITS = (BOTTOM, RIGHT, LEFT)


class Ends(NamedTuple):
    """The corners where an arrow begins and ends; None at a symbol without corners."""

    tail: str | None
    head: str | None


def corners(flow: Flow, shapes: Mapping[int, Shape]) -> dict[Arrow, Ends]:
    """Return the corners of each arrow of `flow`; `shapes` are the symbols by their `order`."""
    tails: dict[Arrow, str] = {}
    taken: dict[int, set[str]] = {}
    for order, shape in shapes.items():
        if shape.kind == DECISION:
            found = _exits(flow.leaving[order], shapes)
            tails |= found
            taken[order] = set(found.values())
    return {
        arrow: Ends(
            tails.get(arrow),
            _entry(arrow, shapes, taken[arrow.target]) if arrow.target in taken else None,
        )
        for arrow in flow.arrows
    }


def _exits(arrows: tuple[Arrow, ...], shapes: Mapping[int, Shape]) -> dict[Arrow, str]:
    """Return the corner of each arrow that leaves one decision; those of one answer share theirs."""
    answers: dict[str | None, list[Arrow]] = {}
    for arrow in arrows:
        answers.setdefault(arrow.label, []).append(arrow)
    exits = list(answers.values())
    # More answers than corners is a fault of the file: the last ones share a corner.
    choices = permutations(_EXITS, min(len(exits), len(_EXITS)))
    padded = ((*choice, *choice[-1:] * (len(exits) - len(choice))) for choice in choices)
    pairings = [list(zip(exits, choice, strict=True)) for choice in padded]
    best = min(pairings, key=lambda pairs: sum(_detour(exit_[0], corner, shapes) for exit_, corner in pairs))
    return {arrow: corner for exit_, corner in best for arrow in exit_}


def _detour(arrow: Arrow, corner: str, shapes: Mapping[int, Shape]) -> float:
    """Return how far out of its way an arrow goes that leaves its decision at `corner`."""
    source, target = shapes[arrow.source], shapes[arrow.target]
    if source.lane != target.lane:
        facing = RIGHT if target.lane > source.lane else LEFT
        return 0 if corner == facing else 1 if corner == BOTTOM and not arrow.is_return else 3
    is_next = target.level > source.level and not any(
        shape.lane == source.lane and source.level < shape.level < target.level for shape in shapes.values()
    )
    if corner == BOTTOM:
        return 0 if is_next else 3
    return 1 if corner == RIGHT else 1.5


def _entry(arrow: Arrow, shapes: Mapping[int, Shape], taken: set[str]) -> str:
    if not arrow.is_return:
        return TOP
    side = LEFT if shapes[arrow.source].lane < shapes[arrow.target].lane else RIGHT
    return TOP if side in taken else side
