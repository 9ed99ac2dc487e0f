"""The verdict agrees with the labelled cases of verdicts.yaml, and the remarks with what was done about it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sopkit.diff.compare import compare
from sopkit.diff.model import Comparison, Severity, Verdict
from sopkit.model.duration import Calendar
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document

TABLE = yaml.safe_load(Path(__file__).with_name("verdicts.yaml").read_text(encoding="utf-8"))
BASE: str = TABLE["base"]


def compared(old: str | None, new: str | None) -> Comparison:
    sops = [read_sop(parse_document("", side.encode())) if side is not None else None for side in (old, new)]
    assert [side is None for side in (old, new)] == [sop is None for sop in sops]
    return compare(*sops, old_name="lama", new_name="baru", calendar=Calendar())


def edited(text: str, edit: dict[str, str]) -> str:
    for written, instead in edit.items():
        assert written in text, written
        text = text.replace(written, instead)
    return text


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_the_verdict_is_the_labelled_one(case: dict[str, Any]) -> None:
    old = edited(BASE, case.get("first", {}))
    result = compared(old, edited(old, case["edit"]))
    told = [change.code + "~" * (change.severity is Severity.EDITORIAL) for change in result.changes]
    assert sorted(told) == sorted(case.get("codes", []))
    assert result.verdict == case["verdict"]
    assert result.reasons
    if "remarks" in case:
        assert list(map(str, result.remarks)) == case["remarks"]


def test_there_are_cases_enough() -> None:
    assert len(TABLE["cases"]) >= 40
    assert all(case["why"] for case in TABLE["cases"])


def test_a_side_that_is_missing() -> None:
    added, removed = compared(None, BASE), compared(BASE, None)
    assert (added.verdict, removed.verdict) == (Verdict.NEW, Verdict.WITHDRAWN)
    assert added.effect.before is None
    assert removed.effect.after is None
    assert added.steps == tuple((None, number) for number in range(1, 7))
    assert removed.steps == tuple((number, None) for number in range(1, 7))
    assert added.number == removed.number == "012/RT.02-SOP/3576/2024"
    assert added.changes == removed.changes == added.remarks == ()


RAISED = {
    "versi: 1\njenis_perubahan: baru": "versi: 2\njenis_perubahan: perubahan",
    "revisi: null": "revisi: 2025-01-02",
    "uraian: Penetapan pertama}\n": (
        "uraian: Penetapan pertama}\n  - {versi: 2, tanggal: 2025-01-02, jenis: perubahan, uraian: Penyesuaian}\n"
    ),
}
LONGER = {"waktu: 15 menit": "waktu: 30 menit"}
SPELLED = {"Menyimpan arsip surat": "Menyimpan Arsip Surat"}
DRAFT = {"status: berlaku": "status: rancangan"}


@pytest.mark.parametrize(
    ("first", "edit", "remarks"),
    [
        ({}, LONGER, ["“versi” should become 2", "“tanggal.revisi” should be", "“riwayat” should say so"]),
        (DRAFT, LONGER, []),
        ({}, LONGER | RAISED, []),
        ({}, SPELLED | RAISED, ["“jenis_perubahan” says “perubahan”, but what changed makes it “perbaikan”"]),
        ({}, LONGER | RAISED | {"versi: 2\njenis_perubahan: perubahan": "versi: 2\njenis_perubahan: perbaikan"},
         ["but what changed makes it “perubahan”", "“riwayat” calls version 2 “perubahan”, “jenis_perubahan” calls it “perbaikan”"]),
        ({}, LONGER | RAISED | {"versi: 2\n": "versi: 4\n"}, ["leaps from 1 to 4", "no entry of version 4"]),
        (RAISED, {"versi: 2\n": "versi: 1\n"}, ["“versi” goes back from 2 to 1"]),
        (RAISED, {"revisi: 2025-01-02": "revisi: 2024-12-31"}, ["“tanggal.revisi” goes back from 2025-01-02"]),
        ({}, {"riwayat:\n  - {versi: 1": "riwayat:\n  - {versi: 3"}, ["“riwayat” has lost the entry of version 1"]),
    ],
)  # fmt: skip
def test_remarks(first: dict[str, str], edit: dict[str, str], remarks: list[str]) -> None:
    old = BASE
    for written, instead in first.items():
        old = old.replace(written, instead)
    new = old
    for written, instead in edit.items():
        assert written in new
        new = new.replace(written, instead)
    found = list(map(str, compared(old, new).remarks))
    assert len(found) == len(remarks), found
    assert all(part in text for part, text in zip(remarks, found, strict=True)), found


def test_the_effect_in_figures() -> None:
    added = (
        "  - id: pindai\n    kegiatan: Memindai\n    pelaksana: sekretaris\n    mutu_baku: {waktu: 2 jam}\n"
    )
    before, after = compared(BASE, BASE.replace("  - id: simpan\n", f"{added}  - id: simpan\n")).effect
    assert before is not None
    assert after is not None
    assert (after.rows, before.rows) == (7, 6)
    assert (before.executors, before.decisions, before.handovers) == (3, 2, 5)
    assert before.minutes == 10 + 60 + 15 + 450 + 20 + 5
    assert after.minutes == before.minutes + 120
    assert after.handovers == before.handovers + 2
    unread = compared(BASE, BASE.replace("15 menit", "sebentar")).effect.after
    assert unread is not None
    assert unread.minutes is None


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("15 menit", "30 menit", "+15 menit"),
        ("2 hari kerja", "1 hari kerja", "-1 hari kerja"),
        ("30 menit", "1 jam 15 menit", "+45 menit"),
        ("1 hari kerja", "3 jam", "-4 jam 30 menit"),
        ("1-2 jam", "1-4 jam", "+2 jam"),
        ("15 menit", "maksimal 15 menit", None),
        ("15 menit", "2 menit/berkas", None),
        ("15 menit", "sebentar", None),
        ("15 menit", "bersama", None),
    ],
)
def test_the_difference_of_times(old: str, new: str, difference: str | None) -> None:
    text = edited(BASE, {"waktu: 15 menit": f"waktu: {old}"})
    (change,) = compared(
        text,
        text.replace(f"waktu: {old}, output: [Surat terpilah]", f"waktu: {new}, output: [Surat terpilah]"),
    ).changes
    assert (change.code, change.severity) == ("waktu-diubah", Severity.SUBSTANTIAL)
    assert dict(change.detail).get("selisih") == difference


def test_paths_lead_to_the_values() -> None:
    new = edited(BASE, LONGER | {"[Komputer, ": "[Komputer, Pemindai, ", "Sifat?": "Rahasia?"})
    changes = compared(BASE, new).changes
    assert [(change.code, change.old_path, change.new_path, change.new_step) for change in changes] == [
        ("peralatan-ditambah", None, ("peralatan", 1), None),
        ("waktu-diubah", ("langkah", 2, "mutu_baku", "waktu"), ("langkah", 2, "mutu_baku", "waktu"), 3),
        ("pertanyaan-diubah", ("langkah", 2, "keputusan", "tanya"), ("langkah", 2, "keputusan", "tanya"), 3),
    ]
