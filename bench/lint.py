"""What `sopkit lint` costs, as whole processes, against its peers and against itself.

    pip install -e '.[bench]'
    python bench/lint.py                  # every part, quickly: some five minutes
    python bench/lint.py one thousand --rounds 11

Parts: `one` file; a `thousand` clean files; the same with five `findings` each; one file of a `repository`;
`growth` from 100 to 10,000 files. Prints Markdown. Targets are ratios, because seconds differ between
machines: exit status 1 when one is missed. bench/README.md says what the figures mean.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import corpus
from measure import Command, Series, interleave, run

BIN = Path(sys.executable).parent
SCHEMA = Path(__file__).parents[1] / "schemas" / "sop.schema.json"
YAMLLINT_CONFIG = "{extends: relaxed, rules: {line-length: disable}}"
SIZES = (100, 1_000, 10_000)
MANY = 1_000
FINDINGS = 5


class Target(NamedTuple):
    """A figure with the most that it may be."""

    text: str
    measured: float
    limit: float

    @property
    def is_met(self) -> bool:
        """Tell whether the figure is within its limit."""
        return self.measured <= self.limit


class Row(NamedTuple):
    """A line of the table."""

    name: str
    series: Series
    targets: tuple[Target, ...] = ()


class Bench:
    """The folders that are measured, made when a part first asks for them, and the options."""

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        self.folder = folder
        self.rounds: int | None = arguments.rounds
        self.slow_rounds: int = arguments.slow_rounds
        self.environment = {**os.environ, "SOPKIT_LANG": arguments.lang, "PYTHONHASHSEED": "0"}
        # All commands find their modules compiled, as after an installation, wherever this runs.
        self.environment["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        alone = self.project(1)
        file = names(alone)[0]
        for command in (sopkit(alone, file), yamllint(alone, file), check_jsonschema(alone, file)):
            run(command, self.environment)

    def project(self, count: int, *, faulty: bool = False) -> Path:
        """Return a git repository of `count` SOPs, all of them committed, and lint's findings verified."""
        folder = self.folder / f"{'faulty' if faulty else 'clean'}-{count}"
        if not folder.exists():
            corpus.write(folder, count, faulty=faulty)
            git = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0")
            for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "SOP")):
                subprocess.run((*git, *words), cwd=folder, check=True, capture_output=True)
            self._verify(folder, FINDINGS * count if faulty else 0)
        return folder

    def _verify(self, folder: Path, wanted: int) -> None:
        done = subprocess.run(
            (str(BIN / "sopkit"), "lint", "--format", "json"),
            cwd=folder,
            env=self.environment,
            check=False,
            capture_output=True,
        )
        try:
            found = len(json.loads(done.stdout)["findings"])
        except ValueError:
            raise RuntimeError(done.stderr.decode()) from None
        if found != wanted:
            raise RuntimeError(f"{found} findings in {folder}, not {wanted}: the figures would mislead")

    def measure(self, commands: dict[str, Command], rounds: int) -> dict[str, Series]:
        """Return the runs of `commands`, in turns; `--rounds` wins over `rounds`."""
        return interleave(commands, self.rounds or rounds, self.environment)


def sopkit(folder: Path, *words: str, status: int = 0) -> Command:
    """Return `sopkit lint` in `folder`."""
    return Command((str(BIN / "sopkit"), "lint", *words), folder, status)


def yamllint(folder: Path, *files: str, rounds: int | None = None) -> Command:
    """Return yamllint on `files`, its checks of style relaxed and without the length of lines."""
    return Command((str(BIN / "yamllint"), "-d", YAMLLINT_CONFIG, *files), folder, rounds=rounds)


def check_jsonschema(folder: Path, *files: str, rounds: int | None = None) -> Command:
    """Return check-jsonschema on `files` with the schema of an SOP."""
    words = ("--schemafile", str(SCHEMA), *files)
    return Command((str(BIN / "check-jsonschema"), *words), folder, rounds=rounds)


def names(folder: Path) -> list[str]:
    """Return the SOP files of `folder`."""
    return sorted(file.name for file in folder.glob("*.sop.yaml"))


def one_file(bench: Bench) -> list[Row]:
    """Measure a single SOP, alone in its repository: the cold start."""
    folder = bench.project(1)
    file = names(folder)[0]
    commands = {
        "python -c pass": Command((sys.executable, "-c", "pass"), folder),
        "sopkit lint, 1 file": sopkit(folder, file),
        "yamllint, 1 file": yamllint(folder, file),
        "check-jsonschema, 1 file": check_jsonschema(folder, file),
    }
    return _against_peers(bench.measure(commands, 11), yamllint_limit=1.3, jsonschema_limit=0.5)


def thousand(bench: Bench) -> list[Row]:
    """Measure 1,000 clean SOPs with the default rules, those about the set among them."""
    folder = bench.project(MANY)
    files = names(folder)
    commands = {
        "sopkit lint, 1,000 files": sopkit(folder),
        "sopkit lint --jobs 1, 1,000 files": sopkit(folder, "--jobs", "1"),
        "yamllint, 1,000 files": yamllint(folder, *files, rounds=bench.slow_rounds),
        "check-jsonschema, 1,000 files": check_jsonschema(folder, *files, rounds=bench.slow_rounds),
    }
    rows = _against_peers(bench.measure(commands, 3), yamllint_limit=0.12, jsonschema_limit=0.3)
    memory = max(row.series.memory for row in rows if row.name.startswith("sopkit"))
    rows[1] = rows[1]._replace(targets=(Target("peak MiB", memory, 150),))
    return rows


def _against_peers(series: dict[str, Series], *, yamllint_limit: float, jsonschema_limit: float) -> list[Row]:
    """Return the rows of `series`, the first one of sopkit with its ratios to the peers."""
    mine = next(name for name in series if name.startswith("sopkit"))
    limits = {"yamllint": yamllint_limit, "check-jsonschema": jsonschema_limit}
    targets = tuple(
        Target(f"x {name.split(',')[0]}", series[mine].over(its), limits[name.split(",")[0]])
        for name, its in series.items()
        if name.split(",")[0] in limits
    )
    return [Row(name, its, targets if name == mine else ()) for name, its in series.items()]


def findings(bench: Bench) -> list[Row]:
    """Measure 1,000 SOPs with five findings each, all of them printed, against the clean ones."""
    clean, faulty = "sopkit lint, 1,000 clean files", "sopkit lint, 1,000 files with 5 findings"
    commands = {
        clean: sopkit(bench.project(MANY)),
        faulty: sopkit(bench.project(MANY, faulty=True), status=1),
    }
    series = bench.measure(commands, 3)
    return [
        Row(clean, series[clean]),
        Row(faulty, series[faulty], (Target("x clean", series[faulty].over(series[clean]), 3),)),
    ]


def repository(bench: Bench) -> list[Row]:
    """Measure one SOP that is linted in a repository of 1,000, as a commit hook does, against it alone."""
    alone, among = bench.project(1), bench.project(MANY)
    file = names(alone)[0]
    if (alone / file).read_bytes() != (among / file).read_bytes():
        raise RuntimeError(f"{file} is not the same alone and among others")
    first, second = "sopkit lint, 1 file alone", "sopkit lint, 1 file of a repository of 1,000"
    series = bench.measure({first: sopkit(alone, file), second: sopkit(among, file)}, 7)
    return [
        Row(first, series[first]),
        Row(second, series[second], (Target("x alone", series[second].over(series[first]), 6),)),
    ]


def growth(bench: Bench) -> list[Row]:
    """Measure 100, 1,000 and 10,000 SOPs in one process: the cost of each further file should stay."""
    one = "sopkit lint --jobs 1, 1 file"
    commands = {one: sopkit(bench.project(1), "--jobs", "1")}
    sizes = {f"sopkit lint --jobs 1, {size:,} files": size for size in SIZES}
    for name, size in sizes.items():
        rounds = bench.slow_rounds if size > MANY else None
        commands[name] = sopkit(bench.project(size), "--jobs", "1")._replace(rounds=rounds)
    series = bench.measure(commands, 3)
    per_file = {name: (series[name].cpu - series[one].cpu) / (size - 1) for name, size in sizes.items()}
    base = min(per_file.values())
    rows = [Row(one, series[one])]
    for name, cost in per_file.items():
        targets = (Target(f"x the cheapest; {1000 * cost:.2f} ms CPU a file", cost / base, 1.3),)
        rows.append(Row(name, series[name], targets))
    return rows


PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    "one": one_file,
    "thousand": thousand,
    "findings": findings,
    "repository": repository,
    "growth": growth,
}


def machine() -> str:
    """Return what was measured, and on what."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("sopkit", "yamllint", "check-jsonschema"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{tools}; {python}, {platform.system()}, {os.cpu_count()} cores."


def print_rows(rows: list[Row]) -> None:
    """Print `rows` as lines of the table."""
    for row in rows:
        low, high = row.series.spread
        figures = "; ".join(f"{one.measured:.2f} {one.text}" for one in row.targets)
        limits = "; ".join(f"<= {one.limit:g}{'' if one.is_met else ' **missed**'}" for one in row.targets)
        print(
            f"| {row.name} | {row.series.wall:.3f} | {low:.3f}-{high:.3f} | {row.series.cpu:.3f} "
            f"| {row.series.memory:.0f} | {figures} | {limits} |",
            flush=True,
        )


def main() -> int:
    """Measure the parts that the command line asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure sopkit lint against its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--rounds", type=int, help="of every part; by default 11, 3, 3, 7 and 3")
    parser.add_argument("--slow-rounds", type=int, default=1, help="of what takes half a minute each (1)")
    parser.add_argument("--lang", default="id", help="language of sopkit's messages (id)")
    arguments = parser.parse_args()
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    print(machine(), end="\n\n")
    print("| command | wall s | min-max | CPU s | peak MiB | measured | target |")
    print("| --- | ---: | --- | ---: | ---: | --- | --- |", flush=True)
    is_met = True
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), arguments)
        for part in arguments.parts or PARTS:
            rows = PARTS[part](bench)
            print_rows(rows)
            is_met = is_met and all(target.is_met for row in rows for target in row.targets)
    return 0 if is_met else 1


if __name__ == "__main__":
    raise SystemExit(main())
