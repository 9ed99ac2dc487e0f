"""`sopkit show`: one SOP in a terminal of 80 columns."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.life.sample import NUMBER, write
from tests.sops import random_sop

EXAMPLES = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
FLOW = """\
sopkit: 1
nomor: "1"
judul: Pengelolaan Surat
status: berlaku
tanggal: {pembuatan: 2024-01-01}
pengesahan: {jabatan: Sekretaris}
pelaksana: {staf: Staf, kasubbag: {nama: Kepala Subbagian, singkatan: Kasubbag}}
langkah:
  - {id: a, kegiatan: Menerima surat, pelaksana: staf, mutu_baku: {waktu: 5 menit}}
  - id: b
    kegiatan: Memeriksa surat
    simbol:
      - {id: b1, pelaksana: kasubbag, keputusan: {tanya: "Lengkap?", ya: c, tidak: a}}
      - {id: b2, pelaksana: [staf, kasubbag], lanjut: [c, d]}
  - {id: c, kegiatan: Mengarsipkan surat, pelaksana: staf, lanjut: hilang, sop: "2"}
  - {id: d, kegiatan: Mengirim surat, pelaksana: staf}
"""


@pytest.fixture
def flow(office: Path) -> Path:
    write(office, alur=FLOW)
    return office


def test_identity(office: Path, run: Run) -> None:
    status, out, err = run("show", "surat masuk")
    assert (status, err) == (0, "")
    assert out.startswith(f"Pengelolaan Surat Masuk\n{'═' * 80}\n{NUMBER}\n")
    assert "Status                rancangan, version 1 (baru)\n" in out
    assert "Made                  2026-01-05\n" in out
    assert "Legal basis" not in out


def test_the_table_and_its_flow(flow: Path, run: Run) -> None:
    out = run("show", "alur.sop.yaml").out
    assert (
        out[out.index("No. ") :]
        == """\
No.     Activity                      Executor         Time       Goes on
──────  ────────────────────────────  ───────────────  ─────────  ──────────────
   1 ●  Menerima surat                Staf             5 menit    → 2a
  2a ◇  Memeriksa surat               Kasubbag         -          ya → 3
        Lengkap?                                                  tidak ↑ 1
  2b                                  Staf + Kasubbag             → 3
                                                                  → 4
   3    Mengarsipkan surat            Staf             -          → ?hilang
        see SOP 2
   4 ◉  Mengirim surat                Staf             -
──────  ────────────────────────────  ───────────────  ─────────  ──────────────
● start  ◉ end  ◇ decision  → goes on to  ↑ returns to
"""
    )


def test_in_full(office: Path, run: Run) -> None:
    out = run("show", NUMBER, "--full").out
    assert "Legal basis           1. UU Nomor 43 Tahun 2009 tentang Kearsipan\n" in out
    assert "        needs: Surat masuk " in out
    assert "        output: Tanda terima\n" in out


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.sop.yaml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("full", [(), ("--full",)], ids=["short", "full"])
def test_examples_are_legible_at_80_columns(run: Run, file: Path, full: tuple[str, ...]) -> None:
    status, out, _ = run("show", str(file), *full)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("seed", range(20))
def test_any_flow(office: Path, run: Run, seed: int) -> None:
    write(office, acak=random_sop(seed))
    status, out, _ = run("show", "acak.sop.yaml")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80


def test_json(flow: Path, run: Run) -> None:
    data = json.loads(run("show", "alur.sop.yaml", "--format", "json").out)
    assert data["file"] == "alur.sop.yaml"
    assert data["sop"]["judul"] == "Pengelolaan Surat"
    assert data["flow"][1] == {
        "id": "b1",
        "row": 2,
        "kind": "keputusan",
        "executors": ["kasubbag"],
        "next": [
            {"id": "c", "label": "ya", "is_return": False},
            {"id": "a", "label": "tidak", "is_return": True},
        ],
    }


def test_unknown(office: Path, run: Run) -> None:
    status, out, err = run("show", "001/RT.02-SOP/3576/2027")
    assert (status, out) == (2, "")
    assert f"did you mean “{NUMBER}”?" in err


def test_a_broken_file(office: Path, run: Run) -> None:
    (office / "rusak.sop.yaml").write_text("judul: [", encoding="utf-8")
    status, _, err = run("show", "rusak.sop.yaml")
    assert status == 2
    assert "rusak.sop.yaml:1:8: not YAML" in err


def test_nothing_steers_the_terminal(flow: Path, run: Run) -> None:
    write(
        flow,
        jahat=FLOW.replace("Menerima surat", '"Menerima\\e[31m\\n surat"').replace("Staf,", '"S\\e[0mtaf",'),
    )
    assert "\x1b" not in run("show", "jahat.sop.yaml", "--full").out
