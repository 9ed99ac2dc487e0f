"""`sopkit record`: from a filled-in table into the SOPs, all rows or none."""

import io
import json
import sys
from pathlib import Path

import pytest

from sopkit.errors import SopkitError
from sopkit.life.results import record as recording
from sopkit.locale.message import message
from tests.conftest import Run
from tests.life.sample import sop, write

HEAD = "Nomor;Judul;Tanggal;Penilaian;Catatan;Tindakan\r\n"
EVALUATION = "Nomor;Tanggal;1;2;3;4;5;6;7;Catatan\r\n"
TODAY = ("--tanggal", "2026-12-01")
REMARK = "# akhir berkas\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    held = "evaluasi:\n  # yang pertama\n  - {tanggal: 2024-07-01, jenis: monitoring, penilaian: berjalan baik, catatan: ' Rapi '}\n"
    write(
        tmp_path,
        surat=sop("001/RT.02", "Pengelolaan Surat", "2024-01-10", more=REMARK),
        arsip=sop("002/RT.02", "Pengelolaan Arsip", "2024-01-10", more=held),
        tamu=sop("003/RT.02", "Penerimaan Tamu"),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(folder: Path, text: str, name: str = "isi.csv", encoding: str = "utf-8-sig") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return name


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.yaml")}


def test_monitoring(office: Path, run: Run) -> None:
    before = contents(office)
    file = table(
        office,
        f'{HEAD}001/RT.02;Pengelolaan Surat;1/7/2026;Berjalan dengan baik;;\r\n'
        '002/RT.02;;1 Juli 2026;TIDAK BAIK;"Agenda kosong,\r\nstaf cuti";\'- melatih staf\r\n'
        "003/RT.02;Penerimaan Tamu;;;;\r\n",
    )  # fmt: skip
    status, out, err = run("record", file, *TODAY)
    assert (status, err) == (0, "")
    assert (
        out
        == """\
written         2026-07-01 monitoring berjalan baik
                001/RT.02 Pengelolaan Surat
                surat.sop.yaml
written         2026-07-01 monitoring tidak berjalan baik
                002/RT.02 Pengelolaan Arsip
                arsip.sop.yaml

2 written, 0 already there, 1 row left blank
"""
    )
    after = contents(office)
    assert after["tamu.sop.yaml"] == before["tamu.sop.yaml"]
    new = b"evaluasi:\n  - {tanggal: 2026-07-01, jenis: monitoring, penilaian: berjalan baik}\n"
    assert after["surat.sop.yaml"].replace(new, b"") == before["surat.sop.yaml"]
    assert after["arsip.sop.yaml"] == before["arsip.sop.yaml"] + (
        b"  - {tanggal: 2026-07-01, jenis: monitoring, penilaian: tidak berjalan baik, "
        b'catatan: "Agenda kosong,\\nstaf cuti", tindakan: "- melatih staf"}\n'
    )
    assert run("lint", "--select", "SK,YM", "surat.sop.yaml", "arsip.sop.yaml").status == 0


def test_evaluation(office: Path, run: Run) -> None:
    file = table(office, f"{EVALUATION}001/RT.02;2026-07-01;ya;Y;tidak;T;ya;YA;ya;Baik\r\n")
    assert run("record", file, *TODAY).status == 0
    assert (
        b"  - {tanggal: 2026-07-01, jenis: evaluasi, catatan: Baik, "
        b"jawaban: {1: ya, 2: ya, 3: tidak, 4: tidak, 5: ya, 6: ya, 7: ya}}\n"
    ) in contents(office)["surat.sop.yaml"]
    assert run("lint", "--select", "SK,YM", "surat.sop.yaml").status == 0
    assert run("due", "--at", "2027-06-30", "--ahead", "0", "--format", "json").out.count("evaluasi") == 1


def test_both_kinds_in_one_table(office: Path, run: Run) -> None:
    text = "Nomor;Jenis;Tanggal;Penilaian;1;2;3;4;5;6;7\r\n"
    text += "001/RT.02;Evaluasi;1/7/2026;;y;y;y;y;y;y;y\r\n001/RT.02;monitoring;1/7/2026;baik;;;;;;;\r\n"
    assert run("record", table(office, text), *TODAY).status == 0
    assert contents(office)["surat.sop.yaml"].count(b"- {tanggal: 2026-07-01, jenis: ") == 2


def test_again_adds_nothing(office: Path, run: Run) -> None:
    file = table(office, f"{HEAD}001/RT.02;;1/7/2026;baik;Rapi;\r\n002/RT.02;;1/7/2024;baik;Rapi;\r\n")
    data = json.loads(run("record", file, *TODAY, "--format", "json").out)
    assert [(one["line"], one["state"]) for one in data["results"]] == [(2, "written"), (3, "present")]
    after = contents(office)
    status, out, err = run("record", file, *TODAY)
    assert (status, err) == (0, "")
    assert "already there   2026-07-01 monitoring berjalan baik" in out
    assert out.endswith("0 written, 2 already there, 0 rows left blank\n")
    assert contents(office) == after


def test_what_was_cut_short_is_finished(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the second file is written by somebody else who does not end."""
    file = table(office, f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n002/RT.02;;1/7/2026;baik;;\r\n")
    amend = recording.amend

    def cut_short(path: Path, plan: recording.Plan) -> bool:
        if path.name == "arsip.sop.yaml":
            raise KeyboardInterrupt
        return amend(path, plan)

    monkeypatch.setattr(recording, "amend", cut_short)
    assert run("record", file, *TODAY).status == 130
    monkeypatch.setattr(recording, "amend", amend)
    assert run("record", file, *TODAY).out.endswith("1 written, 1 already there, 0 rows left blank\n")
    assert all(
        contents(office)[name].count(b"2026-07-01") == 1 for name in ("surat.sop.yaml", "arsip.sop.yaml")
    )


def test_a_trial_writes_nothing(office: Path, run: Run) -> None:
    before = contents(office)
    file = table(office, f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n")
    out = run("record", file, *TODAY, "--dry-run").out
    assert "to be written   2026-07-01 monitoring berjalan baik" in out
    assert out.endswith("0 written, 1 to be written, 0 already there, 0 rows left blank\n")
    assert contents(office) == before


def test_any_row_that_does_not_fit_refuses_all(office: Path, run: Run) -> None:
    before = contents(office)
    file = table(
        office,
        f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n"
        '004/RT.02;;1/7/2026;baik;"a\r\nb";\r\n'
        "002/RT.02;Pengelolaan Surat;;bagus sekali;;\r\n"
        "001/RT.02;;01-07-2026;baik;;\r\n",
    )
    status, out, err = run("record", file, *TODAY)
    assert (status, out) == (2, "")
    assert (
        err
        == """\
sopkit: error: isi.csv:3: column “Nomor”: no SOP here has the number “004/RT.02”
  did you mean “002/RT.02”?
sopkit: error: isi.csv:5: column “Penilaian”: “bagus sekali” is not “berjalan baik” or “tidak berjalan baik”
  write “berjalan baik” or “tidak berjalan baik”
sopkit: error: isi.csv:5: column “Tanggal”: the day is missing
  write the day of the assessment
sopkit: error: isi.csv:5: column “Judul”: “Pengelolaan Surat” is not the title of 002/RT.02
  “Pengelolaan Arsip” is: correct the number or the title, or leave the title blank
sopkit: error: isi.csv:6: column “Tanggal”: line 2 has a result of this SOP and day already
  delete one of the rows, or correct its day
sopkit: nothing was written: mend this, and run it again
"""
    )
    assert contents(office) == before
    data = json.loads(run("record", file, *TODAY, "--format", "json").out)
    assert (data["version"], data["file"], data["results"], len(data["errors"])) == (1, "isi.csv", [], 5)
    assert data["errors"][0]["place"] == "isi.csv:3"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("001/RT.02;;2026-12-02;baik;;", "2026-12-02 is still to come\n  write a day up to 2026-12-01"),
        ("001/RT.02;;2024-01-09;baik;;", "2024-01-09 is before the SOP was in force, from 2024-01-10 on"),
        (
            "001/RT.02;;7/13/2026;baik;;",
            "the day comes first, and there is no month 13\n  if 2026-07-13 is meant",
        ),
        ("001/RT.02;;1/7/2026;;Ada;", "column “Penilaian”: the grade is missing"),
        ("001/RT.02;;1/7/2026;baik;#NAME?;", "column “Catatan”: “#NAME?” is an error of the spreadsheet"),
        ("001/RT.02;;1/7/2026;baik;a\u202eb;", "an invisible direction mark, U+202E"),
        ("001/RT.02;;1/7/2026;baik;a\x07b;", "an invisible control character, U+0007\n  delete it"),
        ("001/RT.02;;1/7/2026;v;;", "column “Penilaian”: “v” is not “berjalan baik”"),
        (";;1/7/2026;baik;;", "column “Nomor”: the number is missing\n  “sopkit list” shows the numbers"),
        (";Pengelolaan Surat;1/7/2026;baik;;", "the number is missing\n  did you mean “001/RT.02”?"),
        ("Jan-02;Pengelolaan Arsip;1/7/2026;baik;;", "“Jan-02”\n  did you mean “002/RT.02”?"),
        ("003/RT.02;;1/7/2026;baik;;", "003/RT.02 is a draft: nobody works by it yet\n  a trial is recorded"),
        ("002/RT.02;;1/7/2024;baik;;", "arsip.sop.yaml holds another result of this day"),
        ("001/RT.02;;1/7/2026;baik;a;b;c", "isi.csv:2: the row has more cells than the table has columns"),
        (
            f"001/RT.02;;1/7/2026;baik;{'a' * 140_000};",
            "a cell has more than 131072 characters\n  shorten it",
        ),
    ],
)
def test_rows_that_do_not_fit(office: Path, run: Run, row: str, said: str) -> None:
    before = contents(office)
    status, out, err = run("record", table(office, f"{HEAD}{row}\r\n"), *TODAY)
    assert (status, out) == (2, "")
    assert "isi.csv:2: " in err
    assert said in err
    assert contents(office) == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("001/RT.02;1/7/2026;ya;ya;;ya;ya;;ya;", "column “3”: answers are missing, of question 3, 6"),
        ("001/RT.02;1/7/2026;;;;;;;;Ada", "answers are missing, of question 1, 2, 3, 4, 5, 6, 7"),
        ("001/RT.02;1/7/2026;ya;ya;mungkin;ya;ya;ya;ya;", "column “3”: “mungkin” is not “ya” or “tidak”"),
        ("001/RT.02;1/7/2026;ya;ya;tdak;ya;ya;ya;ya;", "did you mean “tidak”?"),
    ],
)
def test_evaluations_that_do_not_fit(office: Path, run: Run, row: str, said: str) -> None:
    status, _, err = run("record", table(office, f"{EVALUATION}{row}\r\n"), *TODAY)
    assert status == 2
    assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nomor;Tangal;Penilaian\r\n", "isi.csv:1: there is no column “Tangal”\n  did you mean “Tanggal”?"),
        ("Nomor;Tangal;Penilaian\r\n", "isi.csv:1: the column “Tanggal” is missing"),
        ("Nomor;Tanggal;Catatan\r\n", "isi.csv:1: the column “Penilaian” is missing"),
        ("Nomor;Tanggal;1;2;3;4;5;6\r\n", "the column “7. Sinergi satu dengan lainnya” is missing"),
        ("Nomor;Tanggal;Penilaian;Paraf\r\n", "there is no column “Paraf”\n  delete it, or call it one of these: Nomor, Judul,"),
        ("Nomor;Tanggal;Tanggal;Penilaian\r\n", "two columns are called “Tanggal”"),
        ("Nomor;Tanggal;Penilaian;\r\n1;;;x\r\n", "column 4 has texts, but no name"),
        ("", "isi.csv: the table is empty"),
        (f'{HEAD}001/RT.02;;1/7/2026;baik;"a\r\nb;\r\n', "isi.csv:2: in the row that begins here, a quotation mark is not closed"),
        ("Nomor;Jenis;Tanggal\r\n001/RT.02;evaluasy;1/7/2026\r\n", "1 row left blank"),
        ("Nomor;Jenis;Tanggal;Catatan\r\n001/RT.02;evaluasy;1/7/2026;x\r\n", "did you mean “evaluasi”?"),
    ],
)  # fmt: skip
def test_tables_that_are_none(office: Path, run: Run, text: str, said: str) -> None:
    status, out, err = run("record", table(office, text), *TODAY)
    assert said in out + err
    assert status == (0 if "left blank" in said else 2)


def test_answers_of_a_monitoring(office: Path, run: Run) -> None:
    text = "Nomor;Jenis;Tanggal;Penilaian;1;2;3;4;5;6;7\r\n001/RT.02;monitoring;1/7/2026;baik;ya;;;;;;\r\n"
    assert "the questions belong to an evaluation" in run("record", table(office, text), *TODAY).err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_as_spreadsheets_save_it(office: Path, run: Run, encoding: str, delimiter: str) -> None:
    text = f"{HEAD}001/RT.02;Pengelolaan Surat;01/07/2026;Baik;Rapat di kafé;\r\n".replace(";", delimiter)
    status, _, err = run("record", table(office, text, encoding=encoding), *TODAY)
    assert status == 0
    assert ("was read as Windows-1252; look whether letters such as é are right" in err) == (
        encoding == "cp1252"
    )
    assert "catatan: Rapat di kafé" in (office / "surat.sop.yaml").read_text(encoding="utf-8")


def test_a_number_that_a_spreadsheet_took_for_one(office: Path, run: Run) -> None:
    write(office, lapor=sop("007", "Pelaporan", "2024-01-10"))
    file = table(office, "Nomor;Tanggal;Penilaian\r\n7;1/7/2026;baik\r\n001 / rt.02;1/7/2026;baik\r\n")
    assert run("record", file, *TODAY).out.startswith(
        "written         2026-07-01 monitoring berjalan baik\n                007 "
    )


def test_two_sops_of_one_number(office: Path, run: Run) -> None:
    write(office, lagi=sop("001/RT.02", "Pengelolaan Surat", "2024-01-10"))
    err = run("record", table(office, f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n"), *TODAY).err
    assert "several SOPs have the number 001/RT.02: lagi.sop.yaml, surat.sop.yaml" in err


def test_a_faulty_file_is_told_where_it_matters(office: Path, run: Run) -> None:
    (office / "rusak.sop.yaml").write_text("nomor: [", encoding="utf-8")
    fits, fits_not = (
        table(office, f"{HEAD}{number};;1/7/2026;baik;;\r\n", f"{number[:3]}.csv")
        for number in ("001/RT.02", "009/RT.02")
    )
    assert run("record", fits_not, *TODAY).err.count("rusak.sop.yaml:1:8") == 1
    assert run("record", fits, *TODAY)[0::2] == (0, "")


def test_a_faulty_list_of_evaluations_is_mended_first(office: Path, run: Run) -> None:
    file = office / "arsip.sop.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2024-07-01", "1 Juli 2024"), encoding="utf-8")
    status, _, err = run("record", table(office, f"{HEAD}002/RT.02;;1/7/2026;baik;;\r\n"), *TODAY)
    assert status == 2
    assert "arsip.sop.yaml:37:15: “1 Juli 2024” is not written as year-month-day\n  write 2024-07-01" in err
    assert "2026-07-01" not in file.read_text(encoding="utf-8")


def test_a_file_that_takes_no_entry(office: Path, run: Run) -> None:
    """One bad file, and the others stay as they are."""
    file = office / "arsip.sop.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("evaluasi:\n", "evaluasi: &e\n") + "x-lagi: *e\n",
        encoding="utf-8",
    )
    before = contents(office)
    text = f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n002/RT.02;;1/7/2026;baik;;\r\n"
    status, _, err = run("record", table(office, text), *TODAY)
    assert status == 2
    assert "isi.csv:3: “arsip.sop.yaml” cannot be changed by a program" in err
    assert (
        "write this by hand: evaluasi: - {tanggal: 2026-07-01, jenis: monitoring, penilaian: berjalan baik}"
        in err
    )
    assert contents(office) == before


def test_a_file_that_can_not_be_written(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    amend = recording.amend

    def locked(path: Path, plan: recording.Plan) -> bool:
        if path.name == "surat.sop.yaml":
            raise SopkitError(message("“{path}” cannot be written", path=path), message("close the program"))
        return amend(path, plan)

    monkeypatch.setattr(recording, "amend", locked)
    text = f"{HEAD}001/RT.02;;1/7/2026;baik;;\r\n002/RT.02;;1/7/2026;baik;;\r\n"
    status, out, err = run("record", table(office, text), *TODAY)
    assert status == 2
    assert out.endswith("1 written, 0 already there, 0 rows left blank\n")
    assert err == "sopkit: error: isi.csv:2: “surat.sop.yaml” cannot be written\n  close the program\n"


def test_from_standard_input(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"{HEAD}009/RT.02;;1/7/2026;baik;;\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert "<stdin>:2: column “Nomor”" in run("record", "-", *TODAY).err


def test_no_such_table(office: Path, run: Run) -> None:
    assert "“tidak-ada.csv” does not exist" in run("record", "tidak-ada.csv").err
    assert "save" in run("record", table(office, "PK\x03\x04", "isi.xlsx", "latin-1")).err.lower()


def test_from_the_form_to_the_file(office: Path, run: Run) -> None:
    """The whole way of a clerk."""
    run("form", "evaluasi", "--format", "csv", "--tanggal", "2026-07-01")
    file = office / "formulir-evaluasi.csv"
    text = file.read_bytes().decode("utf-8-sig").replace("2026-07-01", "01/07/2026")
    file.write_bytes(text.replace(";;;;;;;;;;", ";ya;ya;ya;ya;ya;ya;tidak;baik;;").encode("cp1252"))
    assert run("record", "formulir-evaluasi.csv", *TODAY).out.endswith(
        "2 written, 0 already there, 0 rows left blank\n"
    )
    assert run("form", "evaluasi", "--due", "--tanggal", "2026-12-01", "--format", "text").out == (
        "0 SOPs on the form “evaluasi”\n"
    )
