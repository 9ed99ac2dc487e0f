"""The hooks, through the real pre-commit in a fresh git repository."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import CLEAN, CLEAN_NAME, FAULTY, git

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository in which the hooks of this checkout run, with the sopkit of these tests."""
    # `language: system` uses the installed sopkit; everything else is the hook as it is published.
    path = f"{Path(sys.executable).parent}"
    monkeypatch.setenv("PATH", path, prepend=":" if sys.platform != "win32" else ";")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOPKIT_LANG", "en")
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))]
    folder = tmp_path / "kantor"
    folder.mkdir()
    git(folder, "init", "--quiet")
    config = {"repos": [{"repo": "local", "hooks": hooks[:1]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(folder, "add", ".")
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=folder, check=True, capture_output=True
    )
    return folder


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    git(folder, "add", ".")
    identity = ["-c", "user.name=Penulis", "-c", "user.email=penulis@example.org"]
    return subprocess.run(
        ["git", *identity, "commit", "-m", "Ubah SOP"],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_a_bad_sop_stops_the_commit_and_a_good_one_passes(repository: Path) -> None:
    (repository / CLEAN_NAME).write_text(FAULTY, encoding="utf-8", newline="\n")
    stopped = commit(repository)
    assert stopped.returncode == 1
    assert "MB004" in stopped.stdout + stopped.stderr
    (repository / CLEAN_NAME).write_text(CLEAN, encoding="utf-8", newline="\n")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_other_yaml_is_not_ours(repository: Path) -> None:
    (repository / "lain.yaml").write_text("a: [", encoding="utf-8")
    passed = commit(repository)
    assert passed.returncode == 0
    assert "no files to check" in passed.stdout + passed.stderr
