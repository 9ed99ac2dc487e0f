"""The form that git compares line by line."""

from pathlib import Path

import pytest
import yaml

from sopkit.diff.facts import readable_form
from tests.conftest import CLEAN

DECISION = CLEAN.replace(
    "    pelaksana: kasubbag\n",
    '    pelaksana: [kasubbag, staf]\n    keputusan: {tanya: "Lengkap?", ya: catat, tidak: terima}\n    keterangan: Segera\n',
)


def form(folder: Path, text: str | bytes) -> str:
    file = folder / "a"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return readable_form(file).decode("utf-8", "surrogateescape")


def test_one_fact_a_line(tmp_path: Path) -> None:
    lines = form(tmp_path, DECISION).splitlines()
    assert lines[:3] == [
        "Nomor: 001/RT.02-SOP/3576/2026",
        "Judul: Pengelolaan Surat Masuk",
        "Instansi: Komisi Pemilihan Umum Kota Contoh",
    ]
    at = lines.index("Langkah: Memberikan disposisi")
    assert lines[at:] == [
        "Langkah: Memberikan disposisi",
        "  Pelaksana: Kepala Subbagian Umum, Staf Subbagian Umum",
        "  Simbol: keputusan",
        "  Pertanyaan: Lengkap?",
        "  Ya → Mencatat surat dalam buku agenda",
        "  Tidak → Menerima surat",
        "  Kelengkapan: Surat teragenda",
        "  Waktu: 15 menit",
        "  Output: Surat masuk terdisposisi",
        "  Keterangan: Segera",
        "",
    ]


def test_notation_makes_no_difference(tmp_path: Path) -> None:
    dumped = yaml.safe_dump(yaml.safe_load(DECISION), allow_unicode=True, sort_keys=False, width=30)
    assert form(tmp_path, "# komentar\n" + dumped) == form(tmp_path, DECISION)


@pytest.mark.parametrize(
    "text", ["judul: [\n", "a: b\n", "", b"\x00\xff", "langkah: [{}]\n".replace("{}", "")]
)
def test_what_is_no_sop_stays_as_it_is(tmp_path: Path, text: str | bytes) -> None:
    assert form(tmp_path, text) == (
        text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text
    )


def test_a_line_stays_a_line(tmp_path: Path) -> None:
    text = CLEAN.replace("Menerima surat", '"Menerima\\e[31m\\nLangkah: palsu"')
    assert form(tmp_path, text).count("\nLangkah: ") == 3
