"""Parallel lines are spread between the rule and the symbols."""

from itertools import pairwise

from sopkit.layout.geometry import Column, Link, Row, Size, Symbol
from sopkit.layout.router import draw
from sopkit.layout.verify import verify


def lanes(*returns, steps=7):
    """Draw one column with arrows back from step to step; return where their upright pieces stand."""
    columns = [Column("a", 0, 100)]
    rows = [Row(n + 1, n * 50, n * 50 + 50) for n in range(steps)]
    symbols = [Symbol(f"s{n}", n + 1, "a", "proses", 50, n * 50 + 25, 40, 20) for n in range(steps)]
    links = [Link(f"s{n}", f"s{n + 1}") for n in range(steps - 1)]
    drawing = draw(
        columns, rows, symbols, [*links, *(Link(f"s{a}", f"s{b}", "x", Size(4, 6)) for a, b in returns)]
    )
    assert verify(drawing) == ()
    return {
        (arrow.source, arrow.target): one.x
        for arrow in drawing.arrows
        for one, two in pairwise(arrow.points)
        if one.x == two.x != 50
    }


def test_a_single_line_stands_in_the_middle_between_rule_and_symbol():
    (place,) = lanes((3, 1)).values()
    assert place in {15, 85}


def test_of_nested_returns_on_one_side_the_inner_takes_the_inner_lane_at_equal_gaps():
    found = lanes((3, 2), (4, 1), (5, 0))
    assert found["s3", "s2"] == 20
    assert found["s5", "s0"] == 10


def test_lines_that_run_beside_each_other_are_apart_and_off_the_symbols():
    found = sorted(lanes((2, 0), (3, 1), (4, 2), (5, 3), steps=7).values())
    assert all(after == before or after - before > 3 for before, after in pairwise(found))
    assert all(x <= 30 - 3.5 or x >= 70 + 3.5 for x in found)
