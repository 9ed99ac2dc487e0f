"""Changes to a file that touch only what they must: by example, and for generated files."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from sopkit.source.document import parse_document
from sopkit.source.edits import (
    Cut,
    Edit,
    Quote,
    Remove,
    RenameKey,
    Reorder,
    SetNull,
    SetText,
    apply_edits,
    compile_edit,
    entry_lines,
    plain_or_quoted,
)
from sopkit.source.parser import parse


def edited(text: str, edit: Edit) -> str | None:
    changes = compile_edit(parse_document("x", text.encode()), edit)
    return None if changes is None else apply_edits(text, changes)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: satu dua  # c\n", "satu tiga", "a: satu tiga  # c\n"),
        ("a: satu dua\n", "satu: dua", 'a: "satu: dua"\n'),
        ("a: satu dua\n", "satu #2", 'a: "satu #2"\n'),
        ("a: satu\n", "12", 'a: "12"\n'),
        ("a: satu\n", "no", 'a: "no"\n'),
        ("a: satu\n", "", 'a: ""\n'),
        ("a: satu\n", 'kata "dua"', 'a: kata "dua"\n'),
        ("a: 'satu dua'\n", "satu tiga", "a: 'satu tiga'\n"),
        ("a: 'satu dua'\n", "sa'tu dua", 'a: "sa\'tu dua"\n'),
        ('a: "satu dua"\n', "tiga dua", 'a: "tiga dua"\n'),
        ('a: "satu dua"\n', 'sa"tu dua', 'a: "sa\\"tu dua"\n'),
        ("a: 'it''s dua'\n", "it's tiga", "a: 'it''s tiga'\n"),
        ('a: "s\\u0061tu dua"\n', "satu tiga", 'a: "s\\u0061tu tiga"\n'),
        ("a: >-\n  satu\n  dua\n", "satu tiga", "a: >-\n  satu\n  tiga\n"),
        ("a: |\n  satu\n  dua\n", "lima\ndua\n", "a: |\n  lima\n  dua\n"),
        ("a: satu\r\n  dua\r\n", "satu tiga", "a: satu\r\n  tiga\r\n"),
        ("a: dua\n  dua\n", "dua tiga", None),  # which of the two is not known
        ("a: satu\n  dua\n", "satu du: a", None),
        ("a: satu\n", "satu", None),
        ("a: 12\n", "tiga belas", None),
    ],
)
def test_set_text(before: str, value: str, after: str | None) -> None:
    assert edited(before, SetText(("a",), value)) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: [x, satu]\n", "dua", "a: [x, dua]\n"),
        ("a: [x, satu]\n", "satu, dua", 'a: [x, "satu, dua"]\n'),
        ("a: [x, satu]\n", "[dua]", 'a: [x, "[dua]"]\n'),
        ("a: [x, satu]\n", "dua}", 'a: [x, "dua}"]\n'),
        ("a:\n  - x\n  - satu, dua\n", "satu, tiga", "a:\n  - x\n  - satu, tiga\n"),
    ],
)
def test_set_text_in_a_list(before: str, value: str, after: str) -> None:
    assert edited(before, SetText(("a", 1), value)) == after


def test_an_alias_is_not_written_over() -> None:
    assert edited("a: &x satu\nb: *x\n", SetText(("b",), "dua")) is None
    assert edited("a: &x [satu]\nb: *x\n", SetText(("b", 0), "dua")) is None
    assert edited("a: &x no\nb: *x\n", Quote(("b",))) is None
    assert edited("a: &satu satu\nb: *satu\n", SetText(("b",), "dua")) is None
    assert edited("a: &x satu\nb: *x\n", SetNull(("b",))) == "a: &x satu\nb: null\n"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a: 007  # c\n", Quote(("a",)), 'a: "007"  # c\n'),
        ("a: [no, x]\n", Quote(("a", 0)), 'a: ["no", x]\n'),
        ('a: "x"\n', Quote(("a",)), None),
        ("a: x\n", Quote(("b",)), None),
        ("a: 2022-01-01\n", SetNull(("a",)), "a: null\n"),
        ("a: [x]\n", SetNull(("a",)), None),
        ("a: x\n", SetNull(("b",)), None),
        ("abc: x\n", Cut(0, 1), "bc: x\n"),
        ("kegitan: x\n", RenameKey(("kegitan",), "kegiatan"), "kegiatan: x\n"),
        ('- {"a": x}\n', RenameKey((0, "a"), "b"), "- {b: x}\n"),
        ("a: x\nb: y\n", RenameKey(("a",), "b"), None),
        ("a: x\n", RenameKey(("a",), "b: c"), '"b: c": x\n'),
        ("{a: x}\n", RenameKey(("a",), "b,c"), '{"b,c": x}\n'),
        ("a: x\n", RenameKey(("a", "b"), "c"), None),
        ("a: x\n", RenameKey(("z",), "c"), None),
    ],
)
def test_single_places(before: str, edit: Edit, after: str | None) -> None:
    assert edited(before, edit) == after


BLOCK = "# kepala\na: 1  # satu\n\n# tentang b\nb:\n  - x\n  - y\n# tentang c\nc: 3\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        (BLOCK, ("a",), "# tentang b\nb:\n  - x\n  - y\n# tentang c\nc: 3\n"),
        (BLOCK, ("b",), "# kepala\na: 1  # satu\n\n# tentang c\nc: 3\n"),
        (BLOCK, ("c",), "# kepala\na: 1  # satu\n\n# tentang b\nb:\n  - x\n  - y\n"),
        (BLOCK, ("b", 0), BLOCK.replace("  - x\n", "")),
        (BLOCK, ("b", 1), BLOCK.replace("  - y\n", "")),
        ("a:\n- x\n- y", ("a", 1), "a:\n- x"),
        ("a:\r\n- x\r\n- y\r\n", ("a", 0), "a:\r\n- y\r\n"),
        ("a:\r\n- x\r\n- y", ("a", 1), "a:\r\n- x"),
        ("a: [x, y, z]\n", ("a", 0), "a: [y, z]\n"),
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: {x: 1, y: 2}\n", ("a", "y"), "a: {x: 1}\n"),
        ("a: {x: 1, y: 2}\n", ("a", "x"), "a: {y: 2}\n"),
        ("a: [x]\n", ("a", 0), None),
        ("a:\n- - x\n  - y\n- z\n", ("a", 0, 0), None),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "b"), None),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "c"), None),
        ("a: 1\nb: |\n  teks\n\n  lagi\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\n", ("z",), None),
        ("a: &x 1\nb: *x\n", ("a",), None),
    ],
)
def test_remove(before: str, path: tuple[str | int, ...], after: str | None) -> None:
    assert edited(before, Remove(path)) == after


@pytest.mark.parametrize(
    ("before", "path", "order", "after"),
    [
        ("a:\n  - x  # 1\n  # y\n  - y\n  - z\n", ("a",), (2, 0, 1), "a:\n  - z\n  - x  # 1\n  # y\n  - y\n"),
        ("a:\r\n- x\r\n- y\r\nb: 1\r\n", ("a",), (1, 0), "a:\r\n- y\r\n- x\r\nb: 1\r\n"),
        ("a:\n- x\n- y", ("a",), (1, 0), "a:\n- y\n- x"),
        ("a:\n- x\n- |\n  y\n- z\n", ("a",), (1, 0, 2), "a:\n- |\n  y\n- x\n- z\n"),
        ("a: [x, yy, z]\n", ("a",), (2, 1, 0), "a: [z, yy, x]\n"),
        ("a: {x: 1, y: 2}\n", ("a",), (1, 0), "a: {y: 2, x: 1}\n"),
        ("a: 1\nb: 2\nc: 3\n", (), (0, 2, 1), "a: 1\nc: 3\nb: 2\n"),
        ("p:\n  a: 1  # c\n\n  b:\n    c: 2\n", ("p",), (1, 0), "p:\n  b:\n    c: 2\n  a: 1  # c\n\n"),
        ("a: [x, y]\n", ("a",), (0, 1), None),
        ("a: [x, y]\n", ("a",), (0, 0), None),
        ("a:\n- x\n- y\n", ("a",), (0, 1), None),
        ("a: x\n", ("a",), (0,), None),
        ("a: &x 1\nb: *x\n", (), (1, 0), None),
    ],
)
def test_reorder(before: str, path: tuple[str | int, ...], order: tuple[int, ...], after: str | None) -> None:
    assert edited(before, Reorder(path, order)) == after


@given(st.text(max_size=40), st.booleans())
def test_every_text_can_be_written(value: str, in_flow: bool) -> None:
    assume(parse_document("x", value.encode("utf-8", "ignore")).problems is not None)
    assume(all(sign.isprintable() or sign in "\n\t" for sign in value))
    written = plain_or_quoted(value, in_flow)
    text = f"a: [x, {written}]\n" if in_flow else f"a: {written}\n"
    found = parse(text)
    assert not found.problems
    assert (found.data["a"][1] if in_flow else found.data["a"]) == value


words = st.text(alphabet="abc éx:#-'\"\\,[]{}&*!12 ", min_size=1, max_size=14).map(str.strip).filter(bool)
keys = st.text(alphabet="abcdefg", min_size=1, max_size=4)
items = st.one_of(
    words, st.lists(words, min_size=1, max_size=3), st.dictionaries(keys, words, min_size=1, max_size=3)
)


@st.composite
def files(draw: Any) -> tuple[str, dict[str, Any]]:
    """A file with a list or mapping `p` of at least two entries, and another key after it or not."""
    inner = draw(
        st.one_of(
            st.lists(items, min_size=2, max_size=5), st.dictionaries(keys, items, min_size=2, max_size=5)
        )
    )
    data: dict[str, Any] = {"p": inner}
    if draw(st.booleans()):
        data["z"] = draw(items)
    style = draw(st.sampled_from([None, False, True]))
    text = yaml.safe_dump(
        data,
        default_flow_style=style,
        sort_keys=False,
        allow_unicode=True,
        width=draw(st.sampled_from([20, 200])),
    )
    lines = text.splitlines(keepends=True)
    if draw(st.booleans()) and not any(sign in text for sign in "|>{[\"'"):
        lines = [
            line for old in lines for line in (["# komentar\n", old] if not old.startswith(" ") else [old])
        ]
    text = "".join(lines)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text, parse(text).data


def check(text: str, edit: Edit, expected: Any) -> None:
    after = edited(text, edit)
    if after is None:
        return
    found = parse_document("x", after.encode())
    assert not found.problems, (text, after)
    assert found.data == expected, (text, after)
    if isinstance(expected, dict):
        assert list(found.data) == list(expected)
        if isinstance(expected["p"], dict):
            assert list(found.data["p"]) == list(expected["p"])


@given(files(), st.randoms(use_true_random=False))
def test_reorder_generated(file: tuple[str, dict[str, Any]], random: Any) -> None:
    text, data = file
    order = list(range(len(data["p"])))
    random.shuffle(order)
    expected = copy.deepcopy(data)
    if isinstance(data["p"], list):
        expected["p"] = [data["p"][index] for index in order]
    else:
        entries = list(data["p"].items())
        expected["p"] = dict(entries[index] for index in order)
    check(text, Reorder(("p",), tuple(order)), expected)
    after = edited(text, Reorder(("p",), tuple(order)))
    if after is not None:
        # Nothing is lost or added: the same characters in another order.
        assert sorted(after) == sorted(text)


@given(files(), st.integers(0, 10))
def test_remove_generated(file: tuple[str, dict[str, Any]], number: int) -> None:
    text, data = file
    step = (
        list(data["p"])[number % len(data["p"])] if isinstance(data["p"], dict) else number % len(data["p"])
    )
    expected = copy.deepcopy(data)
    del expected["p"][step]
    check(text, Remove(("p", step)), expected)
    changes = compile_edit(parse_document("x", text.encode()), Remove(("p", step)))
    if changes is not None:
        (change,) = changes
        assert change.text == ""


@given(files(), st.integers(0, 30), words)
def test_set_text_generated(file: tuple[str, dict[str, Any]], number: int, value: str) -> None:
    text, data = file
    found = parse_document("x", text.encode())
    places = [path for path, old in texts(data) if isinstance(old, str)]
    assume(places)
    path = places[number % len(places)]
    expected = copy.deepcopy(data)
    holder = expected
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    check(text, SetText(path, value), expected)
    changes = compile_edit(found, SetText(path, value)) or ()
    start, end = found.span(path)
    assert all(start <= change.start and change.end <= end for change in changes)


def texts(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, child in value.items() for leaf in texts(child, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, child in enumerate(value) for leaf in texts(child, (*path, index))]
    return [(path, value)]


def test_the_lines_of_each_key_with_the_comments_above_it() -> None:
    text = "# atas\na: 1\n\n# b\nb:\n  - x  # di sini\n# di bawah\nc: |\n  teks\n# akhir\n"
    found = entry_lines(parse_document("x", text.encode()))
    assert found == {
        "a": "# atas\na: 1\n\n",
        "b": "# b\nb:\n  - x  # di sini\n",
        "c": "# di bawah\nc: |\n  teks\n# akhir\n",
    }


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "- a\n", "", "a: [\n", "teks\n"])
def test_keys_without_lines_of_their_own(text: str) -> None:
    assert entry_lines(parse_document("x", text.encode())) is None


@given(st.dictionaries(st.sampled_from("abcdef"), st.one_of(st.text(), st.lists(st.text())), min_size=1))
def test_the_lines_of_all_keys_are_the_whole_text(data: dict[str, Any]) -> None:
    document = parse_document("x", yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode())
    found = entry_lines(document)
    if found is not None:
        assert [*found] == [*data]
        assert "".join(found.values()) == document.text
