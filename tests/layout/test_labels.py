"""The places of labels."""

from sopkit.layout.geometry import Box, Point, Size
from sopkit.layout.labels import place_labels

FRAME = Box(0, 0, 200, 200)
LABEL = Size(16, 8)
LEVEL = (Point(50, 50), Point(150, 50))


def test_a_label_stands_above_a_level_exit():
    assert place_labels([LEVEL], [LABEL], [], FRAME) == [Box(51, 41, 16, 8)]


def test_a_label_moves_out_of_the_way_of_an_arrow():
    other = (Point(60, 0), Point(60, 48))
    assert place_labels([LEVEL, other], [LABEL, None], [], FRAME) == [Box(51, 51, 16, 8), None]


def test_two_labels_never_share_a_place():
    one, two = place_labels([LEVEL, LEVEL], [LABEL, LABEL], [], FRAME)
    assert one != two


def test_a_label_stands_beside_the_second_leg_of_a_short_exit():
    way = (Point(50, 50), Point(58, 50), Point(58, 120))
    walls = [Box(30, 30, 45, 19), Box(30, 50.5, 27, 9)]
    (box,) = place_labels([way], [LABEL], walls, FRAME)
    assert box is not None
    assert box.x > 58


def test_a_label_without_room_has_no_place():
    assert place_labels([LEVEL], [LABEL], [Box(0, 0, 200, 200)], FRAME) == [None]
