"""`sopkit book`: the whole document of an office or unit."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import Run, git
from tests.life.sample import sop, write
from tests.render.test_pdf import structure

OFFICE = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
SETTINGS = """\
agency:
  instansi: Komisi Pemilihan Umum Kota Contoh
  units: [Subbagian Umum, Subbagian Hukum]
"""
BOOK = """\
book:
  judul: |
    Himpunan Prosedur
    Sekretariat
  tahun: 2031
  alamat: |
    Jalan Contoh Nomor 1
    Kota Contoh
  keputusan: {pejabat: Sekretaris, nomor: 12/Kpt/2031, tanggal: 2031-02-03, tentang: Penetapan SOP}
  penjelasan:
    ruang_lingkup: |
      Paragraf pertama.

      Paragraf kedua.
    definisi: [{istilah: Arsip, arti: Rekaman kegiatan.}]
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        a=sop("2/HK", "Penyusunan Keputusan", "2024-01-10", unit="Subbagian Hukum"),
        b=sop("10/RT", "Penerimaan Tamu", "2024-03-10"),
        c=sop("9/RT", "Pengelolaan Surat Masuk", "2025-05-20"),
        d=sop("1/RT", "Peminjaman Arsip"),
    )
    (tmp_path / "sopkit.yaml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def book(office: Path, run: Run) -> PdfReader:
    (office / "sopkit.yaml").write_text(SETTINGS + BOOK, encoding="utf-8")
    assert run("book").status == 0
    return PdfReader(office / "buku-sop.pdf")


def words(book: PdfReader, page: int) -> str:
    return " ".join(book.pages[page].extract_text().split())


def bookmarks(book: PdfReader) -> list[tuple[int, str, int]]:
    """Return level, title and page of each bookmark, pages by their labels' order from 0."""

    def flat(items: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item, level + 1)
            else:
                yield level, str(item["/Title"]), book.get_destination_page_number(item) or 0

    return [*flat(book.outline, 1)]


def test_the_order_of_the_permen(book: PdfReader) -> None:
    cover, decree, contents, explanation, first = (words(book, page) for page in range(5))
    assert re.fullmatch(
        "HIMPUNAN PROSEDUR SEKRETARIAT KOMISI PEMILIHAN UMUM KOTA CONTOH Tahun 2031 "
        "Jalan Contoh Nomor 1 Kota Contoh",
        cover,
    )
    assert (
        "KEPUTUSAN SEKRETARIS Nomor : 12/Kpt/2031 Tanggal : 3 Februari 2031 Tentang : Penetapan SOP" in decree
    )
    assert "Dokumen ini ditetapkan dengan keputusan di atas. Salinan" in decree, "no SOP is younger"
    assert "DAFTAR ISI" in contents
    assert "Paragraf pertama. Paragraf kedua. Ringkasan" in explanation
    assert "Dokumen ini memuat 3 SOP dari 2 unit kerja pada 6 halaman." in explanation
    assert "Arsip Rekaman kegiatan." in explanation
    assert "Pengelolaan Surat Masuk" in first
    assert book.metadata is not None
    assert book.metadata.title == "Himpunan Prosedur Sekretariat Komisi Pemilihan Umum Kota Contoh"
    assert str(book.metadata.creation_date).startswith("2025-05-20"), "the latest date of its SOPs"


def test_contents_by_unit_and_number_with_version_dates_and_page(book: PdfReader) -> None:
    contents = words(book, 2)
    assert (
        "Keputusan Pimpinan ii Penjelasan Singkat Penggunaan iv "
        "Subbagian Umum 1 "
        "1. 9/RT Pengelolaan Surat Masuk 1 - 20 Mei 2025 1 "
        "2. 10/RT Penerimaan Tamu 1 - 10 Maret 2024 3 "
        "Subbagian Hukum 5 "
        "3. 2/HK Penyusunan Keputusan 1 - 10 Januari 2024 5"
    ) in contents


def test_page_numbers_of_the_book_beside_those_of_the_sop(book: PdfReader) -> None:
    assert list(book.page_labels) == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6"]
    footers = [book.pages[page].extract_text().splitlines()[-1] for page in range(4, 10)]
    for at, footer in enumerate(footers):
        assert re.search(rf"versi 1\W+[0-9a-f]{{10}}\W+Halaman {at % 2 + 1} dari 2\s*{at + 1}$", footer)
    assert words(book, 3).endswith(" iv")


def test_bookmarks_and_links_lead_where_they_say(book: PdfReader) -> None:
    assert bookmarks(book) == [
        (1, "Keputusan Pimpinan", 1),
        (1, "Daftar Isi", 2),
        (1, "Penjelasan Singkat Penggunaan", 3),
        *((2, title, 3) for title in ("Ruang Lingkup", "Ringkasan", "Definisi", "Cara Membaca")),
        (1, "Subbagian Umum", 4),
        (2, "Pengelolaan Surat Masuk", 4),
        (2, "Penerimaan Tamu", 6),
        (1, "Subbagian Hukum", 8),
        (2, "Penyusunan Keputusan", 8),
    ]
    pages = [page.indirect_reference for page in book.pages]
    targets = []
    for note in book.pages[2]["/Annots"]:  # type: ignore[attr-defined]
        link = note.get_object()
        destination = link["/A"]["/D"] if "/A" in link else link["/Dest"]
        if isinstance(destination, str):
            destination = book.named_destinations[destination].dest_array
        targets.append(pages.index(destination[0]))
    assert set(targets) == {1, 3, 4, 6, 8}


def test_headings_are_nested_for_readers_who_cannot_see_the_page(book: PdfReader) -> None:
    kinds = [element["/S"] for element in structure(book)]
    headings = [kind for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert headings[0] == "/H1"
    assert set(headings) == {"/H1", "/H2"}


def test_its_sop_pages_are_drawn_as_alone(office: Path, run: Run, book: PdfReader) -> None:
    def places(page: Any) -> list[bytes]:
        """Return where everything is put on a page, without the footer, which is drawn last."""
        found = re.findall(rb"[-\d. ]+(?:m|l|c|re|cm)\b", page.get_contents().get_data())
        return found[:-8]

    run("render", "c.sop.yaml", "-o", "alone.pdf")
    alone = PdfReader("alone.pdf")
    for at in range(2):
        drawn = places(alone.pages[at])
        assert len(drawn) > 60
        assert places(book.pages[4 + at])[: len(drawn)] == drawn


def test_only_what_is_in_force_unless_all_is_asked_for(office: Path, run: Run) -> None:
    status, _, err = run("book")
    assert (status, err) == (
        0,
        (
            "sopkit: left out because not in force: rancangan 1; “--all” takes them\n"
            "sopkit: written: buku-sop.pdf\n"
        ),
    )
    assert "Peminjaman Arsip" not in words(PdfReader("buku-sop.pdf"), 2)
    assert run("book", "--all", "-q").err == ""
    whole = PdfReader("buku-sop.pdf")
    assert "Peminjaman Arsip (rancangan)" in words(whole, 2)
    assert "4 SOP dari 2 unit kerja pada 8 halaman, yaitu 1 rancangan dan 3 berlaku." in words(whole, 3)
    assert "RANCANGAN" in words(whole, 4)
    assert "yang menetapkan SOP yang berstatus berlaku" in words(whole, 1)


def test_a_unit_has_a_book_of_its_own(office: Path, run: Run) -> None:
    assert run("book", "--unit", "hukum").err == "sopkit: written: buku-sop-hukum.pdf\n"
    book = PdfReader("buku-sop-hukum.pdf")
    assert "SUBBAGIAN HUKUM KOMISI PEMILIHAN UMUM KOTA CONTOH" in words(book, 0)
    assert "1 SOP dari 1 unit kerja" in words(book, 3)
    assert len(book.pages) == 6


def test_nothing_is_said_that_nobody_gave(office: Path, run: Run) -> None:
    run("book")
    book = PdfReader("buku-sop.pdf")
    cover, decree, _, explanation = (words(book, page) for page in range(4))
    assert cover == (
        "STANDAR OPERASIONAL PROSEDUR ADMINISTRASI PEMERINTAHAN (SOP AP) "
        "KOMISI PEMILIHAN UMUM KOTA CONTOH Tahun 2025"
    )
    assert "Halaman ini disediakan bagi keputusan yang menetapkan dokumen ini." in decree
    assert "Subbagian Umum: 2 SOP" in explanation


def test_the_decree_claims_no_version_younger_than_itself(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(SETTINGS + BOOK, encoding="utf-8")
    text = (office / "a.sop.yaml").read_text(encoding="utf-8")
    text = text.replace("status: berlaku\n", "status: berlaku\nversi: 2\n")
    text = text.replace("tanggal:\n", "tanggal:\n  revisi: 2031-05-01\n")
    history = 'riwayat: [{{versi: 2, tanggal: 2031-05-01, jenis: perubahan, uraian: x, dasar: "{}"}}]\n'
    (office / "a.sop.yaml").write_text(text + history.format("Keputusan 40/Kpt/2031"), encoding="utf-8")
    assert run("book").status == 0
    assert (
        "Versi terakhir dari SOP berikut bertanggal sesudah keputusan ini: – 2/HK Penyusunan Keputusan, "
        "versi 2, 1 Mei 2031 (dasar: Keputusan 40/Kpt/2031)"
    ) in words(PdfReader("buku-sop.pdf"), 1)
    (office / "a.sop.yaml").write_text(text + history.format("Keputusan 12/Kpt/2031"), encoding="utf-8")
    assert run("book").status == 0
    assert "sesudah keputusan ini" not in words(PdfReader("buku-sop.pdf"), 1), "the decree set it"
    write(office, **{f"n{n}": sop(f"{n}/RT", "Kegiatan", "2031-03-01") for n in range(20, 29)})
    assert run("book").status == 0
    assert "Versi terakhir dari 9 SOP bertanggal sesudah" in words(PdfReader("buku-sop.pdf"), 1)


def test_a_thick_book_has_parts_with_contents_of_their_own(office: Path, run: Run) -> None:
    write(
        office,
        **{f"umum-{n}": sop(f"{n}/RT", f"Kegiatan Ke-{n}", "2024-01-10") for n in range(100, 130)},
    )
    assert run("book", "-q").status == 0
    book = PdfReader("buku-sop.pdf")
    contents = words(book, 2)
    assert "Bagian I: Subbagian Umum 32 SOP 1 Bagian II: Subbagian Hukum 1 SOP 67" in contents
    assert "Kegiatan" not in contents
    assert words(book, 4).startswith("BAGIAN I: SUBBAGIAN UMUM Daftar Isi Bagian I No.")
    assert words(book, 4).endswith(" 1")
    assert (1, "Bagian II: Subbagian Hukum", 70) in bookmarks(book)
    assert (2, "Penyusunan Keputusan", 71) in bookmarks(book)
    assert list(book.page_labels)[70:72] == ["67", "68"]
    assert run("verify", "buku-sop.pdf").status == 0


def test_an_office_without_units(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").unlink()
    for file in office.glob("*.sop.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(line for line in lines if not line.startswith("unit:")), encoding="utf-8")
    assert run("book", "-q").status == 0
    book = PdfReader("buku-sop.pdf")
    assert "iv 1. 2/HK Penyusunan Keputusan" in words(book, 2)
    assert "Dokumen ini memuat 3 SOP di lingkungan Komisi Pemilihan Umum Kota Contoh." in words(book, 3)
    assert (1, "Penyusunan Keputusan", 4) in bookmarks(book)


def test_a_long_list_of_one_unit(office: Path, run: Run) -> None:
    write(office, **{f"umum-{n}": sop(f"{n}/RT", f"Kegiatan {n}", "2024-01-10") for n in range(100, 140)})
    assert run("book", "--unit", "umum", "-q").status == 0
    book = PdfReader("buku-sop-umum.pdf")
    assert words(book, 3).startswith("No. Nomor SOP"), "the head of the table comes again"
    assert words(book, 5).endswith(" 1")


def test_contents_as_text(office: Path, run: Run) -> None:
    status, out, _ = run("book", "--format", "text")
    assert status == 0
    assert (
        out
        == """\
Standar Operasional Prosedur Administrasi Pemerintahan

Number  Title                                                       Ver.   Page
──────  ──────────────────────────────────────────────────────────  ─────  ─────
Subbagian Umum
9/RT    Pengelolaan Surat Masuk                                     1          1
10/RT   Penerimaan Tamu                                             1          3
Subbagian Hukum
2/HK    Penyusunan Keputusan                                        1          5

3 SOPs on 6 pages
"""
    )
    assert not (office / "buku-sop.pdf").exists()


def test_contents_as_json(office: Path, run: Run) -> None:
    data = json.loads(run("book", "--format", "json", "-q").out)
    assert (data["version"], data["pages"], data["has_parts"]) == (1, 6, False)
    umum, hukum = data["units"]
    assert [(one["number"], one["page"], one["pages"]) for one in umum["sops"]] == [
        ("9/RT", 1, 2),
        ("10/RT", 3, 2),
    ]
    assert (hukum["unit"], hukum["page"], hukum["sops"][0]["dates"]["effective"]) == (
        "Subbagian Hukum",
        5,
        "2024-01-10",
    )


def test_an_explanation_in_markdown(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(SETTINGS + "book: {penjelasan: teks.md}\n", encoding="utf-8")
    (office / "teks.md").write_text("# Ruang Lingkup\n\nTeks **tebal** #panic().\n", encoding="utf-8")
    status, _, err = run("book")
    assert status == 0
    assert "the explanation has no heading “Ringkasan”, “Definisi”" in err
    assert "Ruang Lingkup Teks tebal #panic(). iv" in words(PdfReader("buku-sop.pdf"), 3)
    assert run("verify", "buku-sop.pdf").status == 0
    (office / "teks.md").write_text("a\n\n<b>x</b>\n\n---\n", encoding="utf-8")
    status, _, err = run("book")
    assert status == 2
    assert (
        "teks.md:3: HTML can't be set in a book; line 5: a line across the page (“---”) can't either\n" in err
    )


def test_a_heading_that_repeats_that_of_the_page_is_printed_once(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(SETTINGS + "book: {penjelasan: teks.md}\n", encoding="utf-8")
    text = "# PENJELASAN singkat penggunaan\n\n## Ruang Lingkup\n\nTeks.\n"
    (office / "teks.md").write_text(text, encoding="utf-8")
    assert run("book").status == 0
    book = PdfReader("buku-sop.pdf")
    assert words(book, 3) == "PENJELASAN SINGKAT PENGGUNAAN Ruang Lingkup Teks. iv"
    assert (2, "Ruang Lingkup", 3) in bookmarks(book)


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("book: {penjelasan: tak-ada.md}", "“tak-ada.md” does not exist"),
        ("book: {penjelasan: ../luar.md}", "“../luar.md” is outside the project"),
        ("book: {tahun: dua}", "sopkit.yaml:4:15: “tahun” must be a whole number"),
        ("book: {keputusan: {tanggal: 3 Mei 2031}}", "write 2031-05-03"),
        ("book: {judl: x}", "did you mean “judul”?"),
        ("book: {penjelasan: {definisi: [{istilah: x}]}}", "the key “arti” is missing"),
        ('book: {alamat: "a \U0001f9ff"}', "sopkit.yaml:4:19: no font has the character"),
    ],
)
def test_faults_of_the_settings(office: Path, run: Run, section: str, told: str) -> None:
    (office / "sopkit.yaml").write_text(f"{SETTINGS}{section}\n", encoding="utf-8")
    status, _, err = run("book")
    assert status == 2
    assert told in err
    assert not (office / "buku-sop.pdf").exists()


def test_an_sop_that_cannot_be_drawn_is_named_and_nothing_is_written(office: Path, run: Run) -> None:
    write(office, e=sop("3/RT", "Peminjaman Ruang", "2024-01-10").replace("pelaksana: staf", "pelaksana: x"))
    status, _, err = run("book")
    assert status == 1
    assert "e.sop.yaml" in err
    assert "PL001" in err
    assert "“buku-sop.pdf” was not made" in err
    write(office, e="nomor: [")
    status, _, err = run("book")
    assert status == 2
    assert "e.sop.yaml:1:" in err
    assert not (office / "buku-sop.pdf").exists()


def test_none_in_force(office: Path, run: Run) -> None:
    for name in "abc":
        (office / f"{name}.sop.yaml").unlink()
    status, _, err = run("book")
    assert status == 2
    assert "no SOP here is in force: the book would be empty (rancangan 1)" in err
    assert "--all" in err


def test_same_bytes_again_and_no_foreign_file_lost(office: Path, run: Run) -> None:
    run("book", "-o", "cetak/")
    first = (office / "cetak/buku-sop.pdf").read_bytes()
    assert run("book", "-o", "cetak/buku-sop.pdf").status == 0
    assert (office / "cetak/buku-sop.pdf").read_bytes() == first
    (office / "buku-sop.pdf").write_bytes(b"%PDF-1.7 penting")
    status, _, err = run("book")
    assert status == 2
    assert "sopkit did not make it" in err
    assert run("book", "--force").status == 0
    assert run("book", "-o", "buku.docx").status == 2


def test_from_a_folder_of_the_project(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "sub").mkdir()
    monkeypatch.chdir(office / "sub")
    assert run("book", "-q").status == 0
    assert (office / "buku-sop.pdf").exists()


def test_it_carries_its_sops_and_verifies(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(SETTINGS + BOOK, encoding="utf-8")
    run("book")
    assert len(run("extract", "buku-sop.pdf", "--list").out.splitlines()) == 3
    assert run("extract", "buku-sop.pdf", "--nth", "1").out == (office / "a.sop.yaml").read_text("utf-8")
    status, out, _ = run("verify", "buku-sop.pdf")
    assert status == 0
    assert "the front matter of the book is what the project here says" in out
    assert "its pages are genuine" in out


def test_namesakes_in_a_repository_verify(office: Path, run: Run) -> None:
    write(office, hukum__a=sop("3/HK", "Telaah Hukum", "2024-01-10", unit="Subbagian Hukum"))
    git(office, "init", "-q")
    git(office, "add", ".")
    git(office, "commit", "-q", "-m", "SOP")
    run("book")
    assert "(2-a.sop.yaml)" in run("extract", "buku-sop.pdf", "--list").out
    data = json.loads(run("verify", "buku-sop.pdf", "--format", "json").out)
    assert (data["pages"], data["front"]) == ("confirmed", "identical")
    assert all(one["conforms"] and one["commit"] for one in data["sops"])
    assert run("verify", "buku-sop.pdf", "hukum/a.sop.yaml").status == 0


def test_what_changed_since_is_told_and_is_no_forgery(office: Path, run: Run) -> None:
    run("book")
    (office / "sopkit.yaml").write_text(SETTINGS + BOOK, encoding="utf-8")
    status, out, _ = run("verify", "buku-sop.pdf")
    assert status == 1
    assert "does not conform: the front matter of the book is no longer what the project here says" in out
    assert "its pages are genuine" in out
    data = json.loads(run("verify", "buku-sop.pdf", "--format", "json").out)
    assert (data["front"], data["pages"], data["conforms"]) == ("different", "confirmed", False)


def test_a_forged_page_is_not_confirmed(office: Path, run: Run) -> None:
    run("book")
    file = office / "buku-sop.pdf"
    content = bytearray(file.read_bytes())
    at = content.index(b"stream\n") + 60
    content[at] ^= 1
    file.write_bytes(content)
    status, out, _ = run("verify", "buku-sop.pdf")
    assert status == 1
    assert "WARNING: its pages are not the ones that sopkit draws from the SOP in it" in out


def test_the_example(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(OFFICE)
    status, out, err = run("--lang", "en", "book", "--all", "--format", "text")
    assert (status, err) == (0, "")
    assert out.endswith("15 SOPs on 46 pages\n")


def test_standard_output(office: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from sopkit.cli.app import main

    assert main(["book", "-o", "-"]) == 0
    assert len(PdfReader(io.BytesIO(capfdbinary.readouterr().out)).pages) == 10
