"""Making room for texts: arrows are drawn around a place, or an exit tries another side."""

from collections.abc import Sequence

from sopkit.layout.board import FREE, WALL, Board, sides
from sopkit.layout.costs import NEVER
from sopkit.layout.geometry import Box
from sopkit.layout.labels import near, wanted
from sopkit.layout.search import find_way
from sopkit.layout.sheet import Sheet
from sopkit.layout.spacing import Points

ROUNDS = 3
MOST_SPOTS = 26
"""So many places are tried for a text."""


class Repairer:
    """Moves that give the texts of a sheet their places."""

    def __init__(self, board: Board, sheet: Sheet) -> None:
        self.board = board
        self.sheet = sheet

    def run(self) -> None:
        """Move until every text has a place, for a few rounds at most."""
        for _ in range(ROUNDS):
            labels, captions = self._clashing()
            repaired = [self._repair_label(number) for number in labels]
            repaired += [self._repair_caption(number) for number in captions]
            if not any(repaired):
                return

    def _clashing(self) -> tuple[list[int], list[int]]:
        """Return the arrows whose labels find no place, and the captions that find none."""
        ways = self.sheet.ways()
        boxes, captions = self.sheet.texts(ways)
        labels = self.board.labels
        return (
            [n for n, size in enumerate(labels) if size and ways[n] and boxes[n] is None],
            [n for n, caption in enumerate(captions) if caption.box is None],
        )

    def _repair_label(self, number: int) -> bool:
        """Clear a place of a label, or else draw its arrow from another side; keep what is better."""
        board = self.board
        labels, captions = self._clashing()
        size, way = board.labels[number], board.ways[number]
        if size is None or way is None or number not in labels:
            return False
        clashes = len(labels) + len(captions)
        ways = self.sheet.ways()
        if self._clear_one(list(self.sheet.label_spots(number, ways[number]))[:MOST_SPOTS], ways, clashes):
            return True
        spots = wanted(ways[number], size)
        siblings = [n for n in board.leaving[board.routes[number].source] if n != number]
        hitting = [n for n, points in enumerate(ways) if n != number and any(near(s, points) for s in spots)]
        group = [n for n in dict.fromkeys((number, *siblings, *hitting)) if board.ways[n] is not None]
        exits = board.weights[number].exits
        here = sides(board, way)[0]
        for side in (*sorted({0, 1, 2, 3} - {here}, key=exits.__getitem__), here):
            if self._try_from(number, side, group, clashes) or self._try_from(
                number, side, group[::-1], clashes
            ):
                return True
        return any(
            self._try_from(other, here, (other, *(n for n in group if n != other)), clashes)
            for other in siblings
            if board.ways[other] is not None and board.exit[other] != board.exit[number]
        )

    def _try_from(self, number: int, side: int, group: Sequence[int], clashes: int) -> bool:
        """Draw the arrows of `group` anew, one of them from a given side; keep that if fewer texts clash."""
        weights = self.board.weights[number]
        exits = weights.exits
        if exits[side] >= NEVER:
            return False
        weights.exits = [cost if n == side else NEVER for n, cost in enumerate(exits)]
        if self._try(group, clashes):
            return True
        weights.exits = exits
        return False

    def _repair_caption(self, number: int) -> bool:
        """Clear a place of a caption."""
        labels, captions = self._clashing()
        if number not in captions:
            return False
        spots = self.sheet.caption_spots[number][:MOST_SPOTS]
        return self._clear_one(spots, self.sheet.ways(), len(labels) + len(captions))

    def _clear_one(self, spots: Sequence[Box], ways: Sequence[Points], clashes: int) -> bool:
        """Keep arrows off one of `spots`, and draw those that run there anew."""
        for spot in spots:
            if self.sheet.is_solid(spot):
                continue
            hitting = [n for n, points in enumerate(ways) if near(spot, points)]
            below = self.board.grid.steps_under(spot)
            if self._try(hitting, clashes, below) or self._try(hitting[::-1], clashes, below):
                return True
        return False

    def _try(self, group: Sequence[int], clashes: int, kept_free: Sequence[int] = ()) -> bool:
        """Draw the arrows of `group` anew, off some steps; keep that if fewer than so many texts clash."""
        board = self.board
        old = {n: way for n in group if (way := board.remove(n)) is not None}
        walls = [step for step in kept_free if board.owner[step] == FREE]
        for step in walls:
            board.owner[step] = WALL
        if all(self._lay(n) for n in group) and sum(map(len, self._clashing())) < clashes:
            return True
        for n in group:
            board.remove(n)
        for step in walls:
            board.owner[step] = FREE
        for n, way in old.items():
            board.add(n, way)
        return False

    def _lay(self, number: int) -> bool:
        way = find_way(self.board, number)
        if way is not None:
            self.board.add(number, way)
        return way is not None
