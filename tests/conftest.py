"""What all tests share: an SOP without faults, and the command line as a function."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sopkit.cli.app import main

CLEAN = """\
sopkit: 1
nomor: 001/RT.02-SOP/3576/2026
judul: Pengelolaan Surat Masuk
instansi: Komisi Pemilihan Umum Kota Contoh
unit: Subbagian Umum
status: rancangan
tanggal:
  pembuatan: 2026-01-05
pengesahan:
  jabatan: Sekretaris
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
kualifikasi_pelaksana: [Memahami tata naskah dinas]
keterkaitan: [SOP Pengelolaan Arsip Inaktif]
peralatan: [Komputer]
peringatan: ["Jika surat tidak diagendakan, maka surat tidak dapat ditelusuri"]
pencatatan: [Buku agenda surat masuk]
pelaksana:
  staf: Staf Subbagian Umum
  kasubbag: Kepala Subbagian Umum
langkah:
  - id: terima
    kegiatan: Menerima surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat masuk], waktu: 10 menit, output: [Tanda terima]}
  - id: catat
    kegiatan: Mencatat surat dalam buku agenda
    pelaksana: staf
    mutu_baku: {kelengkapan: [Tanda terima], waktu: 5 menit, output: [Surat teragenda]}
  - id: telaah
    kegiatan: Memberikan disposisi
    pelaksana: kasubbag
    mutu_baku: {kelengkapan: [Surat teragenda], waktu: 15 menit, output: [Surat masuk terdisposisi]}
"""
CLEAN_NAME = "pengelolaan-surat-masuk.sop.yaml"
FAULTY = CLEAN.replace("Mencatat surat", "Pencatatan surat").replace("10 menit", "10 minit")


class Outcome(NamedTuple):
    """How a run of the command line ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which is the current one, with one clean SOP and nothing around it."""
    (tmp_path / CLEAN_NAME).write_text(CLEAN, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the command line as a function: English, without colour, unless a test says otherwise."""
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("SOPKIT_LANG", raising=False)

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        status = main(arguments)
        captured = capfd.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder`, as a person who needs no configuration, and return what it prints."""
    identity = [
        "-c",
        "user.name=Penulis",
        "-c",
        "user.email=penulis@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    done = subprocess.run(
        ["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout
