"""The verifier of layouts finds texts that can't be read, and tables that leave their page."""

from dataclasses import replace

import pytest

from sopkit.layout.check import check_layout
from sopkit.layout.faults import LayoutFault
from sopkit.layout.geometry import Box
from sopkit.layout.heading import Heading
from sopkit.layout.inscription import Inscription
from sopkit.layout.table import Layout
from tests.layout.measurer import PlainMeasurer
from tests.layout.test_table import Drawn, drawn, steps

LONG = drawn(steps(*(f"p{n % 3}" for n in range(14))))
ASKING = drawn(
    steps(
        "p0; id: a",
        "p1; keputusan: {tanya: 'Apakah seluruh berkas sudah lengkap?', ya: c, tidak: a}, id: b",
        "p0; id: c, keputusan: {tanya: 'Ya?', ya: d, tidak: a}",
        "p1; id: d",
    )
)


def faults(of: Drawn, layout: Layout) -> tuple[LayoutFault, ...]:
    return check_layout(layout, PlainMeasurer(), of.sop, of.chart)


def kinds(of: Drawn, layout: Layout) -> set[str]:
    return {fault.kind for fault in faults(of, layout)}


def spoil(layout: Layout, number: int, **changes) -> Layout:
    pages = list(layout.pages)
    pages[number] = replace(pages[number], **changes)
    return replace(layout, pages=tuple(pages))


def redraw(layout: Layout, number: int, **changes) -> Layout:
    return spoil(layout, number, drawing=replace(layout.pages[number].drawing, **changes))


def test_text_that_is_higher_than_its_row() -> None:
    made = LONG.layout
    row, drawing = replace(made.pages[-1].rows[-1], height=8.0), made.pages[-1].drawing
    last = replace(drawing.rows[-1], y1=drawing.rows[-1].y0 + 8)
    low = spoil(made, -1, rows=(*made.pages[-1].rows[:-1], row))
    assert kinds(LONG, redraw(low, -1, rows=(*drawing.rows[:-1], last))) >= {"text"}


def test_text_that_is_wider_than_its_symbol() -> None:
    wide = {"c": Inscription(("Y" * 14 + "a?",), 7.0)}
    found = faults(ASKING, spoil(ASKING.layout, 0, inside=ASKING.layout.pages[0].inside | wide))
    assert {(fault.kind, fault.ids) for fault in found} == {("mark", ("c",)), ("text", ("c",))}


def test_text_that_fits_around_a_diamond_but_not_inside() -> None:
    symbol = next(one for one in ASKING.layout.pages[0].drawing.symbols if one.id == "c")
    letters = int(symbol.width / 7.0 / 0.5) - 1  # as wide as the diamond is at its middle, and there alone
    made = drawn(
        steps("p0; id: a", f"p1; id: c, keputusan: {{tanya: {'Y' * letters}, ya: d, tidak: a}}", "p0; id: d")
    )
    wide = {"c": Inscription(("Y" * letters,), 7.0)}
    assert kinds(made, spoil(redraw(made.layout, 0, captions=()), 0, inside=wide, beside={})) == {"text"}


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_name_that_is_wider_than_its_column(is_turned: bool) -> None:
    lines = ("Penanggungjawab",) if not is_turned else ("Pelaksana", "0", "0", "0", "0", "0", "0", "0", "0")
    heading = LONG.layout.heading
    names = (lines, *heading.names[1:])
    spoilt = replace(LONG.layout, heading=replace(heading, names=names, is_turned=is_turned, size=20.0))
    assert ("text", (" ".join(lines),)) in {(fault.kind, fault.ids) for fault in faults(LONG, spoilt)}


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_name_that_is_higher_than_its_row(is_turned: bool) -> None:
    names = LONG.layout.heading.names
    high = Heading(names, 8.0, is_turned=is_turned, height=LONG.layout.heading.height)
    assert kinds(LONG, replace(LONG.layout, heading=high)) == ({"text"} if is_turned else set())
    stacked = Heading((("Pelaksana", "0"), *names[1:]), 8.0, is_turned=False, height=high.height)
    assert kinds(LONG, replace(LONG.layout, heading=stacked)) == {"text"}


def test_names_that_are_not_the_executors() -> None:
    heading = LONG.layout.heading
    swapped = (heading.names[1], heading.names[0], heading.names[2])
    assert kinds(LONG, replace(LONG.layout, heading=replace(heading, names=swapped))) == {"table"}


@pytest.mark.parametrize("place", ["plan", "heading", "label", "beside", "inside"])
def test_text_too_small_to_read(place: str) -> None:
    made, page = ASKING.layout, ASKING.layout.pages[0]
    spoilt = {
        "plan": replace(made, plan=replace(made.plan, font_size=6.0)),
        "heading": replace(made, heading=replace(made.heading, size=6.0)),
        "label": spoil(made, 0, labels=page.labels | {"Ya": Inscription(("Ya",), 6.0)}),
        "beside": spoil(made, 0, beside={n: text._replace(size=6.0) for n, text in page.beside.items()}),
        "inside": spoil(made, 0, inside={n: text._replace(size=6.0) for n, text in page.inside.items()}),
    }
    assert kinds(ASKING, spoilt[place]) == {"small"}


def test_a_caption_far_from_its_symbol() -> None:
    drawing = ASKING.layout.pages[0].drawing
    (caption,) = drawing.captions
    bottom, right = drawing.rows[-1].y1, drawing.columns[-1].x1
    box = Box(right - caption.size.width, bottom - caption.size.height, *caption.size)
    assert kinds(ASKING, redraw(ASKING.layout, 0, captions=(replace(caption, box=box),))) == {"astray"}


def test_a_connector_without_its_other_half() -> None:
    found = faults(LONG, replace(LONG.layout, pages=LONG.layout.pages[:1]))
    assert "pair" in {fault.kind for fault in found}


def test_a_connector_that_no_arrow_touches() -> None:
    drawing = LONG.layout.pages[0].drawing
    arrows = tuple(arrow for arrow in drawing.arrows if not arrow.target.startswith("penghubung"))
    assert {"pair", "flow"} == kinds(LONG, redraw(LONG.layout, 0, arrows=arrows))


def test_rows_below_the_end_of_the_page() -> None:
    drawing = LONG.layout.pages[0].drawing
    rows = (*drawing.rows[:-1], replace(drawing.rows[-1], y1=900.0))
    assert "page" in kinds(LONG, redraw(LONG.layout, 0, rows=rows))


@pytest.mark.parametrize("column", ["activity", "rest"])
def test_a_table_beyond_the_left_or_right_margin(column: str) -> None:
    plan, body = LONG.layout.plan, LONG.layout.sheet.body
    wider = {"activity": plan.activity + 60, "rest": (*plan.rest[:-1], plan.rest[-1] + 60)}
    found = faults(LONG, replace(LONG.layout, plan=replace(plan, **{column: wider[column]})))
    edges = {fault.place.x for fault in found if fault.kind == "page"}
    assert len(edges) == 1
    beyond = body.x - 60 if column == "activity" else body.x + body.width + 60
    assert edges.pop() == pytest.approx(beyond, abs=0.01)


def test_a_symbol_of_another_size() -> None:
    symbols = LONG.layout.pages[0].drawing.symbols
    tall = replace(symbols[1], height=symbols[1].height * 1.2)
    assert "shape" in kinds(LONG, redraw(LONG.layout, 0, symbols=(symbols[0], tall, *symbols[2:])))


def test_faults_of_the_drawing_are_told_with_their_page() -> None:
    arrows = LONG.layout.pages[1].drawing.arrows
    bent = replace(arrows[0], points=(arrows[0].points[0], arrows[-1].points[-1]))
    found = faults(LONG, redraw(LONG.layout, 1, arrows=(bent, *arrows[1:])))
    assert {fault.page for fault in found} == {3}
    name = f"{bent.source}>{bent.target}"
    assert ("diagonal", (name,)) in {(fault.kind, fault.ids) for fault in found}
    assert ("head", (name,)) in {(fault.kind, fault.ids) for fault in found}
