"""SOPs of a few rows, written as their rows only, for the tests of simulation and walk."""

from pathlib import Path

from sopkit.render.subject import Subject
from tests.conftest import CLEAN

HEAD = CLEAN[: CLEAN.index("langkah:")]


def text_of(rows: str, standard: str = "") -> str:
    return HEAD + (f"standar_pelayanan: {{waktu: {standard}}}\n" if standard else "") + "langkah:\n" + rows


def subject_of(rows: str, standard: str = "") -> Subject:
    from sopkit.life.simulation.source import parse_trial

    return parse_trial(text_of(rows, standard).encode())


def row(id_: str, time: str = "10 menit", more: str = "", executor: str = "staf") -> str:
    extra = f", {more}" if more else ""
    return f"  - {{id: {id_}, kegiatan: Mengerjakan {id_}, pelaksana: {executor}, mutu_baku: {{waktu: {time}}}{extra}}}\n"


CHECKED = (
    row("susun", "30 menit")
    + row(
        "periksa",
        "10 menit",
        "keputusan: {tanya: 'Baik?', ya: kirim, tidak: susun, peluang: 0.75}",
        "kasubbag",
    )
    + row("kirim", "5 menit")
)
"""A check that sends a quarter back: 4/3 rounds of 40 minutes, then 5."""

FORKED = (
    row("mulai", "5 menit", "lanjut: [satu, dua]")
    + row("satu", "60 menit", "lanjut: tutup")
    + row("dua", "20 menit", "", "kasubbag")
    + row("tutup", "1 menit")
)


def write(folder: Path, rows: str, name: str = "uji.sop.yaml", standard: str = "") -> Path:
    file = folder / name
    file.write_text(text_of(rows, standard), encoding="utf-8", newline="\n")
    return file
