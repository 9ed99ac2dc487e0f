"""`sopkit diff` tells what changed between files and folders, and says so of what it can't compare."""

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import CLEAN, CLEAN_NAME, Run

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/diff-report.schema.json").read_text("utf-8"))
REWORDED = CLEAN.replace("Mencatat surat dalam buku agenda", "Mencatat surat pada buku agenda")
SLOWER = CLEAN.replace("waktu: 15 menit", "waktu: 25 menit")
OTHER = (
    CLEAN.replace("001/", "002/")
    .replace("Surat Masuk", "Arsip")
    .replace("Menerima surat", "Menghimpun arsip")
    .replace("Mencatat surat dalam buku agenda", "Menata arsip menurut klasifikasi")
    .replace("Memberikan disposisi", "Menyetujui daftar arsip")
)


def write(file: Path, text: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def folders(office: Path) -> Path:
    write(office / "lama/a.sop.yaml", CLEAN)
    write(office / "baru/a.sop.yaml", CLEAN)
    return office


def report(run: Run, *arguments: str) -> Any:
    document = json.loads(run("diff", *arguments, "--format", "json").out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


def test_two_files(office: Path, run: Run) -> None:
    write(office / "baru.sop.yaml", SLOWER)
    status, out, err = run("diff", CLEAN_NAME, "baru.sop.yaml")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Pengelolaan Surat Masuk (001/RT.02-SOP/3576/2026)"
    assert lines[1] == f"{CLEAN_NAME} → baru.sop.yaml"
    assert lines[2].startswith("Change of procedure: ")
    assert "    ~ step 3: time changed from “15 menit” to “25 menit” (+10 menit)  (line 33)" in lines
    assert "  longest time    30 menit  40 menit" in lines
    assert lines[-1] == "1 change of procedure"


def test_words_are_marked_within_a_text(office: Path, run: Run) -> None:
    write(office / "baru.sop.yaml", REWORDED)
    plain = run("diff", CLEAN_NAME, "baru.sop.yaml").out
    assert "step 2: activity: Mencatat surat [-dalam-]{+pada+} buku agenda" in plain
    coloured = run("--color", "always", "diff", CLEAN_NAME, "baru.sop.yaml").out
    assert "\x1b[9;31mdalam\x1b[0m\x1b[4;32mpada\x1b[0m" in coloured


@pytest.mark.parametrize("side", [0, 1])
def test_standard_input(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch, side: int) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SLOWER.encode())))
    names = [CLEAN_NAME, "-"] if side else ["-", CLEAN_NAME]
    (file,) = report(run, *names)["files"]
    assert [file["old"], file["new"]] == names
    (change,) = file["changes"]
    assert (change["old"], change["new"]) == (("15 menit", "25 menit") if side else ("25 menit", "15 menit"))


def test_positions_on_both_sides(office: Path, run: Run) -> None:
    write(office / "baru.sop.yaml", "# komentar\n" + SLOWER)
    (file,) = report(run, CLEAN_NAME, "baru.sop.yaml")["files"]
    (change,) = file["changes"]
    assert change["path"] == change["old_path"] == ["langkah", 2, "mutu_baku", "waktu"]
    assert change["start"] == {"line": change["old_start"]["line"] + 1, "column": change["start"]["column"]}
    lines = SLOWER.splitlines()
    assert lines[change["old_start"]["line"] - 1][change["start"]["column"] - 1 :].startswith("25 menit")


def test_notation_is_no_change(office: Path, run: Run) -> None:
    write(
        office / "baru.sop.yaml",
        "# komentar\n" + CLEAN.replace("jabatan: Sekretaris", 'jabatan: "Sekretaris"'),
    )
    status, out, _ = run("diff", CLEAN_NAME, "baru.sop.yaml", "--exit-code")
    assert (status, out) == (0, "no change; 1 file says the same in other notation\n")
    assert run("diff", CLEAN_NAME, CLEAN_NAME).out.startswith("no change")


def test_folders(folders: Path, run: Run) -> None:
    write(folders / "lama/ubah.sop.yaml", CLEAN.replace("001/", "003/"))
    write(folders / "baru/ubah.sop.yaml", SLOWER.replace("001/", "003/"))
    write(folders / "lama/pergi.sop.yaml", OTHER)
    write(
        folders / "baru/datang.sop.yaml",
        OTHER.replace("002/", "009/").replace("Arsip", "Tamu").replace("arsip", "tamu"),
    )
    files = {file["new"] or file["old"]: file for file in report(run, "lama", "baru")["files"]}
    assert {name: file["verdict"] for name, file in files.items()} == {
        "baru/datang.sop.yaml": "baru",
        "lama/pergi.sop.yaml": "dicabut",
        "baru/ubah.sop.yaml": "perubahan",
    }
    assert run("diff", "lama", "baru", "--name-only").out.splitlines() == [*files]


@pytest.mark.parametrize(
    "text",
    [OTHER.replace("Menghimpun arsip", "Mengumpulkan arsip"), OTHER.replace("002/", "009/")],
    ids=["by number", "by likeness"],
)
def test_a_renamed_file_is_found(folders: Path, run: Run, text: str) -> None:
    write(folders / "lama/arsip.sop.yaml", OTHER)
    write(folders / "baru/umum/penataan-arsip.sop.yaml", text)
    write(folders / "baru/lain.sop.yaml", CLEAN.replace("001/", "004/").replace("surat", "tamu"))
    files = report(run, "lama", "baru")["files"]
    (renamed,) = [file for file in files if file["renamed"]]
    assert (renamed["old"], renamed["new"]) == ("lama/arsip.sop.yaml", "baru/umum/penataan-arsip.sop.yaml")
    assert len(renamed["changes"]) == 1
    assert len(files) == 2


def test_files_that_took_over_each_others_names(folders: Path, run: Run) -> None:
    write(folders / "lama/b.sop.yaml", OTHER)
    write(folders / "baru/a.sop.yaml", OTHER)
    write(folders / "baru/b.sop.yaml", CLEAN)
    files = report(run, "lama", "baru")["files"]
    assert [(file["old"], file["new"], file["verdict"]) for file in files] == [
        ("lama/b.sop.yaml", "baru/a.sop.yaml", "tanpa perubahan"),
        ("lama/a.sop.yaml", "baru/b.sop.yaml", "tanpa perubahan"),
    ]
    assert "2 files renamed" in run("diff", "lama", "baru").out


def test_another_number_in_the_same_file(folders: Path, run: Run) -> None:
    write(folders / "baru/a.sop.yaml", CLEAN.replace("001/", "005/"))
    (file,) = report(run, "lama", "baru")["files"]
    assert [change["code"] for change in file["changes"]] == ["nomor-diubah"]
    write(folders / "baru/a.sop.yaml", OTHER)
    (file,) = report(run, "lama", "baru")["files"]
    assert not file["renamed"]
    assert file["verdict"] == "perubahan"


def test_the_settings_of_each_folder_count(folders: Path, run: Run) -> None:
    without = CLEAN.replace("instansi: Komisi Pemilihan Umum Kota Contoh\n", "")
    write(folders / "baru/a.sop.yaml", without)
    write(folders / "baru/sopkit.yaml", "agency: {instansi: Komisi Pemilihan Umum Kota Contoh}\n")
    assert run("diff", "lama", "baru", "--exit-code").status == 0


BROKEN = {
    "syntax": ("judul: [\n", ":1:8” cannot be compared: not YAML"),
    "conflict": (
        CLEAN.replace(
            "status: rancangan\n", "<<<<<<< HEAD\nstatus: rancangan\n=======\nstatus: berlaku\n>>>>>>> b\n"
        ),
        ":6:1” cannot be compared: not YAML: a merge conflict that is not resolved",
    ),
    "binary": (b"\x00\x01", "” cannot be compared: this is a binary file"),
    "no sop": ("services: {web: {image: nginx}}\n", ":1:1” cannot be compared: this is no SOP"),
    "no mapping": ("- satu\n", ":1:1” cannot be compared: the file does not consist of"),
    "empty": ("", "” cannot be compared: the file is empty"),
    "latin-1": ("judul: caf\xe9\n".encode("latin-1"), ":1:11” cannot be compared: not UTF-8"),
    "too large": (b"# " + b"x" * 1024 * 1024, "” cannot be compared: larger than 1 MiB"),
}


@pytest.mark.parametrize(("text", "words"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("side", ["lama", "baru"])
def test_what_cannot_be_read_does_not_keep_the_rest(
    folders: Path, run: Run, side: str, text: str | bytes, words: str
) -> None:
    for folder, other in (("lama", CLEAN), ("baru", SLOWER)):
        write(folders / folder / "rusak.sop.yaml", text if side == folder else CLEAN)
        write(folders / folder / "utuh.sop.yaml", other)
    status, out, err = run("diff", "lama", "baru")
    assert status == 2
    assert "25 menit" in out
    assert "1 file could not be compared" in out
    assert f"{side}/rusak.sop.yaml" in err
    assert words.replace("” cannot", "” before the change cannot" if side == "lama" else "” cannot") in err
    (error,) = report(run, "lama", "baru")["errors"]
    assert (error["file"], error["side"]) == (f"{side}/rusak.sop.yaml", "old" if side == "lama" else "new")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tiada.sop.yaml", CLEAN_NAME], "“tiada.sop.yaml” does not exist"),
        ([CLEAN_NAME], "not in a git repository"),
        ([], "not in a git repository"),
        ([CLEAN_NAME, "map"], "a folder can't be compared with a file"),
        (["-", "-"], "standard input can only be one side"),
        (["-"], "one of two sides"),
        ([CLEAN_NAME, CLEAN_NAME, "--staged"], "--staged"),
        ([CLEAN_NAME, CLEAN_NAME, "--format", "xml"], "is not a value of --format"),
        ([CLEAN_NAME, CLEAN_NAME, "--fail-on", "error"], "is not a value of --fail-on"),
        ([CLEAN_NAME, CLEAN_NAME, "--stat", "--name-only"], "exclude each other"),
        ([CLEAN_NAME, CLEAN_NAME, "--stat", "--format", "json"], "exclude each other"),
        (["--install", "--yes"], "not in a git repository"),
    ],
)
def test_wrong_use(office: Path, run: Run, arguments: list[str], words: str) -> None:
    (office / "map").mkdir()
    status, out, err = run("diff", *arguments)
    assert (status, out) == (2, "")
    assert words in err


@pytest.mark.parametrize(
    ("options", "statuses"),
    [
        ([], (0, 0, 0)),
        (["--exit-code"], (0, 1, 1)),
        (["--fail-on", "redaksional"], (0, 1, 1)),
        (["--fail-on", "substansial"], (0, 0, 1)),
        (["--fail-on", "never"], (0, 0, 0)),
    ],
)
def test_exit_status(office: Path, run: Run, options: list[str], statuses: tuple[int, ...]) -> None:
    for text, status in zip((CLEAN, REWORDED, SLOWER), statuses, strict=True):
        write(office / "baru.sop.yaml", text)
        assert run("diff", CLEAN_NAME, "baru.sop.yaml", *options).status == status


def test_an_sop_that_came_or_went_is_substantial(folders: Path, run: Run) -> None:
    write(folders / "baru/b.sop.yaml", OTHER)
    assert run("diff", "lama", "baru", "--fail-on", "substansial").status == 1
    assert run("diff", "baru", "lama", "--fail-on", "substansial").status == 1
    out = run("diff", "lama", "baru").out
    assert "New SOP" in out
    assert "steps: 3, executors: 2, decisions: 0, longest time: 30 menit, hand-overs: 1" in out


def test_stat_and_concise(office: Path, run: Run) -> None:
    write(office / "baru.sop.yaml", SLOWER.replace("dalam buku", "pada buku"))
    assert run("diff", CLEAN_NAME, "baru.sop.yaml", "--stat").out == (
        f" {CLEAN_NAME} → baru.sop.yaml | Change of procedure | 1 substantial | 1 editorial\n"
        "1 change of procedure\n"
    )
    lines = run("diff", CLEAN_NAME, "baru.sop.yaml", "--format", "concise").out.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["baru.sop.yaml:27:15", "baru.sop.yaml:33:56"]
    assert [line.split()[1:3] for line in lines] == [["R", "kegiatan-diubah:"], ["S", "waktu-diubah:"]]


def test_nothing_is_printed_for_nothing(office: Path, run: Run) -> None:
    for form in ("concise", "github"):
        assert run("diff", CLEAN_NAME, CLEAN_NAME, "--format", form).out == ""
    assert run("diff", CLEAN_NAME, CLEAN_NAME, "--name-only").out == ""
    assert report(run, CLEAN_NAME, CLEAN_NAME)["files"][0]["changes"] == []


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<svg"), ("html", b"<!doctype")]
)
def test_a_change_as_pages_and_as_a_page_for_a_browser(
    office: Path, run: Run, form: str, start: bytes
) -> None:
    (office / "baru.sop.yaml").write_text(CLEAN.replace("5 menit", "15 menit"), encoding="utf-8")
    (office / "lama.sop.yaml").write_text(CLEAN, encoding="utf-8")
    for _ in range(2 if form != "html" else 1):  # what sopkit made is drawn anew
        status, out, err = run(
            "diff", "lama.sop.yaml", "baru.sop.yaml", "--format", form, "-o", f"beda.{form}"
        )
        assert (status, out) == (0, "")
        assert "written: beda" in err
    assert all(file.read_bytes().startswith(start) for file in office.glob(f"beda*.{form}"))


def test_pictures_need_a_file_and_a_change(office: Path, run: Run) -> None:
    (office / "sama.sop.yaml").write_text(CLEAN + "# catatan\n", encoding="utf-8")
    status, _, err = run("diff", CLEAN_NAME, "sama.sop.yaml", "--format", "pdf", "-o", "beda.pdf")
    assert (status, "nothing changed" in err) == (2, True)
    assert run("diff", CLEAN_NAME, "sama.sop.yaml", "--format", "png").status == 2
    assert not list(office.glob("beda*"))


def test_the_file_of_a_character_without_a_picture_is_named(office: Path, run: Run) -> None:
    (office / "baru.sop.yaml").write_text(CLEAN.replace("Menerima surat", "Menerima 😀"), encoding="utf-8")
    status, _, err = run("diff", CLEAN_NAME, "baru.sop.yaml", "--format", "pdf", "-o", "beda.pdf")
    assert status == 2
    assert "baru.sop.yaml:23:24: no font has the character “😀” (U+1F600)" in err
    assert not (office / "beda.pdf").exists()


def test_rows_of_one_number_are_told_apart_by_what_is_done(office: Path, run: Run) -> None:
    deciding = CLEAN.replace(
        "    kegiatan: Memberikan disposisi\n    pelaksana: kasubbag\n",
        "    kegiatan: Memberikan disposisi\n    pelaksana: kasubbag\n"
        '    keputusan: {tanya: "Lengkap?", ya: selesai, tidak: terima}\n',
    )
    first, second, third = (deciding.index(f"  - id: {name}") for name in ("terima", "catat", "telaah"))
    copied = (
        "  - id: gandakan\n    kegiatan: Menggandakan lampiran\n    pelaksana: staf\n"
        "    mutu_baku: {kelengkapan: [Lampiran], waktu: 5 menit, output: [Salinan]}\n"
    )
    moved = deciding[:first] + deciding[second:third] + copied + deciding[third:]
    old, new = (
        deciding.replace("tidak: terima", "tidak: catat"),
        moved.replace("tidak: terima", "tidak: gandakan"),
    )
    (office / "lama.sop.yaml").write_text(old, encoding="utf-8")
    (office / "baru.sop.yaml").write_text(new, encoding="utf-8")
    out = run("diff", "lama.sop.yaml", "baru.sop.yaml").out
    assert "2 (“Mencatat surat dalam buku agenda”)" in out
    assert "2 (“Menggandakan lampiran”)" in out
