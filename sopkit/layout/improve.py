"""Making a drawing better: arrows that were drawn early are drawn anew, alone and in small groups.

A move takes some arrows away and draws them again in a given order; it is kept only if they cost less in
total. The groups that share the sides of one symbol bring most of the gain.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sopkit.layout.board import Board, Way
from sopkit.layout.costs import BEND, JOIN, NEVER, SHARED_BEND
from sopkit.layout.search import find_way

ROUNDS = 3
EFFORT, MORE_EFFORT = 60, 8
"""Where a better way is not found among so many states, and more for every arrow, there is hardly one."""
LEAST_GAIN = 1.0
"""A move that saves less is not worth its time."""


class Improver:
    """Moves on a board on which every arrow has been drawn once."""

    def __init__(self, board: Board, least: Sequence[float], main: Sequence[int | None]) -> None:
        """Take what each arrow costs at `least`, and the arrow that leads on from each symbol, if any."""
        self.board = board
        self.least = least
        self.main = main
        self._effort = EFFORT + MORE_EFFORT * len(board.routes)
        self._clock = 0
        self._changed = [0] * (max(board.grid.y.band) + 1)
        """When a move last changed something in each row."""
        self._tried: dict[tuple[int, ...], int] = {}
        """When a move last failed."""

    def run(self) -> None:
        """Move until nothing gets better, for a few rounds at most."""
        drawn = [number for number, way in enumerate(self.board.ways) if way is not None]
        for _ in range(ROUNDS):
            gains = [self.move((number,)) for number in drawn]
            for number in drawn:
                gains += [self.move(group) for group in self._groups(number)]
            for one, two in self.board.crossings():
                gains.append(self.move((one, two)) or self.move((two, one)))
            if not any(gains):
                return

    def move(self, group: tuple[int, ...]) -> bool:
        """Draw the arrows of `group` anew in this order; tell whether that was better, else undo it."""
        rows = self._rows(group)
        if max(self._changed[rows.start : rows.stop]) <= self._tried.get(group, -1):
            return False
        gained = self._redraw(group)
        if gained:
            self._clock += 1
            for row in rows:
                self._changed[row] = self._clock
        else:
            self._tried[group] = self._clock
        return gained

    def _redraw(self, group: tuple[int, ...]) -> bool:
        board = self.board
        old: list[tuple[int, Way]] = []
        budget = -LEAST_GAIN
        for number in group:
            way = board.remove(number)
            if way is not None:
                old.append((number, way))
                budget += board.cost(number, way)
        waiting = sum(self.least[number] for number in group)
        done: list[int] = []
        for number in group:
            waiting -= self.least[number]
            limit = budget - waiting
            new = find_way(board, number, limit, effort=self._effort) if limit > self.least[number] else None
            if new is None:
                break
            budget -= board.cost(number, new)
            board.add(number, new)
            done.append(number)
        if len(done) == len(group) and budget >= 0:
            return True
        for number in done:
            board.remove(number)
        for number, way in old:
            board.add(number, way)
        return False

    def _groups(self, number: int) -> Iterator[tuple[int, ...]]:
        """Yield the groups of an arrow and those that lead on from, or into, the symbols at its ends."""
        route = self.board.routes[number]
        if route.is_sequential:
            return
        if self.board.siblings[number]:
            yield (number, *self.board.siblings[number])
        around = [self.main[route.source], self.main[route.target]]
        around += [
            other for other in self.board.entering[route.target] if self.board.routes[other].is_sequential
        ][:1]
        others = [other for other in dict.fromkeys(around) if other is not None and other != number]
        for size in range(1, len(others) + 1):
            for chosen in combinations(others, size):
                if all(self.board.ways[other] is not None for other in chosen):
                    yield (number, *chosen)

    def _rows(self, group: tuple[int, ...]) -> range:
        """Return the rows that the arrows of `group` may touch."""
        grid, routes = self.board.grid, self.board.routes
        rows = [grid.row(end) for number in group for end in (routes[number].source, routes[number].target)]
        return range(max(min(rows) - 1, 0), min(max(rows) + 2, len(self._changed)))


def least_cost(board: Board, number: int) -> float:
    """Return the least that the arrow `number` can cost, whatever the others do; the board must be empty."""
    way = find_way(board, number)
    if way is None:
        return 0.0
    steps = [there - here for here, there in pairwise(way)]
    bends = sum(one != two for one, two in pairwise(steps))
    return min(board.cost(number, way), NEVER) - max(0.0, bends * (BEND - SHARED_BEND) - JOIN)
