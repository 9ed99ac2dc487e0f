"""The verifier: each fault is found, and a good drawing has none."""

import pytest

from sopkit.layout.geometry import (
    Arrow,
    Box,
    Caption,
    Column,
    Drawing,
    Joint,
    Link,
    Point,
    Row,
    Size,
    Symbol,
)
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


def drawing(*arrows, symbols=SYMBOLS, joints=(), captions=(), unrouted=()):
    return Drawing(COLUMNS, ROWS, symbols, arrows, joints, captions, unrouted)


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
        (Kind.BACK, [arrow("s0", "s1", (45, 43), (45, 65), (45, 60), (45, 77))]),
        (
            Kind.BACK,
            [
                arrow(
                    "s0", "s1", (70, 30), (84, 30), (84, 50), (80, 50), (80, 30), (90, 30), (90, 90), (70, 90)
                )
            ],
        ),
        (Kind.ASTRAY, [arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(60, 104, 16, 8))]),
        (Kind.ASTRAY, [ASIDE, arrow("s1", "s3", (45, 103), (45, 197), label="tidak", box=(72, 91, 16, 8))]),
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


TRUNK = arrow("s0", "s2", (70, 30), (90, 30), (90, 60), (135, 60), (135, 137))
BRANCH = arrow(
    "s0", "s3", (70, 30), (90, 30), (90, 190), (20, 190), (20, 180), (10, 180), (10, 210), (20, 210)
)


def test_arrows_from_one_exit_may_fork():
    assert verify(drawing(TRUNK, BRANCH)) == ()


@pytest.mark.parametrize(
    ("kind", "arrows"),
    [
        # A stranger runs along the trunk of a fork, and leads to one of its ends.
        (Kind.OVERLAP, [TRUNK, BRANCH, arrow("s1", "s2", (70, 90), (80, 90), (80, 45), (90, 45), (90, 60), (135, 60), (135, 137))]),
        # Having parted, the two lie on each other again.
        (Kind.OVERLAP, [TRUNK, arrow("s0", "s3", (70, 30), (135, 30), (135, 120), (10, 120), (10, 210), (20, 210))]),
        # Another answer shares the trunk.
        (Kind.VERTEX, [arrow("s1", "s2", (70, 90), (135, 90), (135, 137), label="a", box=(71, 81, 9, 8)),
                       arrow("s1", "s3", (70, 90), (100, 90), (100, 210), (70, 210), label="b", box=(71, 91, 9, 8))]),
        # One answer leaves by two vertices.
        (Kind.VERTEX, [ASIDE, arrow("s1", "s3", (45, 103), (45, 197), label="ya")]),
        (Kind.HEAD, [arrow("s0", "s1", (70, 30), (80, 30), (80, 74), (45, 74), (45, 77))]),
    ],
)  # fmt: skip
def test_what_a_fork_or_head_may_not_do_is_found(kind, arrows):
    assert kind in kinds(*arrows)


def test_a_stranger_at_the_point_of_a_fork_is_found():
    crossing = arrow("s1", "s2", (20, 90), (5, 90), (5, 60), (135, 60), (135, 137))
    assert Kind.TOUCH in kinds(TRUNK, BRANCH, crossing)


PAIR = (
    Symbol("s4", 1, "a", "proses", 45, 30, 50, 26),
    Symbol("s5", 1, "b", "proses", 135, 30, 50, 26),
    Symbol("s6", 2, "b", "proses", 135, 90, 50, 26),
)
LINE = Joint("s4", "s5", (Point(70, 30), Point(110, 30)))


def test_an_arrow_may_cross_a_joint_line():
    across = arrow("s5", "s6", (135, 17), (135, 5), (80, 5), (80, 90), (110, 90))
    assert verify(drawing(across, symbols=PAIR, joints=(LINE,))) == ()


@pytest.mark.parametrize(
    ("joint", "arrows"),
    [
        (LINE, [arrow("s4", "s6", (70, 30), (80, 30), (80, 90), (110, 90))]),  # leaves by its side
        (LINE, [arrow("s6", "s5", (110, 90), (90, 90), (90, 30), (110, 30))]),  # ends on it
        (LINE, [arrow("s6", "s5", (110, 90), (90, 90), (90, 30), (90, 5), (135, 5), (135, 17)),
                arrow("s4", "s6", (45, 43), (45, 50), (80, 50), (80, 30), (85, 30), (85, 90), (110, 90))]),
        (Joint("s4", "s5", (Point(70, 30), Point(110, 35))), []),
        (Joint("s4", "s5", (Point(45, 17), Point(135, 17))), []),
        (Joint("s4", "s6", (Point(70, 30), Point(110, 90))), []),
        (Joint("s4", "s5", (Point(20, 30), Point(160, 30))), []),
    ],
)  # fmt: skip
def test_faults_of_joint_lines_are_found(joint, arrows):
    assert Kind.JOINT in kinds(*arrows, symbols=PAIR, joints=(joint,))


@pytest.mark.parametrize(
    "box",
    [None, Box(46, 50, 10, 8), Box(40, 50, 10, 8), Box(60, 85, 10, 8), Box(46, 104, 16, 8), Box(-2, 5, 9, 8)],
)
def test_a_caption_on_something_is_found(box):
    caption = Caption("s1", "Lengkap?", Size(10, 8), box)
    found = kinds(DOWN, ASIDE, BELOW, captions=(caption,))
    assert found == (set() if box == Box(46, 50, 10, 8) else {Kind.LABEL})


def test_a_connector_stands_in_a_strip():
    strip = Row(None, 240, 270)
    connector = Symbol("c", None, "b", "penghubung", 135, 255, 14, 14)
    page = Drawing(COLUMNS, (*ROWS, strip), (*SYMBOLS, connector), ())
    assert verify(page) == ()
    assert {fault.kind for fault in verify(Drawing(COLUMNS, ROWS, (connector,), ()))} == {Kind.CELL}
