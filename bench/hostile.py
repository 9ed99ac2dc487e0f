"""The worst files that lint accepts: each below the limit of 1 MiB, and made to cost as much as it can.

    python bench/hostile.py                   # every case, some three minutes
    python bench/hostile.py laws loops        # only these
    python bench/hostile.py --keep FOLDER     # leave the files there

Each case is linted by a process of its own, with every rule and with a limit of 60 seconds. Prints Markdown;
exit status 1 when a case takes longer than 10 seconds, or ends in anything but findings or none.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
LARGEST = 1024 * 1024 - 256
LIMIT = 60
TARGET = 10
ROWS = 5_000

HEAD = """\
sopkit: 1
nomor: 001/HK.03-SOP/3576/2026
instansi: KPU Kota Mojokerto
unit: Subbagian Hukum
status: rancangan
versi: 1
"""
TITLE = "judul: Pengelolaan Surat Masuk\n"
TWO = "pelaksana: {staf: Staf Umum, kasubbag: Kepala Subbagian Umum}\n"
LAST = "  - {kegiatan: Mengarsipkan surat, pelaksana: staf}\n"
STEPS = f"langkah:\n{LAST}"
CASES: dict[str, Callable[[], str]] = {}


def case(make: Callable[[], str]) -> Callable[[], str]:
    """Make the decorated function, which writes a file, a case of its name."""
    CASES[make.__name__.strip("_").replace("_", "-")] = make
    return make


def filled(before: str, lines: Iterator[str], after: str = "", most: int | None = None) -> str:
    """Return `before`, as many of `lines` as fit (`most` at most), and `after`."""
    room = LARGEST - len((before + after).encode())
    kept = []
    for line in islice(lines, most):
        room -= len(line.encode())
        if room < 0:
            break
        kept.append(line)
    return "".join([before, *kept, after])


def repeated(piece: str) -> Iterator[str]:
    """Yield `piece` for ever; each “№” in it is a number from 1 on."""
    return (piece.replace("№", str(number)) for number in count(1))


def cell(text: str, **more: str) -> str:
    """Return an SOP with one row, whose activity is `text` again and again."""
    key = more.get("key", "kegiatan: ")
    return filled(
        f"{HEAD}{TITLE}{TWO}langkah:\n  - pelaksana: staf\n    {key}Mengirim ", repeated(text), "surat\n"
    )


@case
def _misspelt_words() -> str:
    return cell("di kirim ")


@case
def _misspelt_words_folded() -> str:
    return cell("di kirim\n      ", key="kegiatan: >-\n      ")


@case
def _misspelt_cells_folded() -> str:
    row = "  - pelaksana: staf\n    kegiatan: >-\n      Menyusun surat\n      di kirim №\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(row))


@case
def _foreign_words() -> str:
    return cell("Surat Mengupload ")


@case
def _foreign_words_in_address() -> str:
    return cell("mengupload/ijin/", key="kegiatan: www.")


@case
def _open_lists() -> str:
    return cell("dll. ")


@case
def _vague_words() -> str:
    return cell("segera, melakukan pemeriksaan dan sesuai ketentuan, ")


@case
def _long_times() -> str:
    return filled(
        f"{HEAD}{TITLE}{TWO}langkah:\n  - kegiatan: Mengirim surat\n    pelaksana: staf\n"
        "    mutu_baku: {waktu: ",
        repeated("per "),
        "1}\n",
    )


@case
def _long_ranges() -> str:
    return filled(
        f"{HEAD}{TITLE}{TWO}langkah:\n  - kegiatan: Mengirim surat\n    pelaksana: staf\n"
        "    mutu_baku: {waktu: 1 ",
        repeated("- 1 menit "),
        "}\n",
    )


@case
def _laws() -> str:
    kinds = ("UU", "PP", "Perpres")
    lines = (
        f"  - {kinds[-number % 3]} Nomor {90_000 - number} Tahun {2024 - number % 70} tentang Hal {number}\n"
        for number in count(1)
    )
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}dasar_hukum:\n", lines)


@case
def _laws_with_comments() -> str:
    lines = (
        f"  # hal {number}\n  #\n  #\n  - {('UU', 'PP')[number % 2]} Nomor {90_000 - number} Tahun 2012"
        " tentang Hal\n"
        for number in count(1)
    )
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}dasar_hukum:\n", lines)


@case
def _laws_after_one_comment() -> str:
    before = f"{HEAD}{TITLE}{TWO}{STEPS}dasar_hukum:\n  - PP Nomor 1 Tahun 2012 tentang Hal\n"
    return filled(before, repeated("  #\n"), "  - UU Nomor 1 Tahun 2012 tentang Hal\n")


@case
def _same_law() -> str:
    line = "  - UU Nomor 43 Tahun 2009 tentang Kearsipan\n"
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}dasar_hukum:\n", repeated(line))


@case
def _suppressions_of_one_run() -> str:
    return filled(HEAD + TITLE + TWO, repeated("# sopkit: ignore[LK003]\n"), STEPS, 50_000)


@case
def _suppressions_of_rows() -> str:
    line = "  - {kegiatan: Penerimaan, pelaksana: staf}  # sopkit: ignore[LK003]\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line))


@case
def _suppressions_on_one_line() -> str:
    words = filled("# sopkit: ignore[", repeated("LK003,"), "LK003]\n")
    return words[: LARGEST - 1_000].rpartition(",")[0] + "]\n" + HEAD + TITLE + TWO + STEPS


@case
def _executors() -> str:
    return filled(f"{HEAD}{TITLE}pelaksana:\n", repeated("  a№: Staf Urusan Bagian Umum №\n"), STEPS, 20_000)


@case
def _executors_on_one_line() -> str:
    return filled(
        f"{HEAD}{TITLE}pelaksana: {{", repeated("a№: Staf & Tata №, "), "staf: Staf}\n" + STEPS, 20_000
    )


@case
def _anchored_executors() -> str:
    after = STEPS + "peralatan: [" + ", ".join(f"*n{number}" for number in range(1, 8_000)) + "]\n"
    return filled(
        f"{HEAD}{TITLE}pelaksana:\n", repeated("  a№: &n№ Staf Urusan Bagian Umum №\n"), after, 8_000
    )


@case
def _unknown_executors() -> str:
    lines = (
        f"  - {{kegiatan: Mengirim surat {number}, pelaksana: kepala-bagian-umum-{number}}}\n"
        for number in count(1)
    )
    names = "".join(
        f"  kepala-bagian-tata-{number}: Kepala Bagian Tata {number}\n" for number in range(8_000)
    )
    return filled(f"{HEAD}{TITLE}pelaksana:\n{names}langkah:\n", lines)


@case
def _loops() -> str:
    line = "  - {id: a№, kegiatan: Mengirim surat №, pelaksana: staf, keputusan: {ya: a№, tidak: b№}}\n"
    line += "  - {id: b№, kegiatan: Mencatat surat №, pelaksana: staf, lanjut: a№}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line), LAST)


@case
def _nested_loops() -> str:
    lines = (
        f"  - {{id: a{n}, kegiatan: Mengirim, pelaksana: staf, lanjut: [a{n + 1}, a{max(n - 7, 1)}]}}\n"
        for n in count(1)
    )
    text = filled(f"{HEAD}{TITLE}{TWO}langkah:\n", lines, most=ROWS)
    return text + f"  - {{id: a{ROWS + 1}, kegiatan: Mengirim, pelaksana: staf, lanjut: a1}}\n" + LAST


@case
def _parallel_stops() -> str:
    targets = ", ".join(f"a{number}" for number in range(1, 9_000))
    first = f"  - {{kegiatan: Membagi surat, pelaksana: staf, lanjut: [{targets}]}}\n"
    line = "  - {id: a№, kegiatan: Mengirim surat №, pelaksana: staf, lanjut: []}\n"
    last = "  - {kegiatan: Mencatat surat, pelaksana: staf, jenis: selesai}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n{first}", repeated(line), last, 9_000)


@case
def _unreachable_rows() -> str:
    line = "  - {id: a№, kegiatan: Mengirim surat №, pelaksana: staf, lanjut: akhir}\n"
    last = "  - {id: akhir, kegiatan: Mengarsipkan surat, pelaksana: staf}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line), last)


@case
def _unreachable_loops() -> str:
    line = "  - {id: a№, kegiatan: Mengirim surat №, pelaksana: staf, lanjut: [a№]}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line), LAST)


@case
def _decisions() -> str:
    line = "  - {id: a№, kegiatan: Memeriksa surat №, pelaksana: staf, keputusan: {ya: akhir, tidak: a1}}\n"
    last = "  - {id: akhir, kegiatan: Mengarsipkan surat, pelaksana: staf}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line), last, ROWS)


@case
def _one_decision() -> str:
    row = "  - {id: a, kegiatan: Memeriksa surat, pelaksana: staf, keputusan: {cabang: ["
    branches = repeated("{jawaban: j№, lanjut: b}, ")
    last = "{jawaban: lain, lanjut: b}]}}\n  - {id: b, kegiatan: Mengirim surat, pelaksana: staf}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n{row}", branches, last)


@case
def _equal_ids() -> str:
    line = "  - {id: periksa, kegiatan: Memeriksa berkas №, pelaksana: staf}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line))


@case
def _unknown_ids() -> str:
    line = "  - {id: berkas-masuk-№, kegiatan: Mencatat berkas №, pelaksana: staf, lanjut: surat-keluar-№}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(line))


@case
def _symbols_of_one_row() -> str:
    before = f"{HEAD}{TITLE}{TWO}langkah:\n  - kegiatan: Mengirim surat\n    simbol:\n"
    return filled(before, repeated("      - {id: s№, pelaksana: [staf, kasubbag]}\n"))


@case
def _symbols_below_long_activity() -> str:
    activity = "Mengirim surat " * 30_000
    before = f"{HEAD}{TITLE}{TWO}langkah:\n  - kegiatan: {activity}\n    simbol:\n"
    return filled(before, repeated("      - {id: s№, pelaksana: orang-№}\n"))


@case
def _links() -> str:
    return filled(
        f"{HEAD}{TITLE}{TWO}{STEPS}keterkaitan:\n",
        repeated("  - {sop: 0№/HK.03-SOP/3576/2025}\n"),
        "",
        10_000,
    )


@case
def _title() -> str:
    return filled(
        HEAD + "judul: SOP ", repeated("Pengelolaan dan Pelayanan Surat "), f"\n{TWO}{STEPS}", 16_000
    )


@case
def _title_without_spaces() -> str:
    return filled(HEAD + "judul: SOP", repeated("-Tahun.2012"), f"\n{TWO}{STEPS}")


@case
def _activity() -> str:
    return cell("memeriksa berkas yang lengkap, ")


@case
def _executor_name() -> str:
    return filled(f"{HEAD}{TITLE}pelaksana:\n  staf: Kasubbag. ", repeated("Kasubbag S.P. "), "\n" + STEPS)


@case
def _outputs() -> str:
    before = (
        f"{HEAD}{TITLE}{TWO}langkah:\n  - kegiatan: Mengirim surat\n    pelaksana: staf\n    mutu_baku:\n"
    )
    return filled(before + "      output:\n", repeated("        - Surat yang di kirim, dll. №\n"), STEPS[9:])


@case
def _cells_of_many_rows() -> str:
    row = "  - kegiatan: Mencatat surat №\n    pelaksana: staf\n"
    row += "    mutu_baku: {kelengkapan: [Surat №], waktu: № minit, output: [Catatan №]}\n"
    return filled(f"{HEAD}{TITLE}{TWO}langkah:\n", repeated(row))


@case
def _warnings() -> str:
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}peringatan:\n", repeated("  - Apabila surat terlambat №\n"))


@case
def _unknown_keys() -> str:
    return filled(HEAD + TITLE + TWO + STEPS, repeated("kunci-№: no\n"))


@case
def _ambiguous_values() -> str:
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}peralatan:\n", repeated("  - no\n"))


@case
def _deep_nesting() -> str:
    deep = "[" * 40 + "a" + "]" * 40
    return filled(HEAD + TITLE + TWO + STEPS, repeated(f"x-№: {deep}\n"))


@case
def _history() -> str:
    line = "  - {versi: №, tanggal: 2020-01-01, jenis: baru, uraian: Penetapan}\n"
    return filled(f"{HEAD}{TITLE}{TWO}{STEPS}riwayat:\n", repeated(line))


class Result(NamedTuple):
    """One run: seconds on the clock, the peak of memory, and how it ended."""

    seconds: float
    peak: float
    ending: str


def measure(file: Path) -> Result:
    """Lint `file` with every rule in a process of its own."""
    started = time.perf_counter()
    with subprocess.Popen(
        (str(BIN / "sopkit"), "lint", "--select", "ALL", "--jobs", "1", file.name),
        cwd=file.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        timer = threading.Timer(LIMIT, child.kill)
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    endings = {0: "", 1: "", -9: "killed"}
    return Result(
        seconds, usage.ru_maxrss / 1024, endings.get(child.returncode, f"status {child.returncode}")
    )


def main() -> int:
    """Run the cases that are asked for, and return the exit status."""
    parser = argparse.ArgumentParser(description="The worst files that lint accepts.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files there, and leave them")
    arguments = parser.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        print("| case | KiB | seconds | peak MiB | |\n| --- | ---: | ---: | ---: | --- |")
        for name in arguments.cases or CASES:
            file = folder / name / f"{name}.sop.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(CASES[name](), encoding="utf-8")
            result = measure(file)
            slow = slow or bool(result.ending) or result.seconds > TARGET
            size = file.stat().st_size / 1024
            print(
                f"| {name} | {size:,.0f} | {result.seconds:.1f} | {result.peak:,.0f} | {result.ending} |",
                flush=True,
            )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
