"""Layouts are spoilt in every way that a reader would see, and the verifier finds each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from sopkit.layout.check import check_layout
from sopkit.layout.columns import Cells
from sopkit.layout.geometry import CONNECTOR, Arrow, Joint, Point
from sopkit.layout.page import TablePage
from sopkit.layout.table import Layout
from tests.layout.measurer import PlainMeasurer
from tests.layout.test_table import Drawn, drawn, steps
from tests.sops import random_sop

QUESTION = "Apakah seluruh berkas sudah lengkap?"
ONE_PAGE = steps(
    "p0; id: a",
    "[p1, p0, p2]",
    f"p1; keputusan: {{tanya: '{QUESTION}', ya: c, tidak: a}}, id: b",
    "p2; id: c, keputusan: {tanya: 'Ya?', ya: d, tidak: b}",
    "p0; id: d",
)
PAGES = steps(
    "p0",
    "p1; id: kembali",
    *(f"p{n % 3}" for n in range(10)),
    "p2; keputusan: {tanya: 'Sah?', ya: tamat, tidak: kembali}",
    *(f"p{n % 3}" for n in range(10)),
    "p0; id: tamat",
)
MADE = {
    "one page": drawn(ONE_PAGE),
    "pages": drawn(PAGES),
    "stacked": drawn(PAGES, terminator="stacked"),
    "tangled": drawn(random_sop(7)),
}


@dataclass(frozen=True)
class Spot:
    """One page of a layout, which may be replaced."""

    layout: Layout
    number: int

    @property
    def page(self) -> TablePage:
        return self.layout.pages[self.number]

    def but(self, **changes) -> Layout:
        pages = list(self.layout.pages)
        pages[self.number] = replace(self.page, **changes)
        return replace(self.layout, pages=tuple(pages))

    def drawn(self, **changes) -> Layout:
        return self.but(drawing=replace(self.page.drawing, **changes))

    def each(self, name: str) -> Iterator[tuple]:
        """Yield the things called `name` of the drawing, each with a function that puts others in its place."""
        things = getattr(self.page.drawing, name)
        for place, thing in enumerate(things):
            before, after = things[:place], things[place + 1 :]
            yield thing, lambda *new, b=before, a=after: self.drawn(**{name: (*b, *new, *a)})


Mutation = Callable[[Spot], Iterator[Layout]]
MUTATIONS: dict[str, Mutation] = {}


def mutation(function: Mutation) -> Mutation:
    MUTATIONS[function.__name__.replace("_", " ")] = function
    return function


@mutation
def delete_arrow(spot):
    yield from (put() for _, put in spot.each("arrows"))


@mutation
def draw_arrow_twice(spot):
    yield from (put(arrow, arrow) for arrow, put in spot.each("arrows"))


@mutation
def cut_the_last_piece(spot):
    for arrow, put in spot.each("arrows"):
        if len(arrow.points) > 2:
            yield put(replace(arrow, points=arrow.points[:-1]))


@mutation
def move_a_corner(spot):
    for arrow, put in spot.each("arrows"):
        for place, (x, y) in enumerate(arrow.points):
            points = (*arrow.points[:place], Point(x + 3, y), *arrow.points[place + 1 :])
            yield put(replace(arrow, points=points))


@mutation
def draw_it_straight(spot):
    for arrow, put in spot.each("arrows"):
        if len(arrow.points) > 2:
            yield put(replace(arrow, points=(arrow.points[0], arrow.points[-1])))


@mutation
def turn_back(spot):
    for arrow, put in spot.each("arrows"):
        one, two, *rest = arrow.points
        if rest:
            along = Point((two.x > one.x) - (two.x < one.x), (two.y > one.y) - (two.y < one.y))
            yield put(
                replace(arrow, points=(one, Point(two.x + 6 * along.x, two.y + 6 * along.y), two, *rest))
            )


@mutation
def lead_elsewhere(spot):
    for arrow, put in spot.each("arrows"):
        for symbol in spot.page.drawing.symbols:
            if symbol.id not in (arrow.source, arrow.target):
                yield put(replace(arrow, target=symbol.id))


@mutation
def swap_the_targets_of_two_exits(spot):
    for one, two in siblings(spot):
        swapped = {
            one: replace(one, target=two.target, points=two.points),
            two: replace(two, target=one.target, points=one.points),
        }
        yield spot.drawn(arrows=tuple(swapped.get(arrow, arrow) for arrow in spot.page.drawing.arrows))


@mutation
def swap_labels(spot):
    for one, two in siblings(spot):
        swapped = {one: replace(one, label=two.label), two: replace(two, label=one.label)}
        yield spot.drawn(arrows=tuple(swapped.get(arrow, arrow) for arrow in spot.page.drawing.arrows))


@mutation
def swap_label_boxes(spot):
    for one, two in siblings(spot):
        swapped = {one: replace(one, label_box=two.label_box), two: replace(two, label_box=one.label_box)}
        yield spot.drawn(arrows=tuple(swapped.get(arrow, arrow) for arrow in spot.page.drawing.arrows))


def siblings(spot: Spot) -> Iterator[tuple[Arrow, Arrow]]:
    for one, two in combinations(spot.page.drawing.arrows, 2):
        if one.source == two.source and one.label != two.label and one.label_box and two.label_box:
            yield one, two


def labelled(spot):
    return ((arrow, put) for arrow, put in spot.each("arrows") if arrow.label_box)


@mutation
def drop_label(spot):
    yield from (put(replace(arrow, label=None, label_box=None)) for arrow, put in labelled(spot))


@mutation
def label_wrongly(spot):
    yield from (put(replace(arrow, label="Salah")) for arrow, put in labelled(spot))


@mutation
def drop_label_box(spot):
    yield from (put(replace(arrow, label_box=None)) for arrow, put in labelled(spot))


@mutation
def shrink_label_box(spot):
    for arrow, put in labelled(spot):
        yield put(replace(arrow, label_box=arrow.label_box._replace(width=1, height=1)))


@mutation
def write_label_of_another_branch(spot):
    for name, text in spot.page.labels.items():
        yield spot.but(labels=spot.page.labels | {name: text._replace(lines=("Salah",))})


@mutation
def move_label_to_a_far_corner(spot):
    drawing = spot.page.drawing
    for arrow, put in labelled(spot):
        box = arrow.label_box
        xs, ys = [x for x, _ in arrow.points[:4]], [y for _, y in arrow.points[:4]]
        for x in (drawing.columns[0].x0, drawing.columns[-1].x1 - box.width):
            for y in (drawing.rows[0].y0, drawing.rows[-1].y1 - box.height):
                is_far = min(abs(x - one) for one in xs) > 60 or min(abs(y - one) for one in ys) > 60
                if is_far and not (min(xs) - 60 < x < max(xs) + 60 and min(ys) - 60 < y < max(ys) + 60):
                    yield put(replace(arrow, label_box=box._replace(x=x, y=y)))


@mutation
def shift_symbol(spot):
    for symbol, put in spot.each("symbols"):
        yield put(replace(symbol, x=symbol.x + 3))
        yield put(replace(symbol, y=symbol.y + 3))


@mutation
def flatten_symbol(spot):
    yield from (put(replace(symbol, height=symbol.height * 0.8)) for symbol, put in spot.each("symbols"))


@mutation
def change_kind(spot):
    for symbol, put in spot.each("symbols"):
        yield put(replace(symbol, kind="proses" if symbol.kind != "proses" else "keputusan"))


@mutation
def draw_symbol_twice(spot):
    yield from (put(symbol, symbol) for symbol, put in spot.each("symbols"))


@mutation
def delete_symbol(spot):
    yield from (put() for _, put in spot.each("symbols"))


@mutation
def delete_symbol_and_its_arrows(spot):
    drawing = spot.page.drawing
    for symbol, put in spot.each("symbols"):
        arrows = [arrow for arrow in drawing.arrows if symbol.id not in (arrow.source, arrow.target)]
        bare = put()
        yield Spot(bare, spot.number).drawn(arrows=tuple(arrows))


@mutation
def delete_text_inside(spot):
    inside = spot.page.inside
    for name in inside:
        yield spot.but(inside={one: text for one, text in inside.items() if one != name})


@mutation
def write_another_text_inside(spot):
    for name, text in spot.page.inside.items():
        yield spot.but(inside=spot.page.inside | {name: text._replace(lines=("Z",))})


@mutation
def write_small_inside(spot):
    for name, text in spot.page.inside.items():
        yield spot.but(inside=spot.page.inside | {name: text._replace(size=5.0)})


@mutation
def name_another_page(spot):
    for symbol in spot.page.drawing.symbols:
        text = spot.page.inside.get(symbol.id)
        if symbol.kind == CONNECTOR and text:
            lines = (*text.lines[:-1], text.lines[-1][:-1] + "9")
            yield spot.but(inside=spot.page.inside | {symbol.id: text._replace(lines=lines)})


@mutation
def swap_connector_texts(spot):
    connectors = [symbol.id for symbol in spot.page.drawing.symbols if symbol.kind == CONNECTOR]
    inside = spot.page.inside
    for one, two in combinations([name for name in connectors if name in inside], 2):
        yield spot.but(inside=inside | {one: inside[two], two: inside[one]})


@mutation
def drop_joint(spot):
    yield from (put() for _, put in spot.each("joints"))


@mutation
def move_joint(spot):
    for joint, put in spot.each("joints"):
        yield put(replace(joint, points=tuple(Point(x, y + 3) for x, y in joint.points)))


@mutation
def join_strangers(spot):
    one, two, *_ = spot.page.drawing.symbols
    line = Joint(one.id, two.id, (Point(one.x, one.y), Point(two.x, two.y)))
    yield spot.drawn(joints=(*spot.page.drawing.joints, line))


@mutation
def drop_caption(spot):
    yield from (put() for _, put in spot.each("captions"))


@mutation
def drop_caption_box(spot):
    yield from (put(replace(caption, box=None)) for caption, put in spot.each("captions"))


@mutation
def shrink_caption_box(spot):
    for caption, put in spot.each("captions"):
        yield put(replace(caption, box=caption.box._replace(width=1, height=1)))


@mutation
def draw_caption_of_nothing(spot):
    yield from (put(caption, replace(caption, symbol="?")) for caption, put in spot.each("captions"))


def rows(spot):
    found = spot.page.rows
    return ((row, found[:place], found[place + 1 :]) for place, row in enumerate(found))


@mutation
def empty_a_row(spot):
    yield from (
        spot.but(rows=(*one, replace(row, cells=Cells((), (), (), (), ())), *two))
        for row, one, two in rows(spot)
    )


@mutation
def drop_a_row(spot):
    yield from (spot.but(rows=(*one, *two)) for _, one, two in rows(spot))


@mutation
def draw_a_row_twice(spot):
    yield from (spot.but(rows=(*one, row, row, *two)) for row, one, two in rows(spot))


@mutation
def heighten_a_row(spot):
    yield from (
        spot.but(rows=(*one, replace(row, height=row.height + 30), *two)) for row, one, two in rows(spot)
    )


@mutation
def swap_rows(spot):
    for row, one, two in rows(spot):
        if two:
            yield spot.but(rows=(*one, replace(two[0], height=row.height), row, *two[1:]))


@mutation
def drop_a_page(spot):
    pages = spot.layout.pages
    yield replace(spot.layout, pages=(*pages[: spot.number], *pages[spot.number + 1 :]))


@mutation
def swap_columns(spot):
    one, two, *rest = spot.page.drawing.columns
    swapped = replace(one, executor=two.executor), replace(two, executor=one.executor)
    yield spot.drawn(columns=(*swapped, *rest))


@mutation
def draw_an_arrow_through_a_symbol(spot):
    one, *_, last = spot.page.drawing.symbols
    points = Point(one.x, one.y + one.height / 2), Point(one.x, last.y), Point(last.x + 60, last.y)
    yield spot.drawn(arrows=(*spot.page.drawing.arrows, Arrow(one.id, last.id, None, points)))


def spoilt(made: Drawn, mutate: Mutation) -> Iterator[Layout]:
    for number in range(len(made.layout.pages)):
        yield from mutate(Spot(made.layout, number))


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_change_that_a_reader_would_see_is_found(name: str) -> None:
    made = [(one, layout) for one in MADE.values() for layout in spoilt(one, MUTATIONS[name])]
    assert made
    unnoticed = [
        layout for one, layout in made if not check_layout(layout, PlainMeasurer(), one.sop, one.chart)
    ]
    assert unnoticed == []


def test_an_arrow_is_followed_by_the_page_that_its_connector_names() -> None:
    one = MADE["pages"]
    found = set()
    for layout in spoilt(one, name_another_page):
        found |= {fault.kind for fault in check_layout(layout, PlainMeasurer(), one.sop, one.chart)}
    assert found == {"pair", "flow"}


def test_what_connectors_are_called_inside_does_not_matter() -> None:
    one = MADE["pages"]
    pages = [renamed(page) for page in one.layout.pages]
    assert check_layout(replace(one.layout, pages=tuple(pages)), PlainMeasurer(), one.sop, one.chart) == ()


def renamed(page: TablePage) -> TablePage:
    names = {
        symbol.id: f"x{place}"
        for place, symbol in enumerate(page.drawing.symbols)
        if symbol.kind == CONNECTOR
    }
    drawing = replace(
        page.drawing,
        symbols=tuple(replace(one, id=names.get(one.id, one.id)) for one in page.drawing.symbols),
        arrows=tuple(
            replace(one, source=names.get(one.source, one.source), target=names.get(one.target, one.target))
            for one in page.drawing.arrows
        ),
    )
    return replace(
        page, drawing=drawing, inside={names.get(name, name): text for name, text in page.inside.items()}
    )
