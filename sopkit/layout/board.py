"""The state of a drawing in the making: which arrow runs where on the grid, and what a way costs there.

Every step of the grid has at most one owner. That is a symbol where all arrows on it lead there: they may
merge. It is an exit where arrows fork: they have left by one exit, for different symbols. Others keep off.
Where an arrow bends, nobody else passes: no false junctions.
"""

from collections.abc import Sequence
from itertools import pairwise

from sopkit.layout.costs import (
    BEND,
    CROSSING,
    FORK,
    JOIN,
    LABEL_PASS,
    LAST_RESORT,
    NEVER,
    NEW_FORK,
    PER_POINT,
    SHARED_BEND,
    Route,
)
from sopkit.layout.geometry import Size
from sopkit.layout.grid import EAST, NORTH, SOUTH, WEST, Grid, lengths
from sopkit.layout.weights import Weights

FREE, WALL = -1, -2
SYMBOL, ZONE = 1, 2
"""Marks of points: a symbol's centre, and the stub beside which a label is to stand."""
Way = tuple[int, ...]
"""The points of an arrow, from the centre of its source to that of its target."""


class Board:
    """The arrows that are drawn so far."""

    def __init__(
        self,
        grid: Grid,
        routes: Sequence[Route],
        labels: Sequence[Size | None],
        exits: Sequence[int],
        joins: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Take what is to be drawn; arrows with the same number in `exits` leave by one exit."""
        self.grid = grid
        self.routes = tuple(routes)
        self.labels = tuple(labels)
        self.exit = tuple(exits)
        self.weights = [Weights(grid, route) for route in routes]
        self.ways: list[Way | None] = [None] * len(routes)
        self._laid: list[list[tuple[int, int]]] = [[] for _ in routes]
        self.owner = [FREE] * (4 * grid.size)
        """Whose each step is: a symbol's number, or after those an exit's, or after those a joint line's."""
        self._users: dict[int, list[int]] = {}
        self.marks = bytearray(grid.size)
        for place in grid.place:
            self.marks[place] = SYMBOL
        self.zones: dict[int, list[int]] = {}
        """The axis (0 across, 1 down) of each labelled stub that a point lies beside, or on."""
        self._zones: dict[tuple[int, int], list[int]] = {}
        self.leaving: list[list[int]] = [[] for _ in grid.symbols]
        self.entering: list[list[int]] = [[] for _ in grid.symbols]
        for number, route in enumerate(routes):
            self.leaving[route.source].append(number)
            self.entering[route.target].append(number)
        self.siblings = [
            tuple(n for n in self.leaving[route.source] if n != number and exits[n] == exits[number])
            for number, route in enumerate(routes)
        ]
        self.across = [length * PER_POINT for length in lengths(grid.x.positions)]
        self.down = [length * PER_POINT for length in lengths(grid.y.positions)]
        self._wall_in(joins)

    def _wall_in(self, joins: Sequence[tuple[int, int]]) -> None:
        grid = self.grid
        for step in grid.walls():
            if 0 <= step < len(self.owner):
                self.owner[step] = WALL
        first = len(grid.symbols) + len(self.routes)
        for number, (one, two) in enumerate(joins):
            for here, there in pairwise(grid.line(grid.place[one], grid.place[two])):
                self.owner[grid.step(here, there)] = self.owner[grid.step(there, here)] = first + number

    def add(self, number: int, way: Way) -> None:
        """Draw the arrow `number` along `way`."""
        self.ways[number] = way
        owner, users = self.owner, self._users
        target = self.routes[number].target
        self._laid[number] = self._steps(way)
        for step, back in self._laid[number]:
            if owner[step] == FREE:
                owner[step] = owner[back] = target
                users[step] = users[back] = [number]
            else:
                users[step].append(number)
                if owner[step] != target:
                    owner[step] = owner[back] = len(self.grid.symbols) + self.exit[number]
        self._mark(number, way)

    def remove(self, number: int) -> Way | None:
        """Take the arrow `number` away, and return the way it had."""
        way = self.ways[number]
        if way is None:
            return None
        self.ways[number] = None
        owner = self.owner
        for step, back in self._laid[number]:
            left = self._users[step]
            left.remove(number)
            if not left:
                owner[step] = owner[back] = FREE
                del self._users[step], self._users[back]
            elif owner[step] >= len(self.grid.symbols):
                targets = {self.routes[other].target for other in left}
                if len(targets) == 1:
                    owner[step] = owner[back] = targets.pop()
        side = self.grid.direction(way[0], way[1])
        for point in self.zone(number, side):
            axes = self.zones[point]
            axes.remove(side & 1)
            if not axes:
                del self.zones[point]
                self.marks[point] = 0
        return way

    def _mark(self, number: int, way: Way) -> None:
        side = self.grid.direction(way[0], way[1])
        for point in self.zone(number, side):
            self.zones.setdefault(point, []).append(side & 1)
            self.marks[point] = ZONE

    def is_own(self, number: int, step: int) -> bool:
        """Tell whether a step is in use, by arrows from the exit of the arrow `number` alone."""
        exit_, users = self.exit[number], self._users.get(step)
        return users is not None and all(self.exit[user] == exit_ for user in users)

    def zone(self, number: int, side: int) -> list[int]:
        """Return the points on the stub where the label of the arrow `number` will stand."""
        found = self._zones.get((number, side))
        if found is None:
            size = self.labels[number]
            found = self._zones[number, side] = self._zone(number, side, size) if size else []
        return found

    def _zone(self, number: int, side: int, size: Size) -> list[int]:
        grid, source = self.grid, self.routes[number].source
        symbol = grid.symbols[source]
        points: list[int] = []
        here = grid.place[source]
        is_level = side in {EAST, WEST}
        positions = grid.x.positions if is_level else grid.y.positions
        reach = size.width + 2.5 + symbol.width / 2 if is_level else size.height + 1.5 + symbol.height / 2
        index = here // grid.height if is_level else here % grid.height
        centre, onward = positions[index], 1 if side in {EAST, SOUTH} else -1
        while self.owner[4 * here + side] != WALL:
            here += grid.steps[side]
            index += onward
            if abs(positions[index] - centre) > reach or self.marks[here] == SYMBOL:
                break
            points.append(here)
        return points

    def exit_cost(self, number: int, side: int) -> float:
        """Return what leaving by `side` costs; NEVER where the side is taken."""
        cost = self.weights[number].exits[side]
        place = self.grid.place[self.routes[number].source]
        if cost >= NEVER or self.owner[4 * place + side] != FREE:
            return NEVER
        return cost + self._zone_cost(number, side)

    def _zone_cost(self, number: int, side: int) -> float:
        """Return what it costs that others cross the stub beside which the label is to stand."""
        if self.labels[number] is None:
            return 0.0
        target, cost = self.routes[number].target, 0.0
        for point in self.zone(number, side):
            owners = [self.owner[4 * point + aside] for aside in ((SOUTH, NORTH), (EAST, WEST))[side & 1]]
            if any(owner >= 0 and owner != target for owner in owners):
                cost += LABEL_PASS
        return cost

    def may_open(self, symbol: int) -> bool:
        """Tell whether an entry may take a new side of `symbol`: exits still to be drawn need theirs."""
        place = 4 * self.grid.place[symbol]
        free = self.owner[place : place + 4].count(FREE)
        waiting = {self.exit[n] for n in self.leaving[symbol] if self.ways[n] is None}
        drawn = {self.exit[n] for n in self.leaving[symbol] if self.ways[n] is not None}
        return free > len(waiting - drawn)

    def length(self, number: int, here: int, direction: int) -> float:
        """Return what the step from `here` costs the arrow `number` for its length."""
        column, row = divmod(here, self.grid.height)
        weights = self.weights[number]
        if direction & 1:
            return self.down[row if direction == SOUTH else row - 1] * weights.columns[column]
        return self.across[column if direction == EAST else column - 1] * weights.rows[row]

    def passing(self, target: int, here: int, direction: int) -> float:
        """Return what passing straight through a point costs: crossing an arrow, or a labelled stub."""
        owner, other = self.owner[4 * here + (direction ^ 1)], self.owner[4 * here + (direction ^ 3)]
        cost = CROSSING if (owner >= 0 and owner != target) or (other >= 0 and other != target) else 0.0
        if self.marks[here] == ZONE:
            cost += LABEL_PASS * sum(axis != direction & 1 for axis in self.zones[here])
        return cost

    def trunk_start(self, number: int, side: int) -> float:
        """Return what leaving by `side` costs an arrow that shares the exit of another."""
        return FORK + min(self.weights[number].exits[side], LAST_RESORT)

    def fork_cost(self, here: int, heading: int) -> float:
        """Return what it costs to leave a shared way at a point that it reaches in direction `heading`."""
        step = 4 * here + heading
        return 0.0 if self.owner[step ^ 1] >= 0 or self.owner[step ^ 3] >= 0 else NEW_FORK

    def cost(self, number: int, way: Way) -> float:
        """Return what `way` costs the arrow `number` among the others; it must not itself be drawn now."""
        grid, owner, target = self.grid, self.owner, self.routes[number].target
        direction = grid.direction(way[0], way[1])
        is_forking = bool(self.siblings[number]) and self.is_own(number, 4 * way[0] + direction)
        if is_forking:
            cost = self.trunk_start(number, direction)
        else:
            cost = self.exit_cost(number, direction) + self.second_exit(number)
        cost += self.length(number, way[0], direction)
        is_joined = False
        for here, there in pairwise(way[1:]):
            previous, direction = direction, grid.direction(here, there)
            was_forking = is_forking
            is_forking = is_forking and self.is_own(number, 4 * here + direction)
            if not is_joined and not is_forking and owner[4 * here + direction] == target:
                is_joined = True
                cost += JOIN
            if direction != previous:
                cost += SHARED_BEND if is_joined or is_forking else BEND
            if was_forking and not is_forking:
                cost += self.fork_cost(here, previous)
            elif direction == previous and not was_forking:
                cost += self.passing(target, here, direction)
            cost += self.length(number, here, direction)
        return cost + self.weights[number].entries[direction ^ 2]

    def second_exit(self, number: int) -> float:
        """Return what an exit of its own costs an arrow that should fork from another."""
        return LAST_RESORT if any(self.ways[n] for n in self.siblings[number]) else 0.0

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

    def _steps(self, way: Way) -> list[tuple[int, int]]:
        """Return each step of `way`, from its left or upper point, and the one back."""
        height = self.grid.height
        found = []
        for here, there in pairwise(way):
            one, two = (here, there) if here < there else (there, here)
            side = EAST if two - one == height else SOUTH
            found.append((4 * one + side, 4 * two + (side ^ 2)))
        return found


def sides(board: Board, way: Way) -> tuple[int, int]:
    """Return the side by which `way` leaves its source, and that by which it enters its target."""
    return board.grid.direction(way[0], way[1]), board.grid.direction(way[-2], way[-1]) ^ 2
