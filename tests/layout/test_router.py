"""The router, judged by the verifier, which shares nothing with it."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.layout.board import Board
from sopkit.layout.costs import NEVER
from sopkit.layout.geometry import Caption, Column, Joint, Link, Point, Row, Size, Symbol
from sopkit.layout.grid import Grid
from sopkit.layout.router import _Router, draw
from sopkit.layout.verify import verify
from tests.layout.generator import Page, problem

LABEL = Size(16, 8)


def table(*steps, columns=3):
    """Return columns, rows and symbols of 50.4 x 25.2 pt, given as (row, column, kind); cells of 90 x 60 pt."""
    places = [Column(f"p{n}", n * 90, n * 90 + 90) for n in range(columns)]
    rows = [Row(n + 1, n * 60, n * 60 + 60) for n in range(max(row for row, _, _ in steps) + 1)]
    symbols = [
        Symbol(f"s{n}", row + 1, f"p{column}", kind, column * 90 + 45, row * 60 + 30, 50.4, 25.2)
        for n, (row, column, kind) in enumerate(steps)
    ]
    return places, rows, symbols


def chart(*steps, links, columns=3):
    """Draw such a table with links, given as (source, target, label)."""
    made = [Link(f"s{a}", f"s{b}", *((label[0], LABEL) if label else ())) for a, b, *label in links]
    drawing = draw(*table(*steps, columns=columns), made)
    assert verify(drawing) == ()
    return {(arrow.source, arrow.target): arrow.points for arrow in drawing.arrows}


def test_straight_down_is_one_piece():
    points = chart((0, 1, "mulai"), (1, 1, "selesai"), links=[(0, 1)])["s0", "s1"]
    assert points == ((135, 42.6), (135, 77.4))


def test_the_way_on_goes_sideways_then_drops_into_the_top():
    points = chart((0, 0, "mulai"), (1, 2, "selesai"), links=[(0, 1)])["s0", "s1"]
    assert points == ((70.2, 30), (225, 30), (225, 77.4))


def test_nothing_runs_through_a_symbol_in_between():
    steps = [(0, 1, "mulai"), (1, 1, "keputusan"), (2, 1, "proses"), (3, 1, "selesai")]
    arrows = chart(*steps, links=[(0, 1), (1, 2, "ya"), (1, 3, "tidak"), (2, 3)])
    assert arrows["s1", "s2"] == ((135, 102.6), (135, 137.4))
    assert len(arrows["s1", "s3"]) > 2


def test_a_return_leaves_by_a_side_and_does_not_enter_from_below():
    steps = [(0, 0, "mulai"), (1, 0, "proses"), (2, 0, "keputusan"), (3, 0, "selesai")]
    points = chart(*steps, links=[(0, 1), (1, 2), (2, 3, "ya"), (2, 1, "tidak")])["s2", "s1"]
    assert points[0].y == 150
    assert points[-1].y == 90


def test_a_row_may_hold_several_symbols():
    steps = [(0, 0, "mulai"), (1, 0, "proses"), (1, 2, "proses"), (2, 1, "selesai")]
    chart(*steps, links=[(0, 1), (0, 2), (1, 3), (2, 3)])


def test_a_decision_may_go_back_to_itself():
    steps = [(0, 0, "mulai"), (1, 1, "keputusan"), (2, 0, "selesai")]
    chart(*steps, links=[(0, 1), (1, 2, "ya"), (1, 1, "tidak")])


def test_both_answers_may_lead_to_the_same_step():
    steps = [(0, 0, "mulai"), (1, 1, "keputusan"), (2, 0, "selesai")]
    links = [Link("s0", "s1"), Link("s1", "s2", "ya", LABEL), Link("s1", "s2", "tidak", LABEL)]
    assert verify(draw(*table(*steps), links)) == ()


def test_three_branches_leave_by_three_vertices():
    steps = [(0, 1, "mulai"), (1, 1, "keputusan"), (2, 0, "proses"), (3, 1, "proses"), (4, 2, "selesai")]
    arrows = chart(*steps, links=[(0, 1), (1, 2, "a"), (1, 3, "b"), (1, 4, "c"), (2, 3), (3, 4)])
    assert len({points[0] for (source, _), points in arrows.items() if source == "s1"}) == 3


def test_one_exit_forks_to_any_number_of_recipients():
    steps = [(n, n % 6, "proses") for n in range(7)]
    arrows = chart(*steps, links=[(0, n) for n in range(1, 7)], columns=6)
    assert len({points[0] for points in arrows.values()}) == 1


def test_one_answer_forks_from_one_vertex():
    steps = [(0, 1, "mulai"), (1, 1, "keputusan"), (2, 0, "proses"), (2, 2, "proses"), (3, 1, "selesai")]
    arrows = chart(*steps, links=[(0, 1), (1, 2, "ya"), (1, 3, "ya"), (1, 4, "tidak"), (2, 4), (3, 4)])
    assert arrows["s1", "s2"][0] == arrows["s1", "s3"][0] != arrows["s1", "s4"][0]


def test_only_the_first_arrow_of_a_fork_bears_the_label():
    columns, rows, symbols = table((0, 1, "mulai"), (1, 0, "proses"), (1, 2, "proses"))
    links = [Link("s0", "s1", "ya", LABEL), Link("s0", "s2", "ya", LABEL)]
    boxes = [arrow.label_box for arrow in draw(columns, rows, symbols, links).arrows]
    assert boxes[0] is not None
    assert boxes[1] is None


def test_a_joint_line_runs_from_edge_to_edge_and_keeps_its_sides():
    columns, rows, symbols = table((0, 0, "proses"), (0, 2, "proses"), (1, 2, "selesai"))
    drawing = draw(columns, rows, symbols, [Link("s0", "s2")], joins=[("s0", "s1")])
    assert drawing.joints == (Joint("s0", "s1", (Point(70.2, 30), Point(199.8, 30))),)
    assert drawing.arrows[0].points[0] != drawing.joints[0].points[0]
    assert verify(drawing) == ()


def test_a_caption_stands_beside_its_symbol_free_of_arrows():
    columns, rows, symbols = table((0, 0, "mulai"), (1, 1, "keputusan"), (2, 0, "selesai"))
    links = [Link("s0", "s1"), Link("s1", "s2", "ya", LABEL), Link("s1", "s0", "tidak", LABEL)]
    drawing = draw(columns, rows, symbols, links, captions=[Caption("s1", "Lengkap?", Size(28, 8))])
    (caption,) = drawing.captions
    assert caption.box is not None
    assert 90 < caption.box.x < 180
    assert verify(drawing) == ()


def test_a_caption_without_room_has_no_box():
    columns, rows, symbols = table((0, 0, "mulai"), (1, 0, "selesai"))
    drawing = draw(columns, rows, symbols, [], captions=[Caption("s0", "x", Size(400, 8))])
    assert [caption.box for caption in drawing.captions] == [None]
    assert {fault.kind for fault in verify(drawing)} == {"label"}


def test_what_finds_no_way_is_told_not_drawn():
    columns, rows, symbols = table((0, 0, "proses"), (0, 1, "keputusan"), (0, 2, "proses"), (1, 1, "selesai"))
    links = [Link("s0", "s3"), Link("s3", "s1"), Link("s1", "s3", "a", LABEL), Link("s1", "s0", "b", LABEL)]
    drawing = draw(columns, rows, symbols, links, joins=[("s0", "s1"), ("s1", "s2")])
    assert drawing.unrouted
    assert {fault.kind for fault in verify(drawing)} == {"missing"}


@pytest.mark.parametrize("width", [90, 60, 56])
def test_no_lane_lies_on_a_rule(width):
    columns = [Column("a", 0, width), Column("b", width, 2 * width)]
    grid = Grid(
        columns, [Row(1, 0, 44)], [Symbol("s", 1, "a", "proses", width / 2, 22, 38, 22)], ([3, 3], [2])
    )
    assert not {0, width, 2 * width} & set(grid.x.positions)
    assert not {0, 44} & set(grid.y.positions)
    assert all(after - before > 2 for before, after in pairwise(grid.x.positions))


def test_taking_arrows_away_leaves_an_empty_board():
    router = _Router(*problem(3))
    untouched = Board(router.grid, router.board.routes, router.board.labels, router.board.exit)
    router.run()
    for number in random.Random(1).sample(range(len(router.links)), len(router.links)):
        router.board.remove(number)
    assert router.board.owner == untouched.owner
    assert router.board.zones == {}
    assert router.board.marks == untouched.marks


def test_the_same_flow_is_drawn_alike_every_time():
    assert draw(*problem(5)) == draw(*problem(5))


@pytest.mark.parametrize(("seed", "rows"), [*((seed, None) for seed in range(18)), (100, 60), (101, 45)])
def test_random_flowcharts_have_no_fault(seed, rows):
    drawing = draw(*problem(seed, rows))
    assert verify(drawing) == ()


def test_costs_of_forbidden_sides_are_never_paid():
    router = _Router(*problem(7))
    router.run()
    for number, way in enumerate(router.board.ways):
        router.board.remove(number)
        assert router.board.cost(number, way) < NEVER
        router.board.add(number, way)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_pages_of_everything_at_once_have_no_fault(seed):
    parts = Page(seed, rows=7).parts()
    drawing = draw(*parts)
    assert verify(drawing) == ()
    assert len(drawing.arrows) == len(parts[3])


def test_two_captions_and_a_strip_are_drawn_alike_every_time():
    assert draw(*Page(9).parts()) == draw(*Page(9).parts())
