"""What holds for every format."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.lint.formats import FORMATS, renderer
from sopkit.lint.formats.machine import dump, numbered
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

WRITTEN = [name for name in FORMATS if name != "text"]


class Bracketing(Translator):
    """Marks every sentence that went through it."""

    def text(self, template: str) -> str:
        return f"⟦{template}⟧"


@pytest.mark.parametrize("name", FORMATS)
def test_is_found(name: str) -> None:
    assert callable(renderer(name))


def test_unknown_format_names_the_others() -> None:
    with pytest.raises(SopkitError) as caught:
        renderer("xml")
    assert "sarif" in str(caught.value.hint)


@pytest.mark.parametrize("name", WRITTEN)
def test_same_report_same_text(name: str, ordinary: Report, english: Translator) -> None:
    text = renderer(name)(ordinary, english)
    assert text == renderer(name)(ordinary, english)
    assert text.endswith("\n")


@pytest.mark.parametrize("name", WRITTEN)
def test_words_are_translated(name: str, ordinary: Report, crashed: Report) -> None:
    reports = (ordinary,) if name == "json" else (ordinary, crashed)  # json only counts what crashed
    for report in reports:
        text = renderer(name)(report, Bracketing("en"))
        assert "⟦" in text or "\\u27e6" in text


def test_nothing_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; from sopkit.lint.formats import renderer; renderer('concise');"
        "print(sorted(m for m in sys.modules if m.startswith('sopkit.lint.formats.')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == str([f"sopkit.lint.formats.{name}" for name in ("concise", "escape", "wording")])


@given(st.text(st.characters(codec="utf-8")))
def test_json_comes_back(text: str) -> None:
    assert dump([text]).isascii()
    assert json.loads(dump([text])) == [text]


def test_half_pairs_are_replaced() -> None:
    assert json.loads(dump(["a\ud800b\udc00", "\ud83d\ude00"])) == ["a\ufffdb\ufffd", "😀"]


def test_fingerprints_are_numbered() -> None:
    assert numbered(["a", "b", "a", "a"]) == ["a", "b", "a:2", "a:3"]
