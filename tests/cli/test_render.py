"""`sopkit render` as its user meets it: what is drawn, where it goes, what is said."""

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from sopkit.render.embedded import sources
from sopkit.schema.validator import schema
from tests.conftest import CLEAN, CLEAN_NAME, Run, git

PDF = CLEAN_NAME.replace(".sop.yaml", ".pdf")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'


def test_the_pdf_stands_beside_the_sop(office: Path, run: Run) -> None:
    status, out, err = run("render", CLEAN_NAME)
    assert (status, out, err) == (0, "", f"sopkit: written: {PDF}\n")
    assert (office / PDF).read_bytes().startswith(b"%PDF-1.7")


def test_no_path_means_the_project_here(office: Path, run: Run) -> None:
    assert run("render").status == 0
    assert (office / PDF).exists()


def test_a_file_or_a_folder_may_be_named(office: Path, run: Run) -> None:
    run("render", CLEAN_NAME, "-o", "cetak/satu.pdf")
    run("render", CLEAN_NAME, "-o", "lain")
    assert (office / "cetak/satu.pdf").exists()
    assert (office / "lain" / PDF).exists()


def test_where_one_page_does_not_do_it_is_said(office: Path, run: Run) -> None:
    assert "one page" not in run("render", CLEAN_NAME, "--one-page").err
    rows = "".join(
        f"  - id: l{n}\n    kegiatan: Mencatat surat\n    pelaksana: staf\n"
        "    mutu_baku: {kelengkapan: [Surat], waktu: 5 menit, output: [Catatan]}\n"
        for n in range(12)
    )
    head, tail = CLEAN.split("langkah:\n")
    (office / CLEAN_NAME).write_text(f"{head}langkah:\n{rows}{tail}", encoding="utf-8")
    status, _, err = run("render", CLEAN_NAME, "--one-page")
    assert status == 0
    assert f"“{CLEAN_NAME}” does not fit on one page:" in err
    assert "pages drawn: 3" in err
    assert "one page" not in run("render", CLEAN_NAME).err


def test_a_folder_is_laid_out_as_that_of_the_sops(office: Path, run: Run) -> None:
    for unit in ("umum", "hukum"):
        (office / "sop" / unit).mkdir(parents=True)
        (office / "sop" / unit / CLEAN_NAME).write_text(CLEAN, encoding="utf-8")
    assert run("render", "sop", "-o", "cetak").status == 0
    assert sorted(path.relative_to(office).as_posix() for path in (office / "cetak").rglob("*.pdf")) == [
        f"cetak/hukum/{PDF}",
        f"cetak/umum/{PDF}",
    ]


def test_two_drawings_never_share_a_file(office: Path, run: Run) -> None:
    for unit in ("umum", "hukum"):
        (office / unit).mkdir()
        (office / unit / CLEAN_NAME).write_text(CLEAN, encoding="utf-8")
    status, _, err = run("render", f"umum/{CLEAN_NAME}", f"hukum/{CLEAN_NAME}", "-o", "cetak")
    assert status == 2
    assert "would both be drawn as" in err
    assert not (office / "cetak").exists()


def test_what_sopkit_did_not_make_stays(office: Path, run: Run) -> None:
    (office / PDF).write_bytes(b"laporan orang lain")
    status, _, err = run("render")
    assert status == 2
    assert "sopkit did not make it" in err
    assert (office / PDF).read_bytes() == b"laporan orang lain"
    assert run("render", "--force").status == 0
    assert (office / PDF).read_bytes().startswith(b"%PDF")
    assert run("render").status == 0


@pytest.mark.parametrize("form", ["pdf", "svg", "png", "json"])
def test_what_sopkit_made_is_drawn_again(office: Path, run: Run, form: str) -> None:
    assert run("render", "--format", form).status == 0
    (office / CLEAN_NAME).write_text(
        CLEAN.replace("Menerima surat", "Menerima surat masuk"), encoding="utf-8"
    )
    assert run("render", "--format", form).status == 0


def test_an_sop_is_never_written_over(office: Path, run: Run) -> None:
    (office / "lain.sop.yaml").write_text(CLEAN, encoding="utf-8")
    for force in ([], ["--force"]):
        assert run("render", CLEAN_NAME, "-o", "lain.sop.yaml", *force).status == 2
        assert run("render", CLEAN_NAME, "--combine", "lain.sop.yaml", *force).status == 2
    assert (office / "lain.sop.yaml").read_text(encoding="utf-8") == CLEAN


def test_a_failed_drawing_leaves_the_old_one(office: Path, run: Run) -> None:
    run("render")
    before = (office / PDF).read_bytes()
    (office / CLEAN_NAME).write_text(CLEAN.replace("Menerima surat", "Menerima 😀"), encoding="utf-8")
    status, _, err = run("render")
    assert status == 2
    assert f"{CLEAN_NAME}:23:24: no font has the character “😀” (U+1F600)" in err
    assert (office / PDF).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("pelaksana: kasubbag", "pelaksana: kasubag", "PL001"),
        ("id: catat", "id: terima", "LK014"),
        ("    pelaksana: kasubbag", "    pelaksana: kasubbag\n    lanjut: tamat", "LK015"),
        ("  kasubbag: Kepala Subbagian Umum", "  kasubbag: [Kepala]", "SK002"),
        ("judul: Pengelolaan", "judul: [Pengelolaan", "YM001"),
        ("unit: Subbagian Umum", "unit: Subbagian Umum\nunit: Lain", "YM002"),
    ],
)
def test_a_flow_that_cannot_be_followed_is_refused_with_the_findings(
    office: Path, run: Run, old: str, new: str, code: str
) -> None:
    (office / CLEAN_NAME).write_text(CLEAN.replace(old, new, 1), encoding="utf-8")
    status, out, err = run("render")
    assert (status, out) == (1, "")
    assert f" error {code} " in err
    assert "is not drawn" in err
    assert not (office / PDF).exists()


def test_a_silenced_finding_is_told_when_it_stops_the_drawing(office: Path, run: Run) -> None:
    text = CLEAN.replace("pelaksana: kasubbag", "pelaksana: kasubag # sopkit: ignore[PL001] nanti")
    (office / CLEAN_NAME).write_text(text, encoding="utf-8")
    status, _, err = run("render")
    assert status == 1
    assert "comments in the file silence it" in err


def test_missing_fields_are_left_blank(office: Path, run: Run) -> None:
    kept = [line for line in CLEAN.splitlines() if line.split(":")[0] in ("sopkit", "judul")]
    (office / CLEAN_NAME).write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert run("render").status == 0


def test_one_that_fails_stops_no_other(office: Path, run: Run) -> None:
    (office / "rusak.sop.yaml").write_text("judul: [", encoding="utf-8")
    assert run("render").status == 1
    assert (office / PDF).exists()


def test_several_pages_are_several_pictures(office: Path, run: Run) -> None:
    for form, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        run("render", "--format", form)
        pages = sorted(office.glob(f"*.{form}"))
        assert [page.name for page in pages] == [
            PDF.replace(".pdf", f"-halaman-{number}.{form}") for number in (1, 2)
        ]
        assert all(page.read_bytes().startswith(start) for page in pages)


def test_the_format_follows_the_name(office: Path, run: Run) -> None:
    run("render", CLEAN_NAME, "-o", "letak.json")
    assert json.loads((office / "letak.json").read_text(encoding="utf-8"))["generator"] == "sopkit"


def test_layout_as_data_keeps_its_schema(office: Path, run: Run) -> None:
    out = run("render", "--format", "json", "-o", "-").out
    data = json.loads(out)
    jsonschema.Draft202012Validator(schema("layout")).validate(data)
    (page,) = data["pages"]
    assert [(s["id"], s["kind"], s["executor"]) for s in page["symbols"]] == [
        ("terima", "mulai", "staf"),
        ("catat", "proses", "staf"),
        ("telaah", "selesai", "kasubbag"),
    ]
    first, second = page["arrows"]
    assert (first["from"], first["to"], first["label"]) == ("terima", "catat", None)
    start = page["symbols"][0]
    assert first["points"][0] == pytest.approx([start["x"], start["y"] + start["height"] / 2], abs=0.01)
    assert (second["from"], second["to"]) == ("catat", "telaah")


def test_standard_output_takes_one_file(office: Path, run: Run) -> None:
    status, _, err = run("render", "--format", "png", "-o", "-")
    assert status == 2
    assert "this SOP has 2" in err


def test_standard_input_is_drawn_to_standard_output(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLEAN.encode())))
    assert '"terima"' in run("render", "-", "--format", "json").out


def test_check_draws_nothing(office: Path, run: Run) -> None:
    assert run("render", "--check") == (0, "", "sopkit: drawn without a fault: 1\n")
    assert not (office / PDF).exists()


def test_several_sops_become_one_document(office: Path, run: Run) -> None:
    from pypdf import PdfReader

    other = CLEAN.replace("001/", "002/").replace("Surat Masuk", "Surat Keluar")
    (office / "pengelolaan-surat-keluar.sop.yaml").write_text(other, encoding="utf-8")
    assert run("render", "--combine", "buku.pdf").status == 0
    book = PdfReader(office / "buku.pdf")
    assert len(book.pages) == 4
    assert [one.title for one in book.outline] == ["Pengelolaan Surat Keluar", "Pengelolaan Surat Masuk"]
    assert "Halaman 1 dari 2" in book.pages[2].extract_text()


def test_a_combined_document_is_whole_or_not_at_all(office: Path, run: Run) -> None:
    (office / "rusak.sop.yaml").write_text("judul: [", encoding="utf-8")
    assert run("render", "--combine", "buku.pdf").status == 1
    assert not (office / "buku.pdf").exists()


def test_a_logo_is_read_from_the_project_only(office: Path, run: Run) -> None:
    (office / "logo.svg").write_bytes(LOGO)
    (office / "sopkit.yaml").write_text("agency: {logo: logo.svg}\n", encoding="utf-8")
    assert run("render").status == 0
    (office / "sopkit.yaml").write_text("agency: {logo: ../logo.svg}\n", encoding="utf-8")
    (office.parent / "logo.svg").write_bytes(LOGO)
    status, _, err = run("render")
    assert status == 2
    assert "logo.svg" in err


def test_an_unknown_font_is_told(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("render: {font: Huruf Khayalan}\n", encoding="utf-8")
    status, _, err = run("render")
    assert status == 2
    assert "there is no font “Huruf Khayalan” on this computer" in err


def test_the_same_sop_gives_the_same_bytes(office: Path, run: Run) -> None:
    for form in ("pdf", "svg", "png", "json"):
        run("render", "--format", form, "-o", "satu/")
        run("render", "--format", form, "-o", "dua/", "--jobs", "2")
    ones = sorted((office / "satu").iterdir())
    assert ones
    for one in ones:
        assert one.read_bytes() == (office / "dua" / one.name).read_bytes()


def test_the_time_is_that_of_the_sop_or_source_date_epoch(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("render")
    assert b"D:20260105000000Z" in (office / PDF).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("render")
    assert b"D:19700102000000Z" in (office / PDF).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "kemarin")
    assert run("render").status == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "doc"), "“doc” is not a value of --format"),
        (("--view", "bpmn"), "“bpmn” is not a value of --view"),
        (("--paper", "A3"), "“A3” is not a value of --paper"),
        (("--terminator", "oval"), "“oval” is not a value of --terminator"),
        (("--jobs", "0"), "“0” is not a value of --jobs"),
        (("--format", "dot"), "--view permen is not drawn as dot"),
        (("--combine", "a.pdf", "--check"), "--combine makes one PDF"),
        (("--check", "-o", "a.pdf"), "--check draws nothing"),
        (("--watch", "-o", "-"), "--watch writes files"),
        (("tidak-ada.sop.yaml",), "tidak-ada.sop.yaml"),
    ],
)
def test_wrong_use_is_told(office: Path, run: Run, arguments: tuple[str, ...], says: str) -> None:
    status, out, err = run("render", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert list(office.iterdir()) == [office / CLEAN_NAME]


def test_quiet_says_nothing_of_what_went_well(office: Path, run: Run) -> None:
    assert run("render", "--quiet") == (0, "", "")


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG"), ("dot", b"//")]
)
def test_the_free_flowchart_is_one_file(office: Path, run: Run, form: str, start: bytes) -> None:
    name = PDF.replace(".pdf", f"-bagan-alir.{form}")
    for _ in range(2):  # what sopkit made is drawn anew
        assert run("render", "--view", "flowchart", "--format", form).status == 0
        content = (office / name).read_bytes()
        assert content.startswith(start)
    if form in ("svg", "dot"):
        assert "1. Menerima surat" in content.decode()


def test_the_flowchart_in_a_pdf_carries_words_and_source(office: Path, run: Run) -> None:
    from pypdf import PdfReader

    run("render", "--view", "flowchart")
    name = PDF.replace(".pdf", "-bagan-alir.pdf")
    page = PdfReader(office / name).pages[0]
    assert "Menerima surat" in page.extract_text()
    assert run("extract", name).out == CLEAN


def test_the_engine_of_flowcharts_may_be_named(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("render: {dot: ./dot}\n", encoding="utf-8")
    status, _, err = run("render", "--view", "flowchart")
    assert status == 2
    assert "dot" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "a.svg", "--format", "png"), "not called like a file in the format png"),
        (("-o", "a.jpg"), "end its name in one of these: .pdf, .svg, .png, .json, .dot"),
        (("--combine", "a.png"), "not called like a file in the format pdf"),
        (("-", "--check"), "read files, not standard input"),
        (("-", CLEAN_NAME), "“-” stands alone"),
        (("--view", "flowchart", "--paper", "a4"), "has the size that it needs"),
    ],
)
def test_options_that_would_do_nothing_are_refused(
    office: Path, run: Run, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = run("render", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert list(office.iterdir()) == [office / CLEAN_NAME]


def test_paper_may_be_written_small(office: Path, run: Run) -> None:
    assert run("render", "--paper", "legal").status == 0


@pytest.mark.parametrize("title", ["judul: ''", "judul: '  '", "x-judul: Uji"])
def test_an_sop_without_a_title_is_drawn(office: Path, run: Run, title: str) -> None:
    text = CLEAN.replace("judul: Pengelolaan Surat Masuk", title)
    (office / CLEAN_NAME).write_text(text, encoding="utf-8")
    assert run("render").status == 0


def test_an_sop_without_executors_is_drawn(office: Path, run: Run) -> None:
    text = CLEAN.replace("pelaksana:\n  staf: Staf Subbagian Umum\n  kasubbag: Kepala Subbagian Umum\n", "")
    (office / CLEAN_NAME).write_text(text, encoding="utf-8")
    assert run("render").status == 0


def test_a_wrong_setting_is_told_before_it_is_printed(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("render: {papper: A4}\n", encoding="utf-8")
    status, _, err = run("render")
    assert status == 2
    assert "sopkit.yaml:1:10: " in err
    assert not (office / PDF).exists()


def test_too_many_executors_for_the_paper_are_refused(office: Path, run: Run) -> None:
    many = "".join(f"  p{number}: Pelaksana Nomor {number}\n" for number in range(40))
    (office / CLEAN_NAME).write_text(CLEAN.replace("pelaksana:\n", f"pelaksana:\n{many}"), encoding="utf-8")
    status, _, err = run("render")
    assert status == 2
    assert "too many executors for this paper: 42" in err


def test_an_arrow_that_found_no_way_is_told(office: Path, run: Run) -> None:
    answers = ", ".join(f"Cabang {n}: catat" for n in range(5))
    text = CLEAN.replace(
        "    kegiatan: Menerima surat\n",
        f"    kegiatan: Menerima surat\n    keputusan: {{cabang: {{{answers}}}}}\n",
    )
    (office / CLEAN_NAME).write_text(text, encoding="utf-8")
    status, _, err = run("render")
    assert (status, (office / PDF).exists()) == (1, True)
    assert "an arrow found no way" in err


def test_the_commit_of_an_unmodified_file_goes_with_it(office: Path, run: Run) -> None:
    git(office, "init", "--quiet")
    git(office, "add", ".")
    git(office, "commit", "--quiet", "-m", "Awal")
    run("render")
    (found,) = sources((office / PDF).read_bytes(), PDF)
    assert found.commit == git(office, "rev-parse", "HEAD").strip()
    (office / CLEAN_NAME).write_text(CLEAN + "# catatan\n", encoding="utf-8")
    run("render")
    (found,) = sources((office / PDF).read_bytes(), PDF)
    assert found.commit is None


def test_linked_sops_are_printed_with_their_titles(office: Path, run: Run) -> None:
    from pypdf import PdfReader

    other = CLEAN.replace("001/", "002/").replace("Pengelolaan Surat Masuk", "Pengelolaan Arsip")
    (office / "arsip.sop.yaml").write_text(other, encoding="utf-8")
    text = CLEAN.replace("[SOP Pengelolaan Arsip Inaktif]", "[{sop: 002/RT.02-SOP/3576/2026}]")
    (office / CLEAN_NAME).write_text(text, encoding="utf-8")
    run("render", CLEAN_NAME)
    assert (
        "SOP Pengelolaan Arsip (002/RT.02-SOP/3576/2026)" in PdfReader(office / PDF).pages[0].extract_text()
    )
