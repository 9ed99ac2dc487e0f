import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.lint.formats.escape import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kepala Subbagian “Umum” – café 😀", "Kepala Subbagian “Umum” – café 😀"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31m\x00\x7f\x9b", r"\x1b[31m\x00\x7f\x9b"),
        ("\u202eabc\u2066\u200b\u2028\ufeff", r"\u202eabc\u2066\u200b\u2028\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("C:\\sop", "C:\\sop"),
        ("1\u00a0jam", "1\u00a0jam"),
    ],
)
def test_shows_what_is_hidden(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_is_one_line_that_stays(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert printable(shown) == shown
