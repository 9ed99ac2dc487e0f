"""`sopkit lint` as its user meets it: what it prints, what it writes, how it ends."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN, CLEAN_NAME, FAULTY, Run


def fault(office: Path, text: str = FAULTY) -> Path:
    file = office / CLEAN_NAME
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def test_clean_project(office: Path, run: Run) -> None:
    assert run("lint") == (
        0,
        "no finding in 1 file\n",
        "sopkit: DF004 was not checked: this folder is not in a git repository\n",
    )


def test_finding_names_place_piece_and_remedy(office: Path, run: Run) -> None:
    fault(office)
    status, out, _ = run("lint", CLEAN_NAME)
    assert status == 1
    assert (
        "  25:55 error MB004 satuan-tak-dikenal\n"
        "     “minit” is not a unit of time\n"
        "   25 │     mutu_baku: {kelengkapan: [Surat masuk], waktu: 10 minit, output: [Tanda terima]}\n"
        "      │                                                       ^^^^^\n"
        "     → write “menit”  [--fix]\n"
    ) in out
    assert out.startswith(f"{CLEAN_NAME}\n")
    assert "1 error, 1 warning, 0 infos in 1 file; 1 can be fixed with --fix" in out


def test_indonesian_is_the_language_of_the_office(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert "temuan" in run("lint").out
    monkeypatch.setenv("LANG", "C")
    assert "temuan" in run("lint").out
    assert "no finding" in run("lint", "--lang", "en").out
    monkeypatch.setenv("SOPKIT_LANG", "en")
    assert "no finding" in run("lint").out
    monkeypatch.delenv("SOPKIT_LANG")
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    assert "no finding" in run("lint").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tidak-ada.sop.yaml"], "“tidak-ada.sop.yaml” does not exist"),
        (["kosong"], "no SOP file found: looked for *.sop.yaml, *.sop.yml in “kosong”"),
        (["--select", "LK03"], "did you mean “LK003”?"),
        (["--format", "xml"], "allowed: text, concise, json, sarif, github, gitlab"),
        (["--report", "sarif"], "write FORMAT=FILE"),
        (["--today", "16 Juni"], "write year-month-day"),
        (["--jobs", "0"], "give the number of processes, 1 or more"),
        (["--select", "ID", "--ignore", "ID"], "no rule is left to run"),
        (["--report", "json=tidak/ada.json"], "name a file in a folder that exists"),
        (["--diff", "--report", "json=a.json"], "--diff shows a patch and nothing else"),
        (["--statistics", "--format", "json"], "--statistics is a text"),
        (["--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"),
        (["--write-baseline"], "add --baseline FILE"),
        (["--baseline", "tidak-ada.json"], "add --write-baseline"),
        (["-", CLEAN_NAME], "“-” stands alone"),
        (["--color", "red"], "allowed: auto, always, never"),
        (["--lang", "fr"], "allowed: id, en"),
    ],
)
def test_wrong_use_is_told_with_a_remedy(office: Path, run: Run, arguments: list[str], says: str) -> None:
    (office / "kosong").mkdir()
    status, out, err = run("lint", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_strange_files_do_not_hang_or_crash(office: Path, run: Run) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes in folders here")
    os.mkfifo(office / "pipa.sop.yaml")
    assert (
        "pipa.sop.yaml:1:1: E YM004 berkas-tak-terbaca: this is no ordinary file"
        in run("lint", "--format", "concise").out
    )
    assert run("lint", CLEAN_NAME, "--today", "0001-01-01").status == 0


def test_two_files_cannot_get_one_name(office: Path, run: Run) -> None:
    (office / CLEAN_NAME).unlink()
    for number, name in (("001", "a"), ("002", "b")):
        (office / f"{name}.sop.yaml").write_text(
            CLEAN.replace("001/", f"{number}/"), encoding="utf-8", newline="\n"
        )
    run("lint", "--fix", "--unsafe-fixes")
    numbers = {file.read_text(encoding="utf-8").split("nomor: ")[1][:3] for file in office.glob("*.sop.yaml")}
    assert numbers == {"001", "002"}


def test_a_title_and_its_file_name_settle_in_one_run(office: Path, run: Run) -> None:
    file = fault(
        office, CLEAN.replace("judul: Pengelolaan Surat Masuk", "judul: SOP PENGELOLAAN SURAT MASUK")
    )
    run("lint", "--fix", "--unsafe-fixes")
    assert [found.name for found in office.glob("*.yaml")] == [CLEAN_NAME]
    assert file.read_text(encoding="utf-8") == CLEAN


def test_a_step_number_where_an_id_belongs_is_an_error_at_once(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("    pelaksana: kasubbag\n", "    pelaksana: kasubbag\n    lanjut: 3\n"))
    assert run("lint").status == 1


def test_paths_are_told_from_where_one_stands(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "sopkit.yaml").write_text("# nothing is set yet\n", encoding="utf-8")
    (office / "bagian").mkdir()
    monkeypatch.chdir(office / "bagian")
    assert run("lint", "--show-files").out == f"../{CLEAN_NAME}\n"


def test_unknown_option_is_wrong_use(office: Path, run: Run) -> None:
    status, _, err = run("lint", "--fixx")
    assert status == 2
    assert "--fix" in err


def test_fail_on_draws_the_line(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("Mencatat surat", "Pencatatan surat"))
    assert run("lint").status == 0
    assert run("lint", "--fail-on", "warning").status == 1
    fault(office)
    assert run("lint", "--fail-on", "never").status == 0


def test_min_severity_hides(office: Path, run: Run) -> None:
    fault(office)
    out = run("lint", "--min-severity", "error").out
    assert "MB004" in out
    assert "LK003" not in out


def test_select_and_ignore(office: Path, run: Run) -> None:
    fault(office)
    assert "MB004" not in run("lint", "--select", "LK,ID003").out
    assert "LK003" in run("lint", "--select", "bentuk-nominal").out
    assert "MB004" not in run("lint", "--ignore", "MB").out


def test_fix_changes_only_the_word(office: Path, run: Run) -> None:
    file = fault(office)
    status, out, _ = run("lint", "--fix", CLEAN_NAME)
    assert status == 0
    assert "1 was fixed" in out
    assert file.read_text(encoding="utf-8") == FAULTY.replace("minit", "menit")
    run("lint", "--fix", "--unsafe-fixes", CLEAN_NAME)
    assert file.read_text(encoding="utf-8") == CLEAN


def test_diff_writes_nothing_and_applies(office: Path, run: Run) -> None:
    file = fault(office)
    status, out, _ = run("lint", "--diff")
    assert status == 1
    assert file.read_text(encoding="utf-8") == FAULTY
    assert "-    mutu_baku: {kelengkapan: [Surat masuk], waktu: 10 minit" in out
    assert "+    mutu_baku: {kelengkapan: [Surat masuk], waktu: 10 menit" in out
    fault(office, CLEAN)
    assert run("lint", "--diff") == (0, "", "")


def test_fix_keeps_line_ends_and_byte_order_mark(office: Path, run: Run) -> None:
    file = office / CLEAN_NAME
    content = b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode()
    file.write_bytes(content)
    run("lint", "--fix")
    assert file.read_bytes() == content.replace(b"minit", b"menit")


def test_standard_input(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    feed(FAULTY)
    out = run("lint", "-", "--stdin-filename", CLEAN_NAME, "--format", "concise").out
    assert out.startswith(f"{CLEAN_NAME}:25:55: E MB004")
    feed(FAULTY)
    assert run("lint", "-", "--stdin-filename", CLEAN_NAME, "--fix").out == FAULTY.replace("minit", "menit")


def test_report_beside_the_text(office: Path, run: Run) -> None:
    fault(office)
    run("lint", "--report", "json=temuan.json", "--report", "sarif=temuan.sarif")
    found = json.loads((office / "temuan.json").read_text(encoding="utf-8"))
    assert {finding["code"] for finding in found["findings"]} == {"MB004", "LK003"}
    assert json.loads((office / "temuan.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_baseline_lets_only_new_findings_fail(office: Path, run: Run) -> None:
    fault(office)
    assert run("lint", "--baseline", "lama.json", "--write-baseline").status == 0
    # Rows above and other words around do not make an old finding new.
    fault(office, FAULTY.replace("langkah:\n", "langkah:\n  # baris baru\n").replace("Tanda terima", "Resi"))
    status, out, _ = run("lint", "--baseline", "lama.json")
    assert status == 0
    assert "2 in the baseline" in out
    fault(office, FAULTY.replace("waktu: 5 menit", "waktu: 5 minit"))
    status, out, _ = run("lint", "--baseline", "lama.json")
    assert status == 1
    assert out.count("MB004") == 1
    fault(office, CLEAN)
    assert "recorded in “lama.json”, but no longer there: 2" in run("lint", "--baseline", "lama.json").err


def test_baseline_knows_files_from_every_folder_and_keeps_the_others(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(office, FAULTY.replace("nomor: 001/RT.02-SOP/3576/2026\n", ""))
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    (office / "lain.sop.yaml").write_text(
        FAULTY.replace("001/", "002/").replace("Surat Masuk", "Surat Keluar"), encoding="utf-8"
    )
    assert run("lint", "--baseline", "lama.json", "--write-baseline").status == 0
    before = (office / "lama.json").read_text(encoding="utf-8")
    one = run("lint", CLEAN_NAME, "--baseline", "lama.json")
    assert one.status == 0
    assert "no longer" not in one.err
    run("lint", CLEAN_NAME, "--baseline", "lama.json", "--write-baseline")
    assert (office / "lama.json").read_text(encoding="utf-8") == before
    (office / "bagian").mkdir()
    monkeypatch.chdir(office / "bagian")
    assert run("lint", "--baseline", "../lama.json").status == 0


def test_a_baseline_never_takes_the_place_of_something_else(office: Path, run: Run) -> None:
    status, _, err = run("lint", "--baseline", CLEAN_NAME, "--write-baseline")
    assert status == 2
    assert "is not a baseline" in err
    assert run("lint", "--report", f"json={CLEAN_NAME}").status == 2
    assert (office / CLEAN_NAME).read_text(encoding="utf-8") == CLEAN


def test_what_is_hidden_still_fails(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("Mencatat surat", "Pencatatan surat"))
    assert run("lint", "--min-severity", "error", "--fail-on", "warning").status == 1


def test_each_of_equal_findings_can_be_suppressed(office: Path, run: Run) -> None:
    long = "Mencatat " + "surat masuk dan lampirannya " * 7
    text = CLEAN.replace("Menerima surat", f"Menerima {long}").replace(
        "Memberikan disposisi", f"Memberikan {long}"
    )
    fault(
        office, text.replace(f"Memberikan {long}", f"Memberikan {long}# sopkit: ignore[LK008] kutipan aturan")
    )
    out = run("lint", "--select", "LK008,YM005").out
    assert out.count("LK008") == 1
    assert "see also" not in out
    assert "YM005" not in out


def test_an_editor_gives_the_text_and_the_absolute_name(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    text = CLEAN.replace(
        "[SOP Pengelolaan Arsip Inaktif]", "[{sop: 999/RT.02-SOP/3576/2026, hubungan: terkait}]"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out = run("lint", "-", "--stdin-filename", str(office / CLEAN_NAME), "--format", "concise").out
    assert out.startswith(f"{CLEAN_NAME}:14:21: E KT002")


def test_an_excluded_file_does_not_stop_a_commit(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text('lint: {exclude: ["*.sop.yaml"]}\n', encoding="utf-8")
    assert run("lint", "--force-exclude", CLEAN_NAME).status == 0
    assert run("lint").status == 2


@pytest.mark.parametrize(
    "config",
    [
        "lint: {severity: {LK003: buruk}}",
        "lint: {severity: {LK003: null}}",
        "lint: 3",
        "agency: [",
        "calendar: {hours_per_workday: x}",
        "- a",
    ],
)
def test_no_fault_of_the_settings_stops_the_run(office: Path, run: Run, config: str) -> None:
    (office / "sopkit.yaml").write_text(config + "\n", encoding="utf-8")
    status, out, err = run("lint", "--format", "concise")
    assert status == 1
    assert "sopkit.yaml:" in out
    assert "a fault of sopkit" not in err


def test_statistics_count_by_rule_and_principle(office: Path, run: Run) -> None:
    fault(office)
    out = run("lint", "--statistics").out
    assert "     1  MB004  satuan-tak-dikenal" in out
    assert "     1  measurability" in out


def test_timings_name_rules(office: Path, run: Run) -> None:
    assert " ms  LK003  bentuk-nominal" in run("lint", "--timings").err


def test_quiet(office: Path, run: Run) -> None:
    fault(office)
    status, out, _ = run("lint", "--quiet")
    assert (status, out) == (1, "")


def test_show_files(office: Path, run: Run) -> None:
    assert run("lint", "--show-files") == (0, f"{CLEAN_NAME}\n", "")


def test_colour_only_when_asked_for(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(office)
    assert "\x1b[" not in run("lint").out
    assert "\x1b[" in run("lint", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("lint").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("lint").out


def test_text_of_the_file_cannot_steer_the_terminal(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("pelaksana: kasubbag", 'pelaksana: "\\e[31mkasubbag\\e]0;x\\a"'))
    out = run("lint").out
    assert "\x1b" not in out
    assert "\\x1b[31mkasubbag" in out


def test_suppression_needs_a_reason_to_exist(office: Path, run: Run) -> None:
    text = FAULTY.replace(
        "10 minit, output: [Tanda terima]}",
        "10 minit, output: [Tanda terima]}  # sopkit: ignore[MB004] istilah alat",
    )
    file = fault(office, text)
    status, out, _ = run("lint")
    assert status == 0
    assert "1 suppressed" in out
    fault(office, text.replace("minit", "menit"))
    assert "YM005" in run("lint").out
    run("lint", "--fix")
    assert "ignore[" not in file.read_text(encoding="utf-8")


def test_suppression_on_the_line_above_and_for_the_file(office: Path, run: Run) -> None:
    fault(
        office,
        FAULTY.replace(
            "    kegiatan: Pencatatan",
            "    # sopkit: ignore[bentuk-nominal] istilah\n    kegiatan: Pencatatan",
        ),
    )
    assert "LK003" not in run("lint").out
    fault(office, "# sopkit: ignore-file[MB, LK003] arsip lama\n" + FAULTY)
    assert run("lint").out == "no finding in 1 file; 2 suppressed\n"


def test_settings_of_the_office(office: Path, run: Run) -> None:
    fault(office)
    config = office / "sopkit.yaml"
    config.write_text("lint: {ignore: [MB004], severity: {LK003: error}}\n", encoding="utf-8")
    out = run("lint").out
    assert "MB004" not in out
    assert "error LK003" in out
    config.write_text('lint: {per-file-ignores: {"*.sop.yaml": [MB, LK]}}\n', encoding="utf-8")
    assert run("lint").status == 0
    config.write_text('lint: {exclude: ["pengelolaan-*"]}\n', encoding="utf-8")
    assert run("lint").status == 2
    assert run("lint", CLEAN_NAME).status == 1
    assert run("lint", "--force-exclude", CLEAN_NAME).status == 0


def test_faults_of_the_settings_are_findings(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text(
        "agency:\n  instansii: KPU\n  nomor_pattern: '['\nlint: {ignore: [LK0003]}\n", encoding="utf-8"
    )
    status, out, _ = run("lint", "--format", "concise")
    assert status == 1
    assert (
        "sopkit.yaml:2:3: E SK004 kunci-tak-dikenal: the key “instansii” is unknown (did you mean “instansi”?)"
        in out
    )
    assert "sopkit.yaml:3:18: E SK005" in out
    assert "sopkit.yaml:4:17: E SK003" in out
    assert "did you mean “LK003”" in out


def test_agency_of_the_settings_counts_for_every_sop(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("instansi: Komisi Pemilihan Umum Kota Contoh\n", ""))
    assert "the key “instansi” is missing" in run("lint").out
    (office / "sopkit.yaml").write_text("agency: {instansi: KPU Kota Contoh}\n", encoding="utf-8")
    assert run("lint").status == 0


def test_missing_unit_is_a_warning(office: Path, run: Run) -> None:
    fault(office, CLEAN.replace("unit: Subbagian Umum\n", ""))
    status, out, _ = run("lint")
    assert status == 0
    assert "warning SK001" in out


def test_help_in_both_languages(office: Path, run: Run) -> None:
    english = run("lint", "--help").out
    assert "Usage: sopkit lint" in english
    assert "Show this message and exit." in english
    indonesian = run("lint", "--help", "--lang", "id").out
    assert "Usage" not in indonesian
    assert "Show" not in indonesian
    assert "sopkit lint" in indonesian


def test_many_processes_say_the_same(office: Path, run: Run) -> None:
    for number in range(12):
        (office / f"{number}.sop.yaml").write_text(FAULTY.replace("001/", f"{number:03}/"), encoding="utf-8")
    assert run("lint", "--jobs", "2").out == run("lint", "--jobs", "1").out
