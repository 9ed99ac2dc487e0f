"""From a path to text: every way in which a file may refuse, and none of them raises."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.source.document import Document, load_document, parse_document
from sopkit.source.reader import MAX_BYTES


def only(document: Document) -> tuple[str, str, tuple[int, int] | None]:
    (problem,) = document.problems
    return problem.code, str(problem.message), problem.span


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\r\n \n", "the file is empty"),
        (b"# hanya komentar\n", "the file is empty"),
        (b"---\n", "the file is empty"),
        (b"PK\x03\x04\x00\x00docx", "binary"),
        ("judul: Surat\n".encode("utf-16-le"), "binary"),
        ("judul: Surat\n".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + "judul: Surat\n".encode("utf-16-be"), "UTF-16"),
        (b"a" * (2 * MAX_BYTES), "larger than 1 MiB"),
    ],
)
def test_what_is_no_sop_is_told_once(content: bytes, says: str) -> None:
    code, message, span = only(parse_document("x", content))
    assert code == "YM004"
    assert says in message
    assert span == (0, 0)


def test_latin_1_points_at_the_byte() -> None:
    document = parse_document("x", "unit: Café\njudul: é\n".encode("latin-1"))
    code, message, span = only(document)
    assert (code, span) == ("YM004", (9, 10))
    assert "0xE9" in message
    assert document.position(9) == (1, 10)


def test_characters_before_the_wrong_byte_are_counted_as_characters() -> None:
    code, _, span = only(parse_document("x", "judul: é😀 ".encode() + b"\xff\n"))
    assert (code, span) == ("YM004", (10, 11))


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    document = parse_document("x", b"\xef\xbb\xbfjudul: Surat\n")
    assert document.has_bom
    assert document.data == {"judul": "Surat"}
    assert document.text == "judul: Surat\n"


@pytest.mark.parametrize("size", [MAX_BYTES, MAX_BYTES + 1])
def test_limit_is_exact(size: int) -> None:
    content = b"a: b\n#".ljust(size, b"x")
    assert bool(parse_document("x", content).problems) is (size > MAX_BYTES)


def test_control_character_ends_the_reading() -> None:
    assert only(parse_document("x", b"judul: a\x07b\n")) == (
        "YM001",
        "an invisible control character, U+0007",
        (8, 9),
    )


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u2066", "\u061c"])
def test_direction_marks_are_told_and_the_rest_is_read(sign: str) -> None:
    document = parse_document("x", f"judul: a{sign}b\n".encode())
    assert only(document)[::2] == ("YM004", (8, 9))
    assert document.data == {"judul": f"a{sign}b"}


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_hidden_line_breaks_are_told(sign: str) -> None:
    assert only(parse_document("x", f"judul: a{sign}b\n".encode()))[::2] == ("YM004", (8, 9))


def test_folder(tmp_path: Path) -> None:
    assert "folder" in only(load_document(tmp_path))[1]


def test_vanished_file(tmp_path: Path) -> None:
    assert "no longer there" in only(load_document(tmp_path / "a.sop.yaml"))[1]


def test_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "a.sop.yaml"
    try:
        link.symlink_to(tmp_path / "tiada.sop.yaml")
    except OSError:
        pytest.skip("links need a right that is missing here")
    assert "link" in only(load_document(link))[1]


def test_file_that_is_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    assert only(load_document(tmp_path / "a" / "b.sop.yaml"))[0] == "YM004"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    file = tmp_path / "a.sop.yaml"
    file.write_text("judul: a\n", encoding="utf-8")
    file.chmod(0)
    assert "permission" in only(load_document(file))[1]


def test_name_in_messages(tmp_path: Path) -> None:
    (tmp_path / "a.sop.yaml").write_text("judul: a\n", encoding="utf-8")
    assert load_document(tmp_path / "a.sop.yaml", "x/a.sop.yaml").name == "x/a.sop.yaml"


@given(st.binary(max_size=200))
def test_bytes_never_raise(content: bytes) -> None:
    document = parse_document("x", content)
    assert document.problems or isinstance(document.data, dict)
    for problem in document.problems:
        start, end = problem.span or document.span(problem.path, problem.role)
        assert 0 <= start <= end <= len(document.text)
