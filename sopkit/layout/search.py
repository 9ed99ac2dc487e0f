"""The search for the cheapest way of one arrow among those already drawn (A*)."""

from heapq import heappop, heappush

from sopkit.layout.board import FREE, Board, Way
from sopkit.layout.costs import BEND, CROSSING, JOIN, LABEL_PASS, NEVER, PER_POINT, SHARED_BEND
from sopkit.layout.grid import EAST, SOUTH

State = int
"""Four times a point, plus the direction in which it was reached."""


def find_way(board: Board, number: int, limit: float = NEVER, margin: int = 1) -> Way | None:
    """Return the cheapest way of the arrow `number` that costs less than `limit`; None where there is none.

    It stays within `margin` rows above and below those of its two ends.
    """
    return _Search(board, number, margin).run(limit)


class _Search:
    """One search. The cost of a state is that of the way to its point, without what turning there costs."""

    def __init__(self, board: Board, number: int, margin: int) -> None:
        grid, route = board.grid, board.routes[number]
        self.board, self.grid, self.number = board, grid, number
        self.target = route.target
        self.goal = grid.place[route.target]
        self.start = grid.place[route.source]
        rows = sorted((grid.row(route.source), grid.row(route.target)))
        self.top, self.bottom = grid.y.limits(rows[0] - margin, rows[1] + margin)
        self.may_open = board.may_open(route.target)
        self.joins = self._joins()
        goal_x, goal_y = grid.point(self.goal)
        self.from_x = [(goal_x - x) * PER_POINT for x in grid.x.positions]
        self.from_y = [(goal_y - y) * PER_POINT for y in grid.y.positions]
        self.owner, self.zones, self.standing = board.owner, board.zones, grid.standing
        self.across, self.down, self.height = board.across, board.down, grid.height
        self.weights = board.weights[number]
        self.entries = self.weights.entries
        self.best: dict[State, float] = {}
        self.parent: dict[State, State] = {}
        self.queue: list[tuple[float, State, float]] = []
        self.limit = NEVER
        self.found: tuple[State, Way] | None = None

    def run(self, limit: float) -> Way | None:
        self.limit = limit
        for side in range(4):
            cost = self.board.exit_cost(self.number, side)
            if cost < NEVER:
                there = self.start + self.grid.steps[side]
                self._push(4 * there + side, cost + self.board.length(self.number, self.start, side), -1)
        queue, best = self.queue, self.best
        while queue:
            promise, state, cost = heappop(queue)
            if promise >= self.limit:
                break
            if cost <= best[state]:
                self._spread(state, cost)
        if self.found is None:
            return None
        state, rest = self.found
        return (*self._trace(state), *rest)

    def _spread(self, state: State, cost: float) -> None:
        """Go on from a state: into an arrow to the same target, into the target, or to the neighbours."""
        here, heading = state >> 2, state & 3
        joined = self.joins.get(here)
        if joined is not None:
            rest_cost, rest = joined
            turn = self.grid.direction(here, rest[0]) != heading
            self._finish(state, cost + JOIN + rest_cost + (SHARED_BEND if turn else 0.0), rest)
            return
        owner, twice, offsets = self.owner, 2 * here, self.grid.edge_offsets
        left, right = (heading + 3) & 3, (heading + 1) & 3
        ahead_owner = owner[twice + offsets[heading]]
        is_crossed = owner[twice + offsets[left]] >= 0 or owner[twice + offsets[right]] >= 0
        zone = self.zones.get(here)
        if ahead_owner == FREE:
            extra = CROSSING if is_crossed else 0.0
            if zone:
                extra += LABEL_PASS * sum(axis != heading & 1 for axis in zone)
            self._step(state, here, heading, cost + extra)
        if not (zone or is_crossed or ahead_owner >= 0):
            for direction in (left, right):
                if owner[twice + offsets[direction]] == FREE:
                    self._step(state, here, direction, cost + BEND)

    def _step(self, state: State, here: int, direction: int, cost: float) -> None:
        """Follow the free edge from `here`: into the target, or to the next point."""
        there = here + self.grid.steps[direction]
        row, column = here % self.height, here // self.height
        if direction & 1:
            cost += self.down[row if direction == SOUTH else row - 1] * self.weights.columns[column]
        else:
            cost += self.across[column if direction == EAST else column - 1] * self.weights.rows[row]
        if there in self.standing:
            if there == self.goal and self.may_open and self.entries[direction ^ 2] < NEVER:
                self._finish(state, cost + self.entries[direction ^ 2], (there,))
        elif self.top <= there % self.height <= self.bottom:
            self._push(4 * there + direction, cost, state)

    def _push(self, state: State, cost: float, parent: State) -> None:
        """Note a cheaper way to a state, if the rest may cost little enough.

        The rest has at least its length, and the bends it can't avoid: none if the target lies straight
        ahead, two if it lies behind, else one. Bends count in full even though shared ones cost less, for
        joining costs more than two bends save.
        """
        if cost >= self.best.get(state, self.limit):
            return
        column, row = divmod(state >> 2, self.height)
        across, down = self.from_x[column], self.from_y[row]
        heading = state & 3
        is_ahead = (across > 0, down > 0, across < 0, down < 0)[heading]
        is_behind = (across < 0, down < 0, across > 0, down > 0)[heading]
        bends = 2 if is_behind else 0 if is_ahead and not (across and down) else 1
        promise = cost + abs(across) + abs(down) + bends * BEND
        if promise < self.limit:
            self.best[state] = cost
            self.parent[state] = parent
            heappush(self.queue, (promise, state, cost))

    def _finish(self, state: State, cost: float, rest: Way) -> None:
        if cost < self.limit:
            self.limit = cost
            self.found = state, rest

    def _trace(self, state: State) -> list[int]:
        points = []
        while state >= 0:
            points.append(state >> 2)
            state = self.parent[state]
        return [self.start, *reversed(points)]

    def _joins(self) -> dict[int, tuple[float, Way]]:
        """Return, for the points of arrows to the same target, what the way on costs, and that way."""
        found: dict[int, tuple[float, Way]] = {}
        grid, board = self.grid, self.board
        for other in board.entering[self.target]:
            way = board.ways[other]
            if way is None:
                continue
            direction = grid.direction(way[-2], way[-1])
            cost = board.weights[self.number].entries[direction ^ 2]
            for place in range(len(way) - 2, 0, -1):
                here = way[place]
                following, direction = direction, grid.direction(here, way[place + 1])
                if following != direction:
                    cost += SHARED_BEND
                elif place < len(way) - 2:
                    cost += board.passing(self.target, way[place + 1], direction)
                cost += board.length(self.number, here, direction)
                rest = NEVER if here in board.zones else cost
                if here not in found:
                    found[here] = rest, way[place + 1 :]
        return found


def sides(board: Board, way: Way) -> tuple[int, int]:
    """Return the side by which `way` leaves its source, and that by which it enters its target."""
    return board.grid.direction(way[0], way[1]), board.grid.direction(way[-2], way[-1]) ^ 2
