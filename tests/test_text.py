"""Texts that become names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.text import file_stem, tidy


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Pengelolaan Surat Masuk", "pengelolaan-surat-masuk"),
        ("../x", "x"),
        ("CON", "sop-con"),
        ("com1", "sop-com1"),
        ("Konsep", "konsep"),
        ("con 1", "con-1"),
        ("Penyusunan é", "penyusunan-e"),
        ("2022", None),
        ("🎉", None),
        ("", None),
        ("x" * 300, "x" * 150),
    ],
)
def test_a_name_for_a_file(text: str, stem: str | None) -> None:
    assert file_stem(text) == stem


@given(st.text())
def test_a_name_is_safe_everywhere(text: str) -> None:
    stem = file_stem(text)
    if stem is not None:
        assert stem.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""
        assert 0 < len(stem) <= 150


@given(st.text())
def test_a_tidy_text_can_be_written_to_a_file(text: str) -> None:
    found = tidy(text)
    assert found.encode("utf-8").decode("utf-8") == found
    assert not set(found) & set("\r\n\t\x00\x1b")
    assert tidy(found) == found


def test_tidy_keeps_words_apart() -> None:
    assert tidy("  Pengelolaan\n\tSurat \udcff Masuk\x07 ") == "Pengelolaan Surat Masuk"
