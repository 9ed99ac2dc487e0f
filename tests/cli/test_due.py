"""`sopkit due`: what is due, as of a day, by unit."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.life.sample import sop, write


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        a=sop("001", "Pengelolaan Surat", "2024-01-10"),
        b=sop(
            "002",
            "Pengelolaan Arsip",
            "2024-02-01",
            unit="Subbagian Hukum",
            more="evaluasi:\n  - {tanggal: 2024-07-01, jenis: monitoring, penilaian: berjalan baik}\n",
        ),
        c=sop("003", "Penerimaan Tamu"),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table(office: Path, run: Run) -> None:
    status, out, err = run("due", "--at", "2025-01-15")
    assert (status, err) == (0, "")
    assert (
        out
        == """\
When              What                  Due         SOP
────────────────  ────────────────────  ──────────  ────────────────────────────

Subbagian Hukum
14 days late      monitoring            2025-01-01  002
                  last on 2024-07-01                Pengelolaan Arsip
in 17 days        evaluation            2025-02-01  002
                  never yet                         Pengelolaan Arsip

Subbagian Umum
189 days late     monitoring            2024-07-10  001
                  never yet                         Pengelolaan Surat
5 days late       evaluation            2025-01-10  001
                  never yet                         Pengelolaan Surat

3 late, 1 due up to 2025-02-14
"""
    )


def test_json(office: Path, run: Run) -> None:
    data = json.loads(
        run("due", "--at", "2025-01-15", "--unit", "hukum", "--ahead", "0", "--format", "json").out
    )
    assert (data["day"], data["ahead"], data["errors"]) == ("2025-01-15", 0, [])
    assert [(one["kind"], one["due"], one["days_late"], one["last"]) for one in data["due"]] == [
        ("monitoring", "2025-01-01", 14, "2024-07-01")
    ]
    assert data["due"][0]["sop"]["number"] == "002"


def test_nothing(office: Path, run: Run) -> None:
    assert run("due", "--at", "2024-02-02") == (0, "nothing is due up to 2024-03-03\n", "")


def test_exit_code(office: Path, run: Run) -> None:
    assert run("due", "--at", "2025-01-15", "--exit-code").status == 1
    assert run("due", "--at", "2024-07-05", "--exit-code").status == 0


def test_a_day_in_words(office: Path, run: Run) -> None:
    assert run("due", "--at", "15 Januari 2025").out == run("due", "--at", "2025-01-15").out
    status, out, err = run("due", "--at", "pertengahan Januari")
    assert (status, out) == (2, "")
    assert "write year-month-day, such as 2022-06-16" in err


def test_days_that_are_none(office: Path, run: Run) -> None:
    assert "from 0 to 3660" in run("due", "--ahead", "-1").err


def test_an_unreadable_date_is_not_passed_over(office: Path, run: Run) -> None:
    file = office / "b.sop.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2024-07-01", "1 Juli 2024"), encoding="utf-8")
    status, _, err = run("due", "--at", "2025-01-15")
    assert status == 2
    assert "b.sop.yaml:36:15: “1 Juli 2024” is not written as year-month-day\n  write 2024-07-01\n" in err


def test_in_force_since_nobody_knows_when(office: Path, run: Run) -> None:
    write(office, d=sop("004", "Pengelolaan Rapat", status="berlaku"))
    assert run("due", "--at", "2024-02-02").err == (
        "sopkit: 004: in force without “tanggal: efektif”, so nothing can be reckoned (d.sop.yaml)\n"
    )


def test_the_end_of_time(office: Path, run: Run) -> None:
    assert run("due", "--at", "9999-12-31", "--ahead", "100").status == 0
