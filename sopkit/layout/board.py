"""The state of a drawing in the making: which arrow runs where on the grid, and what a way costs there.

Every edge of the grid belongs to at most one target symbol: arrows to different symbols can't lie on each
other, and arrows to the same one may merge. Where an arrow bends, nobody else passes: no false junctions.
"""

from collections.abc import Sequence
from itertools import pairwise

from sopkit.layout.costs import (
    BEND,
    BESIDE_RULE,
    CROSSING,
    FOREIGN_COLUMN,
    FOREIGN_ROW,
    JOIN,
    LABEL_PASS,
    NEVER,
    PER_POINT,
    SHARED_BEND,
    Route,
)
from sopkit.layout.geometry import Size
from sopkit.layout.grid import EAST, NORTH, SOUTH, WEST, Grid

FREE, WALL = -1, -2
Way = tuple[int, ...]
"""The points of an arrow, from the centre of its source to that of its target."""


class Weights:
    """The costs of length on every line of the grid, as one arrow sees them."""

    __slots__ = ("columns", "entries", "exits", "rows")

    def __init__(self, grid: Grid, route: Route) -> None:
        ends = grid.place[route.source], grid.place[route.target]
        own_columns = {end // grid.height for end in ends}
        own_rows = {end % grid.height for end in ends}
        self.columns = _factors(grid.x.is_centre, grid.x.is_beside_rule, own_columns, FOREIGN_COLUMN)
        self.rows = _factors(grid.y.is_centre, grid.y.is_beside_rule, own_rows, FOREIGN_ROW)
        self.exits = list(route.exits())
        self.entries = list(route.entries())


def _factors(centres: list[bool], beside: list[bool], own: set[int], foreign: float) -> list[float]:
    return [
        (1.0 if number in own else foreign) if is_centre else BESIDE_RULE if is_beside else 1.0
        for number, (is_centre, is_beside) in enumerate(zip(centres, beside, strict=True))
    ]


class Board:
    """The arrows that are drawn so far."""

    def __init__(self, grid: Grid, routes: Sequence[Route], labels: Sequence[Size | None]) -> None:
        self.grid = grid
        self.routes = tuple(routes)
        self.labels = tuple(labels)
        self.weights = [Weights(grid, route) for route in routes]
        self.ways: list[Way | None] = [None] * len(routes)
        self.owner = [FREE] * (2 * grid.size)
        """The target symbol of the arrows on each edge."""
        self._users = [0] * (2 * grid.size)
        for edge in grid.borders():
            self.owner[edge] = WALL
        for point in grid.covered():
            for side in range(4):
                self.owner[grid.edge(point, side)] = WALL
        self.zones: dict[int, list[int]] = {}
        """The axis (0 across, 1 down) of each labelled stub that a point lies beside, or on."""
        self.leaving: list[list[int]] = [[] for _ in grid.symbols]
        self.entering: list[list[int]] = [[] for _ in grid.symbols]
        for number, route in enumerate(routes):
            self.leaving[route.source].append(number)
            self.entering[route.target].append(number)
        self.across = _lengths(grid.x.positions)
        self.down = _lengths(grid.y.positions)

    def add(self, number: int, way: Way) -> None:
        """Draw the arrow `number` along `way`."""
        self.ways[number] = way
        target = self.routes[number].target
        for edge in self._edges(way):
            self.owner[edge] = target
            self._users[edge] += 1
        side = self.grid.direction(way[0], way[1])
        for point in self.zone(number, side):
            self.zones.setdefault(point, []).append(side & 1)

    def remove(self, number: int) -> Way | None:
        """Take the arrow `number` away, and return the way it had."""
        way = self.ways[number]
        if way is None:
            return None
        self.ways[number] = None
        for edge in self._edges(way):
            self._users[edge] -= 1
            if not self._users[edge]:
                self.owner[edge] = FREE
        side = self.grid.direction(way[0], way[1])
        for point in self.zone(number, side):
            axes = self.zones[point]
            axes.remove(side & 1)
            if not axes:
                del self.zones[point]
        return way

    def zone(self, number: int, side: int) -> list[int]:
        """Return the points on the stub where the label of the arrow `number` will stand."""
        size = self.labels[number]
        if size is None:
            return []
        source = self.routes[number].source
        grid = self.grid
        reach = size.width + 2.5 if side in {EAST, WEST} else size.height + 1.5
        vertex = grid.vertex(source, side)
        points: list[int] = []
        here = grid.place[source]
        while True:
            if self.owner[grid.edge(here, side)] == WALL:
                return points
            here += grid.steps[side]
            place = grid.point(here)
            if abs(place.x - vertex.x) + abs(place.y - vertex.y) > reach or here in grid.standing:
                return points
            points.append(here)

    def exit_cost(self, number: int, side: int) -> float:
        """Return what leaving by `side` costs; NEVER where the side is taken."""
        route = self.routes[number]
        place = self.grid.place[route.source]
        if self.owner[self.grid.edge(place, side)] != FREE:
            return NEVER
        cost = self.weights[number].exits[side]
        for point in self.zone(number, side) if cost < NEVER else ():
            owners = [
                self.owner[self.grid.edge(point, way)] for way in ((SOUTH, NORTH), (EAST, WEST))[side & 1]
            ]
            if any(owner >= 0 and owner != route.target for owner in owners):
                cost += LABEL_PASS
        return cost

    def may_open(self, symbol: int) -> bool:
        """Tell whether an entry may take a new side of `symbol`: exits still to be drawn need theirs."""
        place = self.grid.place[symbol]
        free = sum(self.owner[self.grid.edge(place, side)] == FREE for side in range(4))
        waiting = sum(self.ways[number] is None for number in self.leaving[symbol])
        return free > waiting

    def length(self, number: int, here: int, direction: int) -> float:
        """Return what the edge from `here` costs the arrow `number` for its length."""
        column, row = divmod(here, self.grid.height)
        weights = self.weights[number]
        if direction & 1:
            return self.down[row if direction == SOUTH else row - 1] * weights.columns[column]
        return self.across[column if direction == EAST else column - 1] * weights.rows[row]

    def passing(self, target: int, here: int, direction: int) -> float:
        """Return what passing straight through a point costs: crossing an arrow, or a labelled stub."""
        edge = self.grid.edge
        owner = self.owner[edge(here, direction ^ 1)]
        other = self.owner[edge(here, direction ^ 3)]
        cost = CROSSING if (owner >= 0 and owner != target) or (other >= 0 and other != target) else 0.0
        for axis in self.zones.get(here, ()):
            if axis != direction & 1:
                cost += LABEL_PASS
        return cost

    def cost(self, number: int, way: Way) -> float:
        """Return what `way` costs the arrow `number` among the others; it must not itself be drawn now."""
        grid, target = self.grid, self.routes[number].target
        previous = grid.direction(way[0], way[1])
        cost = self.exit_cost(number, previous) + self.length(number, way[0], previous)
        is_shared = False
        for here, there in pairwise(way[1:]):
            direction = grid.direction(here, there)
            if not is_shared and self.owner[grid.edge(here, direction)] == target:
                is_shared = True
                cost += JOIN
            if direction != previous:
                cost += SHARED_BEND if is_shared else BEND
            else:
                cost += self.passing(target, here, direction)
            cost += self.length(number, here, direction)
            previous = direction
        return cost + self.weights[number].entries[previous ^ 2]

    def crossings(self) -> list[tuple[int, int]]:
        """Return the pairs of arrows to different symbols that cross."""
        across: dict[int, list[int]] = {}
        down: dict[int, list[int]] = {}
        for number, way in enumerate(self.ways):
            for before, here, after in zip(way or (), (way or ())[1:], (way or ())[2:], strict=False):
                if after - here == here - before:
                    (down if abs(after - here) == 1 else across).setdefault(here, []).append(number)
        return sorted(
            {
                (min(one, two), max(one, two))
                for point in across.keys() & down.keys()
                for one in across[point]
                for two in down[point]
                if self.routes[one].target != self.routes[two].target
            }
        )

    def _edges(self, way: Way) -> list[int]:
        height = self.grid.height
        return [
            2 * min(here, there) + (1 if abs(here - there) != height else 0) for here, there in pairwise(way)
        ]


def _lengths(positions: list[float]) -> list[float]:
    return [(after - before) * PER_POINT for before, after in pairwise(positions)]
