"""What the register costs: list, due and coverage of 1,000 SOPs in force, as whole processes.

    python bench/life.py                # some half a minute
    python bench/life.py --rounds 11

The SOPs are those of corpus.py, made to be in force; kebutuhan.yaml has a row for nine in ten of them and one
hundred for SOPs that don't exist. Prints Markdown; exit status 1 where a median exceeds its limit in seconds.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus
from measure import Command, interleave

SOPKIT = str(Path(sys.executable).parent / "sopkit")
MANY = 1_000
LIMIT = 1.2
LACKING = 100


def office(folder: Path, count: int) -> Path:
    """Write a repository of `count` SOPs in force, and what its office does, into `folder`."""
    for file in corpus.write(folder, count):
        text = file.read_text("utf-8").replace("status: rancangan", "status: berlaku")
        made = re.search(r"pembuatan: (\S+),", text)
        text = text.replace("efektif: null", f"efektif: {made[1]}" if made else "efektif: null")
        file.write_text(text, "utf-8")
    rows = []
    for index in range(count - count // 10):
        about = corpus.subject(index)
        rows.append((about.title.partition(" ")[0], about.title.partition(" ")[2]))
    rows += [("Penyusunan", f"Laporan yang Belum Ada {index}") for index in range(LACKING)]
    lines = ["sopkit: 1", "kebutuhan:"]
    lines += [f"  - {{kegiatan: Kegiatan, aspek: {aspect}, output: {output}}}" for aspect, output in rows]
    (folder / "kebutuhan.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    git = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "SOP")):
        subprocess.run((*git, *words), cwd=folder, check=True, capture_output=True)
    return folder


def verify(folder: Path, count: int, environment: dict[str, str]) -> None:
    """Raise RuntimeError unless every SOP is listed, and coverage tells what it should."""

    def data(*words: str) -> dict[str, list[dict[str, list[object]]]]:
        command = (SOPKIT, *words, "--format", "json")
        done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        return json.loads(done.stdout)

    units = data("coverage")["units"]
    found = (
        len(data("list")["sops"]),
        sum(row["sop"] is not None for unit in units for row in unit["activities"]),
        sum(len(unit["orphans"]) for unit in units),
    )
    if found != (count, count - count // 10, count // 10):
        raise RuntimeError(f"found {found} of {count} SOPs")


def main() -> int:
    """Measure, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure list, due and coverage.")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "SOPKIT_LANG": "id", "PYTHONHASHSEED": "0"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(name) / "pyc")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        folder = office(Path(name) / "office", MANY)
        verify(folder, MANY, environment)
        calls = {
            "list": (SOPKIT, "list"),
            "list --at HEAD": (SOPKIT, "list", "--at", "HEAD"),
            "list --search": (SOPKIT, "list", "--search", "usulan keputusan"),
            "due": (SOPKIT, "due", "--at", "2026-12-31"),
            "coverage": (SOPKIT, "coverage"),
            "show": (SOPKIT, "show", corpus.number(MANY // 2)),
        }
        series = interleave(
            {key: Command(call, folder) for key, call in calls.items()}, arguments.rounds, environment
        )
    print(f"| sopkit …, {MANY:,} SOPs | wall s | min-max | CPU s | peak MiB | limit s |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    for key, one in series.items():
        low, high = one.spread
        limit = f"{LIMIT}" if key in ("list", "due", "coverage") else ""
        print(
            f"| {key} | {one.wall:.2f} | {low:.2f}-{high:.2f} | {one.cpu:.2f} | {one.memory:.0f} | {limit} |"
        )
    return int(any(series[key].wall > LIMIT for key in ("list", "due", "coverage")))


if __name__ == "__main__":
    raise SystemExit(main())
