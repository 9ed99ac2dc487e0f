"""Markdown in the explanation of a book: what is set, and what is refused by name and line."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.layout.measure import SOFT_BREAK
from sopkit.project.config import BookConfig, Config
from sopkit.project.discovery import Root
from sopkit.render.book.blocks import Block
from sopkit.render.book.draw import draw_book, plan_book
from sopkit.render.book.markdown import markdown_blocks
from sopkit.render.book.plan import part_of
from sopkit.render.book.recipe import Recipe
from sopkit.render.draw import lay_out_subject
from sopkit.render.options import Options
from sopkit.render.subject import Project, parse_subject
from tests.conftest import CLEAN, CLEAN_NAME

PROJECT = Project(Root(Path(), None), Config())

TEXT = """\
# Ruang Lingkup

Karena **beban *kerja*** meningkat,
lihat [JDIH](https://jdih.kpu.go.id)
dan <https://kpu.go.id>.

### Rincian

3. #set text(red) $x^2$ `kode`
4. dua
   - a\\*b
"""


def said(blocks: list[Block]) -> str:
    """Return all text of `blocks`."""
    found = ""
    for block in blocks:
        found += "".join(text for text, _ in block.get("runs", ())) + "\n"
        found += "".join(said(item) for item in block.get("items", ()))
    return found.replace(SOFT_BREAK, "")


def test_headings_paragraphs_lists_and_emphasis() -> None:
    first, text, second, numbered = markdown_blocks(TEXT, "p.md")
    assert (first["kind"], first["level"]) == ("heading", 2)
    assert second["level"] == 3, "no level is skipped"
    assert [tuple(run) for run in text["runs"][:4]] == [
        ("Karena ", ""),
        ("beban ", "b"),
        ("kerja", "bi"),
        (" meningkat,", ""),
    ]
    assert said([text]).strip() == (
        "Karena beban kerja meningkat, lihat JDIH (https://jdih.kpu.go.id) dan https://kpu.go.id."
    )
    assert (numbered["ordered"], numbered["start"]) == (True, 3)
    assert said(numbered["items"][0]).strip() == "#set text(red) $x^2$ kode"
    assert said(numbered["items"][1]).split() == ["dua", "a*b"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", 3, "a table"),
        ("satu\ndua ![logo](logo.png)\n", 2, "a picture"),
        ("<div>x</div>\n", 1, "HTML"),
        ("a\n\nb\nc <b>x</b>\n", 4, "HTML"),
        ("<!-- catatan -->\n", 1, "HTML"),
        ("> kutipan\n", 1, "a quotation"),
        ("a\n\n    kode\n", 3, "a block of code"),
        ("```\nkode\n```\n", 1, "a block of code"),
        ("a\n\n---\n", 3, "a line across the page"),
        ("a\n\n#\n", 3, "a heading without words"),
        ("# **&#8203;**\n", 1, "a heading without words"),
        ("[]()\n===\n", 1, "a heading without words"),
        ("- a\n- # judul\n", 2, "a heading in a list"),
        ("- - - - - - - x\n", 1, "a list so deep in others"),
        ("- " * 3000 + "x\n", 1, "a list so deep in others"),
    ],
)
def test_what_is_not_set_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(SopkitError) as caught:
        markdown_blocks(text, "p.md")
    assert str(caught.value).startswith(f"p.md:{line}: {what}")
    assert caught.value.hint is not None


@given(st.text(alphabet=st.sampled_from("ab1*_#->`[]()!<&|\\ \n\t."), max_size=60))
def test_any_text_is_set_or_refused(text: str) -> None:
    try:
        blocks = markdown_blocks(text, "p.md")
    except SopkitError:
        return
    levels = [1, *(block["level"] for block in blocks if block["kind"] == "heading")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1*_#-`[]()\u200b&; \n."), min_size=1, max_size=60))
@example("a\n\n1. \n2. # b\n")
@example("- \n- -\n\n[]()\n")
@example("# a\n\n###### b *c*\n\n999999999. d\n")
@example("## &#8203;a\n\n&#8203;\n\n\\\na\n")
def test_what_is_let_through_can_be_set(text: str) -> None:
    try:
        blocks = tuple(markdown_blocks(text, "p.md"))
    except SopkitError:
        return
    recipe = Recipe("A", (), "", BookConfig(), blocks)
    subject = parse_subject(CLEAN.encode(), Path(CLEAN_NAME), PROJECT)
    part = part_of(lay_out_subject(subject, Options()), None)
    book = draw_book(plan_book([part], recipe, PROJECT), recipe, PROJECT, 0)
    assert book.startswith(b"%PDF")


@given(st.lists(st.from_regex(r"[a-z]{1,40}", fullmatch=True), min_size=1, max_size=20))
def test_no_word_is_lost(words: list[str]) -> None:
    assert said(markdown_blocks("\n".join(words), "p.md")).split() == words
