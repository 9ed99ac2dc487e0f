"""A run that is killed while it writes leaves the old file or the new one, whichever command it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_bump import sop as official
from tests.conftest import CLEAN, git
from tests.life.sample import NUMBER, sop

FILE = "surat.sop.yaml"
# Dies as by kill -9: nothing is cleaned up, no handler runs. What it says first proves that it got there.
DYING = """
import os, sys

point, moment, *arguments = sys.argv[1:]
real = getattr(os, point)

def dying(*given, **named):
    if moment == "after":
        real(*given, **named)
    print("killed", flush=True)
    os._exit(137)

setattr(os, point, dying)
from sopkit.cli.app import main
sys.exit(main(arguments))
"""
POINTS = [("fsync", "before"), ("fsync", "after"), ("replace", "before"), ("replace", "after")]
TABLE = f"Nomor;Tanggal;Penilaian\r\n{NUMBER};2026-03-02;berjalan baik\r\n"
COMMANDS = {
    "fix": (("lint", FILE, "--fix", "--lang", "en"), CLEAN.replace("10 menit", "10 minit"), ""),
    "bump": (
        ("bump", FILE, "--jenis", "perbaikan", "--uraian", "Ejaan"),
        official(effective="2026-01-05"),
        "",
    ),
    "record": (("record", "hasil.csv"), sop(effective="2026-01-05"), ""),
    "walk": (("walk", FILE, "--record", "--hasil", "layak"), CLEAN, "\n" * 9),
}


@pytest.mark.parametrize(("point", "moment"), POINTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_file_is_old_or_new(tmp_path: Path, command: str, point: str, moment: str) -> None:
    arguments, before, said = COMMANDS[command]
    file = tmp_path / FILE
    git(tmp_path, "init", "-q")
    file.write_text(before, encoding="utf-8", newline="\n")
    (tmp_path / "hasil.csv").write_text(TABLE, encoding="utf-8", newline="")
    if command == "bump":
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", "Simpan")
        before = before.replace("Menerima surat", "Menerima Surat")
        file.write_text(before, encoding="utf-8", newline="\n")
    dying = run([sys.executable, "-c", DYING, point, moment, *arguments], tmp_path, said)
    assert (dying.returncode, "killed" in dying.stdout) == (137, True), dying.stderr
    left = file.read_text(encoding="utf-8")
    is_new = (point, moment) == ("replace", "after")
    assert (left != before) == is_new
    if is_new:
        return
    done = run([sys.executable, "-m", "sopkit", *arguments], tmp_path, said)
    assert done.returncode == 0, done.stderr
    assert file.read_text(encoding="utf-8") != before, "what the killed run left behind hinders nobody"


@pytest.mark.parametrize(("point", "moment"), [("fsync", "before"), ("fsync", "after"), ("chmod", "after")])
def test_a_new_file_is_there_or_not(tmp_path: Path, point: str, moment: str) -> None:
    arguments = ("new", "Pengelolaan Arsip", "--unit", "umum", "--pelaksana", "Staf", "--folder", ".")
    (tmp_path / "sopkit.yaml").write_text("agency: {units: [Umum]}\n", encoding="utf-8")
    dying = run([sys.executable, "-c", DYING, point, moment, *arguments], tmp_path, "")
    assert (dying.returncode, "killed" in dying.stdout) == (137, True), dying.stderr
    assert not [*tmp_path.glob("*.sop.yaml")]
    done = run([sys.executable, "-m", "sopkit", *arguments], tmp_path, "")
    assert done.returncode == 0, done.stderr


def run(command: list[str], folder: Path, said: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=folder, input=said, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
