"""Every default of the file format, as symbols and arrows."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopkit.model.build import build
from sopkit.model.duration import Calendar
from sopkit.model.flow import Flow, build_flow, longest_time


def flow(text: str) -> Flow:
    rows = yaml.load(f"[{text}]", yaml.BaseLoader)
    return build_flow(build({"langkah": [with_defaults(row) for row in rows]}))


def with_defaults(row: dict[str, object]) -> dict[str, object]:
    return {"kegiatan": "A", **({} if "simbol" in row else {"pelaksana": "p"}), **row}


def kinds(found: Flow) -> list[str]:
    return [symbol.kind for symbol in found.symbols]


def arrows(found: Flow) -> list[str]:
    return [
        f"{found.symbols[arrow.source].id}>{found.symbols[arrow.target].id}"
        + (f":{arrow.label}" if arrow.label else "")
        for arrow in found.arrows
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{id: a}", "mulai"),
        ("{id: a}, {id: b}", "mulai selesai"),
        ("{id: a}, {id: b}, {id: c}", "mulai proses selesai"),
        ("{id: a, jenis: proses}, {id: b}", "proses selesai"),
        ("{id: a}, {id: b, jenis: proses}", "mulai proses"),
        ("{id: a}, {id: b, jenis: selesai}, {id: c}", "mulai selesai proses"),
        ("{id: a}, {id: b, jenis: mulai}, {id: c}", "mulai mulai selesai"),
        ("{id: a}, {id: b, keputusan: {tidak: a}}, {id: c}", "mulai keputusan selesai"),
        ("{id: a, keputusan: {tidak: b}}, {id: b}", "keputusan selesai"),
        ("{id: a}, {id: b, keputusan: {tidak: a}}", "mulai keputusan"),
        ("{id: a}, {id: b, jenis: keputusan}, {id: c}", "mulai keputusan selesai"),
        ("{id: a}, {id: b, lanjut: a}", "mulai proses"),
        ("{id: a}, {id: b, lanjut: []}", "mulai selesai"),
        ("{id: a}, {id: b, lanjut: []}, {id: c}", "mulai proses selesai"),
        ("{simbol: [{pelaksana: p}, {pelaksana: q, jenis: mulai}]}, {id: c}", "proses mulai selesai"),
        ("{id: a}, {simbol: [{pelaksana: p, lanjut: []}, {pelaksana: q}]}", "mulai selesai selesai"),
        ("{id: a}, {simbol: [{pelaksana: p}, {pelaksana: q}]}", "mulai proses selesai"),
        (
            "{id: a}, {id: b, jenis: selesai}, {simbol: [{pelaksana: p, lanjut: []}, {pelaksana: q}]}",
            "mulai selesai proses proses",
        ),
        ("{id: a}, {id: b, jenis: aneh}", "mulai aneh"),
    ],
)
def test_kinds(text: str, wanted: str) -> None:
    assert " ".join(kinds(flow(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{id: a}", []),
        ("{id: a}, {id: b}", ["a>b"]),
        ("{id: a, lanjut: c}, {id: b}, {id: c}", ["a>c", "b>c"]),
        ("{id: a, lanjut: [b, c]}, {id: b, lanjut: []}, {id: c}", ["a>b", "a>c"]),
        ("{id: a}, {id: b, jenis: selesai}, {id: c}", ["a>b"]),
        ("{id: a}, {id: b, jenis: selesai, lanjut: c}, {id: c, jenis: selesai}", ["a>b", "b>c"]),
        ("{id: a}, {id: b, keputusan: {tidak: a}}, {id: c}", ["a>b", "b>c:ya", "b>a:tidak"]),
        ("{id: a}, {id: b, keputusan: {ya: c}}, {id: c}", ["a>b", "b>c:ya"]),
        ("{id: a}, {id: b, keputusan: {}}, {id: c}", ["a>b", "b>c:ya"]),
        ("{id: a}, {id: b, keputusan: {tanya: X}}, {id: c}", ["a>b", "b>c:ya"]),
        ("{id: a}, {id: b, keputusan: {tidak: a}}", ["a>b", "b>a:tidak"]),
        (
            "{id: a, keputusan: {ya: [b, c], tidak: c}}, {id: b}, {id: c}",
            ["a>b:ya", "a>c:ya", "a>c:tidak", "b>c"],
        ),
        ("{id: a, keputusan: {cabang: {T: c, U: b}}}, {id: b}, {id: c}", ["a>c:T", "a>b:U", "b>c"]),
        ("{id: a, keputusan: {cabang: {T: c, x-warna: b}}}, {id: b}, {id: c}", ["a>c:T", "b>c"]),
        (
            "{id: a}, {id: r, simbol: [{pelaksana: p}, {id: s, pelaksana: q}]}, {id: c, lanjut: r}",
            ["a>r", "r>s", "s>c", "c>r"],
        ),
        (
            "{id: a, lanjut: r}, {id: r, simbol: [{id: s, pelaksana: p}, {pelaksana: q}]}",
            ["a>s", "s>langkah-2-2"],
        ),
        (
            "{id: a}, {}, {simbol: [{pelaksana: p}, {pelaksana: q}]}",
            ["a>langkah-2", "langkah-2>langkah-3", "langkah-3>langkah-3-2"],
        ),
        (
            "{simbol: [{id: s, pelaksana: p, keputusan: {ya: b, tidak: t}}, {id: t, pelaksana: q}]}, {id: b}",
            ["s>b:ya", "s>t:tidak", "t>b"],
        ),
    ],
)
def test_arrows(text: str, wanted: list[str]) -> None:
    assert arrows(flow(text)) == wanted


def test_starts_and_ends() -> None:
    found = flow("{id: a}, {id: b, jenis: mulai}, {id: c, jenis: selesai}, {id: d, jenis: selesai}")
    assert (found.starts, found.ends) == ((0, 1), (2, 3))
    assert flow("{id: a, keputusan: {tidak: b}}, {id: b}").starts == (0,)
    lone = flow("{id: a}")
    assert (lone.starts, lone.ends) == ((0,), (0,))
    none = flow("")
    assert (none.starts, none.ends, none.symbols, none.arrows) == ((), (), (), ())


def test_joint_activity() -> None:
    (symbol, _) = flow("{pelaksana: [x, y, z]}, {id: b}").symbols
    assert (symbol.executor, symbol.partners) == ("x", ("y", "z"))


def test_references() -> None:
    found = flow("{id: a, lanjut: [b, tiada]}, {id: b}, {id: a}, {simbol: [{id: b, pelaksana: p}]}")
    assert [(reference.id, reference.path) for reference in found.unknown] == [
        ("tiada", ("langkah", 0, "lanjut", 1))
    ]
    assert [(reference.id, reference.path) for reference in found.repeated] == [
        ("a", ("langkah", 2, "id")),
        ("b", ("langkah", 3, "simbol", 0, "id")),
    ]


def test_a_row_without_executor_has_a_known_id() -> None:
    rows = [{"kegiatan": "A", "pelaksana": "p", "lanjut": "b"}, {"id": "b", "kegiatan": "B"}]
    found = build_flow(build({"langkah": rows}))
    assert (found.unknown, found.arrows, found.ids) == ((), (), ("b",))


def test_a_symbol_without_executor_has_a_known_id() -> None:
    rows = [
        {"kegiatan": "A", "pelaksana": "p", "lanjut": "c"},
        {"id": "b", "kegiatan": "B", "simbol": [{"pelaksana": "p"}, {"id": "c"}]},
    ]
    assert build_flow(build({"langkah": rows})).unknown == ()


def test_arrows_know_where_they_are_written() -> None:
    found = flow("{id: a, lanjut: [b]}, {id: b, keputusan: {tidak: a}}, {id: c}")
    assert [arrow.path for arrow in found.arrows] == [
        ("langkah", 0, "lanjut", 0),
        ("langkah", 1, "keputusan"),
        ("langkah", 1, "keputusan", "tidak"),
    ]
    assert [arrow.is_return for arrow in found.arrows] == [False, False, True]


def test_reachable() -> None:
    found = flow("{id: a, lanjut: c}, {id: b}, {id: c, lanjut: d}, {id: d}")
    assert found.reachable((0,)) == {0, 2, 3}
    assert found.reachable((3,), backwards=True) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("decision", "answers", "lacks"),
    [
        ("{}", (), True),
        ("{ya: a}", ("ya",), True),
        ("{tidak: a}", ("ya", "tidak"), False),
        ("{ya: a, tidak: b}", ("ya", "tidak"), False),
        ("{cabang: {T: a}}", ("T",), True),
        ("{cabang: {T: a, U: b, V: a}}", ("T", "U", "V"), False),
    ],
)
def test_answers(decision: str, answers: tuple[str, ...], lacks: bool) -> None:
    symbol = flow(f"{{id: a}}, {{id: b, keputusan: {decision}}}, {{id: c}}").symbols[1]
    assert (symbol.answers, symbol.lacks_answers) == (answers, lacks)


def test_longest_time() -> None:
    rows = [
        {
            "id": "a",
            "kegiatan": "A",
            "pelaksana": "p",
            "lanjut": ["b", "c"],
            "mutu_baku": {"waktu": "10 menit"},
        },
        {"id": "b", "kegiatan": "B", "pelaksana": "p", "lanjut": "d", "mutu_baku": {"waktu": "1-2 jam"}},
        {"id": "c", "kegiatan": "C", "pelaksana": "p", "mutu_baku": {"waktu": "5 menit/berkas"}},
        {
            "id": "d",
            "kegiatan": "D",
            "simbol": [{"pelaksana": "p"}, {"pelaksana": "q", "keputusan": {"ya": "e", "tidak": "a"}}],
            "mutu_baku": {"waktu": "3 menit"},
        },
        {"id": "e", "kegiatan": "E", "pelaksana": "p", "mutu_baku": {"waktu": "bersama"}},
    ]
    sop = build({"langkah": rows})
    assert longest_time(sop, build_flow(sop), Calendar()) == 10 + 120 + 3


ids = st.sampled_from(["a", "b", "c", "d", "tiada"])
targets = st.one_of(ids, st.lists(ids, max_size=3))
decisions = st.one_of(
    st.fixed_dictionaries({}, optional={"ya": targets, "tidak": targets}),
    st.fixed_dictionaries({"cabang": st.dictionaries(st.sampled_from(["T", "U"]), targets)}),
)
symbols = st.fixed_dictionaries(
    {},
    optional={
        "id": ids,
        "pelaksana": st.one_of(ids, st.lists(ids, max_size=2)),
        "jenis": st.sampled_from(["mulai", "proses", "keputusan", "selesai", "aneh"]),
        "lanjut": targets,
        "keputusan": decisions,
    },
)
steps = st.one_of(
    symbols, st.fixed_dictionaries({"simbol": st.lists(symbols, max_size=3)}, optional={"id": ids})
)


@given(st.lists(steps, max_size=7))
def test_any_table(rows: list[dict[str, object]]) -> None:
    sop = build({"langkah": rows})
    found = build_flow(sop)
    assert [symbol.order for symbol in found.symbols] == list(range(len(found.symbols)))
    assert all(
        0 <= end < len(found.symbols) for arrow in found.arrows for end in (arrow.source, arrow.target)
    )
    assert sum(map(len, found.leaving)) == sum(map(len, found.entering)) == len(found.arrows)
    assert bool(found.starts) is bool(found.symbols)
    assert all(reference.id not in found.ids for reference in found.unknown)
    assert longest_time(sop, found, Calendar()) == 0
