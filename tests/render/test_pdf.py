"""The PDF as a document: what it says of itself, to readers, archives and people who can't see it."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from sopkit.render.embedded import sources
from tests.conftest import CLEAN
from tests.render.conftest import Draw

HOSTILE = "#let x = $a^2$ \\n \\ <b>x</b> [bold]y[/bold] \"kutip\" 'petik' @ref *t* _u_ `k` // a /* b */ #panic() = J"


@pytest.fixture
def pdf(draw: Draw) -> PdfReader:
    return PdfReader(io.BytesIO(draw(CLEAN)[0]))


def structure(pdf: PdfReader) -> Iterator[Any]:
    """Yield the elements of the structure tree, in reading order."""
    todo = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        element = todo.pop().get_object()
        if isinstance(element, dict):
            if "/S" in element:
                yield element
            kids = element.get("/K", [])
            kids = kids if isinstance(kids, list) else [kids]
            todo += [kid for kid in reversed(kids) if not isinstance(kid, int)]


def text(pages: list[bytes]) -> str:
    """Return the whole text of a PDF, without white space."""
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pages[0])).pages)
    return re.sub(r"\s", "", found)


def test_title_author_and_language(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Pengelolaan Surat Masuk"
    assert pdf.metadata.author == "Komisi Pemilihan Umum Kota Contoh"
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_says_that_it_is_for_archives_and_accessible(draw: Draw) -> None:
    content = draw(CLEAN)[0]
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_every_font_is_embedded(pdf: PdfReader) -> None:
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "/ToUnicode" in font


def test_tables_have_heads_and_the_title_is_a_heading(pdf: PdfReader) -> None:
    kinds = [element["/S"] for element in structure(pdf)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/THead") == 1
    assert kinds.index("/H1") < kinds.index("/THead") < kinds.index("/Figure")


def test_the_flowchart_is_told_in_words(pdf: PdfReader) -> None:
    (figure,) = [element for element in structure(pdf) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == (
        "Bagan alir prosedur. Langkah 1, Staf Subbagian Umum (mulai): Menerima surat; lanjut ke langkah 2. "
        "Langkah 2, Staf Subbagian Umum: Mencatat surat dalam buku agenda; lanjut ke langkah 3. "
        "Langkah 3, Kepala Subbagian Umum (selesai): Memberikan disposisi."
    )


def test_text_is_read_in_the_order_of_the_page(pdf: PdfReader) -> None:
    identity, table = (page.extract_text() for page in pdf.pages)
    wanted = (
        *("Nomor SOP", "001/RT.02-SOP/3576/2026", "Tanggal Pembuatan", "5 Januari 2026", "Tanggal Revisi"),
        *("Tanggal Efektif", "Disahkan oleh", "Sekretaris", "Nama SOP", "Pengelolaan Surat Masuk"),
        *("DASAR HUKUM", "KUALIFIKASI PELAKSANA", "KETERKAITAN", "PERALATAN", "PERINGATAN", "PENCATATAN"),
    )
    places = [identity.index(piece) for piece in wanted]
    assert places == sorted(places)
    places = [table.index(piece) for piece in ("Menerima surat", "10 menit", "Tanda terima", "Mencatat")]
    assert places == sorted(places)


def test_footer_names_page_number_version_and_content(pdf: PdfReader) -> None:
    footers = [page.extract_text().splitlines()[-1] for page in pdf.pages]
    assert all(
        re.search(rf"SOP 001/RT.02-SOP/3576/2026\W+versi 1\W+[0-9a-f]{{10}}\s*Halaman {n} dari 2", footer)
        for n, footer in enumerate(footers, 1)
    )


def test_the_hash_in_the_footer_is_that_of_the_content(draw: Draw) -> None:
    def digits(source: str) -> str:
        found = re.search(r"versi1\W*([0-9a-f]{10})Halaman", text(draw(source)))
        assert found
        return found[1]

    assert digits(CLEAN) == digits(CLEAN.replace("sopkit: 1", "sopkit: 1  # catatan"))
    assert digits(CLEAN) != digits(CLEAN.replace("10 menit", "11 menit"))


@pytest.mark.parametrize(
    ("status", "word"),
    [("rancangan", "RANCANGAN"), ("digantikan", "DIGANTIKAN"), ("dicabut", "DICABUT"), ("berlaku", None)],
)
def test_what_is_not_in_force_says_so_across_the_page(draw: Draw, status: str, word: str | None) -> None:
    found = text(draw(CLEAN.replace("status: rancangan", f"status: {status}")))
    words = {one for one in ("RANCANGAN", "DIGANTIKAN", "DICABUT") if one in found}
    assert words == ({word} if word else set())


def test_no_revision_is_a_dash(draw: Draw) -> None:
    assert "TanggalRevisi-TanggalEfektif" in text(draw(CLEAN))
    revised = CLEAN.replace("pembuatan: 2026-01-05", "pembuatan: 2026-01-05\n  revisi: 2026-06-16")
    assert "TanggalRevisi16Juni2026TanggalEfektif" in text(draw(revised))


def test_lists_are_numbered_only_where_there_are_several(draw: Draw) -> None:
    found = text(draw(CLEAN.replace("peralatan: [Komputer]", "peralatan: [Komputer, Pemindai]")))
    assert "1.Komputer2.Pemindai" in found
    assert "PENCATATANDANPENDATAANBukuagendasuratmasuk" in found


def test_the_source_is_attached_to_the_byte(draw: Draw) -> None:
    for source in (CLEAN, CLEAN.replace("\n", "\r\n"), "\ufeff" + CLEAN):
        (found,) = sources(draw(source, commit="a" * 40)[0], "uji.pdf")
        assert found.content == source.encode("utf-8")
        assert found.name == "uji.sop.yaml"
        assert found.commit == "a" * 40
    (found,) = sources(draw(CLEAN)[0], "uji.pdf")
    assert found.commit is None


@pytest.mark.parametrize(
    "words", [HOSTILE, "Ширина ≥ 5 ½ “kutip” – — …", "a\u200bb", "سلام", "#" * 3, "\\", "$"]
)
def test_text_is_drawn_as_it_is_written(draw: Draw, words: str) -> None:
    quoted = "'" + words.replace("'", "''") + "'"
    source = CLEAN.replace("Menerima surat\n", f"{quoted}\n").replace(
        "[Buku agenda surat masuk]", f"[{quoted}]"
    )
    found = text(draw(source))
    wanted = re.sub(r"\s", "", words)
    if words == "سلام":  # a line from right to left comes back letter by letter in the order of the page
        wanted = wanted[::-1] if wanted not in found else wanted
    assert found.replace("\u200b", "").count(wanted.replace("\u200b", "")) >= 2


def test_a_word_of_five_thousand_letters_goes_over_pages(draw: Draw) -> None:
    pages = draw(CLEAN.replace("Menerima surat\n", f"{'w' * 5000}\n"))
    assert text(pages).count("w") == 5000
    assert len(PdfReader(io.BytesIO(pages[0])).pages) > 2


def test_pages_of_every_paper(draw: Draw) -> None:
    for paper, (width, height) in {"F4": (935.43, 609.45), "A4": (841.89, 595.28)}.items():
        page = PdfReader(io.BytesIO(draw(CLEAN, paper=paper)[0])).pages[0]
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (width, height), abs=0.1
        )
    upright = PdfReader(io.BytesIO(draw(CLEAN, portrait=True)[0])).pages[0]
    assert float(upright.mediabox.width) < float(upright.mediabox.height)


def test_identity_and_table_may_share_a_page(draw: Draw) -> None:
    assert len(PdfReader(io.BytesIO(draw(CLEAN, together=True)[0])).pages) == 1
