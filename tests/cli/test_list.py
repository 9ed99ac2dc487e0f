"""`sopkit list`: the register, filtered, sorted, searched, and of another time."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, git
from tests.life.sample import sop, write


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sopkit.yaml").write_text(
        "agency: {units: [Subbagian Umum, Subbagian Teknis]}\n", encoding="utf-8"
    )
    write(
        tmp_path,
        surat=sop("002/RT.02", "Pengelolaan Surat Masuk", "2024-01-10"),
        arsip=sop("001/RT.02", "Pengelolaan Arsip", unit="Subbagian Hukum", jenis_perubahan="baru", more="versi: 3\njenis_perubahan: perbaikan\n"),
        tamu=sop("003/RT.01", "Penerimaan Tamu", status="dicabut"),
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    return tmp_path


def numbers(run: Run, *words: str) -> list[str]:
    status, out, err = run("list", "--format", "json", *words)
    assert (status, err) == (0, "")
    return [one["number"] for one in json.loads(out)["sops"]]


def test_the_table(register: Path, run: Run) -> None:
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert (
        out
        == """\
Number     Title                                        Status        In force
                                                                      Review
─────────  ───────────────────────────────────────────  ────────────  ──────────

Subbagian Umum
002/RT.02  Pengelolaan Surat Masuk                      berlaku       2024-01-10
                                                        v1 baru       -
003/RT.01  Penerimaan Tamu                              dicabut       -
                                                        v1 baru       -

Subbagian Hukum
001/RT.02  Pengelolaan Arsip                            rancangan     -
                                                        v3 perbaikan  -

3 SOPs
"""
    )


def test_from_a_folder_of_the_project(register: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (register / "hukum").mkdir()
    monkeypatch.chdir(register / "hukum")
    assert len(numbers(run)) == 3


def test_filters(register: Path, run: Run) -> None:
    assert numbers(run, "--unit", "umum") == ["002/RT.02", "003/RT.01"]
    assert numbers(run, "--status", "berlaku,dicabut") == ["002/RT.02", "003/RT.01"]
    assert numbers(run, "--jenis", "perbaikan") == ["001/RT.02"]
    assert numbers(run, "--due") == ["002/RT.02"]
    assert numbers(run, "--unit", "teknis") == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("nomor", "123"),
        ("judul", "321"),
        ("unit", "231"),
        ("status", "123"),
        ("efektif", "213"),
        ("reviu", "123"),
    ],
)
def test_sort(register: Path, run: Run, key: str, expected: str) -> None:
    found = numbers(run, "--sort", key)
    assert "".join(number[2] for number in found) == expected if key != "judul" else found[0] == "003/RT.01"


def test_wrong_words(register: Path, run: Run) -> None:
    for words, said in (
        (("--status", "aktif"), "allowed: rancangan, berlaku, digantikan, dicabut"),
        (("--unit", "Subbagian Umun"), "did you mean “Subbagian Umum”?"),
        (("--sort", "tanggal"), "allowed: unit, nomor, judul, status, efektif, reviu"),
        (("--at", "HEAD", "--due"), "leave one of them out"),
        (("--delimiter", "|"), "allowed: ;, ,"),
    ):
        status, out, err = run("list", *words)
        assert (status, out) == (2, "")
        assert said in err


def test_search_ranks_and_tells_what_it_counted(register: Path, run: Run) -> None:
    """Every sample SOP speaks of letters in its steps; only one is about them."""
    found = json.loads(run("list", "--search", "SURAT masuk", "--format", "json").out)["sops"]
    assert [one["number"] for one in found] == ["002/RT.02", "001/RT.02", "003/RT.01"]
    assert found[0]["found"]["judul"] == 2
    assert found[0]["score"] == found[1]["score"] + 20
    assert "found: judul 2, " in run("list", "--search", "surat masuk").out.replace("\n" + " " * 11, " ")


def test_search_wants_all_words_and_takes_their_beginnings(register: Path, run: Run) -> None:
    assert numbers(run, "--search", "tamu surat") == ["003/RT.01"]
    assert numbers(run, "--search", "arsi 001/rt.02") == ["001/RT.02"]
    assert numbers(run, "--search", "rsip") == []
    assert numbers(run, "--search", "surat.*zz(") == []
    assert numbers(run, "--search", "***") == []


def test_csv_opens_in_excel_and_holds_no_formula(register: Path, run: Run) -> None:
    write(register, jahat=sop('"=1+2"', '"@SUM(A1), \\"x\\""', unit='"-\tx"'))
    out = run("list", "--format", "csv", "--delimiter", ";", "--sort", "judul").out
    assert out.startswith("\ufeffNomor;Judul;")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {11}
    assert rows[-1][:3] == ["'=1+2", '\'@SUM(A1), "x"', "'-\tx"] or rows[1][:3] == [
        "'=1+2",
        '\'@SUM(A1), "x"',
        "'-\tx",
    ]


def test_csv_ends_its_lines_as_excel_does(register: Path) -> None:
    """Also on Windows, where a console would double the carriage return."""
    environment = {**os.environ, "SOPKIT_LANG": "id"}
    done = subprocess.run(
        [sys.executable, "-m", "sopkit", "list", "--format", "csv"],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert done.stdout.startswith(b"\xef\xbb\xbfNomor,")
    assert done.stdout.count(b"\r\n") == done.stdout.count(b"\n") == 4


def test_markdown_is_not_interpreted(register: Path, run: Run) -> None:
    write(register, jahat=sop("004", '"a | b <script> [x](y)"'))
    out = run("list", "--format", "markdown").out
    assert r"| 004 | a \| b \<script\> \[x\](y) |" in out


def test_nothing_steers_the_terminal(register: Path, run: Run) -> None:
    write(register, jahat=sop("004", '"a\\e[31mb"'))
    assert "\x1b" not in run("list").out


def test_a_date_in_words(register: Path, run: Run) -> None:
    write(
        register,
        salah=sop("004", effective="2024-01-10").replace("efektif: 2024-01-10", "efektif: 1 Juli 2022"),
    )
    status, out, err = run("list")
    assert status == 2
    assert "4 SOPs" in out
    assert err == (
        "sopkit: error: salah.sop.yaml:9:12: “1 Juli 2022” is not written as year-month-day\n  write 2022-07-01\n"
    )


def test_what_can_not_be_read_is_told(register: Path, run: Run) -> None:
    (register / "rusak.sop.yaml").write_text("judul: [", encoding="utf-8")
    (register / "lain.sop.yaml").write_text("judul: Surat\n", encoding="utf-8")
    status, out, err = run("list", "--format", "json")
    assert status == 2
    assert len(json.loads(out)["sops"]) == 3
    assert [one["place"] for one in json.loads(out)["errors"]] == ["lain.sop.yaml:1:1", "rusak.sop.yaml:1:8"]
    assert err.count("error") == 2


def test_no_sop_at_all(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("list")
    assert status == 2
    assert "no SOP file found" in err


class TestAt:
    """The register of another time."""

    @pytest.fixture
    def history(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        git(tmp_path, "init", "--quiet")
        monkeypatch.chdir(tmp_path)
        old = sop("001", "Pengelolaan Surat", "2023-01-10")
        self.commit(tmp_path, "2024-01-31T10:00:00", surat=old, rapat=sop("003", "Penyusunan Notula"))
        self.commit(
            tmp_path,
            "2024-06-01T10:00:00",
            surat=old.replace("status: berlaku", "status: digantikan"),
            umum__baru=sop("002", "Pengelolaan Persuratan", "2024-07-01", more='menggantikan: "001"\n'),
        )
        return tmp_path

    @staticmethod
    def commit(folder: Path, date: str, **files: str) -> None:
        write(folder, **files)
        git(folder, "add", ".")
        environment = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
        identity = ("-c", "user.name=P", "-c", "user.email=p@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(
            ("git", *identity, "commit", "--quiet", "-m", "x"), cwd=folder, check=True, env=environment
        )

    @staticmethod
    def at(run: Run, moment: str, *words: str) -> tuple[list[str], Any, str]:
        _, out, err = run("list", "--at", moment, "--format", "json", *words)
        data = json.loads(out)
        return [one["number"] for one in data["sops"]], data["at"], err

    def test_a_day(self, history: Path, run: Run) -> None:
        assert self.at(run, "2024-01-31")[0] == ["001"]
        assert self.at(run, "2024-08-01")[0] == ["002"]

    def test_the_old_one_counts_until_the_new_one_does(self, history: Path, run: Run) -> None:
        assert self.at(run, "2024-06-15")[0] == ["001"]

    def test_a_revision(self, history: Path, run: Run) -> None:
        first = git(history, "rev-parse", "HEAD~1").strip()
        found, moment, _ = self.at(run, "HEAD~1")
        assert (found, moment) == (["001"], {"day": "2024-01-31", "commit": first})

    def test_with_a_status(self, history: Path, run: Run) -> None:
        assert self.at(run, "HEAD~1", "--status", "rancangan")[0] == ["003"]

    def test_before_the_repository(self, history: Path, run: Run) -> None:
        """Then only the dates can tell: what is replaced since was in force."""
        found, moment, err = self.at(run, "2023-05-01")
        assert (found, moment) == (["001"], {"day": "2023-05-01", "commit": None})
        assert "the repository holds nothing from 2023-05-01 or before" in err

    def test_without_a_repository(self, register: Path, run: Run) -> None:
        assert self.at(run, "2024-02-01")[0] == ["002/RT.02"]
        assert self.at(run, "2023-02-01")[0] == []

    def test_only_the_project_here(self, history: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        (history / "umum/sopkit.yaml").write_text("language: en\n", encoding="utf-8")
        monkeypatch.chdir(history / "umum")
        assert self.at(run, "HEAD", "--status", "berlaku,digantikan")[0] == ["002"]

    @pytest.mark.parametrize("moment", ["1 Yuli 2022", "tidak-ada", "--output=x"])
    def test_no_such_time(self, history: Path, run: Run, moment: str) -> None:
        status, _, err = run("list", f"--at={moment}")
        assert status == 2
        assert "write a day as year-month-day, such as 2022-06-16" in err
        assert "fatal" not in err

    def test_no_such_day(self, history: Path, run: Run) -> None:
        assert "there is no day “2024-02-30” in the calendar" in run("list", "--at", "2024-02-30").err

    def test_a_fault_of_the_past(self, history: Path, run: Run) -> None:
        self.commit(history, "2024-09-01T10:00:00", surat="judul: [")
        commit = git(history, "rev-parse", "--short=10", "HEAD").strip()
        assert f"{commit}:surat.sop.yaml:1:8" in run("list", "--at", "HEAD").err


def test_the_office_of_a_folder_below_is_another_one(register: Path, run: Run) -> None:
    write(register, lain__surat=sop("009/RT.02", "Pengelolaan Surat Lain", "2024-01-10"))
    assert "009/RT.02" in run("list").out
    (register / "lain/sopkit.yaml").write_text("agency: {instansi: Lain}\n", encoding="utf-8")
    assert ("009/RT.02" in run("list").out) != (register / "sopkit.yaml").exists()
    (register / "sopkit.yaml").touch()
    assert "009/RT.02" not in run("list").out
