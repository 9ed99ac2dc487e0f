"""The places of labels."""

from sopkit.layout.geometry import Box, Point, Size
from sopkit.layout.labels import Diamond, Places, caption_spots, label_spots, place_labels

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


def test_a_label_without_room_beside_the_vertex_stands_on_the_shoulder_of_the_diamond():
    diamond = Diamond(10, 40, 48, 24)
    way = (Point(10, 52), Point(4, 52), Point(4, 200))
    box = Places([], [diamond], FRAME).put(label_spots(way, LABEL, diamond))
    assert box is not None
    assert box.x < 10 < box.x + box.width
    assert not diamond.meets(box)


def test_a_caption_stays_in_its_cell_where_it_can():
    cell = Box(50, 50, 90, 60)
    spots = caption_spots(Box(70, 68, 50, 25), Size(20, 8), cell)
    assert cell.x <= spots[0].x
    assert spots[0].x + spots[0].width <= cell.x + cell.width
    assert all(spot.y + 8 <= 68 or spot.y >= 93 or spot.x >= 120 or spot.x + 20 <= 70 for spot in spots)
