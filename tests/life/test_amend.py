"""Nothing is half written, and no edit is lost: with two runs at once, and when one is killed."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sopkit.errors import SopkitError
from sopkit.life.amend import amend
from sopkit.project.swap import swap
from sopkit.source.amend import Append
from tests.conftest import git
from tests.life.sample import sop

RECORDER = """
import sys
from pathlib import Path
from sopkit.life.amend import amend
from sopkit.source.amend import Append

file, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    amend(file, lambda document: (Append(("evaluasi",), {"catatan": f"{name}{number}"}),))
    print(number, flush=True)
"""


def recorder(file: Path, name: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", RECORDER, str(file), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


def notes(file: Path) -> list[str]:
    held = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [one["catatan"] for one in held.get("evaluasi", [])]


@pytest.fixture(params=["git", "folder"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "git":
        git(tmp_path, "init", "-q")
    found = tmp_path / "a.sop.yaml"
    found.write_text(sop(), encoding="utf-8", newline="\n")
    return found


def test_two_runs_at_once_lose_nothing(file: Path) -> None:
    with recorder(file, "a", 25) as left, recorder(file, "b", 25) as right:
        left.communicate()
        right.communicate()
    found = notes(file)
    for name in "ab":
        assert [one for one in found if one[0] == name] == [f"{name}{number}" for number in range(25)]
    assert [one.name for one in file.parent.iterdir() if one.name != ".git"] == ["a.sop.yaml"]


@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_a_killed_run_leaves_whole_entries(file: Path, after: int) -> None:
    with recorder(file, "a", 1000) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.kill()
    found = notes(file)
    assert len(found) >= after
    assert found == [f"a{number}" for number in range(len(found))]
    assert amend(file, lambda _: (Append(("evaluasi",), {"catatan": "b"}),)), "the killed run holds no lock"
    assert notes(file) == [*found, "b"]


def test_an_edit_made_meanwhile_stays(file: Path) -> None:
    calls: list[bytes] = []

    def plan(document: object) -> tuple[Append, ...]:
        if not calls:
            file.write_text(sop(title="Pengelolaan Surat Keluar"), encoding="utf-8", newline="\n")
        calls.append(b"")
        return (Append(("evaluasi",), {"catatan": "a"}),)

    assert amend(file, plan)
    assert len(calls) == 2
    assert "Surat Keluar" in file.read_text(encoding="utf-8")
    assert notes(file) == ["a"]


def test_a_file_that_is_gone_is_told(file: Path) -> None:
    before = file.read_bytes()
    file.unlink()
    with pytest.raises(SopkitError, match=r"a\.sop\.yaml"):
        swap(file, before, b"x")
    with pytest.raises(SopkitError, match=r"a\.sop\.yaml"):
        amend(file, lambda _: ())


def test_nothing_to_change_writes_nothing(file: Path) -> None:
    before = file.stat().st_mtime_ns
    assert not amend(file, lambda _: ())
    assert file.stat().st_mtime_ns == before
