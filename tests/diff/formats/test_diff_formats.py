"""Every format tells the same report, and nothing in a file can command a terminal, a page or a machine."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sopkit.diff.formats import FORMATS, Look, renderer
from sopkit.diff.formats.github import LIMIT
from sopkit.diff.formats.markdown import LONGEST, escaped
from sopkit.diff.formats.marks import Mark, marked
from sopkit.diff.report import Report
from tests.diff.formats.conftest import HOSTILE, REASSIGNED, REWORDED, SLOWED, entry

SCHEMA = json.loads((Path(__file__).parents[3] / "schemas/diff-report.schema.json").read_text("utf-8"))
ENDINGS = {
    "text": "txt",
    "concise": "txt",
    "json": "json",
    "markdown": "md",
    "github": "txt",
    "stat": "txt",
    "name-only": "txt",
}

Golden = Callable[[str, str], None]


def load(text: str) -> Any:
    assert text.isascii()
    document = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


@pytest.mark.parametrize("form", ENDINGS)
def test_golden(ordinary: Report, plain: Look, golden: Golden, form: str) -> None:
    golden(f"{form}.{ENDINGS[form]}", renderer(form)(ordinary, plain))


def test_golden_in_colour(ordinary: Report, plain: Look, golden: Golden) -> None:
    golden("colour.txt", renderer("text")(ordinary, plain._replace(colour=True)))


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_to_say(plain: Look, form: str) -> None:
    text = renderer(form)(Report(), plain)
    assert (
        text.count("\n") == (7 if form == "json" else form in ("text", "stat", "markdown")) or form == "json"
    )


def test_every_format_is_there() -> None:
    assert all(callable(renderer(form)) for form in FORMATS)


def test_the_schema_is_one_and_wants_every_key(ordinary: Report, plain: Look) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for key in SCHEMA["$defs"]["change"]["properties"]:
        document = load(renderer("json")(ordinary, plain))
        del document["files"][1]["changes"][0][key]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_json_gives_hostile_text_back(hostile: Report, plain: Look) -> None:
    change = load(renderer("json")(hostile, plain))["files"][0]["changes"][1]
    assert change["new"] == HOSTILE


@pytest.mark.parametrize("form", ["text", "concise", "stat", "name-only", "github", "markdown"])
def test_hostile_text_steers_no_terminal(hostile: Report, plain: Look, form: str) -> None:
    text = renderer(form)(hostile, plain)
    assert all(line.isprintable() for line in text.replace("\u200b", "").splitlines())
    calm = Report((entry(*hostile.entries[0].comparison.changes),), hostile.failures)
    assert text.count("\n") == renderer(form)(calm, plain).count("\n")


def test_hostile_text_commands_no_runner(hostile: Report, plain: Look) -> None:
    lines = renderer("github")(hostile, plain).splitlines()
    assert len(lines) == 3
    for line in lines:
        command, _, data = line[2:].partition("::")
        assert re.fullmatch(r"(error|warning|notice) [^\n]*", command)
        assert "file=sop/café #1%2C 100%25%3A a | b `c.sop.yaml,line=" in line
        assert "100%250A" in data
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line)


def test_github_shows_ten_of_a_kind(plain: Look) -> None:
    lines = renderer("github")(Report((entry(*[SLOWED] * (LIMIT + 2), REWORDED),)), plain).splitlines()
    assert len(lines) == LIMIT + 4
    assert lines[-1] == "GitHub does not show 2 more changes: it shows 10 of a kind for a step"
    assert [line.split()[0] for line in lines[:-1]] == ["::warning"] * (LIMIT + 2) + ["::notice"]


MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def seen(text: str) -> str:
    """Return what a reader of the page sees, once its tags are gone."""
    from html import unescape

    return unescape(re.sub(r"<[^<>]*>", "", MARKDOWN.render(text)))


def test_hostile_text_is_no_markup(hostile: Report, plain: Look) -> None:
    text = renderer("markdown")(hostile, plain)
    page = MARKDOWN.render(text)
    assert text.count("<details>") == text.count("</details>") == 1
    assert set(re.findall(r"</?([a-z]+)", page)) <= {
        "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "details", "summary", "b", "del", "ins",
    }  # fmt: skip
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [row.count("|") for row in rows] == [5, 5, 5] + [4] * 7
    visible = seen(text)
    assert "@ketua" not in visible
    assert "#12" not in visible
    assert "[klik](https:" in visible.replace("\u200b", "")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    from sopkit.lint.formats.escape import printable

    shown = seen(f"- `~` x{escaped(text)}x").replace("\u200b", "").strip()
    assert " ".join(shown.split()) == " ".join(f"~ x{printable(text)}x".split())


@pytest.mark.parametrize("word", ["@ketua", "#12", "!12", "%2", ":smile:", "https://x.id", "www.x.id"])
def test_nobody_is_mentioned(word: str) -> None:
    assert word not in seen(f"x {escaped(word)}")


def test_a_comment_is_never_too_long(plain: Look) -> None:
    many = Report(tuple(entry(REASSIGNED, SLOWED, REWORDED) for _ in range(120)))
    text = renderer("markdown")(many, plain)
    assert len(text) <= LONGEST + 100
    assert text.count("<details>") == text.count("</details>")
    assert re.search(r"Details of \d+ more SOPs: “sopkit diff”\n$", text)


WORDS = st.lists(
    st.sampled_from(["surat", "masuk", "dalam", "pada", "buku", "agenda,", "Srikandi;", "10", "menit"]),
    max_size=12,
)


@given(WORDS, WORDS)
def test_marks_hold_both_texts(old: list[str], new: list[str]) -> None:
    pieces = marked(" ".join(old), " ".join(new))
    if pieces is not None:
        kept = [piece for piece in pieces if piece.mark is not Mark.COME]
        come = [piece for piece in pieces if piece.mark is not Mark.GONE]
        assert "".join(piece.text for piece in kept) == " ".join(old)
        assert "".join(piece.text for piece in come) == " ".join(new)


def test_marks_join_neighbouring_words() -> None:
    pieces = marked("Mencatat surat pada buku besar itu", "Mencatat surat dalam daftar besar itu")
    assert pieces is not None
    assert [(piece.mark.value, piece.text) for piece in pieces] == [
        ("kept", "Mencatat surat "),
        ("gone", "pada buku"),
        ("come", "dalam daftar"),
        ("kept", " besar itu"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15 menit", "25 menit"),
        ("", "Mencatat surat dalam buku"),
        ("Mencatat surat dalam buku", "Rapat koordinasi tim reviu"),
    ],
)
def test_texts_that_are_told_in_full(old: str, new: str) -> None:
    assert marked(old, new) is None
