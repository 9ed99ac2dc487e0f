"""The redline: the new page, with words and shapes that tell what was there before."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from sopkit.diff.compare import compare
from sopkit.diff.redline import redline
from sopkit.layout.chart import Chart, Mark, make_chart
from sopkit.layout.check import check_layout
from sopkit.layout.paper import POINTS_PER_MM
from sopkit.model.duration import Calendar
from sopkit.project.discovery import Root
from sopkit.render.draw import Sheets, draw_pages, typesetter
from sopkit.render.options import Options
from sopkit.render.subject import Subject, load_project, parse_subject
from sopkit.render.typesetter import TypstMeasurer
from tests.conftest import CLEAN

ADDED = CLEAN.replace(
    "  - id: telaah",
    "  - id: pindai\n    kegiatan: Memindai surat\n    pelaksana: staf\n"
    "    mutu_baku: {kelengkapan: [Surat], waktu: 2 menit, output: [Berkas digital]}\n  - id: telaah",
)


def drawn(old: str, new: str, folder: Path) -> Sheets:
    """Draw the redline of two texts, and hold it to the verifier."""

    def read(text: str) -> Subject:
        return parse_subject(text.encode(), folder / "uji.sop.yaml", load_project(Root(folder)))

    before, now = read(old), read(new)
    comparison = compare(before.sop, now.sop, old_name="a", new_name="b", calendar=Calendar())
    sheets = redline(before.sop, now, comparison, Options())
    measurer = TypstMeasurer(typesetter(None), sheets.layout.sheet)
    assert check_layout(sheets.layout, measurer, sheets.subject.sop, chart_of(sheets)) == ()
    return sheets


def chart_of(sheets: Sheets) -> Chart:
    """Return the chart of the new version, with the ghosts that are drawn: what they are is tested below."""
    chart = make_chart(sheets.subject.sop, sheets.subject.flow)
    ghosts = [
        Mark(symbol.id, symbol.step, symbol.executor, symbol.kind, 0)
        for page in sheets.layout.pages
        for symbol in page.drawing.symbols
        if symbol.step is not None and symbol.step < 0
    ]
    return replace(chart, marks=(*chart.marks, *ghosts))


def test_the_tag_of_a_row_stands_where_every_printer_prints(tmp_path: Path) -> None:
    lefts: list[float] = []
    for old, new in ((CLEAN, ADDED), (ADDED, CLEAN)):
        content = draw_pages(drawn(old, new, tmp_path), Options(), None, None)[0]

        def note(text: str, page: list[float], own: list[float], *_: object) -> None:
            if "BARU" in text or "HAPUS" in text:
                lefts.append(own[4] * page[0] + own[5] * page[2] + page[4])

        PdfReader(io.BytesIO(content)).pages[1].extract_text(visitor_text=note)
    assert len(lefts) == 2
    assert min(lefts) - 6.5 > 5 * POINTS_PER_MM, "its letters rise from here to the left"


def words(sheets: Sheets) -> str:
    pages = PdfReader(io.BytesIO(draw_pages(sheets, Options(), None, None)[0])).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_a_new_row_is_marked_and_named(tmp_path: Path) -> None:
    sheets = drawn(CLEAN, ADDED, tmp_path)
    assert sheets.marks.rows == {3: "baru"}
    assert sheets.marks.symbols == {"pindai": "baru"}
    assert sheets.marks.arrows == {("catat", "pindai"): "baru", ("pindai", "telaah"): "baru"}
    assert "+BARU" in words(sheets)


def test_a_row_that_went_is_a_ghost_in_its_place(tmp_path: Path) -> None:
    sheets = drawn(ADDED, CLEAN, tmp_path)
    (page,) = sheets.layout.pages
    assert [row.step for row in page.rows] == [1, 2, -3, 3]
    assert sheets.marks.rows == {-3: "hapus"}
    assert sheets.marks.symbols == {"hapus-3": "hapus"}
    found = words(sheets)
    assert "−HAPUS" in found
    assert "(3.)Memindaisurat" in found


def test_a_changed_row_tells_what_it_said(tmp_path: Path) -> None:
    new = CLEAN.replace("waktu: 5 menit", "waktu: 15 menit").replace(
        "[Surat teragenda], waktu: 15", "[Surat], waktu: 15"
    )
    sheets = drawn(CLEAN, new, tmp_path)
    assert sheets.marks.rows == {2: "ubah", 3: "ubah"}
    found = words(sheets)
    assert "15menit(semula:5menit)" in found
    assert "+Surat" in found
    assert "−Suratteragenda(dihapus)" in found
    assert "~UBAH" in found


def test_another_executor_is_named_and_its_symbol_marked(tmp_path: Path) -> None:
    new = CLEAN.replace("agenda\n    pelaksana: staf", "agenda\n    pelaksana: kasubbag")
    sheets = drawn(CLEAN, new, tmp_path)
    assert sheets.marks.symbols == {"catat": "ubah"}
    assert "(pelaksanasemula:StafSubbagianUmum)" in words(sheets)


def test_the_identity_block_tells_what_it_said(tmp_path: Path) -> None:
    new = CLEAN.replace("43 Tahun 2009 tentang Kearsipan", "7 Tahun 2017 tentang Pemilihan Umum").replace(
        "jabatan: Sekretaris", "jabatan: Ketua"
    )
    found = words(drawn(CLEAN, new, tmp_path))
    assert "~Ketua(semula:Sekretaris)" in found
    assert "+UUNomor7Tahun2017tentangPemilihanUmum" in found
    assert "−UUNomor43Tahun2009tentangKearsipan(dihapus)" in found


@pytest.mark.parametrize("text", [CLEAN, CLEAN.replace("status: rancangan", "status: rancangan  # tetap")])
def test_nothing_is_marked_where_nothing_changed(tmp_path: Path, text: str) -> None:
    marks = drawn(CLEAN, text, tmp_path).marks
    assert (marks.rows, marks.symbols, marks.arrows) == ({}, {}, {})


def test_the_legend_and_both_versions_stand_on_every_page(tmp_path: Path) -> None:
    sheets = drawn(CLEAN, ADDED.replace("status: rancangan", "status: rancangan\nversi: 2"), tmp_path)
    assert words(sheets).count("Perbandinganversi1denganversi2:perubahan") == 2
