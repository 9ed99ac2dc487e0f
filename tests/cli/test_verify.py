"""`sopkit verify` says whether a PDF shows what the repository holds now, and what else it holds."""

import json
from pathlib import Path

import pytest
from pypdf import PdfWriter

from sopkit import __version__
from tests.conftest import CLEAN, CLEAN_NAME, Run, git
from tests.render.test_embedded import Change, appended, lay_over, made, redraw, rewritten, sign

NUMBER = "001/RT.02-SOP/3576/2026"
UNKNOWN = (
    "a.pdf: warning: only the SOP in it was compared, not its pages: another version of sopkit drew them, "
    f"and this one is {__version__}"
)
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
    assert out == f"a.pdf: {NUMBER}: conforms: “{CLEAN_NAME}” is the same, byte for byte\n{UNKNOWN}\n"
    assert run("verify", "a.pdf", CLEAN_NAME).status == 0


def test_other_notation(printed: Path, run: Run) -> None:
    rewrite(printed, "15 menit", "15  menit")
    rewrite(printed, "langkah:", "# tetap\nlangkah:")
    status, out, _ = run("verify", "a.pdf")
    assert status == 0
    assert "says the same; only comments or notation differ" in out


def test_trials_and_monitoring_are_not_printed(printed: Path, run: Run) -> None:
    more = (
        "pengujian: [{tanggal: 2026-01-20, penguji: pimpinan, hasil: layak}]\n"
        "evaluasi: [{tanggal: 2026-08-01, jenis: monitoring, penilaian: berjalan baik}]\n"
    )
    before = json.loads(run("show", CLEAN_NAME, "--format", "json").out)["fingerprint"]
    with (printed / CLEAN_NAME).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(more)
    status, out, _ = run("verify", "a.pdf")
    assert status == 0
    assert "only gained trials or results of monitoring" in out
    assert json.loads(run("show", CLEAN_NAME, "--format", "json").out)["fingerprint"] == before


def test_another_meaning(printed: Path, run: Run) -> None:
    rewrite(printed, "15 menit", "20 menit")
    rewrite(printed, "[Komputer]", "[Komputer, Pemindai]")
    rewrite(printed, "  - id: catat\n", "  - {kegiatan: Memindai, pelaksana: staf}\n  - id: catat\n")
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert out.splitlines() == [
        f"a.pdf: {NUMBER}: does not conform: “{CLEAN_NAME}” says otherwise",
        "  + peralatan 2: Pemindai",
        "  + langkah 2: Memindai",
        "  langkah 4, waktu: 15 menit → 20 menit",
        "  the PDF was drawn from a file that was not committed: git does not know it",
        UNKNOWN,
    ]


def test_another_executor(printed: Path, run: Run) -> None:
    rewrite(printed, "pelaksana: kasubbag", "pelaksana: staf")
    rewrite(printed, "dasar_hukum:\n  - UU Nomor 43", "dasar_hukum:\n  - UU Nomor 44")
    out = run("verify", "a.pdf").out
    assert "  langkah 3, pelaksana: Kepala Subbagian Umum → Staf Subbagian Umum\n" in out
    assert "  dasar hukum 1: UU 43/2009 → UU 44/2009\n" in out


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
    assert lines[-3] == "  commits since, newest first:"
    short = git(office, "rev-parse", "--short=10", "HEAD").strip()
    assert lines[-2].startswith(f"    {short} 20")
    assert lines[-2].endswith(" Ubah waktu disposisi")
    assert not any("not committed" in line for line in lines)
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


GENUINE = "a.pdf: its pages are genuine: sopkit draws the same from the SOP in it\n"
DOUBTFUL = "a.pdf: WARNING: its pages are not the ones that sopkit draws from the SOP in it\n"


def said_of_pages(run: Run) -> str:
    answer: str = json.loads(run("verify", "a.pdf", "--format", "json").out)["pages"]
    return answer


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--paper", "a4", "--portrait", "--terminator", "stacked", "--one-page"),
        ("--paper", "legal", "--one-page"),
        ("--terminator", "stacked"),
        ("--view", "flowchart"),
    ],
    ids=" ".join,
)
def test_genuine_pages(office: Path, run: Run, arguments: tuple[str, ...]) -> None:
    assert run("render", CLEAN_NAME, "-o", "a.pdf", *arguments).status == 0
    status, out, _ = run("verify", "a.pdf")
    assert status == 0
    assert out.endswith(GENUINE)
    assert said_of_pages(run) == "confirmed"
    rewrite(office, "15 menit", "20 menit")
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert out.endswith(GENUINE)


def test_genuine_pages_of_a_commit_at_another_time_and_signed(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(office, "init", "--quiet")
    git(office, "add", CLEAN_NAME)
    git(office, "commit", "--quiet", "--message", "satu")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run("render", CLEAN_NAME, "-o", "a.pdf")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (office / "a.pdf").write_bytes(appended((office / "a.pdf").read_bytes(), sign))
    status, out, _ = run("verify", "a.pdf")
    assert status == 0
    assert out.endswith(GENUINE)


def test_genuine_pages_of_several(office: Path, run: Run) -> None:
    draft = CLEAN.replace(f"nomor: {NUMBER}\n", "").replace("Surat Masuk", "Tamu")
    for name, text in (
        ("a/zz.sop.yaml", OTHER),
        (f"b/{CLEAN_NAME}", CLEAN.replace("001/", "003/")),
        ("b/tamu.sop.yaml", draft),
    ):
        (office / name).parent.mkdir(exist_ok=True)
        (office / name).write_text(text, encoding="utf-8", newline="\n")
    run("render", "--combine", "a.pdf")
    assert said_of_pages(run) == "confirmed"
    assert GENUINE in run("verify", "a.pdf", "a/zz.sop.yaml").out
    (office / "a.pdf").write_bytes(rewritten(redraw, (office / "a.pdf").read_bytes()))
    assert said_of_pages(run) == "unconfirmed"
    assert run("verify", "a.pdf", "a/zz.sop.yaml").status == 1


def retitle(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Lain"})


def cut_off(writer: PdfWriter) -> None:
    writer.remove_page(1)


@pytest.mark.parametrize("change", [redraw, retitle, cut_off])
def test_a_pdf_that_was_written_anew_is_not_confirmed(office: Path, run: Run, change: Change) -> None:
    run("render", CLEAN_NAME, "-o", "a.pdf")
    (office / "a.pdf").write_bytes(rewritten(change, (office / "a.pdf").read_bytes()))
    status, out, _ = run("verify", "a.pdf")
    assert status == 1
    assert "byte for byte" in out
    assert DOUBTFUL in out
    assert "draw the SOP again" in out
    assert said_of_pages(run) == "unconfirmed"


def test_genuine_pages_with_a_logo(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("agency: {logo: logo.svg}\n", encoding="utf-8")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="{}"/></svg>'
    (office / "logo.svg").write_text(logo.format(4), encoding="utf-8")
    run("render", CLEAN_NAME, "-o", "a.pdf")
    assert said_of_pages(run) == "confirmed"
    (office / "logo.svg").write_text(logo.format(3), encoding="utf-8")
    assert said_of_pages(run) == "unconfirmed"


def test_other_settings_are_not_confirmed(office: Path, run: Run) -> None:
    run("render", CLEAN_NAME, "-o", "a.pdf")
    for settings in ("agency: {logo: logo.svg}\n", "render: {font: Tiada Sama Sekali}\n"):
        (office / "sopkit.yaml").write_text(settings, encoding="utf-8")
        assert run("verify", "a.pdf").status == 1
        assert said_of_pages(run) == "unconfirmed"


def test_altered_pages_are_never_confirmed(office: Path, run: Run) -> None:
    run("render", CLEAN_NAME, "-o", "a.pdf")
    (office / "a.pdf").write_bytes(appended((office / "a.pdf").read_bytes(), lay_over))
    assert run("verify", "a.pdf").out.startswith("a.pdf: ALTERED")
    assert said_of_pages(run) == "unconfirmed"


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
    assert data["pages"] == "other version"
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
        (["a.pdf", "."], "“.” is a folder, not an SOP"),
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
