"""`sopkit form`: what is on the forms, on paper and in a spreadsheet."""

import csv
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import Run
from tests.life.sample import sop, write

EVALUATED = "evaluasi:\n  - {tanggal: 2024-07-01, jenis: monitoring, penilaian: tidak berjalan baik, tindakan: Melatih staf}\n"
NEEDS = """\
sopkit: 1
kebutuhan:
  - {unit: Subbagian Umum, tugas: Ketatausahaan, fungsi: Persuratan, uraian_tugas: Surat, kegiatan: Mengelola surat, output: surat, aspek: Pengelolaan}
  - {kegiatan: Mengelola arsip, output: arsip, aspek: Pengelolaan}
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sopkit.yaml").write_text(
        "agency: {instansi: KPU Kota Contoh, units: [Subbagian Umum, Subbagian Teknis]}\n", encoding="utf-8"
    )
    write(
        tmp_path,
        a=sop("001", "Pengelolaan Surat", "2024-01-10"),
        b=sop("002", "Pengelolaan Arsip", "2024-02-01", unit="Subbagian Hukum", more=EVALUATED),
        c=sop("003", "Penerimaan Tamu"),
        d=sop("004", "Penyusunan Laporan", "2099-01-01"),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def rows(file: Path, delimiter: str = ";") -> list[list[str]]:
    text = file.read_bytes().decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_monitoring_on_paper(office: Path, run: Run) -> None:
    assert run("form", "monitoring") == (0, "", "sopkit: written: formulir-monitoring.pdf\n")
    said = words(office / "formulir-monitoring.pdf")
    assert "KPU KOTA CONTOH MONITORING PELAKSANAAN SOP AP" in said
    assert "Tabel 7" in said
    assert (
        "Penilaian terhadap penerapan Catatan hasil penilaian Tindakan yang harus diambil Paraf penilai"
        in said
    )
    assert "Subbagian Hukum" in said
    assert (
        "2. Pengelolaan Arsip 002 Monitoring terakhir: 1 Juli 2024; tidak berjalan baik; tindakan: Melatih staf"
        in said
    )
    assert "1. Pengelolaan Surat 001 Berjalan dengan baik Tidak berjalan dengan baik" in said
    assert "Penerimaan Tamu" not in said
    assert "Penyusunan Laporan" not in said


def test_evaluation_on_paper(office: Path, run: Run) -> None:
    assert run("form", "evaluasi", "--tanggal", "2026-07-01", "--unit", "umum").status == 0
    said = words(office / "formulir-evaluasi.pdf")
    assert "EVALUASI PENERAPAN SOP AP" in said
    assert "Susunan pertanyaan mengikuti formulir evaluasi yang umum dipakai instansi." in said
    assert "PermenPANRB" not in said
    assert "Tanggal: 1 Juli 2026" in said
    assert (
        "7. Sinergi satu dengan lainnya Ya Tidak "
        "Penilaian terhadap penerapan: Berjalan dengan baik Tidak berjalan dengan baik "
        "Catatan hasil penilaian:"
    ) in said
    assert "002" not in said


def test_few_rows_share_the_page_that_is_signed(office: Path, run: Run) -> None:
    write(office, e=sop("005", "Peminjaman Arsip", "2024-01-10", unit="Subbagian Teknis"))
    assert run("form", "monitoring").status == 0
    (page,) = PdfReader("formulir-monitoring.pdf").pages
    said = page.extract_text()
    assert max(map(said.index, ("Pengelolaan Arsip", "Peminjaman Arsip"))) < said.index("Penilai,")


def test_a_unit_is_named_on_each_of_its_pages_and_is_one_bookmark(office: Path, run: Run) -> None:
    write(office, **{f"n{n}": sop(f"{n:03}", f"Kegiatan {n}", "2024-01-10") for n in range(10, 30)})
    for kind in ("monitoring", "kebutuhan"):
        assert run("form", kind, "--unit", "umum").status == 0
        form = PdfReader(f"formulir-{kind}.pdf")
        assert len(form.pages) > 1
        assert all(page.extract_text().count("Subbagian Umum") == 1 for page in form.pages)
        units = form.outline[1]
        assert isinstance(units, list)
        assert [one["/Title"] for one in units] == ["Subbagian Umum"]


def test_the_same_bytes_again_and_nothing_else_written_over(office: Path, run: Run) -> None:
    file = office / "formulir-monitoring.pdf"
    run("form", "monitoring", "--tanggal", "2026-07-01")
    first = file.read_bytes()
    assert run("form", "monitoring", "--tanggal", "2026-07-01").status == 0
    assert file.read_bytes() == first
    file.write_bytes(b"%PDF-1.7 lain")
    assert run("form", "monitoring").status == 2
    assert run("form", "monitoring", "--force").status == 0


def test_a_table_to_fill_in(office: Path, run: Run) -> None:
    assert run("form", "monitoring", "--format", "csv").err == "sopkit: written: formulir-monitoring.csv\n"
    assert rows(office / "formulir-monitoring.csv") == [
        ["Nomor", "Judul", "Tanggal", "Penilaian", "Catatan", "Tindakan"],
        ["001", "Pengelolaan Surat", "", "", "", ""],
        ["002", "Pengelolaan Arsip", "", "", "", ""],
    ]


def test_a_table_that_was_filled_in_is_not_written_over(office: Path, run: Run) -> None:
    file = office / "formulir-monitoring.csv"
    run("form", "monitoring", "--format", "csv")
    file.write_bytes(file.read_bytes().replace(b"Surat;", b"Surat;2026-07-01"))
    status, _, err = run("form", "monitoring", "--format", "csv")
    assert status == 2
    assert "“formulir-monitoring.csv” exists, and sopkit did not make it" in err


def test_the_table_of_an_evaluation(office: Path, run: Run) -> None:
    options = (
        "--format",
        "csv",
        "--delimiter",
        ",",
        "--tanggal",
        "2026-07-01",
        "-o",
        "e.csv",
        "--unit",
        "umum",
    )
    assert run("form", "evaluasi", *options).status == 0
    heads, row = rows(office / "e.csv", ",")
    assert heads[:5] == [
        "Nomor",
        "Judul",
        "Tanggal",
        "1. Mampu mendorong peningkatan kinerja",
        "2. Mudah dipahami",
    ]
    assert heads[-3:] == ["Penilaian", "Catatan", "Tindakan"]
    assert row[:4] == ["001", "Pengelolaan Surat", "2026-07-01", ""]


def test_only_what_is_due(office: Path, run: Run) -> None:
    def numbers(kind: str, day: str) -> list[str]:
        out = run("form", kind, "--due", "--tanggal", day, "--format", "json").out
        return [one["number"] for one in json.loads(out)["sops"]]

    assert numbers("monitoring", "2024-07-20") == ["001"]
    assert numbers("monitoring", "2025-01-20") == ["001", "002"]
    assert numbers("evaluasi", "2025-01-20") == ["001"]


def test_in_force_since_nobody_knows_when(office: Path, run: Run) -> None:
    write(office, e=sop("005", "Pengelolaan Rapat", status="berlaku"))
    _, out, err = run("form", "monitoring", "--due", "--tanggal", "2024-07-20", "--format", "text")
    assert "005: in force without “tanggal: efektif”, so nothing can be reckoned (e.sop.yaml)" in err
    assert "005" not in out
    assert "005" in run("form", "monitoring", "--format", "text").out


def test_nothing_is_due(office: Path, run: Run) -> None:
    asked = ("form", "monitoring", "--due", "--tanggal", "2024-02-02")
    assert run(*asked) == (0, "", "sopkit: nothing is due: no form is made\n")
    assert not (office / "formulir-monitoring.pdf").exists()


def test_the_list(office: Path, run: Run) -> None:
    assert (
        run("form", "monitoring", "--format", "text").out
        == """\
Number                      Title                                     Last on
──────────────────────────  ────────────────────────────────────────  ──────────

Subbagian Umum
001                         Pengelolaan Surat                         -

Subbagian Hukum
002                         Pengelolaan Arsip                         2024-07-01

2 SOPs on the form “monitoring”
"""
    )


def test_json(office: Path, run: Run) -> None:
    data = json.loads(run("form", "evaluasi", "--format", "json", "--tanggal", "2026-07-01").out)
    assert (data["version"], data["form"], data["day"], data["errors"]) == (1, "evaluasi", "2026-07-01", [])
    assert data["questions"]["2"] == "Mudah dipahami"
    assert data["columns"][:4] == ["nomor", "judul", "tanggal", "1"]
    monitored = json.loads(run("form", "monitoring", "--format", "json").out)
    assert (monitored["day"], monitored["questions"]) == (None, {})
    assert monitored["sops"][1]["last"]["action"] == "Melatih staf"


def test_other_statuses(office: Path, run: Run) -> None:
    out = run("form", "monitoring", "--status", "rancangan,berlaku", "--format", "json").out
    assert [one["number"] for one in json.loads(out)["sops"]] == ["001", "003", "002"]
    status, _, err = run("form", "monitoring", "--status", "dicabut")
    assert status == 2
    assert "no SOP here is “dicabut”" in err


class TestNeeds:
    """Tabel 6."""

    def test_from_the_list_of_needs(self, office: Path, run: Run) -> None:
        (office / "kebutuhan.yaml").write_text(NEEDS, encoding="utf-8")
        run("form", "kebutuhan", "--format", "csv", "--unit", "umum")
        assert rows(office / "formulir-kebutuhan.csv") == [
            ["Unit", "No.", "Tugas", "Fungsi", "Uraian Tugas", "Kegiatan", "Output", "Aspek Kegiatan", "Judul SOP"],
            ["Subbagian Umum", "A.", "1. Ketatausahaan", "a. Persuratan", "(1) Surat", "(a) Mengelola surat", "(1) surat", "Pengelolaan", "1. Pengelolaan Surat (001)"],
            ["Subbagian Umum", "A.", "1. Ketatausahaan", "a. Persuratan", "(1) Surat", "(b) Mengelola arsip", "(1) arsip", "Pengelolaan", "2. Pengelolaan Arsip (002)"],
            ["Subbagian Umum", "", "", "", "", "", "", "", "3. Penerimaan Tamu (003)"],
            ["Subbagian Umum", "", "", "", "", "", "", "", "4. Penyusunan Laporan (004)"],
        ]  # fmt: skip
        assert run("form", "kebutuhan").status == 0
        said = words(office / "formulir-kebutuhan.pdf")
        assert "FORMULIR IDENTIFIKASI SOP AP BERDASARKAN TUGAS DAN FUNGSI" in said
        assert said.count("1. Ketatausahaan") == 1

    def test_from_the_register(self, office: Path, run: Run) -> None:
        units = json.loads(run("form", "kebutuhan", "--format", "json").out)["units"]
        assert [(unit["unit"], len(unit["rows"])) for unit in units] == [
            ("Subbagian Umum", 3),
            ("Subbagian Teknis", 0),
            ("Subbagian Hukum", 1),
        ]
        assert run("form", "kebutuhan", "--format", "text").out.endswith("4 rows on the form “kebutuhan”\n")

    def test_of_an_office_that_begins(
        self, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run("form", "kebutuhan", "--tanggal", "2026-07-01").status == 0
        said = words(tmp_path / "formulir-kebutuhan.pdf")
        assert "Unit kerja: ." in said
        assert "Tanggal: 1 Juli 2026" in said

    def test_options_that_choose_sops(self, office: Path, run: Run) -> None:
        assert "leave them out" in run("form", "kebutuhan", "--due").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tahunan",), "allowed: monitoring, evaluasi, kebutuhan"),
        ((), "“FORM” is missing"),
        (("monitoring", "--format", "xlsx"), "allowed: pdf, csv, json, text"),
        (("monitoring", "--delimiter", "|"), "allowed: ;, ,"),
        (("monitoring", "--tanggal", "besok"), "write year-month-day"),
        (("monitoring", "--unit", "Subbagian Hukim"), "did you mean “Subbagian Hukum”?"),
        (("monitoring", "--status", "aktif"), "allowed: rancangan, berlaku, digantikan, dicabut"),
    ],
)
def test_wrong_words(office: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    status, out, err = run("form", *words)
    assert (status, out) == (2, "")
    assert said in err


def test_what_can_not_be_read_is_told(office: Path, run: Run) -> None:
    (office / "rusak.sop.yaml").write_text("judul: [", encoding="utf-8")
    status, _, err = run("form", "monitoring", "--format", "csv")
    assert status == 2
    assert "rusak.sop.yaml:1:8" in err
    assert (office / "formulir-monitoring.csv").exists()


def test_texts_are_data(office: Path, run: Run) -> None:
    write(office, jahat=sop('"=1+2"', '"#panic() *x* ' + "panjang" * 30 + '"', "2024-01-10"))
    assert run("form", "evaluasi").status == 0
    assert "#panic() *x*" in words(office / "formulir-evaluasi.pdf")
    assert run("form", "monitoring", "--format", "csv").status == 0
    assert "'=1+2" in (office / "formulir-monitoring.csv").read_text(encoding="utf-8")


def test_a_character_without_picture_is_located(office: Path, run: Run) -> None:
    write(office, b=sop("002", "Pengelolaan 🦤", "2024-02-01"))
    status, out, err = run("form", "monitoring")
    assert (status, out) == (2, "")
    assert "b.sop.yaml:3:20: no font has the character “🦤” (U+1F9A4)" in err
    assert not (office / "formulir-monitoring.pdf").exists()
