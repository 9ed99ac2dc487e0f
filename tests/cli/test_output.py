"""`-o` and `--format`: they mean the same in every command that writes files."""

from pathlib import Path

import pytest

from tests.conftest import CLEAN, CLEAN_NAME, Run

NEEDS = """\
sopkit: 1
kebutuhan:
  - {unit: Subbagian Umum, kegiatan: Mengelola surat, output: surat masuk, aspek: Pengelolaan}
"""
COMMANDS = {
    "map": ("map",),
    "coverage": ("coverage",),
    "simulate": ("simulate", CLEAN_NAME, "-n", "10"),
    "diff": ("diff", CLEAN_NAME, "baru.sop.yaml"),
    "form": ("form", "monitoring", "--status", "rancangan"),
    "needs": ("form", "kebutuhan"),
    "book": ("book", "--all"),
    "render": ("render", CLEAN_NAME),
}
WRITTEN = {
    "map": ("txt", "json", "svg"),
    "coverage": ("txt", "json", "pdf"),
    "simulate": ("txt", "json", "svg", "pdf"),
    "diff": ("txt", "json", "md", "html", "htm", "pdf"),
    "form": ("txt", "json", "csv", "pdf"),
    "needs": ("txt", "json", "csv", "pdf"),
    "book": ("txt", "json", "pdf"),
    "render": ("json", "pdf"),
}
BEGINS = {
    "json": b"{",
    "pdf": b"%PDF",
    "svg": b"<",
    "md": b"**",
    "html": b"<!",
    "htm": b"<!",
    "csv": b"\xef\xbb\xbf",
}


@pytest.fixture
def office(office: Path) -> Path:
    """The clean SOP, another version of it beside it, and the activities of the office."""
    (office / "baru.sop.yaml").write_text(CLEAN.replace("Menerima", "Membaca"), encoding="utf-8")
    (office / "kebutuhan.yaml").write_text(NEEDS, encoding="utf-8")
    return office


@pytest.mark.parametrize(("command", "ending"), [(one, end) for one, ends in WRITTEN.items() for end in ends])
def test_the_ending_is_the_format_and_folders_are_made(
    office: Path, run: Run, command: str, ending: str
) -> None:
    name = f"baru/lagi/Hasil.{ending.upper()}"
    status, out, err = run(*COMMANDS[command], "-o", name)
    assert (status, out) == (0, "")
    assert f"written: {name}" in err
    assert (office / name).read_bytes().startswith(BEGINS.get(ending, b""))


@pytest.mark.parametrize("command", COMMANDS)
def test_an_ending_that_no_format_has(office: Path, run: Run, command: str) -> None:
    status, out, err = run(*COMMANDS[command], "-o", "peta.docx")
    assert (status, out) == (2, "")
    assert "“peta.docx” does not say what kind of file is to be made" in err
    assert all(f".{ending}" in err for ending in WRITTEN[command] if ending != "htm")
    assert not (office / "peta.docx").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_ending_that_says_another_format(office: Path, run: Run, command: str) -> None:
    status, out, err = run(*COMMANDS[command], "--format", "json", "-o", "peta.pdf")
    assert (status, out) == (2, "")
    assert err.endswith(
        "“peta.pdf” is not called like a file in the format json\n  end its name in “.json”\n"
    )
    assert not (office / "peta.pdf").exists()


@pytest.mark.parametrize("command", ["map", "coverage", "simulate", "diff"])
def test_what_has_no_usual_name_needs_one(office: Path, run: Run, command: str) -> None:
    for name in ("peta", "hasil/"):
        status, _, err = run(*COMMANDS[command], "-o", name)
        assert status == 2
        assert f"“{name}” does not say what kind of file is to be made" in err
        assert run(*COMMANDS[command], "--format", "json", "-o", name).status == 2
        assert not (office / name).exists()


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("form", "monitoring", "--status", "rancangan"), "formulir-monitoring.pdf"),
        (("form", "monitoring", "--status", "rancangan", "--format", "csv"), "formulir-monitoring.csv"),
        (("form", "kebutuhan", "--format", "text"), "formulir-kebutuhan.txt"),
        (("book", "--all"), "buku-sop.pdf"),
        (("book", "--all", "--unit", "umum", "--format", "json"), "buku-sop-umum.json"),
    ],
)
def test_in_a_folder_a_file_has_its_usual_name(
    office: Path, run: Run, command: tuple[str, ...], file: str
) -> None:
    for folder in ("hasil", "lagi/"):
        assert run(*command, "-o", folder).status == 0
        assert (office / folder / file).is_file()


def test_a_list_of_changes_is_text(office: Path, run: Run) -> None:
    for option in ("--stat", "--name-only"):
        assert run(*COMMANDS["diff"], option, "-o", f"beda{option}.txt").status == 0
        assert run(*COMMANDS["diff"], option, "-o", "beda.md").status == 2


def test_the_day_of_a_form_without_a_place_for_it(office: Path, run: Run) -> None:
    for form in ("csv", "json", "text"):
        status, out, err = run("form", "kebutuhan", "--tanggal", "2026-07-01", "--format", form)
        assert (status, out) == (2, "")
        assert "a place for --tanggal only as a PDF" in err


def test_a_unit_with_a_very_long_name(office: Path, run: Run) -> None:
    unit = " ".join(["Subbagian Umum dan Logistik"] * 12)
    file = office / CLEAN_NAME
    file.write_text(CLEAN.replace("Subbagian Umum\nstatus", f"{unit}\nstatus"), encoding="utf-8")
    assert run("book", "--all", "--unit", unit).status == 0
    (book,) = office.glob("buku-sop-*.pdf")
    assert len(book.name) < 200
