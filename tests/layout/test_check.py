"""The verifier of layouts finds what was spoilt on purpose."""

from dataclasses import replace

from sopkit.layout.check import check_layout
from sopkit.layout.heading import Heading
from sopkit.layout.inscription import Inscription
from sopkit.layout.table import Layout
from tests.layout.measurer import PlainMeasurer
from tests.layout.test_table import steps, table


def kinds(layout: Layout) -> set[str]:
    return {fault.kind for fault in check_layout(layout, PlainMeasurer())}


def spoil(layout: Layout, number: int, **changes) -> Layout:
    pages = list(layout.pages)
    pages[number] = replace(pages[number], **changes)
    return replace(layout, pages=tuple(pages))


def long_table() -> Layout:
    return table(steps(*(f"p{n % 3}" for n in range(14))))


def test_text_that_is_higher_than_its_row() -> None:
    made = long_table()
    rows = list(made.pages[0].rows)
    rows[1] = replace(rows[1], height=8.0)
    assert kinds(spoil(made, 0, rows=tuple(rows))) == {"text"}


def test_text_that_is_wider_than_its_symbol() -> None:
    made = long_table()
    wide = {"langkah-2": Inscription(("Rapat pleno terbuka seluruhnya",), 7.0)}
    assert kinds(spoil(made, 0, inside=made.pages[0].inside | wide)) == {"text"}


def test_a_name_that_is_wider_than_its_column() -> None:
    made = long_table()
    names = (("Penanggungjawab kegiatan pengawasan lapangan",), *made.heading.names[1:])
    assert kinds(replace(made, heading=Heading(names, 8.0, is_turned=False, height=18.0))) == {"text"}


def test_a_connector_without_its_other_half() -> None:
    made = long_table()
    assert kinds(replace(made, pages=made.pages[:1])) == {"pair"}


def test_rows_below_the_end_of_the_page() -> None:
    made = long_table()
    drawing = made.pages[0].drawing
    rows = (*drawing.rows[:-1], replace(drawing.rows[-1], y1=900.0))
    assert "page" in kinds(spoil(made, 0, drawing=replace(drawing, rows=rows)))


def test_faults_of_the_drawing_are_told_with_their_page() -> None:
    made = long_table()
    drawing = made.pages[1].drawing
    arrow = replace(drawing.arrows[0], points=(drawing.arrows[0].points[0], drawing.arrows[-1].points[-1]))
    spoilt = spoil(made, 1, drawing=replace(drawing, arrows=(arrow, *drawing.arrows[1:])))
    faults = check_layout(spoilt, PlainMeasurer())
    assert {fault.page for fault in faults} == {3}
    assert "diagonal" in {fault.kind for fault in faults} or "through" in {fault.kind for fault in faults}
