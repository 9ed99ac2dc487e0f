"""What a draughtsman dislikes, in numbers: they weigh against each other and have no unit.

They were set by a sweep over random drawings; the relations matter, not the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from sopkit.layout.geometry import CONNECTOR
from sopkit.layout.grid import EAST, NORTH, SOUTH, WEST
from sopkit.model.flow import DECISION

PER_POINT = 0.11
"""For a point of length."""
BEND = 26.0
CROSSING = 60.0
JOIN = 24.0
"""For running into another arrow to the same symbol and sharing its way from there."""
FORK = 4.0
"""For sharing the way of another arrow from the same exit, and leaving it."""
NEW_FORK = 6.0
"""For leaving it where no other arrow leaves it, and it doesn't bend."""
SHARED_BEND = 0.6 * BEND
"""For a bend on a shared way: it is drawn once, but followed twice."""
LABEL_PASS = 150.0
"""For crossing the stub on which the label of an exit is to stand."""
LABEL_OUTSIDE = 4.0
"""For a point by which a label would stick out of the table beside an exit at its border."""
FOREIGN_ROW, FOREIGN_COLUMN, BESIDE_RULE = 1.35, 1.12, 1.04
"""Factors of the length on the centre lines of others, and in the lane next to a rule."""
NEVER = 1e9
LAST_RESORT = 400.0
"""For a forbidden side, or a second exit of a fork, when there is no other way."""

Sides = tuple[float, float, float, float]
"""What each side costs, in the order of the directions."""


@dataclass(frozen=True, slots=True)
class Route:
    """What is asked of one arrow: symbols are given by their numbers in the drawing."""

    source: int
    target: int
    is_main: bool
    """The way on from the source: the only arrow, or the first answer that isn't "tidak"."""
    across: int
    """-1, 0 or 1: whether the target stands to the left, in the same column, or to the right."""
    down: int
    """-1, 0 or 1: whether the target stands above, beside, or below."""
    kind: str
    """The kind of the source."""
    is_fork: bool = False
    """Whether other arrows leave by the same exit."""

    @property
    def is_return(self) -> bool:
        """Tell whether the arrow goes back, upwards or to its own symbol."""
        return self.down < 0 or self.source == self.target

    @property
    def is_sequential(self) -> bool:
        """Tell whether this is the way on to the very next symbol."""
        return self.is_main and self.target == self.source + 1

    def exits(self) -> Sides:
        """Return what leaving by each side costs, in the order of the directions."""
        sides = [0.0, 0.0, 0.0, 0.0]
        if self.is_main and self.is_fork and self.kind != DECISION:
            toward, away, level = 8.0, 22.0, 12.0
            sides[NORTH] = NEVER
        elif self.is_main:
            toward, away, level = 0.0, 22.0, 8.0
            sides[SOUTH] = 0.0 if not self.across and self.down > 0 else 5.0
            sides[NORTH] = 0.0 if self.kind == CONNECTOR and self.down < 0 else NEVER
        else:
            toward, away, level = 0.0, 4.0, 0.0
            sides[SOUTH] = 14.0
            sides[NORTH] = 60.0 if self.is_return else NEVER
        for side, heading in ((EAST, 1), (WEST, -1)):
            sides[side] = toward if self.across == heading else away if self.across else level
        if self.kind == DECISION and not self.is_main:
            sides[EAST] += TIDAK_RIGHT
        return sides[0], sides[1], sides[2], sides[3]

    def entries(self) -> Sides:
        """Return what entering by each side of the target costs, in the order of the sides."""
        if self.is_return:
            return 0.0, 45.0, 0.0, 4.0
        if not self.down:
            return 0.0, NEVER, 0.0, 5.0
        return 5.0, NEVER, 5.0, 0.0


TIDAK_RIGHT = 1.0
"""For the other answers of a decision on the right: they leave by the same side where it costs nothing."""

Bounds = tuple[tuple[tuple[float, ...], ...], ...]


@lru_cache(maxsize=64)
def bend_bounds(entries: Sides) -> tuple[Bounds, Bounds]:
    """Return the least that bends and the entry cost an arrow, by its direction and where its target lies.

    The two are for arrows that come along the horizontal and the vertical axis: for each direction that they
    go on in, by where the target lies aside and then along that axis: 0 before, 1 on, 2 after the point.
    """
    signs = -1, 0, 1
    level = tuple(
        tuple(tuple(_least(direction, (along, aside), entries) for along in signs) for aside in signs)
        for direction in range(4)
    )
    upright = tuple(
        tuple(tuple(_least(direction, (aside, along), entries) for along in signs) for aside in signs)
        for direction in range(4)
    )
    return level, upright


def _least(direction: int, offset: tuple[int, int], entries: Sequence[float]) -> float:
    return min(_bends(direction, final, offset) * BEND + entries[final ^ 2] for final in range(4))


def _bends(first: int, last: int, offset: tuple[int, int]) -> int:
    """Return how often a way must bend that sets out in one direction and arrives in another."""
    for bends in range(5):
        for turns in product((1, 3), repeat=bends):
            heading, used = first, [first]
            for turn in turns:
                heading = heading ^ turn
                used.append(heading)
            if heading == last and _reaches(used, offset):
                return bends
    return 5


def _reaches(directions: Sequence[int], offset: tuple[int, int]) -> bool:
    """Tell whether pieces in these directions, each of some length, can lead to `offset`."""
    for wanted, (plus, minus) in zip(offset, ((EAST, WEST), (SOUTH, NORTH)), strict=True):
        has_plus, has_minus = plus in directions, minus in directions
        if not {1: has_plus, -1: has_minus, 0: has_plus == has_minus}[wanted]:
            return False
    return True
