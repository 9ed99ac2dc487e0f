"""What the lines of the grid and the sides of symbols cost one arrow."""

from sopkit.layout.costs import (
    BESIDE_RULE,
    FOREIGN_COLUMN,
    FOREIGN_ROW,
    LAST_RESORT,
    PER_POINT,
    Route,
    bend_bounds,
)
from sopkit.layout.grid import Grid
from sopkit.model.flow import DECISION


class Weights:
    """The costs of length on every line of the grid, as one arrow sees them, and of the sides."""

    __slots__ = (
        "bounds", "columns", "entries", "exits", "far_x", "far_y", "is_single", "rows", "sign_x", "sign_y",
    )  # fmt: skip

    def __init__(self, grid: Grid, route: Route) -> None:
        ends = grid.place[route.source], grid.place[route.target]
        own_columns = {end // grid.height for end in ends}
        own_rows = {end % grid.height for end in ends}
        self.columns = _factors(grid.x.is_centre, grid.x.is_beside_rule, own_columns, FOREIGN_COLUMN)
        self.rows = _factors(grid.y.is_centre, grid.y.is_beside_rule, own_rows, FOREIGN_ROW)
        self.is_single = route.kind == DECISION
        self.exits = list(route.exits())
        self.entries = route.entries()
        self.bounds = bend_bounds(self.entries)
        goal = grid.point(ends[1])
        self.far_x = [abs(x - goal.x) * PER_POINT for x in grid.x.positions]
        self.far_y = [abs(y - goal.y) * PER_POINT for y in grid.y.positions]
        self.sign_x = [(goal.x > x) - (goal.x < x) + 1 for x in grid.x.positions]
        self.sign_y = [(goal.y > y) - (goal.y < y) + 1 for y in grid.y.positions]

    def allow_all(self) -> None:
        """Let the arrow use forbidden sides, as a last resort."""
        self.exits = [min(cost, LAST_RESORT) for cost in self.exits]
        east, south, west, north = (min(cost, LAST_RESORT) for cost in self.entries)
        self.entries = east, south, west, north
        self.bounds = bend_bounds(self.entries)


def _factors(centres: list[bool], beside: list[bool], own: set[int], foreign: float) -> list[float]:
    return [
        (1.0 if number in own else foreign) if is_centre else BESIDE_RULE if is_beside else 1.0
        for number, (is_centre, is_beside) in enumerate(zip(centres, beside, strict=True))
    ]
