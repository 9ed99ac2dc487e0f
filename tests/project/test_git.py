"""What the PDF says of its source: the commit, and what came after it."""

from pathlib import Path

import pytest

from sopkit.project.git import Repository, open_repository
from tests.conftest import git


def commit(folder: Path, subject: str, **files: str) -> str:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", subject)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return open_repository(tmp_path)


NAMES = ["biasa", "dengan spasi", "ké-日本", "[a-z]*", "-q"]


@pytest.mark.parametrize("fill", [0, 60])
def test_the_last_commit_of_each_file(repository: Repository, fill: int) -> None:
    top = repository.top
    first = commit(top, "satu", **dict.fromkeys(NAMES, "1"), **{f"isi{n}": "" for n in range(fill)})
    second = commit(top, "dua", **{NAMES[1]: "2", NAMES[2]: "2"})
    files = [top / name for name in NAMES] + [top / f"isi{n}" for n in range(fill)]
    found = repository.last_commits(files)
    assert [found[top / name] for name in NAMES] == [first, second, second, first, first]
    assert len(found) == len(files)


def test_a_file_that_is_not_as_committed_has_no_commit(repository: Repository) -> None:
    top = repository.top
    kept = commit(top, "satu", tetap="1", ubah="1", siap="1", hapus="1", lepas="1", kembali="1")
    (top / "ubah").write_text("2", encoding="utf-8")
    (top / "siap").write_text("2", encoding="utf-8")
    git(top, "add", "siap")
    git(top, "rm", "--quiet", "hapus")
    git(top, "rm", "--quiet", "--cached", "lepas")
    (top / "baru").write_text("1", encoding="utf-8")
    (top / ".gitignore").write_text("abai\n", encoding="utf-8")
    (top / "abai").write_text("1", encoding="utf-8")
    names = ("tetap", "ubah", "siap", "hapus", "lepas", "baru", "abai", "tiada")
    assert repository.last_commits([*(top / name for name in names), top.parent / "luar"]) == {
        top / "tetap": kept
    }


def test_an_ignored_file_that_was_committed_once_has_no_commit(repository: Repository) -> None:
    top = repository.top
    commit(top, "satu", rahasia="1")
    git(top, "rm", "--quiet", "--cached", "rahasia")
    commit(top, "tanpa", **{".gitignore": "rahasia\n"})
    assert repository.last_commits([top / "rahasia"]) == {}


def test_what_came_with_a_merge_was_touched_by_the_merge(repository: Repository) -> None:
    top = repository.top
    commit(top, "satu", cabang="1", utama="1")
    git(top, "checkout", "--quiet", "-b", "usul")
    commit(top, "dua", cabang="2")
    git(top, "checkout", "--quiet", "main")
    on_main = commit(top, "tiga", utama="3")
    git(top, "merge", "--quiet", "--no-edit", "usul")
    merge = git(top, "rev-parse", "HEAD").strip()
    assert repository.last_commits([top / "cabang", top / "utama"]) == {
        top / "cabang": merge,
        top / "utama": on_main,
    }
    assert repository.commits_since(top / "cabang", merge) == ()


def test_settings_of_the_user_change_nothing(repository: Repository) -> None:
    top = repository.top
    first = commit(top, "satu", berkas="1")
    for setting in (
        "color.ui=always", "log.showRoot=false", "log.showSignature=true", "log.follow=true",
        "status.showUntrackedFiles=no", "status.branch=true", "i18n.logOutputEncoding=UTF-16",
    ):  # fmt: skip
        git(top, "config", *setting.split("="))
    second = commit(top, "perbaikan – é", berkas="2")
    assert repository.last_commits([top / "berkas"]) == {top / "berkas": second}
    (since,) = repository.commits_since(top / "berkas", first)
    assert (since.hash, since.subject) == (second, "perbaikan – é")
    assert since.date.startswith("20")


def test_commits_since(repository: Repository) -> None:
    top = repository.top
    first = commit(top, "satu", **{"a b": "1", "lain": "1"})
    commit(top, "bukan ini", lain="2")
    commit(top, "dua", **{"a b": "2"})
    commit(top, "tiga", **{"a b": "3"})
    assert [one.subject for one in repository.commits_since(top / "a b", first)] == ["tiga", "dua"]
    assert repository.commits_since(top / "a b", "HEAD") == ()
    for unknown in ("0" * 40, "--output=x", ""):
        assert repository.commits_since(top / "a b", unknown) == ()
    assert repository.commits_since(top.parent / "luar", first) == ()


def test_nothing_is_known_before_the_first_commit_or_without_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository.top / "a"
    file.write_text("1", encoding="utf-8")
    assert repository.last_commits([file]) == {}
    git(repository.top, "add", "a")
    assert repository.last_commits([file]) == {}
    assert repository.last_commits([]) == {}
    monkeypatch.setenv("PATH", "")
    assert repository.last_commits([file]) == {}
    assert repository.commits_since(file, "0" * 40) == ()
