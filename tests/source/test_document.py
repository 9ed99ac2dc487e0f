"""Places: lines and columns as an editor counts them, spans of keys and values, pieces of texts."""

import pytest

from sopkit.source.comments import suppressions
from sopkit.source.document import Document, parse_document
from sopkit.source.problem import Path, Role


def document(text: str) -> Document:
    return parse_document("x", text.encode())


def shown(text: str, path: Path, role: Role = "value") -> str:
    found = document(text)
    return found.text[slice(*found.span(path, role))]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_and_columns(line_break: str) -> None:
    found = document(line_break.join(["# é", "judul: Café 😀 surat", "unit: Umum", ""]))
    assert found.data == {"judul": "Café 😀 surat", "unit": "Umum"}
    start, end = found.span(("unit",))
    assert found.position(start) == (3, 7)
    assert found.position(end) == (3, 11)
    assert found.line(2) == "judul: Café 😀 surat"
    start, _ = found.piece(("judul",), "surat")
    assert found.position(start) == (2, 15)


def test_text_without_a_final_line_break() -> None:
    found = document("judul: a")
    assert found.line(1) == "judul: a"
    assert found.position(8) == (1, 9)


@pytest.mark.parametrize(
    ("path", "role", "text"),
    [
        (("a",), "key", "a"),
        (("a",), "value", "{b: c, d: [e, f]}"),
        (("a",), "entry", "a: {b: c, d: [e, f]}"),
        (("a", "d", 1), "value", "f"),
        (("g",), "value", "- h\n  - i: j\n    k: l"),
        (("g", 1), "value", "i: j\n    k: l"),
        (("g", 1, "k"), "entry", "k: l"),
        (("m",), "value", "|\n  n\n  o\n"),
        (("p",), "value", ""),
        (("p",), "entry", "p:"),
    ],
)
def test_spans(path: Path, role: Role, text: str) -> None:
    source = "a: {b: c, d: [e, f]}  # komentar\ng:\n  - h\n  - i: j\n    k: l\n\n# lagi\nm: |\n  n\n  o\np:\n"
    assert shown(source, path, role).rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("tanggal", "revisi"), "tanggal"),
        (("langkah", 0, "pelaksana"), "kegiatan: Menerima"),
        (("langkah", 5), "langkah"),
        (("nomor",), "tanggal:"),
    ],
)
def test_what_is_missing_is_shown_around(path: Path, text: str) -> None:
    source = "tanggal:\n  pembuatan: 2022-06-16\nlangkah:\n  - kegiatan: Menerima\n    id: a\n"
    assert shown(source, path) == text


def test_a_file_without_structure() -> None:
    assert document("").span(("a", 0)) == (0, 0)


@pytest.mark.parametrize(
    ("source", "piece", "at", "found"),
    [
        ("a: satu dua dua\n", "dua", 5, (8, 11)),
        ("a: satu dua dua\n", "dua", 9, (12, 15)),
        ('a: "satu dua"\n', "dua", 5, (9, 12)),
        ("a: 'satu dua'\n", "dua", 5, (9, 12)),
        ('a: "\\u0041 dua"\n', "dua", 2, (11, 14)),  # an escape before it: searched for
        ("a: 'it''s dua'\n", "dua", 5, (10, 13)),
        ("a: >-\n  satu\n  dua tiga\n", "dua", 5, (15, 18)),
        ("a: satu\n  dua\n  tiga\n", "satu dua", 0, (3, 13)),
        ("a: |\n  satu\n  dua\n", "dua", 5, (14, 17)),
        ('a: "\\x64ua"\n', "dua", 0, (3, 11)),  # only there as an escape: all of it
        ("a: satu\n", "lima", 0, (3, 7)),
    ],
)
def test_pieces(source: str, piece: str, at: int, found: tuple[int, int]) -> None:
    assert document(source).piece(("a",), piece, at) == found


def test_piece_that_is_repeated_in_a_folded_text() -> None:
    found = document("a: >-\n  dua satu\n  dua\n")
    value = found.data["a"]
    start, end = found.piece(("a",), "dua", value.rindex("dua"))
    assert found.position(start) == (3, 3)
    assert found.text[start:end] == "dua"


def test_suppressions() -> None:
    found = suppressions(
        document(
            "# sopkit: ignore-file[DF]\r\n"
            'judul: "# sopkit: ignore[ID003]"  # sopkit:ignore[LK003, ejaan] sebab\r\n'
            "# sopkit: ignore[LK001]\r\n"
            "# penjelasan\r\n"
            "unit: Umum # sopkit: ignore\r\n"
        )
    )
    assert [([rule for rule, _ in comment.rules], comment.line) for comment in found] == [
        (["DF"], None),
        (["LK003", "ejaan"], 2),
        (["LK001"], 5),
        ([], 5),
    ]
