"""Drawing arrows anew makes a drawing better, and never loses one."""

import pytest

from sopkit.layout.board import Board
from sopkit.layout.improve import Improver, least_cost
from sopkit.layout.router import _Router
from tests.layout.generator import problem


def bends(board: Board) -> int:
    return sum(len(list(board.grid.corners(way))) for way in board.ways if way)


def improved(seed: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the crossings and bends of a drawing before and after."""
    router = _Router(*problem(seed))
    board = router.board
    least = [least_cost(board, number) for number in range(len(board.routes))]
    router._lay_out()
    drawn = [way is not None for way in board.ways]
    before = len(list(board.crossings())), bends(board)
    Improver(board, least, router.main).run()
    assert [way is not None for way in board.ways] == drawn
    return before, (len(list(board.crossings())), bends(board))


@pytest.mark.parametrize("seed", [5, 7, 11, 12, 20, 21, 23])
def test_known_drawings_have_fewer_crossings_and_bends(seed: int) -> None:
    (crossings, bends_before), (fewer, bends_after) = improved(seed)
    assert fewer < crossings
    assert bends_after < bends_before


def test_crossings_vanish_on_the_whole_and_are_nowhere_more() -> None:
    found = [improved(seed) for seed in range(25)]
    assert all(after[0] <= before[0] for before, after in found)
    assert sum(after[0] for _, after in found) <= sum(before[0] for before, _ in found) / 2


def test_a_drawing_that_cannot_be_better_stays_as_it_is() -> None:
    assert improved(2) == ((0, 9), (0, 9))
