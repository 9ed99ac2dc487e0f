"""Texts inside symbols: how near they come to the outline."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from sopkit.layout.geometry import Size
from sopkit.layout.inscription import CLEARANCE, CLEARANCE_OF_SMALLEST, REACH, SMALLEST, inscribe
from sopkit.layout.measure import LINE, Widths
from sopkit.model.flow import DECISION

LETTER = 0.52
"""The width of every letter, for each point of font size."""
WIDTHS = Widths(dict.fromkeys("abcdefghijklmnopqrstuvwxyz?", LETTER), {}, 0.2)


@given(
    st.lists(st.text("abcdefghijk", min_size=1, max_size=9), min_size=1, max_size=4).map(" ".join),
    st.floats(20, 52),
)
def test_a_question_keeps_clear_of_the_sides_of_its_diamond(text: str, width: float) -> None:
    diamond = Size(width, width / 2)
    found = inscribe(text, DECISION, diamond, WIDTHS)
    if found is None:
        return
    assert " ".join(found.lines) == text
    a, b = diamond.width / 2, diamond.height / 2
    for place, line in enumerate(found.lines):
        x = WIDTHS.length(line) * found.size / 2
        y = (abs(place - (len(found.lines) - 1) / 2) * LINE + REACH) * found.size
        distance = (1 - x / a - y / b) / hypot(1 / a, 1 / b)
        assert distance >= (CLEARANCE if found.size > SMALLEST else CLEARANCE_OF_SMALLEST) - 1e-9


def test_a_question_that_would_touch_the_sides_stands_outside() -> None:
    diamond = Size(52, 26)
    assert inscribe("lengkap?", DECISION, diamond, WIDTHS) is not None
    assert inscribe("jenis kegiatan?", DECISION, diamond, WIDTHS) is None
