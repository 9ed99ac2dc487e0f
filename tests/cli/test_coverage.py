"""`sopkit coverage`: what the office does against its SOPs."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import Run
from tests.life.sample import sop, write

OFFICE = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
NEEDS = """\
sopkit: 1
kebutuhan:
  - unit: Subbagian Umum
    tugas: Ketatausahaan
    kegiatan: Mengelola surat masuk
    output: surat masuk
    aspek: Pengelolaan
  - kegiatan: Mengelola arsip
    output: arsip inaktif
    aspek: Pengelolaan
  - unit: Subbagian Hukum
    kegiatan: Menyusun keputusan
    output: keputusan
    aspek: Penyusunan
    sop: "003"
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        a=sop("001", "Pengelolaan Surat Masuk", "2024-01-10"),
        b=sop("002", "Penerimaan Tamu"),
        c=sop("003", "Pembuatan Naskah Hukum", unit="Subbagian Hukum"),
    )
    (tmp_path / "kebutuhan.yaml").write_text(NEEDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_units_that_are_not_listed_are_told_and_the_rest_stands(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(
        "agency: {units: [Subbagian Umum, Subbagian Hukum]}\n", encoding="utf-8"
    )
    spelled = NEEDS.replace("unit: Subbagian Umum", "unit: subbagian umum").replace(
        "unit: Subbagian Hukum", "unit: Subag Hukum"
    )
    (office / "kebutuhan.yaml").write_text(spelled, encoding="utf-8")
    status, out, err = run("--lang", "en", "coverage")
    assert status == 2
    assert (
        "kebutuhan.yaml:3:11: “agency: units” of sopkit.yaml does not list the unit “subbagian umum”" in err
    )
    assert "write “Subbagian Umum”, as it stands there" in err
    assert "kebutuhan.yaml:11:11:" in err
    assert "did you mean “Subbagian Hukum”?" in err
    assert "3 activities: 2 with an SOP, 1 without" in out


def test_by_unit(office: Path, run: Run) -> None:
    status, out, err = run("coverage")
    assert (status, err) == (0, "")
    assert (
        out
        == """\
Subbagian Umum
─  ────────────────────────────────────  ───────────────────────────────────────
✓  Mengelola surat masuk                 001
                                         Pengelolaan Surat Masuk
                                         (by its title, 100% alike)
✗  Mengelola arsip                       needs “Pengelolaan Arsip Inaktif”
SOPs that belong to no activity:
   002                                   Penerimaan Tamu

Subbagian Hukum
─  ────────────────────────────────────  ───────────────────────────────────────
~  Menyusun keputusan                    003
                                         Pembuatan Naskah Hukum
                                         (by the number given)

✓ in force  ~ a draft  ✗ no SOP
3 activities: 2 with an SOP, 1 without; 1 SOP belongs to none
"""
    )


def test_json_of_one_unit(office: Path, run: Run) -> None:
    (unit,) = json.loads(run("coverage", "--unit", "umum", "--format", "json").out)["units"]
    assert (unit["unit"], unit["in_force"], unit["drafts"], unit["lacking"]) == ("Subbagian Umum", 1, 0, 1)
    covered, lacking = unit["activities"]
    assert (covered["sop"]["number"], covered["found_by"], covered["likeness"]) == ("001", "title", 1.0)
    assert (lacking["sop"], lacking["proposed_title"]) == (None, "Pengelolaan Arsip Inaktif")
    assert lacking["task"] == "Ketatausahaan"
    assert [one["number"] for one in unit["orphans"]] == ["002"]


def test_a_task_does_not_carry_over_to_another_unit(office: Path, run: Run) -> None:
    data = json.loads(run("coverage", "--unit", "hukum", "--format", "json").out)
    assert data["units"][0]["activities"][0]["task"] is None


def test_exit_code(office: Path, run: Run) -> None:
    assert run("coverage", "--exit-code").status == 1
    assert run("coverage", "--exit-code", "--unit", "hukum").status == 0


def test_from_a_folder_of_the_project_and_by_name(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    (office / "hukum").mkdir()
    monkeypatch.chdir(office / "hukum")
    assert run("coverage").status == 0
    assert run("coverage", "../kebutuhan.yaml").out == run("coverage").out


def test_no_file(office: Path, run: Run) -> None:
    (office / "kebutuhan.yaml").unlink()
    status, _, err = run("coverage")
    assert status == 2
    assert "“kebutuhan.yaml” does not exist" in err
    assert "sopkit schema kebutuhan" in err


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            ("aspek: Penyusunan", "aspk: Penyusunan"),
            "kebutuhan.yaml:14:5: the key “aspk” is unknown\n  did you mean “aspek”?",
        ),
        (
            ('sop: "003"', 'sop: "004"'),
            "kebutuhan.yaml:11:5: no SOP that counts has the number “004”\n  did you mean “",
        ),
        (("output: keputusan", "output: ''"), "kebutuhan.yaml:13:13: “output” is empty"),
        (("kebutuhan:", "kebutuhn:"), "kebutuhan.yaml:2:1: the key “kebutuhn” is unknown"),
        ((NEEDS, "kebutuhan: ["), "kebutuhan.yaml:1:12: not YAML"),
        ((NEEDS, "teks"), "kebutuhan.yaml:1:1: the file does not consist of “key: value” lines"),
        ((NEEDS, "- teks"), "kebutuhan.yaml:1:1: "),
        ((NEEDS, ""), "kebutuhan.yaml"),
        ((NEEDS, "sopkit: 1\nkebutuhan: [teks]\n"), "kebutuhan.yaml:2:13"),
    ],
)
def test_faults_have_a_place_and_a_remedy(office: Path, run: Run, wrong: tuple[str, str], told: str) -> None:
    (office / "kebutuhan.yaml").write_text(NEEDS.replace(*wrong), encoding="utf-8")
    status, _, err = run("coverage")
    assert status == 2
    assert told in err


def test_unknown_unit(office: Path, run: Run) -> None:
    assert "did you mean “Subbagian Hukum”?" in run("coverage", "--unit", "Subbagian Hukim").err


def test_the_example(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(OFFICE)
    status, out, err = run("--lang", "en", "coverage")
    assert (status, err) == (0, "")
    assert out.endswith("17 activities: 14 with an SOP, 3 without; 1 SOP belongs to none\n")


@pytest.mark.parametrize("output", ["-", "k.txt", "k.pdf", "k.json"])
@pytest.mark.parametrize("command", [("coverage",), ("form", "kebutuhan")])
def test_nothing_is_written_of_a_list_that_cannot_be_read(
    office: Path, run: Run, command: tuple[str, ...], output: str
) -> None:
    (office / "kebutuhan.yaml").write_text(NEEDS.replace("kebutuhan:", "kebutuhan: [", 1), encoding="utf-8")
    status, out, err = run(*command, "-o", output)
    assert (status, out) == (2, "")
    assert "kebutuhan.yaml:3" in err
    assert not (office / output).exists()


@pytest.mark.parametrize(
    "command", [("coverage", "-o", "k.pdf"), ("form", "kebutuhan"), ("form", "kebutuhan", "--format", "csv")]
)
def test_nothing_is_printed_in_which_a_row_would_be_missing(
    office: Path, run: Run, command: tuple[str, ...]
) -> None:
    file = office / "kebutuhan.yaml"
    file.write_text(NEEDS.replace("kegiatan: Mengelola arsip", "kegitan: Mengelola arsip"), encoding="utf-8")
    before = {*office.iterdir()}
    done = run(*command)
    assert (done.status, {*office.iterdir()}) == (2, before)
    assert "kebutuhan.yaml:8:5" in done.err


def test_schema_names_the_form(run: Run) -> None:
    schema = json.loads(run("schema", "kebutuhan").out)
    row = schema["$defs"]["baris"]["properties"]
    assert set(row) == {"unit", "tugas", "fungsi", "uraian_tugas", "kegiatan", "output", "aspek", "sop"}
    assert all("Tabel 6" in row[key]["description"] for key in set(row) - {"unit"})


def test_pdf(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("agency: {instansi: KPU Kota Contoh}\n", encoding="utf-8")
    assert run("coverage", "--format", "pdf", "-o", "kebutuhan.pdf").err == "sopkit: written: kebutuhan.pdf\n"
    first = (office / "kebutuhan.pdf").read_bytes()
    words = " ".join(PdfReader(office / "kebutuhan.pdf").pages[0].extract_text().split())
    assert words.startswith("KPU KOTA CONTOH KEBUTUHAN DAN KETERSEDIAAN SOP"), "the agency stands above"
    assert "Aspek Kegiatan SOP Status" in words
    assert "3 kegiatan: 2 memiliki SOP, 1 belum; 1 SOP tidak terkait dengan kegiatan apa pun." in words
    assert "001 Pengelolaan Surat Masuk berlaku" in words
    assert "Pengelolaan Arsip Inaktif belum ada" in words
    assert run("coverage", "--format", "pdf", "-o", "kebutuhan.pdf").status == 0
    assert (office / "kebutuhan.pdf").read_bytes() == first


def test_every_page_of_the_pdf_names_the_unit_of_its_first_row(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(OFFICE)
    assert run("coverage", "-o", str(tmp_path / "k.pdf")).status == 0
    first, *others = PdfReader(tmp_path / "k.pdf").pages
    assert others
    assert all(page.extract_text().startswith("Subbagian") for page in others)
    assert first.extract_text().count("Subbagian Perencanaan, Data, dan Informasi") == 1


def test_a_pdf_is_not_written_over_something_else(office: Path, run: Run) -> None:
    (office / "penting.pdf").write_bytes(b"%PDF-1.7 penting")
    status, _, err = run("coverage", "--format", "pdf", "-o", "penting.pdf")
    assert status == 2
    assert "sopkit did not make it" in err
    status, _, err = run("coverage", "--format", "pdf", "-o", "kebutuhan.yaml")
    assert status == 2
    assert "not called like a file in the format pdf" in err
