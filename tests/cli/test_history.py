import json
from pathlib import Path

import pytest

from tests.cli.test_bump import BUMP, change, commit, repository, sop
from tests.conftest import Run, git
from tests.life.sample import write

__all__ = ["repository"]
DAY = ("--tanggal", "2026-03-02")


@pytest.fixture
def told(repository: Path, run: Run) -> Path:
    """A repository with two versions, a renamed file, a draft of a third, and the end of another SOP."""
    change(repository, "10 menit", "15 menit")
    commit(repository, "Ubah waktu")
    run(*BUMP, "--jenis", "perubahan", "--dasar", "Keputusan Nomor 12")
    commit(repository, "Versi 2")
    git(repository, "mv", "surat.sop.yaml", "surat-masuk.sop.yaml")
    commit(repository, "Ganti nama")
    return repository


def blocks(text: str) -> dict[str, list[str]]:
    """Return the lines below each heading, without the hashes of commits."""
    head, *rest = text.split("\n\n")
    found = {"": head.split("\n")}
    for block in rest:
        title, *lines = block.rstrip("\n").split("\n")
        found[title] = [line.partition(" (")[0] if line.startswith("  ·") else line for line in lines]
    return found


def day_of(repository: Path) -> str:
    return git(repository, "log", "-1", "--format=%as").strip()


def test_versions_from_file_and_git(told: Path, run: Run) -> None:
    found = blocks(run("history", "surat masuk").out)
    day = day_of(told)
    assert found[""] == ["Pengelolaan Surat Masuk (001/RT.02-SOP/3576/2026)", "surat-masuk.sop.yaml"]
    assert found["Version 1"] == ["  “riwayat” does not speak of it", f"  · {day} Penulis: Simpan"]
    assert found["Version 2"] == [
        "  2026-03-02 perubahan: Penyesuaian; basis: Keputusan Nomor 12",
        f"  · {day} Penulis: Ubah waktu",
        f"  · {day} Penulis: Versi 2",
        "  Change of procedure: it changes how long it takes (1)",
        "    ~ step 1: time changed from “10 menit” to “15 menit” (+5 menit)",
    ]
    assert found["After version 2, not in a version yet"] == [
        f"  · {day} Penulis: Ganti nama",
        "  No change: both versions say the same",
    ]


def test_what_is_not_committed(told: Path, run: Run) -> None:
    file = told / "surat-masuk.sop.yaml"
    text = file.read_text(encoding="utf-8").replace("15 menit", "20 menit")
    file.write_text(text, encoding="utf-8", newline="\n")
    found = blocks(run("history", "surat-masuk.sop.yaml").out)
    last = found["After version 2, not in a version yet"]
    assert "  · not committed yet" in last
    assert "    ~ step 1: time changed from “15 menit” to “20 menit” (+5 menit)" in last


def test_the_end(told: Path, run: Run) -> None:
    run("bump", "surat-masuk.sop.yaml", *DAY, "--jenis", "pencabutan", "--uraian", "Digabung")
    found = blocks(run("history", "surat-masuk.sop.yaml").out)
    assert found["The end: dicabut"][0] == "  2026-03-02 pencabutan: Digabung"


def test_a_version_that_only_the_file_knows(repository: Path, run: Run) -> None:
    more = "versi: 3\nriwayat:\n  - {versi: 1, tanggal: 2020-01-01, jenis: baru, uraian: Awal}\n"
    write(repository, lama=sop("002/RT.02-SOP/3576/2026", "Lain", "2026-01-05", more))
    commit(repository)
    assert list(blocks(run("history", "lama.sop.yaml").out)) == ["", "Version 1", "Version 3"]


def test_a_copied_procedure_has_a_past_of_its_own(repository: Path, run: Run) -> None:
    write(repository, salinan=sop("002/RT.02-SOP/3576/2026", "Pengelolaan Surat Keluar", "2026-01-05"))
    commit(repository, "Salin")
    found = blocks(run("history", "salinan.sop.yaml").out)
    assert found["Version 1"] == [
        "  “riwayat” does not speak of it",
        f"  · {day_of(repository)} Penulis: Salin",
    ]


def test_without_git(office: Path, run: Run) -> None:
    done = run("history", next(office.glob("*.sop.yaml")).name)
    assert done.status == 0
    assert "Version 1, a draft" in done.out
    assert "only “riwayat” tells: this folder is not in a git repository" in done.err


def test_json(told: Path, run: Run) -> None:
    data = json.loads(run("history", "surat masuk", "--format", "json").out)
    first, second = data["versions"][:2]
    assert (first["sop_version"], first["change"], len(first["commits"])) == (1, None, 1)
    assert second["entries"][0]["basis"] == "Keputusan Nomor 12"
    assert [commit["name"] for commit in second["commits"]] == ["surat.sop.yaml"] * 2
    assert second["change"]["verdict"] == "perubahan"


def test_markdown_reads_nothing_as_markup(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    commit(repository, "*tebal* <b> @orang")
    done = run("history", "surat.sop.yaml", "--format", "markdown")
    assert "## After version 1, not in a version yet" in done.out
    assert "*tebal*" not in done.out
    assert "<b>" not in done.out


def test_nothing_steers_the_terminal(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    commit(repository, "merah \x1b[31m")
    assert "\x1b" not in run("history", "surat.sop.yaml").out
