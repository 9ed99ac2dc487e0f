"""`sopkit new`: a new SOP with its number, in its folder, and what is left to fill in."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.test_init import Terminal
from tests.conftest import CLEAN, CLEAN_NAME, Run
from tests.life.sample import sop, write

EXAMPLE = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
DAY = ("--tanggal", "2026-03-01")
WHO = ("--pelaksana", "Staf Subbagian Umum", "--pelaksana", "Kepala Subbagian Umum")
CONFIG = """\
agency:
  instansi: KPU Kota Contoh
  units: [Subbagian Umum, "Subbagian Hukum: A", Subbagian Umum dan Logistik]
  nomor_pattern: '^[0-9]{3}/RT\\.[0-9]{2}-SOP/3576/20[0-9]{2}$'
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two SOPs of one unit, which is the current folder."""
    (tmp_path / "sopkit.yaml").write_text(CONFIG, encoding="utf-8", newline="\n")
    write(
        tmp_path,
        umum__pengelolaan_surat_masuk=sop("001/RT.02-SOP/3576/2026", "Pengelolaan Surat Masuk"),
        umum__tamu=sop("002/RT.02-SOP/3576/2026", "Penerimaan Tamu"),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(file: Path) -> dict[str, object]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_what_is_made(office: Path, run: Run) -> None:
    status, out, err = run("new", "Pengelolaan Arsip Inaktif", "--unit", "Subbagian Umum", *WHO, *DAY)
    assert (status, out) == (0, "umum/pengelolaan-arsip-inaktif.sop.yaml\n")
    made = read(office / out.strip())
    assert [*made] == [
        *("sopkit", "nomor", "judul", "unit", "status", "versi", "jenis_perubahan", "tanggal", "pengesahan"),
        *("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan"),
        *("pelaksana", "langkah", "riwayat", "pengujian", "evaluasi"),
    ]
    assert made["nomor"] == "003/RT.02-SOP/3576/2026"
    assert (made["status"], made["versi"], made["jenis_perubahan"]) == ("rancangan", 1, "baru")
    assert str(made["tanggal"]["pembuatan"]) == "2026-03-01"  # type: ignore[index]
    assert made["pengesahan"] == {"jabatan": "Sekretaris"}
    assert made["pelaksana"] == {
        "staf-subbagian-umum": "Staf Subbagian Umum",
        "kepala-subbagian": "Kepala Subbagian Umum",
    }
    assert [step["id"] for step in made["langkah"]] == ["langkah-1", "langkah-2"]  # type: ignore[attr-defined]
    assert (made["riwayat"], made["pengujian"], made["evaluasi"]) == ([], [], [])
    assert "number 003/RT.02-SOP/3576/2026, made after 002/RT.02-SOP/3576/2026" in err


def test_only_what_a_person_must_fill_in_is_left(office: Path, run: Run) -> None:
    err = run("new", "Pengelolaan Arsip Inaktif", "--unit", "Subbagian Umum", *WHO, *DAY).err
    left = [line.split()[-1] for line in err.splitlines() if line.startswith("  ")]
    assert sorted(left) == ["KT001", *["MB001"] * 2, *["SK006"] * 7]
    found = run("lint", "umum/pengelolaan-arsip-inaktif.sop.yaml", "--format", "concise").out
    assert sorted(line.split()[2] for line in found.splitlines()) == sorted(left)


def test_once_filled_in_it_is_clean(office: Path, run: Run) -> None:
    file = (
        office / run("new", "Pengelolaan Arsip Inaktif", "--unit", "Subbagian Umum", *WHO, *DAY).out.strip()
    )
    text = file.read_text(encoding="utf-8")
    for empty, filled in [
        ('dasar_hukum:\n  - ""', "dasar_hukum:\n  - UU Nomor 43 Tahun 2009 tentang Kearsipan"),
        ('kualifikasi_pelaksana:\n  - ""', "kualifikasi_pelaksana:\n  - Memahami kearsipan"),
        ("keterkaitan: []", "keterkaitan: [SOP Pemusnahan Arsip]"),
        ('peralatan:\n  - ""', "peralatan:\n  - Komputer"),
        (
            'peringatan:\n  - ""',
            "peringatan:\n  - Jika arsip tidak didaftar, maka arsip tidak dapat ditemukan",
        ),
        ('pencatatan:\n  - ""', "pencatatan:\n  - Daftar arsip inaktif"),
    ]:
        assert empty in text
        text = text.replace(empty, filled)
    text = text.replace('kegiatan: ""', "kegiatan: Menyusun daftar arsip inaktif", 1)
    text = text.replace('kegiatan: ""', "kegiatan: Menandatangani daftar arsip inaktif", 1)
    text = text.replace("kelengkapan: []", "kelengkapan: [Arsip inaktif]", 1)
    text = text.replace("kelengkapan: []", "kelengkapan: [Daftar arsip]", 1)
    text = text.replace('waktu: ""', "waktu: 10 menit").replace("output: []", "output: [Daftar arsip]")
    file.write_text(text, encoding="utf-8", newline="\n")
    assert run("lint", str(file), "--format", "concise").out == ""
    assert run("render", str(file)).status == 0


def test_it_can_be_drawn_as_it_is(office: Path, run: Run) -> None:
    file = run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *WHO, *DAY).out.strip()
    assert run("render", file).status == 0


HOSTILE = [
    ('Pengelolaan "Arsip": Inaktif # 1', "pengelolaan-arsip-inaktif-1"),
    ("Pengelolaan 🎉 Arsip", "pengelolaan-arsip"),
    ("../x", "x"),
    ("a/b\\c", "a-b-c"),
    ("CON", "sop-con"),
    ("lpt1", "sop-lpt1"),
    ("Laporan...", "laporan"),
    ("@null", "null"),
    ("yes", "yes"),
    ("<<nomor>> %s {x}", "nomor-s-x"),
    ("SOP Penyusunan Laporan", "penyusunan-laporan"),
    ("Penyusunan " + "Laporan Kinerja " * 18, "penyusunan-" + "laporan-kinerja-" * 8 + "laporan"),
]


@pytest.mark.parametrize(("title", "name"), HOSTILE)
def test_any_title_is_kept_and_names_the_file_as_lint_wants_it(
    office: Path, run: Run, title: str, name: str
) -> None:
    status, out, err = run("new", title, "--unit", "Subbagian Umum", *WHO, *DAY)
    assert (status, out) == (0, f"umum/{name}.sop.yaml\n")
    assert read(office / out.strip())["judul"] == title.strip()
    assert "DF007" not in err


def test_line_breaks_and_control_characters_are_no_part_of_a_title(office: Path, run: Run) -> None:
    out = run("new", "Pengelolaan\n \x07Arsip\t", "--unit", "Subbagian Umum", *WHO, *DAY).out.strip()
    assert read(office / out)["judul"] == "Pengelolaan Arsip"


@pytest.mark.parametrize("title", ["🎉🎉", "日本", "2026", "{}", "...", "SOP"])
def test_a_title_without_letters_names_no_file(office: Path, run: Run, title: str) -> None:
    status, out, err = run("new", title, "--unit", "Subbagian Umum", *WHO)
    assert (status, out) == (2, "")
    assert "makes no name for a file" in err


@pytest.mark.parametrize("name", ['Staf: "A" #1', "- x", "null", "{a}", "🎉", "Kepala Subbagian " * 5])
def test_any_executor_is_kept(office: Path, run: Run, name: str) -> None:
    out = run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *["--pelaksana", name] * 2, *DAY).out
    made = read(office / out.strip())
    assert [*made["pelaksana"].values()] == [name.strip()] * 2  # type: ignore[attr-defined]
    assert "SK005" not in run("lint", out.strip()).out  # ids have their form


def test_it_is_never_written_over_another(office: Path, run: Run) -> None:
    before = (office / "umum/pengelolaan_surat_masuk.sop.yaml").read_bytes()
    run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *WHO)
    kept = (office / "umum/pengelolaan-arsip.sop.yaml").read_bytes()
    status, out, err = run("new", "SOP Pengelolaan Arsip!", "--unit", "Subbagian Umum", "--pelaksana", "X")
    assert (status, out) == (2, "")
    assert "an SOP with this title is there already: “umum/pengelolaan-arsip.sop.yaml”" in err
    assert (office / "umum/pengelolaan-arsip.sop.yaml").read_bytes() == kept
    assert (office / "umum/pengelolaan_surat_masuk.sop.yaml").read_bytes() == before


def test_the_same_title_elsewhere_is_told(office: Path, run: Run) -> None:
    err = run("new", "Pengelolaan Surat Masuk", "--unit", "hukum", *WHO, *DAY).err
    assert (
        "“Pengelolaan Surat Masuk” is also the title of umum/pengelolaan_surat_masuk.sop.yaml  DF002" in err
    )


@pytest.mark.parametrize(
    ("asked", "unit", "folder"),
    [
        ("hukum", "Subbagian Hukum: A", "subbagian-hukum-a"),
        ("subbagian umum", "Subbagian Umum", "umum"),
        ("logistik", "Subbagian Umum dan Logistik", "subbagian-umum-dan-logistik"),
    ],
)
def test_a_part_of_the_unit_is_enough(office: Path, run: Run, asked: str, unit: str, folder: str) -> None:
    out = run("new", "Pengelolaan Arsip", "--unit", asked, *WHO, *DAY).out.strip()
    assert out == f"{folder}/pengelolaan-arsip.sop.yaml"
    assert read(office / out)["unit"] == unit


def test_units_that_are_not_there_or_not_clear(office: Path, run: Run) -> None:
    assert "no unit here is called “sdm”" in run("new", "Pengelolaan Arsip", "--unit", "sdm", *WHO).err
    err = run("new", "Pengelolaan Arsip", "--unit", "umu", *WHO).err
    assert "“umu” fits several units: Subbagian Umum; Subbagian Umum dan Logistik" in err


def test_from_a_folder_below_and_with_a_folder_given(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office / "umum")
    assert (
        run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *WHO).out
        == "pengelolaan-arsip.sop.yaml\n"
    )
    out = run("new", "Pengelolaan Buku", "--unit", "Subbagian Umum", *WHO, "--folder", "baru/lagi").out
    assert out == "baru/lagi/pengelolaan-buku.sop.yaml\n"
    assert (office / "umum/baru/lagi/pengelolaan-buku.sop.yaml").is_file()


@pytest.mark.parametrize("folder", ["..", "lain"])
def test_a_folder_outside_the_project(office: Path, run: Run, folder: str) -> None:
    (office / "lain").mkdir()
    (office / "lain/sopkit.yaml").write_text("language: id\n", encoding="utf-8")
    status, _, err = run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO, "--folder", folder)
    assert status == 2
    assert "is not in the project" in err


def test_the_month_of_the_number_is_that_of_the_day(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(
        "agency: {nomor_pattern: '^[0-9]+/SOP/[IVX]+/2026$'}\n", encoding="utf-8"
    )
    write(office, umum__bulan=sop("01/SOP/II/2026", "Penyusunan Jadwal"))
    out = run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *WHO, "--tanggal", "2026-09-30").out
    assert read(office / out.strip())["nomor"] == "02/SOP/IX/2026"


def test_a_number_of_ones_own(office: Path, run: Run) -> None:
    status, out, err = run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO, "--nomor", "1: # x")
    assert status == 0
    assert read(office / out.strip())["nomor"] == "1: # x"
    assert "does not have the agency's form  ID001" in err


def test_a_number_that_is_taken_is_told(office: Path, run: Run) -> None:
    err = run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO, "--nomor", "001/RT.02-SOP/3576/2026").err
    assert "is also the number of umum/pengelolaan_surat_masuk.sop.yaml  DF001" in err


def test_without_a_model_the_number_is_left_open(office: Path, run: Run) -> None:
    shutil.rmtree(office / "umum")
    status, out, err = run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO)
    assert status == 0
    assert read(office / out.strip())["nomor"] == ""
    assert "the numbers here don't tell what the next one is" in err
    assert "“nomor” is empty  SK006" in err
    assert "“jabatan” is empty  SK006" in err


def test_a_file_that_was_not_read_is_told(office: Path, run: Run) -> None:
    (office / "umum/rusak.sop.yaml").write_text("nomor: [", encoding="utf-8")
    status, out, err = run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO)
    assert (status, out) == (0, "subbagian-hukum-a/pengelolaan-arsip.sop.yaml\n")
    assert "umum/rusak.sop.yaml:1:8: not YAML" in err


@pytest.mark.parametrize("given", [(), ("Pengelolaan Arsip", "--unit", "Bagian Umum", *WHO)])
def test_a_folder_that_is_no_project(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("new", *given)
    assert (status, out, [*tmp_path.iterdir()]) == (2, "", [])
    assert f"“{tmp_path.as_posix()}” is no folder of SOPs: there is no sopkit.yaml, and no SOP" in err
    assert "sopkit init" in err


def test_sops_without_settings_are_a_project_too(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, lain__rusak="nomor: [")
    monkeypatch.chdir(tmp_path)
    status, out, err = run("new", "Pengelolaan Arsip", "--unit", "Bagian: Umum", *WHO)
    assert (status, out) == (0, "bagian-umum/pengelolaan-arsip.sop.yaml\n")
    assert "“instansi” is empty  SK006" in err
    assert "“sopkit init” puts it there" in err
    assert "yaml-language-server" not in (tmp_path / out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "first"),
    [("schemas/sop.schema.json", "../schemas/sop.schema.json"), ("sop.schema.json", "../sop.schema.json")],
)
def test_the_first_line_names_a_schema_that_is_there(office: Path, run: Run, schema: str, first: str) -> None:
    (office / schema).parent.mkdir(exist_ok=True)
    (office / schema).write_text("{}", encoding="utf-8")
    file = office / run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO).out.strip()
    line = file.read_text(encoding="utf-8").splitlines()[0]
    assert line == f"# yaml-language-server: $schema={first}"
    assert (file.parent / first).is_file()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "“TITLE” is missing\n  give the title first"),
        (("  ",), "“TITLE” is missing"),
        (("Pengelolaan Arsip",), "“--unit” is missing\n  units here: Subbagian Umum; Subbagian Hukum: A;"),
        (("Pengelolaan Arsip", "--unit", "hukum"), "“--pelaksana” is missing\n  name each one"),
        (("Pengelolaan Arsip", "--unit", "hukum", "--pelaksana", " "), "“--pelaksana” is missing"),
        (("A", "--from", "001", "--pelaksana", "X"), "--from and --pelaksana exclude each other"),
        (("A", "--from", "zzz"), "no SOP here has “zzz”"),
        (("A", "--from", "sopkit.yaml"), "“sopkit.yaml” has no steps to take over"),
        (("A", "--tanggal", "kemarin"), "“kemarin” is not a value of --tanggal"),
    ],
)
def test_what_is_missing_or_wrong_is_told_before_anything_is_written(
    office: Path, run: Run, given: tuple[str, ...], told: str
) -> None:
    before = sorted(office.rglob("*"))
    status, out, err = run("new", *given)
    assert (status, out) == (2, "")
    assert told in err
    assert sorted(office.rglob("*")) == before


def test_it_asks_on_a_terminal(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("", "Pengelolaan Arsip", "hukum", "Staf", "Kepala", ""))
    status, out, err = run("new")
    assert (status, out) == (0, "subbagian-hukum-a/pengelolaan-arsip.sop.yaml\n")
    assert err.startswith("Title of the SOP: Title of the SOP: ")
    assert read(office / out.strip())["pelaksana"] == {"staf": "Staf", "kepala": "Kepala"}


def test_json(office: Path, run: Run) -> None:
    said = json.loads(
        run("new", "Pengelolaan Arsip", "--unit", "Subbagian Umum", *WHO, "--format", "json", *DAY).out
    )
    assert said["path"] == "umum/pengelolaan-arsip.sop.yaml"
    assert (said["number"], said["made_after"]) == ("003/RT.02-SOP/3576/2026", "002/RT.02-SOP/3576/2026")
    assert {finding["code"] for finding in said["findings"]} == {"SK006", "KT001", "MB001"}


def test_a_copy_of_the_procedure(office: Path, run: Run) -> None:
    source = office / "umum/tamu.sop.yaml"
    text = source.read_text(encoding="utf-8").replace("langkah:", "# Mulai dari loket.\nlangkah:  # tiga")
    more = "riwayat:\n  - {versi: 1}\npengujian: []\nx-arsip: 5\n"
    source.write_bytes((text + more).replace("\n", "\r\n").encode("utf-8"))
    status, out, _ = run("new", "Penerimaan Tamu Dinas", "--from", "penerimaan tamu", *DAY)
    assert (status, out) == (0, "umum/penerimaan-tamu-dinas.sop.yaml\n")
    old, new = read(source), read(office / out.strip())
    for key in ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "pelaksana", "langkah"):
        assert new[key] == old[key]
    assert (new["nomor"], new["unit"], new["riwayat"]) == ("003/RT.02-SOP/3576/2026", "Subbagian Umum", [])
    assert "x-arsip" not in new
    written = (office / out.strip()).read_bytes()
    assert b"\r" not in written
    assert "# Mulai dari loket.\nlangkah:  # tiga\n" in written.decode("utf-8")


def test_a_copy_keeps_optional_keys_and_has_one_first_line(office: Path, run: Run) -> None:
    body = sop("003/RT.02-SOP/3576/2026", "Penyusunan Daftar")
    body = body.replace("dasar_hukum:", "standar_pelayanan: {waktu: 2 jam}\ndasar_hukum:")
    write(office, umum__daftar=f"# yaml-language-server: $schema=../lain.json\n{body}")
    file = office / run("new", "Penyusunan Rekapitulasi", "--from", "umum/daftar.sop.yaml").out.strip()
    assert "lain.json" not in file.read_text(encoding="utf-8")
    made = read(file)
    assert made["standar_pelayanan"] == {"waktu": "2 jam"}
    assert [*made].index("standar_pelayanan") == [*made].index("dasar_hukum") - 1


@pytest.mark.parametrize(
    "text",
    [
        sop(title="Penyusunan A")
        .replace("staf: Staf Subbagian Umum", "staf: &s Staf")
        .replace("judul: Penyusunan A", "judul: Penyusunan A\nx-a: &w 10 menit")
        .replace("waktu: 10 menit", "waktu: *w"),
        "{sopkit: 1, nomor: a, judul: b, pelaksana: {a: A}, langkah: [{kegiatan: x, pelaksana: a}]}\n",
    ],
)
def test_a_procedure_that_does_not_stand_alone_is_not_copied(office: Path, run: Run, text: str) -> None:
    write(office, umum__sumber=text)
    status, out, err = run("new", "Pengelolaan Arsip", "--unit", "hukum", "--from", "umum/sumber.sop.yaml")
    assert (status, out) == (2, "")
    assert "the procedure of “umum/sumber.sop.yaml” can't be copied as it is written" in err


def test_every_sop_of_an_office_can_be_copied(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "kantor")
    monkeypatch.chdir(tmp_path / "kantor")
    sources = sorted(Path().rglob("*.sop.yaml"))
    assert len(sources) == 15
    numbers = set()
    for at, source in enumerate(sources):
        said = json.loads(
            run(
                "new", f"Penyusunan Salinan {chr(65 + at)}", "--from", str(source), "--format", "json", *DAY
            ).out
        )
        assert {finding["severity"] for finding in said["findings"]} <= {"info", "warning"}
        assert read(Path(said["path"]))["langkah"] == read(source)["langkah"]
        numbers.add(said["number"][:3])
    assert numbers == {f"{number:03}" for number in range(16, 31)}


def test_the_same_call_gives_the_same_bytes(office: Path, run: Run) -> None:
    file = office / run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO, *DAY).out.strip()
    first = file.read_bytes()
    file.unlink()
    run("new", "Pengelolaan Arsip", "--unit", "hukum", *WHO, *DAY)
    assert file.read_bytes() == first


def test_several_at_once_get_numbers_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "sopkit.yaml").write_text("agency: {units: [Umum]}\n", encoding="utf-8")
    (tmp_path / CLEAN_NAME).write_text(
        CLEAN.replace("Subbagian Umum", "Umum"), encoding="utf-8", newline="\n"
    )
    command = [
        sys.executable,
        "-m",
        "sopkit",
        "new",
        "--unit",
        "umum",
        "--pelaksana",
        "Staf",
        "--tanggal",
        "2026-02-01",
    ]
    runs = [
        subprocess.Popen(
            [*command, f"Penyusunan {what}"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for what in ("Laporan", "Anggaran", "Jadwal", "Notula")
    ]
    assert [one.wait() for one in runs] == [0] * 4
    numbers = sorted(
        line
        for file in tmp_path.glob("*.sop.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("nomor: ")
    )
    assert numbers == [f"nomor: 00{number}/RT.02-SOP/3576/2026" for number in range(1, 6)]
