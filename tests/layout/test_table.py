"""Whole tables: every page keeps its promises, whatever the SOP."""

from typing import NamedTuple

import pytest

from sopkit.layout.chart import Chart, make_chart
from sopkit.layout.check import check_layout
from sopkit.layout.geometry import CONNECTOR
from sopkit.layout.paper import sheet
from sopkit.layout.table import Layout, Opening, lay_out
from sopkit.model.flow import build_flow
from sopkit.model.sop import Sop
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document
from tests.conftest import CLEAN
from tests.layout.measurer import PlainMeasurer

MEASURER = PlainMeasurer()
ROW = "  - {{kegiatan: {text}, pelaksana: {who}, mutu_baku: {{waktu: 1 jam}}{more}}}\n"


def sop_of(text: str) -> Sop:
    sop = read_sop(parse_document("uji.sop.yaml", text.encode()))
    assert sop is not None
    return sop


class Drawn(NamedTuple):
    """An SOP, what is to be drawn of it, and its layout."""

    sop: Sop
    chart: Chart
    layout: Layout


def drawn(text: str, **options) -> Drawn:
    """Lay out an SOP and hold it to the verifier."""
    sop = sop_of(text)
    opening = options.pop("opening", Opening(1, 300))
    paper = options.pop("paper", sheet("F4"))
    flow = build_flow(sop)
    made = lay_out(sop, flow, paper, MEASURER, opening=opening, **options)
    chart = make_chart(sop, flow, options.get("terminator", "replace"))
    assert check_layout(made, MEASURER, sop, chart) == ()
    return Drawn(sop, chart, made)


def table(text: str, **options) -> Layout:
    """Return the layout of an SOP, held to the verifier."""
    return drawn(text, **options).layout


def steps(*rows: str, executors: int = 3) -> str:
    """Return an SOP with these rows: "who" or "who; more of the step"."""
    names = "".join(f"  p{number}: Pelaksana {number}\n" for number in range(executors))
    body = ""
    for number, row in enumerate(rows):
        who, _, more = row.partition(";")
        body += ROW.format(text=f"Mengerjakan bagian {number}", who=who, more=f", {more}" if more else "")
    return f"sopkit: 1\njudul: Uji\npelaksana:\n{names}langkah:\n{body}"


def symbols(layout: Layout) -> dict:
    return {symbol.id: symbol for page in layout.pages for symbol in page.drawing.symbols}


def test_a_short_table_is_one_page_after_the_identity_block() -> None:
    made = table(CLEAN)
    assert [page.number for page in made.pages] == [2]
    assert made.page_count == 2


def test_the_table_may_follow_the_identity_block_where_it_fits() -> None:
    made = table(CLEAN, together=True, opening=Opening(1, 200))
    assert [page.number for page in made.pages] == [1]
    assert made.pages[0].top == pytest.approx(made.sheet.body.y + 210)
    assert table(CLEAN, together=True, opening=Opening(1, 480)).pages[0].number == 2


def test_columns_fill_the_page_and_symbols_are_twice_as_wide_as_high() -> None:
    for executors in (1, 2, 5, 8, 15):
        made = table(steps("p0", "p0", executors=executors))
        plan = made.plan
        total = plan.number + plan.activity + executors * plan.executor + sum(plan.rest)
        assert total == pytest.approx(made.sheet.body.width)
        page = made.pages[0]
        assert all(symbol.width == 2 * symbol.height for symbol in page.drawing.symbols)
        columns = {column.executor: column for column in page.drawing.columns}
        assert all(
            symbol.x == pytest.approx((columns[symbol.executor].x0 + columns[symbol.executor].x1) / 2)
            for symbol in page.drawing.symbols
        )


def test_first_and_last_symbol_are_capsules() -> None:
    made = symbols(table(steps("p0", "p1", "p2")))
    assert [made[f"langkah-{n}"].kind for n in (1, 2, 3)] == ["mulai", "proses", "selesai"]


def test_stacked_capsules_stand_above_and_below_the_boxes() -> None:
    made = symbols(table(steps("p0", "p1", "p2"), terminator="stacked"))
    assert made["langkah-1.mulai"].y < made["langkah-1"].y
    assert made["langkah-3"].y < made["langkah-3.selesai"].y
    assert made["langkah-1"].kind == made["langkah-3"].kind == "proses"
    assert made["langkah-1.mulai"].step == made["langkah-1"].step == 1


def test_a_joint_activity_is_joined_by_plain_lines() -> None:
    made = table(steps("p0", "[p1, p0, p2]", "p2"))
    drawing = made.pages[0].drawing
    assert [(joint.source, joint.target) for joint in drawing.joints] == [
        ("langkah-2.2", "langkah-2"),
        ("langkah-2", "langkah-2.3"),
    ]
    assert {arrow.target for arrow in drawing.arrows} == {"langkah-2", "langkah-3"}


def test_symbols_of_a_row_in_one_column_stand_one_below_the_other() -> None:
    text = steps("p0", "p1").replace(
        "pelaksana: p1,",
        "simbol: [{id: a, pelaksana: p1}, {id: b, pelaksana: p1}, {id: c, pelaksana: p2}],",
    )
    made = symbols(table(text))
    assert made["a"].y < made["b"].y == made["c"].y


def test_a_question_stands_inside_where_it_fits_and_beside_where_not() -> None:
    short = table(steps("p0", "p1; keputusan: {tanya: 'Ya?', ya: b, tidak: a}, id: b", "p0; id: a"))
    assert short.pages[0].inside["b"].lines == ("Ya?",)
    question = "Apakah seluruh berkas sudah lengkap?"
    long = table(steps("p0", f"p1; keputusan: {{tanya: '{question}', ya: b, tidak: a}}, id: b", "p0; id: a"))
    (caption,) = long.pages[0].drawing.captions
    assert caption.text == question
    assert caption.box is not None


def test_what_is_too_long_for_a_symbol_is_told_in_the_last_column() -> None:
    text = "sangat panjang " * 10
    made = table(steps("p0", f"p1; teks: '{text}'", "p2"))
    assert made.pages[0].rows[1].cells.note == (text.strip(),)
    assert made.pages[0].drawing.captions == ()


def test_many_rows_are_broken_into_pages_with_pairs_of_connectors() -> None:
    made = table(steps(*(f"p{n % 3}" for n in range(30))))
    assert len(made.pages) > 1
    connectors = [
        (page.number, symbol, page.text(symbol.id))
        for page in made.pages
        for symbol in page.drawing.symbols
        if symbol.kind == CONNECTOR
    ]
    assert len(connectors) == 2 * (len(made.pages) - 1)
    for (number, one, text), (other, two, back) in zip(connectors[::2], connectors[1::2], strict=True):
        assert text.endswith(f"hal. {other}")
        assert back.endswith(f"hal. {number}")
        assert text[0] == back[0]
        assert one.executor == two.executor
        assert one.step is two.step is None


def test_a_single_pair_of_connectors_needs_no_letter() -> None:
    made = table(steps(*(f"p{n % 3}" for n in range(14))))
    texts = [
        page.text(symbol.id)
        for page in made.pages
        for symbol in page.drawing.symbols
        if symbol.kind == CONNECTOR
    ]
    assert texts == ["hal. 3", "hal. 2"]


def test_a_return_to_an_earlier_page_has_its_pair() -> None:
    rows = ["p0", "p1; id: kembali", *(f"p{n % 3}" for n in range(12))]
    rows += ["p2; keputusan: {tanya: Sah?, ya: tamat, tidak: kembali}", "p0; id: tamat"]
    made = table(steps(*rows))
    first, last = made.pages[0], made.pages[-1]
    (source,) = [a for a in last.drawing.arrows if a.label == "Tidak"]
    assert source.target.startswith("penghubung-")
    letter = source.target.split("-")[1]
    assert [a.target for a in first.drawing.arrows if a.source.startswith(f"penghubung-{letter}-")] == [
        "kembali"
    ]


def test_a_row_higher_than_a_page_goes_on_without_losing_a_word() -> None:
    words = [f"kata{number}" for number in range(3000)]
    text = steps("p0", "p1", "p2").replace("Mengerjakan bagian 1", " ".join(words))
    made = table(text)
    parts = [row for page in made.pages for row in page.rows if row.step == 2]
    assert len(parts) > 1
    assert [word for row in parts for cell in row.cells.activity for word in cell.split()] == words
    assert [row.is_continued for row in parts] == [False] + [True] * (len(parts) - 1)
    limit = made.sheet.body.y + made.sheet.body.height
    assert all(page.drawing.rows[-1].y1 <= limit + 0.01 for page in made.pages)


def test_a_word_longer_than_its_column_is_broken() -> None:
    made = table(steps("p0", "p1").replace("Mengerjakan bagian 1", "w" * 5000))
    text = "".join(
        paragraph
        for page in made.pages
        for row in page.rows
        for paragraph in row.cells.activity
        if "w" in paragraph
    )
    assert text.count("w") == 5000


def test_names_are_turned_where_their_column_is_narrow() -> None:
    text = steps("p0", "p1", executors=12).replace("Pelaksana 3", "Penanggungjawab Keuangan")
    made = table(text)
    assert made.heading.is_turned
    assert not table(steps("p0", "p1", executors=4)).heading.is_turned


def test_a_short_name_is_used_where_the_long_one_has_no_room() -> None:
    text = steps("p0", "p1", executors=8).replace(
        "Pelaksana 3", "{nama: Penanggungjawabkegiatanpengawasan, singkatan: PJ}"
    )
    made = table(text)
    assert made.heading.names[3] == ("PJ",)
    assert not made.heading.is_turned


@pytest.mark.parametrize("paper", ["F4", "A4", "Letter", "Legal"])
@pytest.mark.parametrize("portrait", [False, True])
def test_every_paper_is_kept(paper: str, portrait: bool) -> None:
    made = table(steps(*(f"p{n % 3}" for n in range(20))), paper=sheet(paper, portrait=portrait))
    width, height = made.sheet
    assert (width < height) == portrait
    for page in made.pages:
        assert page.drawing.columns[-1].x1 < width
        assert page.drawing.rows[-1].y1 < height


def test_f4_is_215_by_330_millimetres() -> None:
    assert sheet("F4") == pytest.approx((330 / 25.4 * 72, 215 / 25.4 * 72), abs=0.01)


def test_without_executors_or_steps_there_is_still_a_page() -> None:
    bare = "sopkit: 1\njudul: Uji\npelaksana: {}\nlangkah:\n  - {kegiatan: Menunggu}\n"
    assert [row.cells.activity for row in table(bare).pages[0].rows] == [("Menunggu",)]
    assert table("sopkit: 1\njudul: Uji\n").pages == ()


def test_fifteen_executors_are_drawn_without_an_arrow_through_a_symbol() -> None:
    rows = [f"p{n * 7 % 15}" for n in range(10)]
    made = table(steps(*rows, executors=15))
    assert len(made.pages[0].drawing.columns) == 15


def test_nothing_is_set_smaller_than_six_and_a_half_points() -> None:
    made = table(steps(*(f"p{n * 7 % 15}; teks: Rapat pleno terbuka" for n in range(10)), executors=15))
    sizes = [made.plan.font_size, made.heading.size]
    for page in made.pages:
        sizes += [one.size for texts in (page.inside, page.beside, page.labels) for one in texts.values()]
    assert min(sizes) >= 6.5
