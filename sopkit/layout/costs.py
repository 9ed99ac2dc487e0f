"""What a draughtsman dislikes, in numbers: they weigh against each other and have no unit.

They were set by a sweep over random drawings; the relations matter, not the figures.
"""

from dataclasses import dataclass

from sopkit.layout.grid import EAST, NORTH, SOUTH, WEST

PER_POINT = 0.11
"""For a point of length."""
BEND = 26.0
CROSSING = 60.0
JOIN = 24.0
"""For running into another arrow to the same symbol and sharing its way from there."""
SHARED_BEND = 0.6 * BEND
"""For a bend on a shared way: it is drawn once, but followed twice."""
LABEL_PASS = 150.0
"""For crossing the stub on which the label of an exit is to stand."""
FOREIGN_ROW, FOREIGN_COLUMN, BESIDE_RULE = 1.35, 1.12, 1.04
"""Factors of the length on the centre lines of others, and in the lane next to a rule."""
NEVER = 1e9
LAST_RESORT = 400.0
"""For a forbidden side, when there is no other way."""


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
    """-1, 0 or 1: whether the target's row is above, the same, or below."""

    @property
    def is_return(self) -> bool:
        """Tell whether the arrow goes back, to an earlier row or to its own symbol."""
        return self.down < 0 or self.source == self.target

    def exits(self) -> tuple[float, float, float, float]:
        """Return what leaving by each side costs, in the order of the directions."""
        sides = [0.0, 0.0, 0.0, 0.0]
        if self.is_main:
            toward, away, level = 0.0, 22.0, 8.0
            sides[SOUTH] = 0.0 if not self.across and self.down > 0 else 5.0
            sides[NORTH] = NEVER
        else:
            toward, away, level = 0.0, 4.0, 0.0
            sides[SOUTH] = 14.0
            sides[NORTH] = 60.0 if self.is_return else NEVER
        for side, heading in ((EAST, 1), (WEST, -1)):
            sides[side] = toward if self.across == heading else away if self.across else level
        return sides[0], sides[1], sides[2], sides[3]

    def entries(self) -> tuple[float, float, float, float]:
        """Return what entering by each side of the target costs, in the order of the sides."""
        if self.is_return:
            return 0.0, 45.0, 0.0, 4.0
        if not self.down:
            return 0.0, NEVER, 0.0, 5.0
        return 5.0, NEVER, 5.0, 0.0
