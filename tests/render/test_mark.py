"""sopkit writes over what it made, and over nothing else, whatever the words in it."""

import json
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from sopkit import __version__
from sopkit.render.mark import MARK, is_ours, marked
from tests.conftest import CLEAN_NAME, Run
from tests.render.test_embedded import appended, lay_over, sign

WORDS = MARK + b" " + __version__.encode()
IHDR = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17)
IDAT = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((), "a.pdf"),
        ((), "a.json"),
        (("--view", "flowchart"), "a.svg"),
        (("--view", "flowchart"), "a.dot"),
        (("--view", "flowchart"), "a.png"),
        (("--view", "flowchart"), "a.pdf"),
    ],
)
def test_what_it_drew_is_drawn_again(office: Path, run: Run, arguments: tuple[str, ...], name: str) -> None:
    for text in ("10 menit", "11 menit"):
        file = office / CLEAN_NAME
        file.write_text(file.read_text(encoding="utf-8").replace("10 menit", text), encoding="utf-8")
        assert run("render", CLEAN_NAME, "-o", name, *arguments).status == 0
    assert is_ours((office / name).read_bytes())


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_pages_of_the_table_are_known_too(office: Path, run: Run, form: str) -> None:
    assert run("render", CLEAN_NAME, "--format", form).status == 0
    pages = [*office.glob(f"*.{form}")]
    assert pages
    assert all(is_ours(page.read_bytes()) for page in pages)


@pytest.mark.parametrize("change", [sign, lay_over])
def test_a_signed_pdf_is_not_written_over(office: Path, run: Run, change: object) -> None:
    run("render", CLEAN_NAME, "-o", "a.pdf")
    signed = appended((office / "a.pdf").read_bytes(), change)  # type: ignore[arg-type]
    (office / "a.pdf").write_bytes(signed)
    status, _, err = run("render", CLEAN_NAME, "-o", "a.pdf")
    assert status == 2
    assert "exists, and " in err
    assert (office / "a.pdf").read_bytes() == signed
    assert run("render", CLEAN_NAME, "-o", "a.pdf", "--force").status == 0


def test_a_pdf_that_was_signed_and_written_anew_is_not_written_over(office: Path, run: Run) -> None:
    run("render", CLEAN_NAME, "-o", "a.pdf")
    writer = PdfWriter(clone_from=office / "a.pdf")
    sign(writer)
    writer.write(office / "a.pdf")
    signed = (office / "a.pdf").read_bytes()
    assert "“a.pdf” exists, and was signed" in run("render", CLEAN_NAME, "-o", "a.pdf").err
    assert (office / "a.pdf").read_bytes() == signed


FOREIGN = {
    "text": b"Catatan: " + WORDS + b"\n",
    "words alone": WORDS,
    "svg": b"<svg><text/><!-- " + WORDS + b" --></svg>",
    "svg with its words": b"<svg><text>" + WORDS + b"</text></svg>",
    "html": b"<html><!-- " + WORDS + b" --></html>",
    "dot": b"digraph {}\n// " + WORDS + b"\n",
    "json": b'{"a": 1, "generator": "sopkit"}',
    "json of another": b'{"generator": "sopkitten"}',
    "png": IHDR + IDAT + WORDS,
    "pdf": b"%PDF-1.7\n% " + WORDS + b"\n%%EOF",
    "pdf with the words in a page": b"%PDF-1.7\nBT (" + WORDS + b") Tj ET\nstartxref\n0\n%%EOF",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_only_speaks_of_it_is_not_ours(name: str) -> None:
    assert not is_ours(FOREIGN[name])


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_the_mark_stands_in_its_place_only(content: bytes, before: bytes) -> None:
    assert is_ours(marked(IHDR + content, "png"))
    assert is_ours(marked(content, "dot"))
    assert is_ours(marked(b"<svg>" + content, "svg"))
    assert is_ours(json.dumps({"generator": "sopkit"}).encode())
    assert not is_ours(b"x" + before + marked(content, "dot"))
