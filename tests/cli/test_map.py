"""`sopkit map`: how SOPs link, in words, as data and as a picture."""

import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.conftest import Run
from tests.life.sample import sop, write

OFFICE = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def links(number: str, relation: str) -> str:
    return f'[{{sop: "{number}", hubungan: {relation}}}]'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four SOPs: 1 comes before 2, which has 3 as a part; 4 is alone and called like nothing else."""
    step = '  - {kegiatan: Menyusun, pelaksana: staf, sop: "003"}\n'
    write(
        tmp_path,
        masuk=sop('"001"', "Pengelolaan Surat Masuk", "2024-01-10", keterkaitan=links("002", "mengikuti")),
        keluar=sop('"002"', "Pengelolaan Surat Keluar", "2024-01-10", step, keterkaitan="[SOP lain]"),
        arsip=sop('"003"', "Pengelolaan Arsip", keterkaitan=links("002", "makro"), unit="Subbagian Hukum"),
        **{"aneh__50% & #ä": sop('"004"', '"<b>\\\\N\\\\n & \\"x\\""', keterkaitan="[SOP lain]")},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text(office: Path, run: Run) -> None:
    status, out, err = run("map")
    assert (status, err) == (0, "")
    assert (
        out
        == """\
Subbagian Hukum
────────────────────────────────────────────────────────────────────────────────
003 Pengelolaan Arsip
    is part of       002 Pengelolaan Surat Keluar
                     (carries out step 4)

Subbagian Umum
────────────────────────────────────────────────────────────────────────────────
001 Pengelolaan Surat Masuk
    goes on with     002 Pengelolaan Surat Keluar
                     (only said here)

002 Pengelolaan Surat Keluar
    contains         003 Pengelolaan Arsip
                     (carries out step 4)
    comes after      001 Pengelolaan Surat Masuk
                     (only said there)

004 <b>\\N\\n & "x"
    linked to no other

What is wrong with the links
────────────────────────────────────────────────────────────────────────────────
masuk.sop.yaml:15:21 KT005
    “002” does not link back to this SOP
    → add “001” with “hubungan: mendahului” to the “keterkaitan” of
    keluar.sop.yaml
    see also: keluar.sop.yaml:15:14

4 SOPs, 2 links, 1 one-way
"""
    )


def test_documents_that_many_hold_are_named_and_tie_none(office: Path, run: Run) -> None:
    takers = {f"s{n}": sop(f'"1{n}"', "Pengelolaan Hal", unit=f"Bidang {n}") for n in range(5)}
    needing = {
        name: text.replace("[Tanda terima], waktu", "[nota dinas], waktu") for name, text in takers.items()
    }
    write(office, **needing)
    write(
        office, nota=sop('"020"', "Penyusunan Nota").replace("output: [Tanda terima]", "output: [Nota Dinas]")
    )
    assert "more than 5 SOPs hold them: “Nota Dinas”, “Tanda terima”" in run("map").out
    data = json.loads(run("map", "--format", "json").out)
    assert data["generic_documents"] == ["Nota Dinas", "Tanda terima"]
    assert not [one for one in data["links"] if one["kind"] == "dokumen"]


def test_exit_code(office: Path, run: Run) -> None:
    assert run("map", "--exit-code").status == 1
    assert run("map", "--exit-code", "--sop", "003").status == 0
    (office / "rusak.sop.yaml").write_text("nomor: [", encoding="utf-8")
    status, out, err = run("map", "--exit-code")
    assert status == 2
    assert "rusak.sop.yaml:1:8: not YAML" in err
    assert "4 SOPs" in out


def test_json(office: Path, run: Run) -> None:
    data = json.loads(run("map", "--format", "json", "--by", "proses").out)
    assert [group["name"] for group in data["groups"]] == [None]
    assert data["links"][0] == {
        "kind": "makro",
        "from": "keluar.sop.yaml",
        "to": "arsip.sop.yaml",
        "said_by": ["arsip.sop.yaml", "keluar.sop.yaml"],
        "steps": [4],
        "documents": [],
    }
    assert [(one["kind"], one["code"]) for one in data["problems"]] == [("one-way", "KT005")]


def test_a_unit_with_its_neighbours(office: Path, run: Run) -> None:
    data = json.loads(run("map", "--unit", "hukum", "--format", "json").out)
    shown = {one["number"]: one["asked"] for group in data["groups"] for one in group["sops"]}
    assert shown == {"003": True, "002": False}


def test_svg_shows_texts_as_they_are_and_leads_to_the_files(office: Path, run: Run) -> None:
    (office / "keluaran").mkdir()
    status, _, err = run("map", "-o", "keluaran/peta.svg")
    assert status == 0
    assert "1 thing is wrong with the links" in err
    picture = ET.parse(office / "keluaran/peta.svg").getroot()
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert '<b>\\N\\n & "x"' in texts
    assert "Subbagian Hukum" in texts
    assert "langkah 4" in texts
    addresses = {one.get(LINK) for one in picture.iter(f"{SVG}a")}
    assert addresses == {
        "../arsip.sop.yaml",
        "../keluar.sop.yaml",
        "../masuk.sop.yaml",
        "../aneh/50%25%20%26%20%23%C3%A4.sop.yaml",
    }
    titles = {one.get("{http://www.w3.org/1999/xlink}title") for one in picture.iter(f"{SVG}a")}
    assert '004 <b>\\N\\n & "x"' in titles


def test_a_legend_names_only_what_is_drawn(office: Path, run: Run) -> None:
    def legend(*arguments: str) -> set[str | None]:
        picture = ET.fromstring(run("map", "--format", "svg", *arguments).out)
        return {text.text for text in picture.iter(f"{SVG}text")}

    assert {"dilanjutkan dengan", "berlaku", "rancangan"} <= legend()
    assert "dilanjutkan dengan" not in legend("--links", "makro")


def test_pdf(office: Path, run: Run) -> None:
    assert run("map", "-o", "peta.pdf").status == 0
    first = (office / "peta.pdf").read_bytes()
    (page,) = PdfReader(office / "peta.pdf").pages
    words = " ".join(page.extract_text().split())
    assert "Peta Keterkaitan SOP" in words
    assert "Pengelolaan Surat Keluar" in words
    targets = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}  # type: ignore[union-attr]
    assert "aneh/50%25%20%26%20%23%C3%A4.sop.yaml" in targets
    assert len(targets) == 4
    assert run("map", "-o", "peta.pdf").status == 0
    assert (office / "peta.pdf").read_bytes() == first


def test_png_and_dot(office: Path, run: Run) -> None:
    assert run("map", "-o", "peta.png").status == 0
    picture = Image.open(io.BytesIO((office / "peta.png").read_bytes()))
    assert min(picture.size) > 300
    assert "digraph peta" in run("map", "--format", "dot").out


def test_a_picture_is_not_written_over_something_else(office: Path, run: Run) -> None:
    (office / "penting.svg").write_text("<svg></svg>", encoding="utf-8")
    status, _, err = run("map", "-o", "penting.svg")
    assert status == 2
    assert "sopkit did not make it" in err


def test_a_character_without_a_glyph_is_named_with_its_place(office: Path, run: Run) -> None:
    write(office, tanda=sop('"005"', "Pengelolaan 😀"))
    status, _, err = run("map", "-o", "peta.pdf")
    assert status == 2
    assert "tanda.sop.yaml:3:20: no font has the character" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "jenis"), "“jenis” is not a value of --by"),
        (("--links", "makro,lain"), "“lain” is not a value of --links"),
        (("--unit", "Subbagian Hukim"), "did you mean “Subbagian Hukum”?"),
        (("--sop", "Surat Terbang"), "no SOP here has “Surat Terbang”"),
        (("-o", "masuk.sop.yaml"), "does not say what kind of file is to be made"),
    ],
)
def test_wrong_use(office: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    status, _, err = run("map", *arguments)
    assert status == 2
    assert said in err


def test_no_sop(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no SOP file found" in run("map").err


def test_the_example(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(OFFICE)
    status, out, err = run("--lang", "en", "map")
    assert (status, err) == (0, "")
    assert out.endswith("15 SOPs, 19 links\n")
    assert run("map", "-o", str(tmp_path / "peta.svg")).status == 0
    found = ET.parse(tmp_path / "peta.svg").getroot()
    assert len({one.get(LINK) for one in found.iter(f"{SVG}a")}) == 15
