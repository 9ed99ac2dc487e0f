"""`sopkit walk` is a conversation: what is asked goes to standard error, the path to standard output."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome, Run
from tests.life.simulation.office import CHECKED, FORKED, row, text_of, write

Talk = Callable[..., Outcome]


@pytest.fixture
def talk(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Talk:
    write(office, CHECKED)

    def call(said: str, *arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        return run("walk", "uji.sop.yaml", "--tanggal", "2026-01-31", *arguments)

    return call


@pytest.mark.parametrize("yes", ["ya", "YA", "y", "1", "yes"])
def test_to_the_end(talk: Talk, yes: str) -> None:
    status, out, err = talk(f"\n{yes}\n\n")
    assert (status, out) == (0, "Path: 1, 2 (ya), 3\nTime: 45 menit\n")
    assert "who: Kepala Subbagian Umum" in err
    assert "Baik? (1 ya, 2 tidak)" in err


def test_notes_back_and_what_is_not_understood(talk: Talk) -> None:
    status, out, err = talk("eh\n\nmungkin\n# formulir kurang\nt\nk\nya\n\n")
    assert (status, out) == (0, "Path: 1, 2 (ya), 3\nTime: 45 menit\nRow 2: formulir kurang\n")
    assert "press Enter to go on" in err
    assert "answer with one of these: 1 ya, 2 tidak" in err


@pytest.mark.parametrize("end", ["q\n", ""])
def test_leaving(office: Path, talk: Talk, end: str) -> None:
    assert talk(f"\n{end}")[:2] == (0, "Path: 1\nThe trial stopped before row 2.\n")
    assert talk(f"\n{end}", "--record").status == 1
    assert (office / "uji.sop.yaml").read_text(encoding="utf-8") == text_of(CHECKED)


def test_recording(office: Path, talk: Talk, run: Run) -> None:
    status, _, err = talk("\n# lama\nya\n\nbagus\n2\n", "--record", "--penguji", "pimpinan")
    assert status == 0
    assert "recorded under “pengujian” in “uji.sop.yaml”" in err
    assert (office / "uji.sop.yaml").read_text(encoding="utf-8") == text_of(CHECKED) + (
        "pengujian:\n  - {tanggal: 2026-01-31, penguji: pimpinan, hasil: perlu perbaikan, "
        'catatan: "Jalur 1, 2 (ya), 3. Langkah 2: lama."}\n'
    )
    assert run("lint", "uji.sop.yaml", "--select", "SK,YM").status == 0
    assert talk("\nya\n\n", "--record", "--hasil", "layak").status == 0
    assert (office / "uji.sop.yaml").read_text(encoding="utf-8").count("\n  - {tanggal") == 2


def test_branches(office: Path, talk: Talk) -> None:
    write(office, FORKED)
    _, out, err = talk("\n\n\n\n")
    assert out == "Path: 1, 2, 3, 4\nTime: 1 jam 6 menit\n"
    assert "beside it: 3" in err


def test_several_starts(office: Path, talk: Talk) -> None:
    write(office, row("satu") + row("dua", "5 menit", "jenis: mulai") + row("tiga"))
    _, out, err = talk("9\n2\n\n\n")
    assert out == "Path: 2, 3\nTime: 15 menit\n"
    assert "Begin at which row (1, 2)?" in err


def test_nothing_in_the_file_steers_the_terminal(office: Path, talk: Talk) -> None:
    write(office, CHECKED.replace("Mengerjakan susun", '"Menyusun \\e[2J"'))
    assert "\x1b" not in talk("\nya\n\n").err


@pytest.mark.parametrize("arguments", [("--penguji", "saya"), ("--hasil", "bagus"), ("--tanggal", "kemarin")])
def test_wrong_use(talk: Talk, arguments: tuple[str, ...]) -> None:
    assert talk("", *arguments).status == 2


def test_json(talk: Talk) -> None:
    told = json.loads(talk("# sulit\n\nya\n\n", "--format", "json").out)
    assert (told["version"], told["number"] is not None, told["over"]) == (1, True, True)
    assert [(turn["row"], turn["answer"]) for turn in told["path"]] == [(1, None), (2, "ya"), (3, None)]
    assert (told["minutes"], told["notes"]) == ([45.0, 45.0], [{"row": 1, "text": "sulit"}])


def test_a_trial_without_a_result_is_shown_as_it_would_have_been(office: Path, talk: Talk) -> None:
    status, _, err = talk("\n# lama\nya\n\nq\n", "--record")
    assert status == 1
    assert "nothing is recorded, for no result was given" in err
    assert "pengujian:\n  - {tanggal: 2026-01-31, penguji: pelaksana, hasil: …," in err
    assert (office / "uji.sop.yaml").read_text(encoding="utf-8") == text_of(CHECKED)
