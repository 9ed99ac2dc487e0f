"""What differs is told in the terms of the file, and one change as one."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.diff.differences import Difference, differences
from sopkit.model.canonical import canonical
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document
from tests.conftest import CLEAN

LOOP = CLEAN.replace(
    "  - id: telaah\n",
    "  - id: periksa\n    kegiatan: Memeriksa kelengkapan\n    pelaksana: kasubbag\n"
    "    keputusan: {tanya: Lengkap?, ya: telaah, tidak: terima}\n"
    "  - id: telaah\n",
)
SCANNING = "  - id: pindai\n    kegiatan: Memindai surat\n    pelaksana: staf\n"


def form(text: str) -> dict[str, Any]:
    sop = read_sop(parse_document("a.sop.yaml", text.encode()))
    assert sop is not None
    return canonical(sop)


def told(old: str, new: str) -> list[tuple[str, Any, Any]]:
    return [tuple(one) for one in differences(form(old), form(new))]


@pytest.mark.parametrize(
    ("written", "instead", "path", "old", "new"),
    [
        ("jabatan: Sekretaris", "jabatan: Ketua", "pengesahan.jabatan", "Sekretaris", "Ketua"),
        ("pembuatan: 2026-01-05", "pembuatan: 2026-01-06", "tanggal.pembuatan", "2026-01-05", "2026-01-06"),
        ("15 menit", "1.5 - 2 jam", "langkah[3].waktu", "15 menit", "1,5 jam - 2 jam"),
        ("15 menit", "maksimal 2 jam/surat (lembur)", "langkah[3].waktu", "15 menit", "maksimal 2 jam/surat (lembur)"),
        ("15 menit", "sebentar", "langkah[3].waktu", "15 menit", "sebentar"),
        ("Nomor 43", "Nomor 44", "dasar_hukum[1]", "UU 43/2009", "UU 44/2009"),
        ("Staf Subbagian Umum", "Arsiparis", "pelaksana[1].nama", "Staf Subbagian Umum", "Arsiparis"),
        ("[Komputer]", "[Komputer, Pemindai]", "peralatan[2]", None, "Pemindai"),
        ("[Komputer]", "[Pemindai, Komputer]", "peralatan[1]", None, "Pemindai"),
        ("unit: Subbagian Umum\n", "", "unit", "Subbagian Umum", None),
        ("status: rancangan", "status: berlaku", "status", "rancangan", "berlaku"),
        ("status: rancangan", "status: rancangan\nversi: 2", "versi", 1, 2),
        ("status: rancangan", "status: rancangan\nstandar_pelayanan: {waktu: 1 hari}", "standar_pelayanan", None, "1 hari"),
    ],
)  # fmt: skip
def test_one_change(written: str, instead: str, path: str, old: Any, new: Any) -> None:
    found = told(CLEAN, CLEAN.replace(written, instead))
    assert (path, old, new) in found
    assert len(found) == (3 if instead == "Arsiparis" else 1)  # the symbols of its two steps say so as well
    assert len(told(CLEAN.replace(written, instead), CLEAN)) == len(found)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("status: rancangan", "status: rancangan  # masih"),
        ("jabatan: Sekretaris", 'jabatan:  "Sekretaris"'),
        ("sopkit: 1\n", "sopkit: 1\nversi: 1\n"),
        ("15 menit", "15  menit"),
        ("id: telaah", "id: disposisi"),
        ("Staf Subbagian Umum", "Staf  Subbagian\n    Umum"),
    ],
)
def test_notation_is_no_difference(written: str, instead: str) -> None:
    assert CLEAN.replace(written, instead) != CLEAN
    assert told(CLEAN, CLEAN.replace(written, instead)) == []


@pytest.mark.parametrize("before", ["terima", "catat", "periksa", "telaah"])
def test_an_inserted_step_is_one_difference(before: str) -> None:
    new = LOOP.replace(f"  - id: {before}\n", SCANNING + f"  - id: {before}\n")
    if before == "terima":  # the first step is the start, which then is another
        new = new.replace("id: pindai\n", "id: pindai\n    jenis: mulai\n")
    found = told(LOOP, new)
    steps = [one for one in found if one[1] is None]
    assert [(path, value["kegiatan"]) for path, _, value in steps] == [
        (f"langkah[{['terima', 'catat', 'periksa', 'telaah'].index(before) + 1}]", "Memindai surat")
    ]
    others = [path for path, old, _ in found if old is not None]
    assert (
        others
        == {
            "terima": ["langkah[2].simbol[1].jenis"],
            "catat": [],
            "periksa": [],
            "telaah": [],
        }[before]
    )


def test_a_step_taken_out_is_one_difference() -> None:
    old = LOOP.replace("  - id: catat\n", SCANNING + "  - id: catat\n")
    assert [(path, new) for path, _, new in told(old, LOOP)] == [("langkah[2]", None)]


def test_a_step_inserted_and_another_changed() -> None:
    new = CLEAN.replace("  - id: catat\n", SCANNING + "  - id: catat\n").replace("5 menit", "6 menit")
    assert [path for path, _, _ in told(CLEAN, new)] == ["langkah[2]", "langkah[3].waktu", "langkah[4].waktu"]


def test_arrows() -> None:
    new = LOOP.replace("tidak: terima", "tidak: catat")
    assert told(LOOP, new) == [("langkah[3].panah", "tidak → 1, ya → 4", "tidak → 2, ya → 4")]
    further = LOOP.replace("    kegiatan: Mencatat", "    lanjut: telaah\n    kegiatan: Mencatat")
    assert ("langkah[2].panah", "→ 3", "→ 4") in told(LOOP, further)


def test_arrows_of_a_row_with_several_symbols() -> None:
    rows = (
        "  - id: periksa\n    kegiatan: Memeriksa\n    simbol:\n      - {pelaksana: staf}\n"
        "      - {pelaksana: kasubbag, keputusan: {ya: telaah, tidak: terima}}\n  - id: telaah\n"
    )
    old = CLEAN.replace("  - id: telaah\n", rows)
    assert [path for path, _, _ in told(old, old.replace("tidak: terima", "tidak: catat"))] == [
        "langkah[3].simbol[2].panah"
    ]


def test_chances_stand_at_their_decision() -> None:
    new = LOOP.replace("tidak: terima}", "tidak: terima, peluang: 0.8}")
    ((path, old, value),) = told(LOOP, new)
    assert (path, old) == ("langkah[3].simbol[1].peluang", None)
    assert value.startswith("ya: 0.8")


def test_long_lists_take_no_long_time() -> None:
    items = [f"alat {n % 7}" for n in range(50_000)]
    other = random.Random(1).sample(items, len(items))
    old, new = (form(CLEAN.replace("[Komputer]", f"[{', '.join(one)}]")) for one in (items, other))
    assert differences(old, new)


def test_arrows_within_a_row() -> None:
    rows = (
        "  - id: periksa\n    kegiatan: Memeriksa\n    simbol:\n      - {id: a, pelaksana: staf}\n"
        "      - {id: b, pelaksana: kasubbag}\n  - id: telaah\n"
    )
    old = CLEAN.replace("  - id: telaah\n", rows).replace(
        "    kegiatan: Mencatat", "    lanjut: a\n    kegiatan: Mencatat"
    )
    assert ("langkah[2].panah", "→ 3.1", "→ 3.2") in told(old, old.replace("lanjut: a", "lanjut: b"))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_difference_is_told_exactly_where_there_is_one(data: st.DataObject) -> None:
    lines = LOOP.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "twice", "digit", "word"]))
        line = lines.pop(at)
        if how != "drop":
            lines.insert(
                at,
                line.replace("1", "3").replace("5", "6")
                if how == "digit"
                else line.replace("surat", "arsip")
                if how == "word"
                else line * 2,
            )
    document = parse_document("a", "".join(lines).encode())
    sop = read_sop(document)
    if sop is None:
        return
    old, new = form(LOOP), canonical(sop)
    for found in (differences(old, new), differences(new, old)):
        assert bool(found) == (old != new)
        assert all(isinstance(one, Difference) and one.old != one.new for one in found)
