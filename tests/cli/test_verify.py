"""`sopkit verify` says whether a PDF shows what the repository holds now, and what else it holds."""

import json
from pathlib import Path

import pytest

from tests.conftest import CLEAN, CLEAN_NAME, Run, git
from tests.render.test_embedded import appended, lay_over, made, redraw, sign

NUMBER = "001/RT.02-SOP/3576/2026"
OTHER = CLEAN.replace("001/", "002/").replace("Surat Masuk", "Arsip")


def pdf_of(*texts: str, name: str = CLEAN_NAME, commit: str = "-") -> bytes:
    files = [(f"{n}-{name}" if n else name, text.encode()) for n, text in enumerate(texts)]
    return made(*files, commit=commit)


@pytest.fixture
def printed(office: Path) -> Path:
    (office / "a.pdf").write_bytes(pdf_of(CLEAN))
    return office


def rewrite(office: Path, written: str, instead: str) -> None:
    file = office / CLEAN_NAME
    file.write_text(
        file.read_text(encoding="utf-8").replace(written, instead), encoding="utf-8", newline="\n"
    )


def test_the_same(printed: Path, run: Run) -> None:
    status, out, err = run("verify", "a.pdf")
    assert (status, err) == (0, "")
    assert out == f"a.pdf: {NUMBER}: conforms: “{CLEAN_NAME}” is the same, byte for byte\n"
    assert run("verify", "a.pdf", CLEAN_NAME).status == 0


def test_other_notation(printed: Path, run: Run) -> None:
    rewrite(printed, "15 menit", "15  menit")
    rewrite(printed, "langkah:", "# tetap\nlangkah:")
    status, out, _ = run("verify", "a.pdf")
    assert status == 0
    assert "says the same; only comments or notation differ" in out


def test_another_meaning(printed: Path, run: Run) -> None:
    rewrite(printed, "15 menit", "20 menit")
    rewrite(printed, "[Komputer]", "[Komputer, Pemindai]")
    rewrite(printed, "  - id: catat\n", "  - {kegiatan: Memindai, pelaksana: staf}\n  - id: catat\n")
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert out.splitlines() == [
        f"a.pdf: {NUMBER}: does not conform: “{CLEAN_NAME}” says otherwise",
        "  + peralatan[2]: Pemindai",
        "  + langkah[2]: Memindai",
        "  langkah[4].waktu: 15 menit → 20 menit",
    ]


def test_the_agency_of_the_project_counts_on_both_sides(printed: Path, run: Run) -> None:
    (printed / "sopkit.yaml").write_text(
        "agency: {instansi: Komisi Pemilihan Umum Kota Contoh}\n", encoding="utf-8"
    )
    rewrite(printed, "instansi: Komisi Pemilihan Umum Kota Contoh\n", "")
    assert "says the same" in run("verify", "a.pdf").out


def test_commits_since(office: Path, run: Run) -> None:
    git(office, "init", "--quiet")
    git(office, "add", CLEAN_NAME)
    git(office, "commit", "--quiet", "--message", "satu")
    commit = git(office, "rev-parse", "HEAD").strip()
    (office / "a.pdf").write_bytes(pdf_of(CLEAN, commit=commit))
    rewrite(office, "15 menit", "20 menit")
    git(office, "commit", "--quiet", "--all", "--message", "Ubah waktu disposisi")
    lines = run("verify", "a.pdf").out.splitlines()
    assert lines[-2] == "  commits since, newest first:"
    short = git(office, "rev-parse", "--short=10", "HEAD").strip()
    assert lines[-1].startswith(f"    {short} 20")
    assert lines[-1].endswith(" Ubah waktu disposisi")
    (office / "a.pdf").write_bytes(pdf_of(CLEAN, commit="0" * 40))
    assert "commits since" not in run("verify", "a.pdf").out


def test_signed(printed: Path, run: Run) -> None:
    (printed / "a.pdf").write_bytes(appended(pdf_of(CLEAN), sign))
    assert run("verify", "a.pdf").status == 0


@pytest.mark.parametrize("change", [redraw, lay_over])
def test_altered(printed: Path, run: Run, change: object) -> None:
    (printed / "a.pdf").write_bytes(appended(appended(pdf_of(CLEAN), sign), change))  # type: ignore[arg-type]
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert out.startswith("a.pdf: ALTERED after it was made")
    assert "byte for byte" in out


@pytest.mark.parametrize(
    ("name", "written", "instead"),
    [
        ("umum/lain.sop.yaml", "", ""),
        ("umum/" + CLEAN_NAME, "001/RT", "009/RT"),
        ("umum/lain.sop.yaml", "001/RT", "009/RT"),
    ],
    ids=["by number", "by name", "by title"],
)
def test_the_sop_is_found(printed: Path, run: Run, name: str, written: str, instead: str) -> None:
    (printed / "umum").mkdir()
    rewrite(printed, written or "-", instead or "-")
    (printed / CLEAN_NAME).rename(printed / name)
    (printed / "arsip.sop.yaml").write_text(OTHER, encoding="utf-8", newline="\n")
    status, out, _ = run("verify", "a.pdf")
    assert name in out
    assert status == (1 if written else 0)
    assert (f"  nomor: {NUMBER} → 009/RT.02-SOP/3576/2026" in out) == bool(written)


def test_the_sop_is_not_found(printed: Path, run: Run) -> None:
    (printed / CLEAN_NAME).unlink()
    (printed / "arsip.sop.yaml").write_text(OTHER, encoding="utf-8")
    (printed / "rusak.sop.yaml").write_text("- [", encoding="utf-8")
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert "no SOP here has this number, file name or title" in out


def test_several_have_the_number(printed: Path, run: Run) -> None:
    (printed / CLEAN_NAME).rename(printed / "satu.sop.yaml")
    (printed / "dua.sop.yaml").write_text(CLEAN.replace("15 menit", "20 menit"), encoding="utf-8")
    status, out, err = run("verify", "a.pdf")
    assert (status, out) == (2, "")
    assert "dua.sop.yaml, satu.sop.yaml" in err
    assert run("verify", "a.pdf", "satu.sop.yaml").status == 0
    assert run("verify", "a.pdf", "dua.sop.yaml").status == 1


def test_several_in_one_pdf(office: Path, run: Run) -> None:
    (office / "arsip.sop.yaml").write_text(OTHER, encoding="utf-8", newline="\n")
    (office / "a.pdf").write_bytes(pdf_of(CLEAN, OTHER))
    assert run("verify", "a.pdf").status == 0
    rewrite(office, "15 menit", "20 menit")
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert out.count(" conforms: ") == 1
    assert out.count("does not conform: ") == 1
    assert run("verify", "a.pdf", "arsip.sop.yaml").status == 0
    (office / "asing.sop.yaml").write_text(CLEAN.replace("001/", "003/"), encoding="utf-8")
    assert "carries several SOPs" in run("verify", "a.pdf", "asing.sop.yaml").err


def test_json(printed: Path, run: Run) -> None:
    rewrite(printed, "15 menit", "20 menit")
    status, out, _ = run("verify", "a.pdf", "--format", "json")
    data = json.loads(out)
    assert status == 1
    assert (data["version"], data["pdf"], data["conforms"], data["altered"]) == (1, "a.pdf", False, False)
    (sop,) = data["sops"]
    assert sop["differences"] == [{"path": "langkah[3].waktu", "old": "15 menit", "new": "20 menit"}]
    assert (sop["number"], sop["file"], sop["outcome"]) == (NUMBER, CLEAN_NAME, "different")
    assert (sop["attachment"], sop["commit"], sop["sopkit"], sop["commits"]) == (
        CLEAN_NAME,
        None,
        "0.2.0",
        [],
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tiada.pdf"], "no such file"),
        ([CLEAN_NAME], "is no PDF"),
        (["a.pdf", "tiada.sop.yaml"], "does not exist"),
        (["a.pdf", "."], "cannot be compared: this is a folder"),
        (["a.pdf", "rusak.sop.yaml"], "cannot be compared"),
        (["a.pdf", "--format", "xml"], "is not a value of --format"),
    ],
)
def test_what_cannot_be_read(printed: Path, run: Run, arguments: list[str], words: str) -> None:
    (printed / "rusak.sop.yaml").write_text("- [", encoding="utf-8")
    status, out, err = run("verify", *arguments)
    assert (status, out) == (2, "")
    assert words in err


def test_a_source_that_is_no_sop(office: Path, run: Run) -> None:
    (office / "a.pdf").write_bytes(pdf_of("- [\n"))
    status, _, err = run("verify", "a.pdf")
    assert status == 2
    assert "cannot be compared" in err
