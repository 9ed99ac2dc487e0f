"""How SOPs belong together, and what of it a map shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.life.map.arranging import Arrangement, Way
from sopkit.life.map.chart import Chart, Query, chart_of
from sopkit.life.map.choosing import best_arrangement
from sopkit.life.map.documents import MOST_HOLDERS, Shared, shared_documents
from sopkit.life.map.lines import MOST_CROSSING, Line, lines_of
from sopkit.life.map.packing import packed
from sopkit.life.map.picture import address
from sopkit.life.map.reading import LinkedSops
from sopkit.life.map.ties import Tie, ties
from sopkit.life.map.words import map_in_words
from sopkit.life.map.wrapping import wrap
from sopkit.model.sop import Link, Sop, Step, Text
from sopkit.project.register import enter, register
from sopkit.render.helvetica import text_width


def link(target: str, relation: str | None) -> Link:
    return Link(("keterkaitan", 0), target, relation)


def step(number: int, needs: str = "", makes: str = "", sop: str | None = None) -> Step:
    def texts(value: str) -> tuple[Text, ...]:
        return tuple(Text(one, ()) for one in value.split("; ") if one)

    return Step(number, ("langkah", number - 1), inputs=texts(needs), outputs=texts(makes), sop=sop)


def collection(**sops: Sop) -> LinkedSops:
    """Return the SOPs by the first part of their file name; the number is the name, if none is given."""
    found = {f"{name}.sop.yaml": sop for name, sop in sops.items()}
    return LinkedSops(
        Path(),
        register(enter(sop, Path(name), name, is_target=True) for name, sop in found.items()),
        found,
    )


def sop(number: str, *links: Link, **more: Any) -> Sop:
    return Sop(number=number, links=links, **{"status": "berlaku", "unit": "Umum", **more})


NOTHING = Shared({}, ())


def told(found: LinkedSops) -> list[tuple[str, str, str]]:
    return [(tie.kind, tie.source[0], tie.target[0]) for tie in ties(found, NOTHING)]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("makro", ("makro", "b", "a")),
        ("mikro", ("makro", "a", "b")),
        ("mendahului", ("urutan", "b", "a")),
        ("mengikuti", ("urutan", "a", "b")),
        ("terkait", ("terkait", "a", "b")),
        (None, ("terkait", "a", "b")),
    ],
)
def test_the_relation_is_the_place_of_the_sop_that_is_named(
    relation: str | None, expected: tuple[str, str, str]
) -> None:
    assert told(collection(a=sop("1", link("2", relation)), b=sop("2"))) == [expected]


def test_what_both_say_is_one_tie() -> None:
    found = collection(a=sop("1", link("2", "mengikuti")), b=sop("2", link("1", "mendahului")))
    assert ties(found, NOTHING) == (
        Tie("urutan", "a.sop.yaml", "b.sop.yaml", frozenset({"a.sop.yaml", "b.sop.yaml"})),
    )


def test_a_step_that_another_sop_carries_out_makes_it_a_part() -> None:
    found = collection(a=sop("1", link("2", "mikro"), steps=(step(1), step(2, sop="2"))), b=sop("2"))
    assert [(tie.kind, tie.steps) for tie in ties(found, NOTHING)] == [("makro", (2,))]


def test_by_path_and_by_number_of_the_one_replaced() -> None:
    found = collection(a=sop("1", link("./b.sop.yaml", "terkait")), b=sop("2", replaces="1"))
    assert told(found) == [("terkait", "a", "b"), ("menggantikan", "b", "a")]


def test_nothing_is_tied_to_itself() -> None:
    assert told(collection(a=sop("1", link("1", "makro"), link("1", "terkait")))) == []


def documents(**sops: Sop) -> dict[tuple[str, str], tuple[str, ...]]:
    return shared_documents(sops).pairs


def test_an_output_that_another_needs() -> None:
    a = sop("1", steps=(step(1, makes="Laporan  kegiatan"), step(2, "Laporan kegiatan", "Arsip")))
    b = sop("2", steps=(step(1, needs="laporan Kegiatan.; Arsip"),))
    assert documents(a=a, b=b) == {("a", "b"): ("Laporan  kegiatan",)}


def test_who_makes_a_document_needs_nobody_elses() -> None:
    a = sop("1", steps=(step(1, makes="Nota dinas"),))
    b = sop("2", steps=(step(1, needs="Nota dinas", makes="Nota dinas"),))
    assert documents(a=a, b=b) == {}


def test_an_old_sop_makes_nothing() -> None:
    a = sop("1", steps=(step(1, makes="Laporan kegiatan"),), status="dicabut")
    assert documents(a=a, b=sop("2", steps=(step(1, needs="Laporan kegiatan"),))) == {}


def test_a_document_that_many_hold_says_nothing() -> None:
    holders = {f"s{n}": sop(str(n), steps=(step(1, needs="Lembar disposisi"),)) for n in range(MOST_HOLDERS)}
    maker = sop("0", steps=(step(1, makes="Lembar disposisi"),))
    assert shared_documents({"m": maker, **holders}) == ({}, ("Lembar disposisi",))
    del holders["s0"]
    assert len(documents(m=maker, **holders)) == MOST_HOLDERS - 1


def groups(chart: Chart) -> dict[str, list[str]]:
    return {group.key: [node.called for node in group.nodes] for group in chart.groups}


def test_groups_by_unit_and_by_process() -> None:
    found = collection(
        a=sop("1", unit="Umum", process=("KPU.03.02", "Persuratan")),
        b=sop("2", unit="Hukum", process=("KPU.03.01", "Keuangan")),
        c=sop("3", unit=None, process=("KPU.01.01", "Data")),
        d=sop("4"),
    )
    assert groups(chart_of(found, Query())) == {"Hukum": ["2"], "Umum": ["1", "4"], "": ["3"]}
    assert groups(chart_of(found, Query(by="proses"))) == {
        "KPU.01": ["3"],
        "KPU.03": ["1", "2"],
        "": ["4"],
    }


def test_a_unit_with_what_its_sops_are_tied_to() -> None:
    found = collection(
        a=sop("1", link("2", "terkait")),
        b=sop("2", link("3", "terkait"), unit="Hukum"),
        c=sop("3", unit="Hukum"),
    )
    chart = chart_of(found, Query(unit="umum"))
    assert {node.called: node.is_asked for node in chart.nodes.values()} == {"1": True, "2": False}
    assert [node.called for node in chart_of(found, Query(sop="3")).nodes.values()] == ["2", "3"]
    with pytest.raises(SopkitError, match="no unit here is called"):
        chart_of(found, Query(unit="Keuangan"))


def test_old_sops_are_left_out_unless_asked_for() -> None:
    found = collection(a=sop("1", replaces="2"), b=sop("2", status="digantikan"))
    chart = chart_of(found, Query())
    assert (list(chart.nodes), chart.ties, chart.old) == (["a.sop.yaml"], (), 1)
    assert len(chart_of(found, Query(with_old=True)).ties) == 1
    assert list(chart_of(found, Query(sop="2")).nodes) == ["a.sop.yaml", "b.sop.yaml"]


def test_only_the_kinds_that_are_asked_for() -> None:
    found = collection(a=sop("1", link("2", "terkait"), link("2", "mikro")), b=sop("2"))
    assert [tie.kind for tie in chart_of(found, Query(kinds=("makro",))).ties] == ["makro"]


def test_one_line_for_all_in_one_direction() -> None:
    found = collection(
        a=sop("1", link("2", "mengikuti"), link("2", "terkait"), steps=(step(1, makes="Nota dinas"),)),
        b=sop("2", steps=(step(1, needs="Nota dinas"),)),
    )
    assert lines_of(chart_of(found, Query())).inner == (
        Line("urutan", "a.sop.yaml", "b.sop.yaml", documents=("Nota dinas",)),
    )


@pytest.mark.parametrize("count", [MOST_CROSSING, MOST_CROSSING + 1])
def test_many_lines_between_groups_become_words(count: int) -> None:
    others = {f"s{n:02}": sop(f"{n}", link("x", "makro"), unit="Hukum") for n in range(count)}
    lines = lines_of(chart_of(collection(x=sop("x"), **others), Query()))
    is_many = count > MOST_CROSSING
    assert (len(lines.outer), len(lines.told)) == ((0, count + 1) if is_many else (count, 0))


def test_a_tangle_within_a_group_becomes_words() -> None:
    names = [str(number) for number in range(11)]
    alike = {f"s{one}": sop(one, *(link(other, "terkait") for other in names)) for one in names}
    lines = lines_of(chart_of(collection(**alike), Query()))
    assert (lines.inner, lines.outer, len(lines.told)) == ((), (), 11)


@given(st.lists(st.tuples(st.floats(1, 900), st.floats(1, 900)), max_size=12))
def test_packed_rectangles_keep_apart(sizes: list[tuple[float, float]]) -> None:
    places, (width, height) = packed(sizes, 20.0, 1.4)
    boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(places, sizes, strict=True)]
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= width + 0.1
        assert bottom <= height + 0.1
        for other in boxes[:number]:
            apart = max(other[0] - right, left - other[2], other[1] - bottom, top - other[3])
            assert apart > 19.9


@given(st.text(max_size=80), st.floats(30, 200), st.none() | st.integers(1, 3))
def test_wrapped_lines_fit(text: str, width: float, most: int | None) -> None:
    lines = wrap(text, width, 9.0, most)
    assert all(text_width(line, 9.0) <= width or len(line) <= 3 for line in lines)
    if most is None:
        assert "".join("".join(lines).split()) == "".join(text.split())
    else:
        assert len(lines) <= most


def test_a_map_in_words_ends_where_a_pdf_has_no_more_room() -> None:
    chart = chart_of(
        collection(a=sop("1", link("2", "mengikuti"), title="Satu"), b=sop("2", title="Dua")), Query()
    )
    assert map_in_words(chart) == (
        "Peta keterkaitan 2 SOP dalam 1 kelompok. Umum: 1 Satu; 2 Dua. 1 dilanjutkan dengan 2."
    )
    many = collection(**{f"s{n}": sop(str(n), title="Judul" * 20, unit=f"Unit {n}") for n in range(300)})
    assert 10_000 < len(map_in_words(chart_of(many, Query()))) < 16_010


@pytest.mark.parametrize(
    ("file", "folder", "expected"),
    [
        ("umum/surat.sop.yaml", ".", "umum/surat.sop.yaml"),
        ("umum/surat.sop.yaml", "keluaran", "../umum/surat.sop.yaml"),
        ("a:b?c#d e%.sop.yaml", ".", "a%3Ab%3Fc%23d%20e%25.sop.yaml"),
        ("ä&<>.sop.yaml", ".", "%C3%A4%26%3C%3E.sop.yaml"),
    ],
)
def test_an_address_is_relative_and_has_no_sign_with_a_meaning(file: str, folder: str, expected: str) -> None:
    assert address(Path(file), Path(folder)) == expected


def test_an_address_on_another_drive_is_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", refuse)
    assert address(Path("/umum/a b.sop.yaml"), Path()).startswith("file:///")


def test_of_two_arrangements_the_one_without_a_crossing_is_chosen() -> None:
    def way(*points: tuple[float, float]) -> Way:
        return Way(tuple(("", point) for point in (points[0], points[0], points[0], points[1])), None)

    def arrange(lines: Sequence[Line]) -> Arrangement:
        first, second = lines
        is_crossed = first.source == "a"
        ends = (
            ((0.0, 0.0), (100.0, 100.0 if is_crossed else 0.0)),
            ((0.0, 100.0), (100.0, 0.0 if is_crossed else 100.0)),
        )
        ways = {first: way(*ends[0]), second: way(*ends[1])}
        return Arrangement({}, [], [], ways, 100.0, 100.0)

    lines = [Line("terkait", "a", "b"), Line("terkait", "c", "d")]
    found = best_arrangement(arrange, lines)
    assert set(found.ways) == set(lines)
    assert found.ways[lines[0]].points[-1] == ("", (100.0, 0.0))
