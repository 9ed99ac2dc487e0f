"""`sopkit diff` over revisions, and git showing SOPs through sopkit, in real repositories."""

import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_diff import OTHER, REWORDED, SLOWER, write
from tests.conftest import CLEAN, Run, git

FOLDER = "subbagian umum é"
FILE = f"{FOLDER}/surat masuk ‘日本’.sop.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits on main: the SOP, then its slower version."""
    top = tmp_path / "kantor kota é"
    top.mkdir()
    monkeypatch.chdir(top)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GIT_PAGER_IN_USE", raising=False)
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top, {FILE: CLEAN})
    commit(top, {FILE: SLOWER})
    return top


def commit(top: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        if text is None:
            (top / name).unlink()
        else:
            write(top / name, text)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--allow-empty", "--message", "ubah")


def changes(run: Run, *arguments: str) -> dict[str, list[str]]:
    """Return the codes of the changes of each file."""
    files = json.loads(run("diff", "--format", "json", *arguments).out)["files"]
    return {file["new"] or file["old"]: [change["code"] for change in file["changes"]] for file in files}


SLOWED, WORDED = ["waktu-diubah"], ["kegiatan-diubah"]


def test_the_work_tree_with_the_last_commit(repository: Path, run: Run) -> None:
    assert run("diff") == (0, "no change\n", "")
    write(repository / FILE, CLEAN)
    assert changes(run) == {FILE: SLOWED}
    git(repository, "add", FILE)
    assert changes(run) == {FILE: SLOWED}


def test_what_is_staged(repository: Path, run: Run) -> None:
    write(repository / FILE, SLOWER.replace("dalam buku", "pada buku"))
    git(repository, "add", FILE)
    write(repository / FILE, CLEAN)
    assert changes(run, "--staged") == {FILE: WORDED}
    assert changes(run, "--cached", "HEAD~1") == {FILE: WORDED + SLOWED}
    assert changes(run) == {FILE: SLOWED}


def test_revisions(repository: Path, run: Run) -> None:
    write(repository / FILE, SLOWER.replace("dalam buku", "pada buku"))
    assert changes(run, "HEAD~1") == {FILE: WORDED + SLOWED}
    for asked in (["HEAD~1", "HEAD"], ["HEAD~1..HEAD"], ["HEAD~1.."], ["HEAD~1...main"]):
        assert changes(run, *asked) == {FILE: SLOWED}


def test_three_dots_begin_where_both_parted(repository: Path, run: Run) -> None:
    git(repository, "checkout", "--quiet", "-b", "usul/baru", "HEAD~1")
    commit(repository, {FILE: REWORDED})
    assert changes(run, "main...usul/baru") == {FILE: WORDED}
    assert changes(run, "main...") == {FILE: WORDED}
    assert changes(run, "main..usul/baru") == {FILE: WORDED + SLOWED}
    git(repository, "checkout", "--quiet", "--orphan", "lain")
    commit(repository, {FILE: OTHER})
    assert "no commit in common" in run("diff", "main...lain").err


def test_a_side_within_a_revision(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert changes(run, f"HEAD~1:{FILE}", FILE) == {FILE: SLOWED}
    monkeypatch.chdir(repository / FOLDER)
    name = FILE.partition("/")[2]
    assert changes(run, f"HEAD~1:./{name}", f"HEAD:{FILE}") == {f"HEAD:{FILE}": SLOWED}
    assert "is not in the revision “HEAD”" in run("diff", "HEAD:tiada.sop.yaml", name).err
    assert "no revision “tiada”" in run("diff", "tiada:x.sop.yaml", name).err


def test_a_set(repository: Path, run: Run) -> None:
    commit(repository, {"pergi.sop.yaml": OTHER, "pindah.sop.yaml": CLEAN.replace("001/", "003/")})
    commit(
        repository,
        {
            "pergi.sop.yaml": None,
            "pindah.sop.yaml": None,
            "arsip/pindah.sop.yaml": CLEAN.replace("001/", "003/"),
            "datang.sop.yaml": OTHER.replace("arsip", "tamu").replace("002/", "004/"),
            FILE: CLEAN,
            "catatan.yaml": "bukan: SOP\n",
        },
    )
    files = json.loads(run("diff", "HEAD~1", "HEAD", "--format", "json").out)["files"]
    assert [(file["old"], file["new"], file["verdict"]) for file in files] == [
        ("pindah.sop.yaml", "arsip/pindah.sop.yaml", "tanpa perubahan"),
        (None, "datang.sop.yaml", "baru"),
        ("pergi.sop.yaml", None, "dicabut"),
        (FILE, FILE, "perubahan"),
    ]


def test_paths_limit_what_is_compared(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "lain/b.sop.yaml"
    commit(repository, {other: OTHER})
    commit(repository, {other: OTHER.replace("10 menit", "20 menit"), FILE: CLEAN})
    for asked in (["lain"], ["lain/"], [other], ["lain/*.yaml"]):
        assert changes(run, "HEAD~1", "--", *asked) == {other: SLOWED}
    assert changes(run, "HEAD~1", "lain") == {other: SLOWED}
    assert changes(run, "HEAD~1", "HEAD", "--", FILE, other) == {FILE: SLOWED, other: SLOWED}
    monkeypatch.chdir(repository / "lain")
    assert changes(run, "HEAD~1", "--", ".") == {"b.sop.yaml": SLOWED}
    assert changes(run, "HEAD~1", "--", "..").keys() == {"b.sop.yaml", str(repository / FILE)}
    assert changes(run, "HEAD~1").keys() == {"b.sop.yaml", str(repository / FILE)}


def test_a_path_that_neither_side_has(repository: Path, run: Run) -> None:
    status, out, err = run("diff", "HEAD~1", "HEAD", "--", FILE, "tiada.sop.yaml")
    assert status == 2
    assert "25 menit" in out
    assert "“tiada.sop.yaml” cannot be compared: there is no such file on either side" in err
    commit(repository, {FILE: None})
    assert run("diff", "HEAD~1", "--", FILE).status == 0
    assert run("diff", "HEAD", "--", FILE).status == 2


def test_a_word_that_is_both(repository: Path, run: Run) -> None:
    (repository / "main").mkdir()
    write(repository / "main/a.sop.yaml", OTHER)
    status, out, err = run("diff", "main")
    assert (status, out) == (2, "")
    assert "both a revision and a file" in err
    assert "both a revision and a file" in run("diff", "main", FOLDER).err
    commit(repository, {FILE: CLEAN})
    assert changes(run, "main~1", "--") == {FILE: SLOWED, "main/a.sop.yaml": []}
    assert changes(run, "HEAD~1", "--", "main") == {"main/a.sop.yaml": []}
    assert run("diff", "./main", FOLDER).status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tiada"], "“tiada” is neither a revision nor a file here"),
        (["HEAD", "tiada.sop.yaml"], "“tiada.sop.yaml” is neither"),
        ([FOLDER, "HEAD"], "“HEAD” is neither"),
        (["tiada", "--"], "there is no revision “tiada” here"),
        (["HEAD..tiada", "--"], "there is no revision “tiada” here"),
        (["HEAD", "HEAD", "HEAD"], "more than two revisions"),
        (["HEAD..main", "HEAD"], "more than two revisions"),
        (["HEAD~1", "HEAD", "--staged"], "--staged compares one revision"),
        (["HEAD", "--", "../luar"], "is outside of this repository"),
    ],
)
def test_what_is_not_there(repository: Path, run: Run, arguments: list[str], words: str) -> None:
    status, out, err = run("diff", *arguments)
    assert (status, out) == (2, "")
    assert words in err


def test_before_the_first_commit(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    assert "nothing has been committed yet" in run("diff").err


def test_what_git_does_not_know_is_told(repository: Path, run: Run) -> None:
    write(repository / "baru.sop.yaml", OTHER)
    status, out, err = run("diff", "--exit-code")
    assert (status, out) == (0, "no change\n")
    assert "not compared, for git does not know them yet: “baru.sop.yaml”" in err
    assert run("diff", "--staged").err == run("diff", "HEAD", "HEAD").err == ""


def test_what_cannot_be_read(repository: Path, run: Run) -> None:
    commit(repository, {"rusak.sop.yaml": "judul: [\n", "biner.sop.yaml": "\0"})
    commit(repository, {"rusak.sop.yaml": OTHER, FILE: CLEAN})
    status, out, err = run("diff", "HEAD~1")
    assert status == 2
    assert "15 menit" in out
    assert "“rusak.sop.yaml:1:8” before the change cannot be compared: not YAML" in err
    status, out, err = run("diff", "HEAD~2", "HEAD")
    assert status == 2
    assert "“biner.sop.yaml” cannot be compared: this is a binary file" in err


def test_a_conflict_in_the_work_tree(repository: Path, run: Run) -> None:
    git(repository, "checkout", "--quiet", "-b", "usul", "HEAD~1")
    commit(repository, {FILE: CLEAN.replace("15 menit", "35 menit"), "b.sop.yaml": OTHER})
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "--quiet", "main")
    write(repository / "b.sop.yaml", OTHER.replace("10 menit", "20 menit"))
    status, out, err = run("diff")
    assert status == 2
    assert "20 menit" in out
    assert f"“{FILE}:33:1” cannot be compared: not YAML: a merge conflict that is not resolved" in err


def test_links_and_submodules_are_no_sops(repository: Path, run: Run) -> None:
    try:
        (repository / "taut.sop.yaml").symlink_to(FILE)
    except OSError:
        pytest.skip("no links here")
    commit(repository, {})
    assert changes(run, "HEAD~1") == {}


def test_nothing_is_written(repository: Path, run: Run) -> None:
    write(repository / FILE, CLEAN)
    os.utime(repository / FILE, (1, 1))
    before = {
        path: path.stat().st_mtime_ns for path in [repository / FILE, *(repository / ".git").rglob("*")]
    }
    for arguments in ([], ["--staged"], ["HEAD~1", "HEAD"], ["HEAD~1...HEAD"], ["--", FOLDER]):
        assert run("diff", *arguments).status == 0
    after = {path: path.stat().st_mtime_ns for path in [repository / FILE, *(repository / ".git").rglob("*")]}
    assert after == before


def test_line_ends_are_no_change(repository: Path, run: Run) -> None:
    write(repository / FILE, SLOWER.replace("\n", "\r\n"))
    assert run("diff", "--exit-code").status == 0


# Installed in git.


@pytest.fixture
def installed(repository: Path, run: Run) -> Path:
    assert run("diff", "--install", "--yes").status == 0
    return repository


def shown(top: Path, *arguments: str, cwd: str = ".", **environment: str) -> str:
    """Return what git prints, run in the folder `cwd`."""
    done = subprocess.run(
        ["git", *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=top / cwd,
        env=os.environ | {"SOPKIT_LANG": "en", "NO_COLOR": ""} | environment,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("cwd", [".", FOLDER])
def test_git_diff(installed: Path, cwd: str) -> None:
    out = shown(installed, "diff", "HEAD~1", "--", cwd=cwd)
    assert out.startswith(f"Pengelolaan Surat Masuk (001/RT.02-SOP/3576/2026)\n{FILE}\nChange of procedure")
    assert "time changed from “15 menit” to “25 menit” (+10 menit)" in out


@pytest.mark.parametrize("cwd", [".", FOLDER])
@pytest.mark.parametrize("command", [("log", "-p", "-1"), ("show",)], ids=["log", "show"])
def test_git_log_and_show(installed: Path, command: tuple[str, ...], cwd: str) -> None:
    out = shown(installed, *command, "--format=", cwd=cwd)
    assert "@@ Langkah: Memberikan disposisi" in out
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[:2] not in ("++", "--")]
    assert changed == ["-  Waktu: 15 menit", "+  Waktu: 25 menit"]
    assert "(+10 menit)" in shown(installed, *command, "--format=", "--ext-diff", cwd=cwd)


def test_an_insertion_shows_only_what_was_inserted(installed: Path) -> None:
    step = "  - {kegiatan: Memindai surat, pelaksana: staf, mutu_baku: {waktu: 5 menit}}\n"
    commit(installed, {FILE: SLOWER.replace("  - id: telaah\n", f"{step}  - id: telaah\n")})
    changed = [
        line for line in shown(installed, "show", "--format=").splitlines() if line[:2] in ("+ ", "+L", "- ")
    ]
    assert changed == ["+Langkah: Memindai surat", "+  Pelaksana: Staf Subbagian Umum", "+  Waktu: 5 menit"]


def test_the_lines_are_still_to_be_had(installed: Path) -> None:
    out = shown(installed, "diff", "--no-ext-diff", "--no-textconv", "HEAD~1")
    assert "@@ kegiatan: Mencatat surat dalam buku agenda" in out
    assert "-    mutu_baku: {kelengkapan: [Surat teragenda], waktu: 15 menit" in out


def test_every_kind_of_change_survives_git(installed: Path) -> None:
    commit(installed, {"datang.sop.yaml": OTHER, "rusak.sop.yml": "judul: [\n", "biner.sop.yaml": "\0"})
    commit(installed, {"datang.sop.yaml": "# a\n" + OTHER, "rusak.sop.yml": OTHER, "biner.sop.yaml": None})
    git(installed, "mv", FILE, "pindah.sop.yaml")
    commit(installed, {})
    out = shown(installed, "log", "-p", "--ext-diff", "-M", "--format=== %h")
    assert out.count("== ") == 5
    assert "New SOP" in out
    assert "“datang.sop.yaml” says the same in other notation:\n@@ -1,3 +1,4 @@\n+# a\n" in out
    assert "“rusak.sop.yml:1:8” before the change cannot be compared: not YAML" in out
    assert "-judul: [" in out
    assert "“biner.sop.yaml” cannot be compared: this is a binary file" in out
    assert f"{FILE} → pindah.sop.yaml" in out
    plain = shown(installed, "log", "-p", "--format=== %h")
    assert plain.count("== ") == 5
    assert "+Judul: Pengelolaan Arsip" in plain


def test_a_conflict(installed: Path) -> None:
    git(installed, "checkout", "--quiet", "-b", "usul", "HEAD~1")
    commit(installed, {FILE: CLEAN.replace("15 menit", "35 menit")})
    with pytest.raises(subprocess.CalledProcessError):
        git(installed, "merge", "--quiet", "main")
    assert f"“{FILE}” is in conflict" in shown(installed, "diff", "--staged")
    shown(installed, "diff")


def test_a_conflict_is_no_removal(repository: Path, run: Run) -> None:
    git(repository, "checkout", "--quiet", "-b", "usul", "HEAD~1")
    commit(repository, {FILE: CLEAN.replace("15 menit", "35 menit")})
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "--quiet", "main")
    status, out, err = run("diff", "--staged")
    assert status == 2
    assert "removed" not in out
    assert f"“{FILE}” cannot be compared: the merge of this file is not settled" in err


def test_colours_as_git_wants_them(installed: Path) -> None:
    asked = ("diff", "HEAD~1")
    assert "\x1b[" not in shown(installed, *asked)
    assert "\x1b[1m" in shown(installed, *asked, GIT_PAGER_IN_USE="true", TERM="xterm")
    git(installed, "config", "color.ui", "never")
    assert "\x1b[" not in shown(installed, *asked, GIT_PAGER_IN_USE="true", TERM="xterm")


def test_modules_in_the_repository_are_not_run(installed: Path) -> None:
    write(installed / "yaml.py", "raise SystemExit(3)\n")
    write(installed / "sopkit/__init__.py", "raise SystemExit(3)\n")
    assert "25 menit" in shown(installed, "diff", "HEAD~1")


def settings(top: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(top), "config", "--local", "--list"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


def test_install_says_what_it_writes_and_does_it_once(repository: Path, run: Run) -> None:
    status, out, err = run("diff", "--install", "--yes")
    assert (status, out) == (0, "")
    assert (
        f"In “{repository / '.gitattributes'}”:\n  + *.sop.yaml diff=sopkit\n  + *.sop.yml diff=sopkit\n"
        in err
    )
    assert "  + diff.sopkit.command = " in err
    written, configured = (repository / ".gitattributes").read_bytes(), settings(repository)
    assert run("diff", "--install", "--yes") == (0, "", "sopkit: nothing to do: git knows sopkit already\n")
    assert ((repository / ".gitattributes").read_bytes(), settings(repository)) == (written, configured)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_install_does_not_write_unasked(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = settings(repository)
    status, _, err = run("diff", "--install")
    assert status == 2
    assert "add --yes" in err
    for answer, expected in (("n", 1), ("", 1), ("ya", 0)):
        assert not (repository / ".gitattributes").exists()
        assert settings(repository) == before
        monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
        status, out, err = run("diff", "--install")
        assert (status, out) == (expected, "")
        assert "Write this? [y/N] " in err
    assert (repository / ".gitattributes").exists()


@pytest.mark.parametrize(
    "before",
    [
        None,
        "",
        "*.pdf binary\n",
        "*.pdf binary",
        "*.pdf binary\r\n*.png binary\r\n",
        "# sop\n*.sop.yaml text eol=lf\n\n",
        b"caf\xe9.pdf binary\n",
    ],
)
def test_uninstall_takes_everything_back(repository: Path, run: Run, before: str | bytes | None) -> None:
    file = repository / ".gitattributes"
    if before is not None:
        write(file, before)
    configured = settings(repository)
    kept = file.read_bytes() if before is not None else b""
    assert run("diff", "--install", "--yes").status == 0
    assert file.read_bytes().startswith(kept)
    assert (b"\r\n*.sop.yaml diff=sopkit\r\n" in file.read_bytes()) == (b"\r\n" in kept)
    assert run("diff", "--uninstall", "--yes").status == 0
    assert (file.read_bytes().rstrip() if file.exists() else b"") == kept.rstrip()
    assert settings(repository) == configured
    assert "nothing to do" in run("diff", "--uninstall", "--yes").err


def test_what_others_wrote_stays(repository: Path, run: Run) -> None:
    write(repository / ".gitattributes", "*.sop.yaml text diff=sopkit\n")
    git(repository, "config", "diff.sopkit.algorithm", "patience")
    run("diff", "--install", "--yes")
    assert (repository / ".gitattributes").read_text(
        "utf-8"
    ) == "*.sop.yaml text diff=sopkit\n*.sop.yml diff=sopkit\n"
    run("diff", "--uninstall", "--yes")
    assert (repository / ".gitattributes").read_text("utf-8") == "*.sop.yaml text diff=sopkit\n"
    assert "diff.sopkit.algorithm=patience" in settings(repository)
    assert "diff.sopkit.command" not in settings(repository)


def test_installed_from_a_subfolder(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / FOLDER)
    assert run("diff", "--install", "--yes").status == 0
    assert (repository / ".gitattributes").exists()
    assert "25 menit" in shown(repository, "diff", "HEAD~1", cwd=FOLDER)


def test_the_command_survives_spaces_and_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    from sopkit.diff.install import command

    monkeypatch.setattr("sys.executable", "/opt/Program Files/it's/python")
    assert command("--git-driver").startswith("""'/opt/Program Files/it'"'"'s/python' -P -m sopkit diff""")
