"""What `sopkit diff` costs, as whole processes: against lint, against other differs, and in a repository.

    pip install -e '.[bench]'
    python bench/diff.py

Parts: `two` files of about 120 lines, also by deepdiff's command line and graphtage, which know nothing of
SOPs; a `repository` of 1,000 SOPs of which 10 changed; two `large` SOPs of 500 steps. Prints Markdown; exit
status 1 when a target is missed. The rightness of the comparison is measured by diff_mutations.py.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import corpus
from lint import Bench, Row, Target, machine, print_rows
from measure import Command, interleave

BIN = Path(sys.executable).parent
EXAMPLE = Path(__file__).parents[1] / (
    "examples/kpu-kota-mojokerto/keuangan-umum-dan-logistik/pengelolaan-surat-masuk.sop.yaml"
)
MANY, CHANGED, STEPS = 1_000, 10, 500
STEP = """\
  - id: l{number}
    kegiatan: Mengerjakan bagian {number} dari {what}
    pelaksana: p{who}
    mutu_baku: {{kelengkapan: [Berkas {number}], waktu: {number} menit, output: [Hasil {number}]}}
"""


def two(folder: Path, bench: Bench) -> list[Row]:
    """Two versions of one file, cold."""
    old, new = folder / "lama.sop.yaml", folder / "baru.sop.yaml"
    text = corpus.sop(0, 1)
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("menit", "jam", 2).replace("Me", "Tidak me", 1), encoding="utf-8")
    commands = {
        "sopkit diff": _sopkit(folder, "diff", old.name, new.name),
        "sopkit lint": Command(
            (str(BIN / "sopkit"), "lint", old.name, new.name, "--fail-on", "never"), folder
        ),
    }
    for name, words in {
        "deepdiff": ("deep", "diff", str(old), str(new)),
        "graphtage": ("graphtage", "--no-status", str(old), str(new)),
    }.items():
        program = shutil.which(words[0], path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
        if program is None:
            # deepdiff's command line wants another click than check-jsonschema: it is looked for on the PATH.
            print(f"{name} is not installed, nor on the PATH", file=sys.stderr)
        else:
            status = 1 if name == "graphtage" else 0
            commands[name] = Command((program, *words[1:]), folder, status, rounds=3)
    series = interleave(commands, bench.rounds or 9, bench.environment)
    rows = [
        Row(
            "sopkit diff, two files",
            series["sopkit diff"],
            (Target("x lint", series["sopkit diff"].over(series["sopkit lint"]), 1.3),),
        )
    ]
    for name in commands.keys() - {"sopkit diff"}:
        ratio = series["sopkit diff"].over(series[name])
        rows.append(Row(f"{name} (sopkit takes {ratio:.2f} x)", series[name]))
    return rows


def repository(folder: Path, bench: Bench) -> list[Row]:
    """Ten of a thousand SOPs changed in the work tree."""
    project = bench.project(MANY)
    for file in sorted(project.rglob("*.sop.yaml"))[:CHANGED]:
        file.write_text(file.read_text(encoding="utf-8").replace("menit", "jam", 1), encoding="utf-8")
    del folder
    series = interleave({"diff": _sopkit(project, "diff")}, bench.rounds or 5, bench.environment)["diff"]
    return [Row(f"{CHANGED} of {MANY:,} SOPs changed", series, (Target("s", series.wall, 1.2),))]


def large(folder: Path, bench: Bench) -> list[Row]:
    """Two versions of an SOP of 500 steps, with ids and without any likeness of ids."""
    text = EXAMPLE.read_text(encoding="utf-8").partition("pelaksana:\n")[0]
    names = "".join(f"  p{number}: Pelaksana {number}\n" for number in range(6))
    for name, shift in (("lama", 0), ("baru", 3)):
        steps = "".join(
            STEP.format(number=number, what=f"berkas {number * 7 % 31}", who=(number + shift) % 6)
            for number in range(1, STEPS + 1)
            if number % 50 != shift
        )
        body = f"{text}pelaksana:\n{names}langkah:\n{steps}"
        (folder / f"{name}-500.sop.yaml").write_text(body, encoding="utf-8")
    command = _sopkit(folder, "diff", "lama-500.sop.yaml", "baru-500.sop.yaml")
    series = interleave({"diff": command}, bench.rounds or 5, bench.environment)["diff"]
    return [Row(f"two SOPs of {STEPS} steps", series, (Target("s", series.wall, 2.0),))]


def _sopkit(folder: Path, *words: str) -> Command:
    return Command((str(BIN / "sopkit"), *words), folder)


PARTS = {"two": two, "repository": repository, "large": large}


def main() -> int:
    """Measure the parts that the command line asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure sopkit diff.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--rounds", type=int, help="of every part; by default 9, 5 and 5")
    parser.add_argument("--lang", default="id")
    parser.set_defaults(slow_rounds=1)
    arguments = parser.parse_args()
    is_met = True
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), arguments)
        print(machine(), end="\n\n")
        for part in arguments.parts or PARTS:
            rows = PARTS[part](Path(name), bench)
            print_rows(rows)
            is_met = is_met and all(target.is_met for row in rows for target in row.targets)
    return 0 if is_met else 1


if __name__ == "__main__":
    raise SystemExit(main())
