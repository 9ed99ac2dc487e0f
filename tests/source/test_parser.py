"""Text to data and places: YAML 1.2's scalars, limits, and what is not YAML."""

import json
import math
import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopkit.source.document import Document, parse_document
from sopkit.source.parser import MAX_DEPTH, parse
from sopkit.source.scalar import reading_elsewhere, resolve


def document(text: str) -> Document:
    return parse_document("x", text.encode())


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("", None),
        ("null", None),
        ("~", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("12", 12),
        ("-3", -3),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("3.5", 3.5),
        ("1e3", 1000.0),
        ("12:30", "12:30"),
        ("2022-06-16", "2022-06-16"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("9" * 60, "9" * 60),
        ("1e999", "1e999"),
        ("0b1", "0b1"),
        ("1.2.3", "1.2.3"),
        ("Nomor 1", "Nomor 1"),
        ("012/RT.02", "012/RT.02"),
    ],
)
def test_core_schema(plain: str, value: object) -> None:
    found = parse(f"a: {plain}\n").data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("plain", "reading"),
    [
        ("yes", "bool"),
        ("OFF", "bool"),
        ("y", None),
        ("12:30", "number"),
        ("1_000", "number"),
        ("2022-06-16", "date"),
        ("2022-06-16 10:00:00", "date"),
        ("08-12", None),
        ("12.30 WIB", None),
        ("Nomor", None),
    ],
)
def test_what_other_readers_make_of_it(plain: str, reading: str | None) -> None:
    assert reading_elsewhere(plain) == reading


def test_quoted_and_block_scalars_are_text() -> None:
    text = "a: \"12\"\nb: '12'\nc: |\n  12\nd: >-\n  12\n  13\ne: !!str 12\n"
    assert parse(text).data == {"a": "12", "b": "12", "c": "12\n", "d": "12 13", "e": "12"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_ten_thousand_levels(opening: str) -> None:
    result = parse(opening * 10_000)
    assert [problem.code for problem in result.problems] in (["YM004"], ["YM001"])
    assert result.data is None


@pytest.mark.parametrize("levels", [MAX_DEPTH, MAX_DEPTH + 1])
def test_depth_is_exact(levels: int) -> None:
    inner = levels - 1  # the mapping of the file is a level too
    result = parse(f"a: {'[' * inner}{']' * inner}\n")
    assert bool(result.problems) is (levels > MAX_DEPTH)


def test_billion_laughs() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    (problem,) = parse("\n".join(lines)).problems
    assert problem.code == "YM004"
    assert "aliases" in str(problem.message)


def test_anchors_and_aliases() -> None:
    result = parse("a: &a [1, {b: c}]\nd: *a\ne: &k k\n*k : 2\n")
    assert result.problems[0].code == "YM004"  # an alias as a key
    result = parse("a: &a [1, {b: c}]\nd: *a\n")
    assert result.data == {"a": [1, {"b": "c"}], "d": [1, {"b": "c"}]}
    assert not result.problems


def test_anchor_inside_itself() -> None:
    assert [problem.code for problem in parse("a: &a [*a]\n").problems] == ["YM001"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: 1\na: 2\n", ["YM002"]),
        ("x: &x {a: 1}\ny:\n  <<: *x\n", ["YM004"]),
        ("'<<': 1\n", []),
        ("a: !penting 1\n", ["YM004"]),
        ("a: !!int 1\n", ["YM004"]),
        ("a: ! b\n", []),
        ("a: !!map {b: c}\n", []),
        ("? [a]\n: b\n", ["YM004"]),
        ("? {a: b}\n: c\n", ["YM004"]),
        ("? a\n: b\n", []),
        ("a: b\n---\nc: d\n", ["YM004"]),
        ("a: b\n...\n---\n- c\n", ["YM004"]),
        ("a: b\n---\nc: [\n", ["YM004", "YM001"]),
        ("%YAML 1.2\n---\na: b\n...\n", []),
        ("- a\n", ["YM004"]),
        ("Surat Masuk\n", ["YM004"]),
        ("judul:Surat\nunit: a\n", ["YM001"]),
    ],
)
def test_faults_of_form(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in parse(text).problems] == codes


def test_second_key_keeps_the_first_value_and_names_its_place() -> None:
    result = parse("a: 1\nb: 2\na: 3\n")
    assert result.data == {"a": 1, "b": 2}
    assert result.problems[0].related == ((0, 1),)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("judul: Surat: Masuk\n", ":"),
        ('a: "b\nc: d\ne: f\n', '"'),
        ("a: 'b\nc: d\n", "'"),
        ("a:\n\tb: c\n", "\t"),
        ("a:\n  - b: c\n\td: e\n", "\t"),
        ("a:\n  b: c\n   d: e\n", "d"),
        ("a: 1\nbukan kunci\nc: 2\n", "bukan kunci"),
        ("a:b\nc: d\n", ":"),
        ("a:b\r\nc: d\r\n", ":"),
        ("a: [b, c\nd: e\n", "["),
        ("a: {b: c\n", "{"),
        ("a: [b, c}\n", "}"),
        ('a: "b" c d\n', "c d"),
        ("a: @b\n", "@"),
        ("a: - b\n", "-"),
        ('a: "\\s"\n', "\\"),
        ("  a: b\nc: d\n", "c: d"),
        ("é: 😀\na: b: c\n", ":"),
    ],
)
def test_place_of_what_is_not_yaml(text: str, piece: str) -> None:
    (problem,) = parse(text).problems
    assert problem.code == "YM001"
    assert problem.span is not None
    assert text[slice(*problem.span)] == piece


@given(st.text(max_size=120))
def test_text_never_raises(text: str) -> None:
    result = parse(text)
    assert result.problems or isinstance(result.data, dict)


@given(st.text(alphabet="ab: -[]{}\"'\n#&*!|>%@`,?\\\t~0", max_size=60))
def test_yaml_like_text_never_raises_and_agrees(text: str) -> None:
    """What we read without complaint, PyYAML reads with the same structure."""
    found = document(text)
    for problem in found.problems:
        start, end = problem.span or (0, 0)
        assert 0 <= start <= end <= len(found.text)
    if not found.problems:
        assert shape(yaml.load(text, yaml.CBaseLoader)) == shape(as_text(found))


def as_text(found: Document) -> object:
    """Return the data with every scalar as BaseLoader has it, text."""

    def visit(value: object, path: tuple[str | int, ...]) -> object:
        if isinstance(value, dict):
            return {key: visit(child, (*path, key)) for key, child in value.items()}
        if isinstance(value, list):
            return [visit(child, (*path, index)) for index, child in enumerate(value)]
        return value

    return visit(found.data, ())


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(child) for key, child in value.items()}
    if isinstance(value, list):
        return [shape(child) for child in value]
    return "."


words = st.text(
    alphabet=string.ascii_letters + string.digits + " éü😀:#-'\"\\,[]{}&*!|>%@`\n\t~.", max_size=12
)
scalars = st.one_of(
    words, st.integers(-(10**6), 10**6), st.booleans(), st.none(), st.floats(-1000, 1000, allow_nan=False)
)
keys = st.text(alphabet=string.ascii_lowercase + "é: -#", min_size=1, max_size=8).filter(
    lambda key: key != "<<"
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(keys, trees, min_size=1, max_size=4),
    st.sampled_from([None, True, False]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(20, 100),
)
def test_dumped_data_are_read_back(
    data: dict[str, object], flow: bool | None, line_break: str, width: int
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, width=width, sort_keys=False)
    found = document(text.replace("\n", line_break))
    assert not found.problems
    same(found.data, data)
    for path, value in leaves(found.data):
        node = found.node(path)
        assert node is not None
        raw = found.text[slice(*found.span(path))]
        if node.style in ("|", ">"):
            continue
        if raw and "\n" not in raw and not raw.startswith("*"):
            again = parse(f"a: {raw}\n").data["a"] if node.style else resolve(raw)
            assert again == value
            line, column = found.position(node.start)
            assert found.line(line)[column - 1 :].startswith(raw)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict):
        return [leaf for key, child in value.items() for leaf in leaves(child, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, child in enumerate(value) for leaf in leaves(child, (*path, index))]
    return [(path, value)]


def same(found: object, written: object) -> None:
    """Compare what was read with what was dumped, whose plain scalars are those of YAML 1.1."""
    if isinstance(written, dict):
        assert isinstance(found, dict)
        assert list(found) == list(written)
        for key in written:
            same(found[key], written[key])
    elif isinstance(written, list):
        assert isinstance(found, list)
        assert len(found) == len(written)
        for left, right in zip(found, written, strict=True):
            same(left, right)
    elif isinstance(written, float):
        assert math.isclose(float(found), written)  # type: ignore[arg-type]
    else:
        # A text that YAML 1.1 takes for text, and 1.2 for a number: 08.
        assert found == written or (isinstance(written, str) and resolve(written) == found), json.dumps(
            written
        )
