"""`sopkit init`: from an empty folder to a repository in which everything passes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from sopkit import __version__
from sopkit.diff.install import plan_install
from sopkit.life.scaffold import repository
from tests.conftest import CLEAN, CLEAN_NAME, Run, git

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
DAY = ("--tanggal", "2026-03-01")
ALL = (
    *("--instansi", "KPU Kota Contoh", "--unit", "Subbagian Umum", "--unit", "Subbagian Hukum"),
    *("--nomor", "012/RT.02-SOP/3576/2025", *DAY),
)
WRITTEN = [
    "sopkit.yaml",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".github/workflows/sop.yml",
    ".gitlab-ci.yml",
    "README.md",
    "schemas/sop.schema.json",
    "schemas/sopkit.schema.json",
    "schemas/kebutuhan.schema.json",
    "kebutuhan.yaml",
    "subbagian-umum/peminjaman-ruang-rapat.sop.yaml",
]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one, in no git repository."""
    folder = tmp_path / "kosong"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.relative_to(folder).parts
    }


def test_all_is_written_and_named_and_three_steps_follow(empty: Path, run: Run) -> None:
    status, out, err = run("init", *ALL)
    assert status == 0
    assert out.splitlines() == WRITTEN
    assert files(empty) == set(WRITTEN)
    assert [line[:2] for line in err.splitlines()[-3:]] == ["1.", "2.", "3."]


def test_what_was_made_lints_clean_and_is_drawn(empty: Path, run: Run) -> None:
    status, _, err = run("init", "--yes", *DAY)
    assert status == 0
    assert "assumed, to be corrected in sopkit.yaml: Nama Instansi, Subbagian Umum, 001/SOP/2026" in err
    status, out, _ = run("--lang", "en", "lint", "--format", "concise")
    assert (status, out) == (0, "")
    assert run("render", "-o", "cetak").status == 0
    words = PdfReader(empty / "cetak/subbagian-umum/peminjaman-ruang-rapat.pdf").pages[0].extract_text()
    assert "NAMA INSTANSI" in words.upper()
    assert run("coverage", "--exit-code").status == 0
    assert run("list").status == 0


def test_only_units_without_an_sop_are_left_to_tell(empty: Path, run: Run) -> None:
    run("init", *ALL)
    out = run("--lang", "en", "lint", "--format", "concise").out
    assert [line.split()[1:3] for line in out.splitlines()] == [["I", "DF008"]]


def test_the_number_given_becomes_the_pattern_and_the_example_has_the_first_one(
    empty: Path, run: Run
) -> None:
    run("init", *ALL)
    agency = yaml.safe_load((empty / "sopkit.yaml").read_text(encoding="utf-8"))["agency"]
    assert agency["nomor_pattern"] == r"^[0-9]{3}/[A-Z]{2}\.[0-9]{2}-SOP/3576/20[0-9]{2}$"
    assert agency["units"] == ["Subbagian Umum", "Subbagian Hukum"]
    example = yaml.safe_load((empty / WRITTEN[-1]).read_text(encoding="utf-8"))
    assert example["nomor"] == "001/RT.02-SOP/3576/2026"


def test_a_number_that_leaves_open_what_counts_is_asked_for_before_anything_is_written(
    empty: Path, run: Run
) -> None:
    status, out, err = run("init", *ALL, "--nomor", "065/001/SOP/2026")
    assert (status, out, files(empty)) == (2, "", set())
    assert "it is not clear which part of “065/001/SOP/2026” counts up" in err
    assert '--nomor "065/[001]/SOP/2026"; --nomor "[065]/001/SOP/2026"' in err


@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        ("065/[012]/SOP/2025", "065/001/SOP/2026", "065/002/SOP/2026"),
        ("[065]/012/SOP/2025", "001/012/SOP/2026", "002/012/SOP/2026"),
        ("000.8.3.4/12/SOP-DC/2026", "000.8.3.4/1/SOP-DC/2026", "000.8.3.4/2/SOP-DC/2026"),
        ("07/SOP/DC/II/2026", "01/SOP/DC/III/2026", "02/SOP/DC/III/2026"),
    ],
)
def test_new_counts_on_from_what_init_understood(
    empty: Path, run: Run, number: str, first: str, second: str
) -> None:
    err = run("init", *ALL[:6], "--nomor", number, *DAY).err
    assert "sopkit.yaml and “nomor” in subbagian-umum/peminjaman-ruang-rapat.sop.yaml" in err
    assert yaml.safe_load((empty / WRITTEN[-1]).read_text(encoding="utf-8"))["nomor"] == first
    made = run("new", "Pengelolaan Arsip", "--unit", "hukum", "--pelaksana", "Staf", *DAY).out.strip()
    assert yaml.safe_load((empty / made).read_text(encoding="utf-8"))["nomor"] == second
    assert " ID001 " not in run("lint", "--format", "concise").out


def test_the_numbers_that_there_are_settle_what_counts(empty: Path, run: Run) -> None:
    for number in ("001", "002"):
        text = CLEAN.replace("001/RT.02-SOP/3576/2026", f"065/{number}/SOP/2026")
        (empty / f"{number}.sop.yaml").write_text(text, encoding="utf-8")
    status, _, err = run("init", *ALL[:6], *DAY)
    assert status == 0
    assert "“001” counts up, “2026” is the year; the rest stays" in err


@pytest.mark.parametrize("mark", ["^#", "^# ?"])
def test_the_section_on_the_book_is_valid_without_its_hash_signs(empty: Path, run: Run, mark: str) -> None:
    run("init", "--yes", *DAY)
    config = empty / "sopkit.yaml"
    before, _, book = config.read_text(encoding="utf-8").partition("\n#book:")
    text = re.sub(mark, "", f"#book:{book}", flags=re.MULTILINE)
    config.write_text(f"{before}\n{text}", encoding="utf-8")
    said = yaml.safe_load(config.read_text(encoding="utf-8"))["book"]
    assert [*said] == ["judul", "tahun", "alamat", "keputusan", "penjelasan"]
    assert [*said["keputusan"]] == ["pejabat", "nomor", "tanggal", "tentang"]
    assert [*said["penjelasan"]] == ["ruang_lingkup", "ringkasan", "definisi"]
    assert run("lint", "--format", "concise")[:2] == (0, "")
    assert run("book", "--all").status == 0
    assert (empty / "buku-sop.pdf").is_file()


def test_what_can_be_made_again_is_not_kept(empty: Path, run: Run) -> None:
    run("init", "--yes", *DAY)
    run("render", "-o", "cetak")
    run("book", "--all")
    run("form", "monitoring", "--status", "rancangan", "--format", "csv")
    assert {*files(empty)} - {*WRITTEN} >= {"buku-sop.pdf", "formulir-monitoring.csv"}
    untracked = git(empty, "ls-files", "--others", "--exclude-standard").splitlines()
    assert sorted(untracked) == sorted(WRITTEN)


def test_the_example_comes_into_force_with_one_entry_in_its_history(empty: Path, run: Run) -> None:
    run("init", "--yes", *DAY)
    status, _, err = run("bump", "001", "--jenis", "baru", "--uraian", "Penetapan pertama", *DAY)
    assert (status, "error" in err) == (0, False)
    (example,) = empty.rglob("*.sop.yaml")
    history = yaml.safe_load(example.read_text(encoding="utf-8"))["riwayat"]
    assert [(entry["versi"], entry["jenis"]) for entry in history] == [(1, "baru")]


def test_the_readme_prints_one_sop_where_all_are_printed(empty: Path, run: Run) -> None:
    run("init", *ALL)
    readme = (empty / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"`sopkit (render \S+ -o \S+)`", readme)
    assert run(*command.split()).status == 0
    assert (empty / "cetak/subbagian-umum/peminjaman-ruang-rapat.pdf").is_file()


HOSTILE = [
    'Komisi: "X" #1',
    "- a",
    "yes",
    "'",
    "\\",
    "<<nomor>>",
    "${{ x }}",
    "é 🎉",
    "[a](b)",
    "a\nb: c",
    "null",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_kept_as_it_is(empty: Path, run: Run, name: str) -> None:
    status, _, err = run("init", "--instansi", name, "--unit", name, "--nomor", '1/"#: \\X/2026', *DAY)
    assert (status, "error" in err) == (0, False)
    said = yaml.safe_load((empty / "sopkit.yaml").read_text(encoding="utf-8"))["agency"]
    line = " ".join(name.split())
    assert (said["instansi"], said["units"]) == (line, [line])
    status, out, err = run("--lang", "en", "lint", "--format", "concise")
    assert (status, [line for line in out.splitlines() if " ID001 " in line or " E " in line]) == (0, [])


def test_a_name_is_no_markdown(empty: Path, run: Run) -> None:
    run("init", "--instansi", "<script>[x](y)", "--unit", "U", *DAY)
    assert (
        (empty / "README.md").read_text(encoding="utf-8").startswith("# SOP &#60;script&#62;&#91;x&#93;(y)")
    )


def test_what_is_there_stays(empty: Path, run: Run) -> None:
    (empty / "README.md").write_text("punyaku\n", encoding="utf-8")
    (empty / ".gitattributes").write_text("*.docx binary\n", encoding="utf-8")
    status, out, err = run("init", *ALL)
    assert status == 0
    assert (empty / "README.md").read_text(encoding="utf-8") == "punyaku\n"
    assert (empty / ".gitattributes").read_text(encoding="utf-8") == "*.docx binary\n"
    assert "README.md" not in out.splitlines()
    assert "“README.md” is there already and stays as it is" in err
    assert "sopkit diff --install" in err


def test_again_changes_nothing(empty: Path, run: Run) -> None:
    run("init", *ALL)
    before = {name: (empty / name).read_bytes() for name in files(empty)}
    status, out, err = run("--lang", "en", "init")
    assert (status, out) == (0, "")
    assert (
        err.count("is there already") == len(WRITTEN) - 2
    )  # another example is not made, nor kebutuhan.yaml
    assert {name: (empty / name).read_bytes() for name in files(empty)} == before


def test_an_sop_of_the_office_makes_the_example_needless_and_answers_the_questions(
    empty: Path, run: Run
) -> None:
    (empty / CLEAN_NAME).write_text(CLEAN, encoding="utf-8", newline="\n")
    assert run("init", "--yes", *DAY).status == 0
    agency = yaml.safe_load((empty / "sopkit.yaml").read_text(encoding="utf-8"))["agency"]
    assert agency["instansi"] == "Komisi Pemilihan Umum Kota Contoh"
    assert agency["units"] == ["Subbagian Umum"]
    assert files(empty) == {*WRITTEN[:-2], CLEAN_NAME}
    assert run("lint").status == 0


def test_nothing_is_written_where_something_cannot_be(empty: Path, run: Run) -> None:
    (empty / ".github").write_text("a file\n", encoding="utf-8")
    status, out, err = run("init", *ALL)
    assert (status, out) == (2, "")
    assert "“.github/workflows” cannot be written: there is no such file or folder" in err
    assert files(empty) == {".github"}
    assert not (empty / ".git").exists()


def test_a_new_folder_goes_again_when_writing_fails(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, content: bytes) -> None:
        if path.name == "README.md":
            raise KeyboardInterrupt
        path.write_bytes(content)

    monkeypatch.setattr(repository, "write_new", fails)
    assert run("init", "a/b", *ALL).status == 130
    assert [*empty.iterdir()] == []


def test_another_folder(empty: Path, run: Run) -> None:
    status, out, err = run("init", "kantor baru", *ALL)
    assert status == 0
    assert out.splitlines() == [f"kantor baru/{name}" for name in WRITTEN]
    assert 'cd "kantor baru"' in err


def test_a_file_is_no_folder(empty: Path, run: Run) -> None:
    (empty / "a").touch()
    assert "“a” is no folder" in run("init", "a", *ALL).err


def test_within_a_project_is_no_place(empty: Path, run: Run) -> None:
    run("init", *ALL)
    status, _, err = run("--lang", "en", "init", "subbagian-umum")  # told before anything is asked
    assert status == 2
    assert "lies within the project of" in err
    assert "sopkit new" in err


def test_a_faulty_sopkit_yaml_is_told_first(empty: Path, run: Run) -> None:
    (empty / "sopkit.yaml").write_text("agensi: {}\n", encoding="utf-8")
    status, out, err = run("init")
    assert (status, out) == (2, "")
    assert "sopkit.yaml:1:1: the key “agensi” is unknown" in err


def test_git(empty: Path, run: Run) -> None:
    assert "made a git repository" in run("init", "a", *ALL).err
    assert (empty / "a/.git").is_dir()
    assert run("init", "b", "--no-git", *ALL).status == 0
    assert not (empty / "b/.git").exists()


def test_without_git(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(empty))
    status, out, err = run("init", *ALL)
    assert (status, out.splitlines()) == (0, WRITTEN)
    assert "install it, then “git init”" in err


def test_a_folder_of_a_repository_gets_only_what_counts_there(empty: Path, run: Run) -> None:
    git(empty, "init", "--quiet")
    status, _out, err = run("init", "sop", *ALL)
    top_only = {".pre-commit-config.yaml", ".github/workflows/sop.yml", ".gitlab-ci.yml"}
    assert status == 0
    assert files(empty / "sop") == {*WRITTEN} - top_only
    assert "counts at the top of the repository only" in err
    assert not (empty / "sop/.git").exists()


def test_json(empty: Path, run: Run) -> None:
    (empty / "README.md").touch()
    said = json.loads(run("init", *ALL, "--format", "json").out)
    assert said["written"] == [name for name in WRITTEN if name != "README.md"]
    assert (said["kept"], said["left_out"], said["git"]) == (["README.md"], [], "made")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ((), "--instansi, --unit"),
        (("--unit", "U"), "--instansi"),
        (("--instansi", "A", "--unit", " "), "--unit"),
    ],
)
def test_without_a_terminal_the_missing_option_is_named(
    empty: Path, run: Run, given: tuple[str, ...], missing: str
) -> None:
    status, _, err = run("init", *given)
    assert status == 2
    assert f"no terminal to ask on, and {missing} is missing" in err
    assert "--yes" in err
    assert files(empty) == set()


def test_a_number_without_a_number(empty: Path, run: Run) -> None:
    status, _, err = run("init", "--yes", "--nomor", "SOP/2026")
    assert status == 2
    assert "“SOP/2026” holds no running number" in err
    assert files(empty) == set()


class Terminal:
    """A terminal at which somebody types `lines`."""

    def __init__(self, *lines: str) -> None:
        self._lines = [f"{line}\n" for line in lines]

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._lines.pop(0) if self._lines else ""


def test_it_asks_on_a_terminal(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Terminal("Dinas X", "Bidang A", "Bidang B", "", "tanpa angka", "7/SOP/HK.01/2025")
    monkeypatch.setattr(sys, "stdin", answers)
    status, _, err = run("init", *DAY)
    assert status == 0
    assert "Name of the agency [Nama Instansi]: " in err
    assert "“tanpa angka” holds no running number" in err
    assert "“7” counts up, “2025” is the year, “HK.01” is a classification code" in err
    agency = yaml.safe_load((empty / "sopkit.yaml").read_text(encoding="utf-8"))["agency"]
    assert agency["instansi"] == "Dinas X"
    assert agency["units"] == ["Bidang A", "Bidang B"]
    assert agency["nomor_pattern"] == r"^[0-9]+/SOP/[A-Z]{2}\.[0-9]{2}/20[0-9]{2}$"


@pytest.mark.parametrize(
    ("answers", "pattern"),
    [(("",), "^065/[0-9]{3}/SOP/20[0-9]{2}$"), (("3", "065", "2"), "^[0-9]{3}/001/SOP/20[0-9]{2}$")],
)
def test_it_asks_what_counts_where_that_is_not_clear(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...], pattern: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(*answers))
    status, _, err = run("init", *ALL[:6], "--nomor", "065/001/SOP/2026", *DAY)
    assert status == 0
    assert (
        "Which number comes after 065/001/SOP/2026 in your office?\n"
        "  1: 065/002/SOP/2026\n  2: 066/001/SOP/2026\n  1–2 [1]: "
    ) in err
    agency = yaml.safe_load((empty / "sopkit.yaml").read_text(encoding="utf-8"))["agency"]
    assert agency["nomor_pattern"] == pattern


def test_enter_takes_what_is_offered_and_the_end_of_the_input_leaves(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("", ""))
    assert run("init", *DAY).status == 130
    assert files(empty) == set()
    monkeypatch.setattr(sys, "stdin", Terminal("", "", ""))
    assert run("init", *DAY).status == 0
    assert "Nama Instansi" in (empty / "sopkit.yaml").read_text(encoding="utf-8")


def test_the_same_answers_give_the_same_bytes(empty: Path, run: Run) -> None:
    run("init", "a", *ALL)
    run("init", "b", *ALL)
    assert {n: (empty / "a" / n).read_bytes() for n in WRITTEN} == {
        n: (empty / "b" / n).read_bytes() for n in WRITTEN
    }
    assert all(b"\r" not in (empty / "a" / name).read_bytes() for name in WRITTEN)


def test_what_diff_install_would_write_is_there(empty: Path, run: Run) -> None:
    run("init", *ALL)
    assert plan_install(empty).added == ()


def test_the_hook_is_of_this_version_and_exists(empty: Path, run: Run) -> None:
    run("init", *ALL)
    (repo,) = yaml.safe_load((empty / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert repo["rev"] == f"v{__version__}"
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repo["hooks"]} <= known


def test_pre_commit_passes_on_all_files(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the real pre-commit; `language: system` uses the sopkit of these tests, all else is as published."""
    run("init", "--yes", *DAY)
    config = empty / ".pre-commit-config.yaml"
    (repo,) = yaml.safe_load(config.read_text(encoding="utf-8"))["repos"]
    published = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    hooks = [{**published[hook["id"]], **hook, "language": "system"} for hook in repo["hooks"]]
    config.write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), encoding="utf-8")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}", prepend=os.pathsep)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(empty.parent / "cache"))
    git(empty, "add", ".")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=empty,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_repository_is_made_there_whatever_the_environment_says(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "lain.git"))
    assert run("init", "sop", "--yes").status == 0
    assert (tmp_path / "sop/.git").is_dir()
    assert not (tmp_path / "lain.git").exists()


def test_what_sops_say_is_no_command_and_no_markup(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CLEAN.replace("unit: Subbagian Umum", 'unit: "Umum\\n```\\n# $(id) \\" `"')
    (tmp_path / "a.sop.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert run("init", "--yes").status == 0
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "\n# $(id)" not in page
    assert "--unit 'Umum ``` # $(id) \" `'" in page
