"""The Indonesian catalogue is complete, and says the same things with the same blanks."""

import re
import string
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import sopkit
from sopkit.locale.message import message
from sopkit.locale.translator import Translator, choose_language

CATALOGUE = Path(sopkit.__file__).parent / "locale/id/LC_MESSAGES/sopkit.po"


def entries() -> list[Any]:
    with CATALOGUE.open("rb") as stream:
        return [entry for entry in read_po(stream, locale="id") if entry.id]


def forms(words: Any) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else (words,)


def blanks(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None} - {"n"}


def test_every_message_is_translated() -> None:
    assert [entry.id for entry in entries() if not all(forms(entry.string))] == []
    assert not any(entry.fuzzy for entry in entries())


def test_blanks_are_kept() -> None:
    for entry in entries():
        if re.search(r"\{[^{}]*[^\w{}][^{}]*\}", forms(entry.id)[0]):
            continue  # braces of YAML or of the parser, which no one fills in
        for words in forms(entry.string):
            assert blanks(words) == blanks(forms(entry.id)[-1]), entry.id


def test_numbers_have_one_form_in_indonesian() -> None:
    words = Translator("id")
    one = words.count("1 error", "{n} errors", 1)
    assert one.startswith("1 ")
    assert words.count("1 error", "{n} errors", 5) == one.replace("1", "5")
    assert Translator("en").count("1 error", "{n} errors", 1) == "1 error"


def test_a_message_within_a_message_is_translated_too() -> None:
    inner = message("a number")
    assert (
        Translator("id").render(message("{left} or {right}", left=inner, right=inner))
        != "a number or a number"
    )


@pytest.mark.parametrize(
    ("option", "environment", "configured", "expected"),
    [
        ("en", {"SOPKIT_LANG": "id"}, "id", "en"),
        (None, {"SOPKIT_LANG": "en", "LANG": "id_ID"}, "id", "en"),
        (None, {"LANG": "en_GB.UTF-8"}, "id", "id"),
        (None, {"LANG": "en_GB.UTF-8"}, None, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "id"),
        (None, {"LC_ALL": "C", "LANG": "en_US"}, None, "id"),
        (None, {}, None, "id"),
    ],
)
def test_choice_of_language(
    option: str | None, environment: dict[str, str], configured: str | None, expected: str
) -> None:
    assert choose_language(option, environment, configured) == expected
