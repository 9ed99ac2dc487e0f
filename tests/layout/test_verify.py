"""The verifier: each fault is found, and a good drawing has none."""

import pytest

from sopkit.layout.geometry import Arrow, Box, Column, Drawing, Link, Point, Row, Symbol
from sopkit.layout.verify import Kind, verify

COLUMNS = (Column("a", 0, 90), Column("b", 90, 180))
ROWS = tuple(Row(n + 1, n * 60.0, n * 60.0 + 60) for n in range(4))
SYMBOLS = (
    Symbol("s0", 1, "a", "mulai", 45, 30, 50, 26),
    Symbol("s1", 2, "a", "keputusan", 45, 90, 50, 26),
    Symbol("s2", 3, "b", "proses", 135, 150, 50, 26),
    Symbol("s3", 4, "a", "selesai", 45, 210, 50, 26),
)


def arrow(source, target, *points, label=None, box=None):
    return Arrow(source, target, label, tuple(Point(*point) for point in points), box and Box(*box))


DOWN = arrow("s0", "s1", (45, 43), (45, 77))
ASIDE = arrow("s1", "s2", (70, 90), (135, 90), (135, 137), label="ya", box=(71, 81, 16, 8))
BELOW = arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(46, 104, 16, 8))
LAST = arrow("s2", "s3", (110, 150), (100, 150), (100, 210), (70, 210))


def drawing(*arrows, symbols=SYMBOLS, unrouted=()):
    return Drawing(COLUMNS, ROWS, symbols, arrows, unrouted)


def kinds(*arrows, **more):
    return {fault.kind for fault in verify(drawing(*arrows, **more))}


def test_a_good_drawing_has_no_fault():
    assert verify(drawing(DOWN, ASIDE, BELOW, LAST)) == ()


def test_arrows_to_the_same_symbol_may_merge():
    merged = arrow("s2", "s3", (135, 163), (135, 180), (45, 180), (45, 197))
    assert verify(drawing(BELOW, merged)) == ()


@pytest.mark.parametrize(
    ("kind", "arrows"),
    [
        (Kind.THROUGH, [arrow("s0", "s3", (45, 43), (45, 197))]),
        (Kind.THROUGH, [arrow("s0", "s1", (45, 17), (45, 77))]),  # its own source
        (Kind.THROUGH, [arrow("s0", "s1", (45, 43), (45, 103))]),  # its own target
        (Kind.THROUGH, [arrow("s2", "s0", (110, 150), (30, 150), (30, 95), (30, 30))]),
        (
            Kind.OVERLAP,
            [ASIDE, arrow("s0", "s3", (70, 30), (80, 30), (80, 90), (100, 90), (100, 210), (70, 210))],
        ),
        (
            Kind.OVERLAP,
            [
                LAST,
                arrow(
                    "s0",
                    "s3",
                    (70, 30),
                    (85, 30),
                    (85, 180),
                    (100, 180),
                    (100, 150),
                    (80, 150),
                    (80, 210),
                    (70, 210),
                ),
            ],
        ),
        (
            Kind.TOUCH,
            [
                LAST,
                arrow(
                    "s0", "s2", (70, 30), (80, 30), (80, 180), (100, 180), (100, 190), (135, 190), (135, 163)
                ),
            ],
        ),
        (
            Kind.VERTEX,
            [BELOW, arrow("s1", "s2", (45, 103), (45, 150), (110, 150), label="ya", box=(20, 104, 16, 8))],
        ),
        (Kind.ENTRY, [BELOW, arrow("s2", "s1", (110, 150), (45, 150), (45, 103))]),
        (Kind.DIAGONAL, [arrow("s1", "s2", (70, 90), (110, 150))]),
        (Kind.OUTSIDE, [arrow("s0", "s3", (20, 30), (-5, 30), (-5, 210), (20, 210))]),
        (Kind.OUTSIDE, [arrow("s0", "s1", (45, 17), (45, -3), (5, -3), (5, 90), (20, 90))]),
        (Kind.HEAD, [arrow("s0", "s1", (45, 43), (45, 60))]),
        (Kind.HEAD, [arrow("s0", "s1", (70, 30), (80, 30), (80, 77), (45, 77))]),  # along the top
        (Kind.HEAD, [arrow("s0", "s1")]),
        (Kind.TAIL, [arrow("s0", "s1", (50, 43), (50, 60), (45, 60), (45, 77))]),
        (Kind.LABEL, [arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(40, 104, 16, 8))]),
        (Kind.LABEL, [arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(46, 95, 16, 8))]),
        (Kind.LABEL, [arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(170, 104, 16, 8))]),
        (Kind.LABEL, [arrow("s1", "s3", (45, 103), (45, 197), label="tidak")]),
        (Kind.LABEL, [ASIDE, arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(72, 82, 16, 8))]),
    ],
)
def test_each_fault_is_found(kind, arrows):
    assert kind in kinds(*arrows)


def test_a_symbol_outside_its_cell_is_found():
    moved = Symbol("s0", 1, "a", "mulai", 70, 30, 50, 26)
    assert kinds(symbols=(moved,)) == {Kind.CELL}


def test_a_link_without_arrow_is_found():
    assert kinds(DOWN, unrouted=(Link("s2", "s3"),)) == {Kind.MISSING}


def test_a_fault_says_whose_it_is_and_where():
    (fault,) = verify(drawing(arrow("s1", "s2", (70, 90), (110, 150))))[:1]
    assert (fault.kind, fault.ids, fault.place) == (Kind.DIAGONAL, ("s1>s2",), Point(70, 90))


def test_crossing_at_right_angles_is_no_fault():
    one = arrow("s0", "s2", (70, 30), (160, 30), (160, 110), (135, 110), (135, 137))
    two = arrow("s1", "s3", (70, 90), (175, 90), (175, 210), (70, 210))
    assert verify(drawing(one, two)) == ()
