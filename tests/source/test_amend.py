import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopkit.source.amend import Append, Put, amended
from sopkit.source.document import parse_document

ORDER = {
    (): ("judul", "versi", "jenis", "tanggal", "riwayat", "evaluasi"),
    ("tanggal",): ("pembuatan", "revisi", "efektif"),
}
DAY = datetime.date(2026, 2, 1)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


def amend(text: str, *changes: Put | Append) -> str | None:
    made = amended("a.yaml", text.encode(), changes, ORDER)
    return None if made is None else made.decode()


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("judul: A # nama\nversi: 1 # satu\n", Put(("versi",), 2), "judul: A # nama\nversi: 2 # satu\n"),
        ("judul: A\n# akhir\n", Put(("versi",), 2), "judul: A\nversi: 2\n# akhir\n"),
        ("judul: A\nversi:\n", Put(("versi",), 2), "judul: A\nversi: 2\n"),
        ("judul: A\ntanggal:\n  pembuatan: 2026-01-01  # dulu\n", Put(("tanggal", "revisi"), DAY),
         "judul: A\ntanggal:\n  pembuatan: 2026-01-01  # dulu\n  revisi: 2026-02-01\n"),
        ("tanggal: {pembuatan: 2026-01-01, efektif: null}\n", Put(("tanggal", "revisi"), DAY),
         "tanggal: {pembuatan: 2026-01-01, revisi: 2026-02-01, efektif: null}\n"),
        ("tanggal: {pembuatan: 2026-01-01, revisi: null}\n", Put(("tanggal", "revisi"), DAY),
         "tanggal: {pembuatan: 2026-01-01, revisi: 2026-02-01}\n"),
        ("judul: 'A b'\n", Put(("judul",), "C: d"), 'judul: "C: d"\n'),
        ("{judul: A, versi: 1}\n", Put(("jenis",), "baru"), "{judul: A, versi: 1, jenis: baru}\n"),
        ("judul: A\nriwayat:\n  - {versi: 1}\n", Append(("riwayat",), {"versi": 2, "uraian": "b, c"}),
         'judul: A\nriwayat:\n  - {versi: 1}\n  - {versi: 2, uraian: "b, c"}\n'),
        ("riwayat: [] # belum\nevaluasi: []", Append(("riwayat",), {"versi": 2}),
         "riwayat: # belum\n  - {versi: 2}\nevaluasi: []"),
        ("judul: >-\n  A\n  b\n\nriwayat: ~", Append(("riwayat",), {"versi": 2}),
         "judul: >-\n  A\n  b\n\nriwayat:\n  - {versi: 2}"),
        ("judul: >-\n  A\n  b\nevaluasi:\n  - {a: b}\n", Append(("riwayat",), {"versi": 2}),
         "judul: >-\n  A\n  b\nriwayat:\n  - {versi: 2}\nevaluasi:\n  - {a: b}\n"),
        ("{judul: A, riwayat: []}", Append(("riwayat",), {"versi": 2}), "{judul: A, riwayat: [{versi: 2}]}"),
        ("judul: A\nevaluasi:\n- jenis: x\n  jawaban: {1: ya}\n",
         Append(("evaluasi",), {"tanggal": DAY, "jawaban": {"1": "ya", "2": "tidak"}}),
         "judul: A\nevaluasi:\n- jenis: x\n  jawaban: {1: ya}\n- tanggal: 2026-02-01\n  jawaban: {1: ya, 2: tidak}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_what_is_meant_is_touched(before: str, change: Put | Append, after: str, line_end: str) -> None:
    assert amend(before.replace("\n", line_end), change) == after.replace("\n", line_end)


def test_several_changes_follow_each_other() -> None:
    made = amend(
        "judul: A\n", Put(("versi",), 2), Put(("jenis",), "baru"), Append(("riwayat",), {"versi": 2})
    )
    assert made == "judul: A\nversi: 2\njenis: baru\nriwayat:\n  - {versi: 2}\n"


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ("judul: &a A\nversi: *a\n", Put(("judul",), "B")),
        ("judul: A\nriwayat: nanti\n", Append(("riwayat",), {"versi": 2})),
        ("judul: A\nriwayat: {a: b}\n", Append(("riwayat",), {"versi": 2})),
        ("judul: A\ntanggal: besok\n", Put(("tanggal", "revisi"), DAY)),
        ("- judul\n", Put(("versi",), 2)),
        ("x-lain: A\n", Put(("versi",), 2)),
        ("judul: [\n", Put(("versi",), 2)),
    ],
)
def test_what_cannot_be_changed_alone_is_left(before: str, change: Put | Append) -> None:
    assert amend(before, change) is None


@given(
    TEXTS,
    TEXTS,
    st.sampled_from(["", "# catatan\n", "evaluasi: []\n", "x: |\n  a\n\n", "riwayat:\n  - a: b\n"]),
)
def test_any_text_is_read_back(title: str, note: str, tail: str) -> None:
    before = f"judul: A  # nama\nversi: 1\n{tail}"
    item: dict[str, Any] = {"tanggal": DAY, "catatan": note}
    made = amended("a.yaml", before.encode(), (Put(("judul",), title), Append(("riwayat",), item)), ORDER)
    if made is None:  # a sign that no YAML may hold
        assert parse_document("a", f"a: {title}{note}".encode()).problems
        return
    held = yaml.load(made, Loader=yaml.BaseLoader)
    assert held["judul"] == title
    assert held["riwayat"][-1] == {"tanggal": "2026-02-01", "catatan": note}
    assert "# nama" in made.decode()
