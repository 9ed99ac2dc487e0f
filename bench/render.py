"""What `sopkit render` costs, as whole processes, against programs that draw less.

    pip install -e '.[bench]'
    python bench/render.py                       # every part: some five minutes
    python bench/render.py one --rounds 11 --install-peers
    python bench/render.py many --korpus FOLDER

Parts: `one` SOP, cold; `many` of them in one process; `large` ones, of 60 rows and 12 executors. Prints
Markdown; exit status 1 when a target is missed. Peers that are not installed are left out. bench/README.md
says what the figures mean.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from lint import Row, Target, print_rows
from measure import Command, Series, interleave
from peers.inputs import html, mermaid

from sopkit.model.flow import build_flow
from sopkit.model.sop import Sop
from sopkit.project.discovery import find_files
from sopkit.project.reading import read_sop
from sopkit.source.document import load_document

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
EXAMPLES = ROOT / "examples" / "kpu-kota-mojokerto"
ONE = Path("keuangan-umum-dan-logistik", "pengelolaan-surat-masuk.sop.yaml")
KORPUS = ROOT.parent / "shared" / "korpus"
REAP = Path(__file__).with_name("peers") / "reap.py"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
)
ROWS, EXECUTORS, SEEDS = 60, 12, range(5)
MEMORY = 250
"""The most that any drawing may take, in MiB."""


class Peer(NamedTuple):
    """A program to compare with, what it draws, and the most of its time that sopkit may take."""

    name: str
    work: str
    limit: float
    command: Command | None
    """None where it is not installed."""
    hint: str
    """How to install it."""


class Bench:
    """The folders that are measured, and the options."""

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        self.folder = folder
        self.korpus: Path = arguments.korpus
        self.rounds: int | None = arguments.rounds
        self.environment = {**os.environ, "SOPKIT_LANG": "id", "PYTHONHASHSEED": "0"}
        # All commands find their modules compiled, as after an installation, wherever this runs.
        self.environment["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.output = folder / "output"
        self.output.mkdir()
        if arguments.install_peers:
            self._install()

    def _install(self) -> None:
        """Install mermaid-cli into the temporary folder, without the browser that it would bring."""
        words = ("npm", "install", "--prefix", str(self.folder), "--no-audit", "--no-fund", "--silent")
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        subprocess.run(
            (*words, "@mermaid-js/mermaid-cli"), env=environment, check=True, stdout=subprocess.DEVNULL
        )

    def mmdc(self) -> str | None:
        """Return the path of mermaid-cli, None where it is not installed."""
        places = (str(self.folder / "node_modules" / ".bin"), os.environ.get("PATH", os.defpath))
        return shutil.which("mmdc", path=os.pathsep.join(places))

    def repository(self, source: Path) -> Path:
        """Return a git repository of a copy of `source`, all of it committed."""
        folder = Path(tempfile.mkdtemp(dir=self.folder), "project")
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".git"))
        git = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0")
        for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "SOP")):
            subprocess.run((*git, *words), cwd=folder, check=True, capture_output=True)
        return folder

    def measure(self, commands: dict[str, Command], rounds: int) -> dict[str, Series]:
        """Return the runs of `commands`, in turns; `--rounds` wins over `rounds`."""
        return interleave(commands, self.rounds or rounds, self.environment)

    def verify(self, *names: str) -> None:
        """Raise RuntimeError unless each of these files of the output is a PDF."""
        for name in names:
            file = self.output / name
            if not file.is_file() or not file.read_bytes().startswith(b"%PDF-"):
                raise RuntimeError(f"{name} was not drawn: the figures would mislead")


def sopkit(folder: Path, source: Path | str, target: Path, *words: str, status: int = 0) -> Command:
    """Return `sopkit render` of `source` in `folder`."""
    return Command((str(BIN / "sopkit"), "render", str(source), "-o", str(target), *words), folder, status)


def one_file(bench: Bench) -> list[Row]:
    """Measure a single SOP of a small project: the cold start, which a person feels."""
    folder = bench.repository(EXAMPLES)
    mine = "sopkit render, 1 SOP"
    peers = []
    sop = read_sop(load_document(folder / ONE)) or Sop()
    for peer in (mermaid_cli(bench, sop), weasyprint(bench, sop)):
        if peer.command:
            peers.append(peer)
        else:
            print(f"Left out: {peer.name}. {peer.hint}", file=sys.stderr)
    commands = {
        "python -c pass": Command((sys.executable, "-c", "pass"), folder),
        mine: sopkit(folder, ONE, bench.output / "sopkit.pdf"),
        **{f"{peer.name}, {peer.work}": peer.command for peer in peers if peer.command},
    }
    series = bench.measure(commands, 7)
    bench.verify("sopkit.pdf", *(f"{peer.name}.pdf" for peer in peers))
    targets = [_memory(series[mine])]
    for peer in peers:
        targets += _ratios(series[mine], series[f"{peer.name}, {peer.work}"], peer)
    return [Row(name, its, tuple(targets) if name == mine else ()) for name, its in series.items()]


def _ratios(mine: Series, its: Series, peer: Peer) -> list[Target]:
    return [
        Target(f"x wall of {peer.name}", mine.over(its), peer.limit),
        Target(f"x CPU of {peer.name}", mine.cpu / its.cpu, peer.limit),
    ]


def _memory(series: Series) -> Target:
    return Target("peak MiB", series.memory, MEMORY)


def mermaid_cli(bench: Bench, sop: Sop) -> Peer:
    """Return mermaid-cli drawing the flow of the SOP, and nothing of its table."""
    hint = "Install Node.js and the package chromium, then give --install-peers, or have mmdc in the PATH."
    mmdc, chromium = bench.mmdc(), shutil.which("chromium")
    command = None
    if mmdc and chromium:
        source, settings = bench.folder / "flow.mmd", bench.folder / "puppeteer.json"
        settings.write_text(json.dumps({"executablePath": chromium, "args": CHROMIUM}), "utf-8")
        source.write_text(mermaid(sop, build_flow(sop)), "utf-8")
        reap = (sys.executable, "-I", "-S", str(REAP))
        words = ("--quiet", "--pdfFit", "--puppeteerConfigFile", str(settings), "--input", str(source))
        command = Command(
            (*reap, mmdc, *words, "--output", str(bench.output / "mermaid-cli.pdf")), bench.folder
        )
    return Peer("mermaid-cli", "the same flow alone", 0.25, command, hint)


def weasyprint(bench: Bench, sop: Sop) -> Peer:
    """Return WeasyPrint setting the table of the SOP, and nothing of its flow."""
    hint = "Install the packages libpango-1.0-0 and libpangoft2-1.0-0, then run “pip install weasyprint”."
    program = BIN / "weasyprint"
    command = None
    # Without its libraries of the system it is there, but does not even tell its version.
    if program.is_file() and _output(program, "--version"):
        source = bench.folder / "table.html"
        source.write_text(html(sop, Path(str(files("font_lato"))) / "files"), "utf-8")
        command = Command((str(program), str(source), str(bench.output / "WeasyPrint.pdf")), bench.folder)
    return Peer("WeasyPrint", "the same table without arrows", 0.6, command, hint)


def many(bench: Bench) -> list[Row]:
    """Measure all SOPs of a folder in one process; those that can't be drawn count as the others."""
    folder = bench.repository(bench.korpus)
    count = sum(1 for _ in find_files([folder]))
    output = bench.output / "many"
    command = sopkit(folder, ".", output, "--jobs", "1")
    # What can't be drawn is told by the exit status, and is no failure here.
    status = subprocess.run(
        command.arguments, cwd=folder, env=bench.environment, check=False, capture_output=True
    ).returncode
    drawn = sum(1 for _ in output.rglob("*.pdf"))
    if status not in (0, 1) or not drawn:
        raise RuntimeError(f"sopkit render ended with {status}: the figures would mislead")
    name = f"sopkit render --jobs 1, {count} SOPs, {count - drawn} of them refused"
    series = bench.measure({name: command._replace(status=status)}, 3)[name]
    cost = Target("ms CPU a file", 1000 * series.cpu / count, 60)
    return [Row(name, series, (cost, _memory(series)))]


def large(bench: Bench) -> list[Row]:
    """Measure SOPs that are as large as they get, each by itself."""
    sys.path.insert(0, str(ROOT))
    from tests.sops import random_sop

    folder = bench.folder / "large"
    folder.mkdir()
    commands = {}
    for seed in SEEDS:
        file = folder / f"{seed}.sop.yaml"
        file.write_text(random_sop(seed, rows=ROWS, executors=EXECUTORS), "utf-8")
        commands[file.name] = sopkit(folder, file.name, bench.output / f"{seed}.pdf")
    series = bench.measure(commands, 3)
    bench.verify(*(f"{seed}.pdf" for seed in SEEDS))
    slowest = max(its.wall for its in series.values())
    whole = Series([sample for its in series.values() for sample in its.samples])
    targets = (
        Target("s, median", whole.wall, 1.5),
        Target("s, slowest of them", slowest, 1.5),
        _memory(whole),
    )
    return [Row(f"sopkit render, {ROWS} rows, {EXECUTORS} executors, each of {len(SEEDS)}", whole, targets)]


PARTS: dict[str, Callable[[Bench], list[Row]]] = {"one": one_file, "many": many, "large": large}


def machine(bench: Bench) -> str:
    """Return what was measured, and on what."""
    tools = [f"{name} {_version(name)}" for name in ("sopkit", "typst", "weasyprint")]
    programs = {"mermaid-cli": bench.mmdc(), "chromium": shutil.which("chromium")}
    for name, program in programs.items():
        if program:
            words = _output(program, "--version").split()
            tools.append(f"{name} {next((word for word in words if word[0].isdigit()), '?')}")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{', '.join(tools)}; {python}, {platform.system()}, {os.cpu_count()} cores."


def _output(*command: str | Path) -> str:
    """Return what a command prints, nothing if it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if done.returncode else done.stdout


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(none)"


def main() -> int:
    """Measure the parts that the command line asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure sopkit render against programs that draw less.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--rounds", type=int, help="of every part; by default 7, 3 and 3")
    parser.add_argument(
        "--korpus",
        type=Path,
        default=KORPUS if KORPUS.is_dir() else EXAMPLES,
        metavar="DIR",
        help="folder of the SOPs of “many” (%(default)s)",
    )
    parser.add_argument(
        "--install-peers", action="store_true", help="install mermaid-cli for this run, by npm"
    )
    arguments = parser.parse_args()
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    is_met = True
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), arguments)
        print(machine(bench), end="\n\n")
        print("| command | wall s | min-max | CPU s | peak MiB | measured | target |")
        print("| --- | ---: | --- | ---: | ---: | --- | --- |", flush=True)
        for part in arguments.parts or PARTS:
            rows = PARTS[part](bench)
            print_rows(rows)
            is_met = is_met and all(target.is_met for row in rows for target in row.targets)
    return 0 if is_met else 1


if __name__ == "__main__":
    raise SystemExit(main())
