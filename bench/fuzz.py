"""Coverage-guided fuzzing of what reads a file: sopkit.source, sopkit.schema and sopkit.model.

    pip install -e '.[fuzz]'
    python bench/fuzz.py --seconds 600

Whatever the bytes are, no exception may escape: what is wrong with a file is told in its problems, every
problem has a place in the text, and the edits that mend it compile. The first process writes seeds and a
dictionary, starts libFuzzer in a second one, and sums up; an input that crashes is kept in `--crashes`, once
for each place in the code, and fuzzing goes on. Exit status 1 where something crashed.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopkit.source.document import Document

ROOT = Path(__file__).parents[1]
LONGEST_INPUT = 4096
WORDS = """
--- ... - : ? &a *a !!str !x | >- |2+ # %YAML << { } [ ] , ' " '' \\x \\u00e9 … é 😀
null ~ no on true 12:30 007 1_000 0o17 0x1F .inf 1e999 2022-06-16 1-3 menit/berkas bersama
sopkit: nomor: judul: status: versi: tanggal: pembuatan: pengesahan: nip: x-y: pelaksana: singkatan: langkah:
id: kegiatan: simbol: keputusan: ya: tidak: cabang: peluang: lanjut: jenis: mulai selesai mutu_baku: waktu:
output: kelengkapan: keterkaitan: sop: dasar_hukum: riwayat: pengujian: evaluasi: jawaban:
"""
SIGNS = (
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\n  - ",
    "\n    ",
    ": ",
    "\ufeff",
    "\u2028",
    "\x85",
    "\u202e",
    "\x00",
    "\x7f",
)
SHOWN = ("CRASH", "stat::", "==", "Traceback", "ModuleNotFoundError", "ImportError")
COMMENTS = ("# sopkit: ignore[YM003]", "# sopkit: ignore-file[SK]")


def check(document: "Document", *, with_rules: bool) -> None:
    """Do with `document` all that lint, fix and the reports do before and after the rules."""
    from sopkit.lint.engine import form_problems
    from sopkit.model.build import build
    from sopkit.model.flow import build_flow
    from sopkit.project.reading import as_text
    from sopkit.schema.problems import schema_problems
    from sopkit.source.comments import suppressions
    from sopkit.source.edits import Edit, Quote, RenameKey

    problems = list(document.problems)
    edits: list[Edit] = []
    if isinstance(document.data, dict):
        schema_problems(document, "sop")
        schema_problems(document, "sopkit")
        problems += form_problems(document)
        build_flow(build(document.data))
        build_flow(build(as_text(document, problems), "Instansi"))
        edits = [Quote(problem.path) for problem in problems if problem.code == "YM003"]
        edits += [
            RenameKey(one.path, one.replacement)
            for one in problems
            if one.code == "SK004" and one.replacement
        ]
    for problem in problems:
        _check_place(document, problem.span or document.span(problem.path, problem.role))
    for edit in edits:
        _check_edit(document, edit)
    for start, end in document.scalars():
        _check_place(document, (start, end))
    list(suppressions(document))
    if with_rules:
        _check_rules(document)


def _check_place(document: "Document", span: tuple[int, int]) -> None:
    start, end = span
    assert 0 <= start <= end <= len(document.text), f"span {span} in {len(document.text)} characters"
    for offset in span:
        line, column = document.position(offset)
        assert 1 <= column <= len(document.line(line)) + 2, f"{line}:{column}"


def _check_edit(document: "Document", edit: Any) -> None:
    """Compile `edit`; the file must be as good YAML after it as it was before."""
    from sopkit.source.document import parse_document
    from sopkit.source.edits import apply_edits, compile_edit

    compiled = compile_edit(document, edit)
    if compiled is None:
        return
    mended = parse_document("x", apply_edits(document.text, compiled).encode("utf-8", "surrogatepass"))
    before, after = ({problem.code for problem in one.problems} for one in (document, mended))
    assert after <= before, f"{edit} makes {after - before}"


def _check_rules(document: "Document") -> None:
    """Run all rules about one SOP; one that crashes is a crash here."""
    import datetime

    from sopkit.lint.engine import lint_document
    from sopkit.lint.lexicon import lexicon
    from sopkit.lint.settings import Options, make_settings
    from sopkit.project.config import Config

    settings = make_settings(Config(), Options(datetime.date(2026, 1, 31), ("ALL",)))
    result = lint_document(document, "x.sop.yaml", settings, lexicon())
    assert not result.faults, result.faults[0].trace


class Crashes:
    """Keeps the first input of each crash, known by its exception and the lines of sopkit it went through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: set[str] = set()

    def add(self, content: bytes, error: Exception) -> None:
        """Write `content` and the trace of `error`, if it is the first of its kind."""
        trace = traceback.format_exc()
        places = [
            f"{frame.filename}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
            if "sopkit" in frame.filename
        ]
        inner = re.findall(r'File ".*(sopkit/\S+)", line (\d+)', str(error))
        kind = hashlib.sha1(repr((type(error), places[-1:], inner[-1:])).encode()).hexdigest()[:12]
        if kind in self.known:
            return
        self.known.add(kind)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"crash-{kind}.yaml").write_bytes(content)
        (self.folder / f"crash-{kind}.txt").write_text(trace, "utf-8")
        print(f"CRASH {kind}: {trace.strip().splitlines()[-1]}", flush=True)


def fuzz(arguments: argparse.Namespace, folder: Path) -> None:
    """Run libFuzzer in this process; it ends the process itself."""
    import atheris

    if arguments.pure:
        import yaml

        # The pure Python parser must do the same, and its lines count for the coverage.
        yaml.__with_libyaml__ = False
    with atheris.instrument_imports(include=["sopkit", *(["yaml"] if arguments.pure else [])]):
        from sopkit.source.document import parse_document

        # Imports the rest, and ends here where the target itself is out of date.
        check(parse_document("x.sop.yaml", b"sopkit: 1\n"), with_rules=arguments.rules)
    crashes = Crashes(arguments.crashes)

    def one_input(content: bytes) -> None:
        try:
            check(parse_document("x.sop.yaml", content), with_rules=arguments.rules)
        except Exception as error:
            crashes.add(content, error)

    options = [
        f"-max_total_time={arguments.seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-dict={folder / 'yaml.dict'}",
        f"-seed={arguments.seed}",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-artifact_prefix={arguments.crashes}{os.sep}",
    ]
    folders = [str(arguments.corpus or folder / "corpus"), str(folder / "seeds")]
    atheris.Setup([sys.argv[0], *options, *folders], one_input)
    atheris.Fuzz()


def seeds() -> Iterator[bytes]:
    """Yield what the fuzzer begins with: examples, the YAML of the tests, the rules' samples."""
    from sopkit.lint.registry import all_rules

    files = [*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "tests").rglob("*.y*ml")]
    yield from (file.read_bytes() for file in sorted(files))
    for rule in all_rules():
        yield from (sample.encode() for sample in (rule.wrong, rule.right))


def prepare(folder: Path) -> None:
    """Write seeds and dictionary into `folder`."""
    for name in ("seeds", "corpus"):
        (folder / name).mkdir()
    for number, seed in enumerate(seeds()):
        (folder / "seeds" / f"{number:04d}").write_bytes(seed[:LONGEST_INPUT])
    tokens = (*WORDS.split(), *SIGNS, *COMMENTS)
    entries = ("".join(f"\\x{byte:02X}" for byte in token.encode()) for token in tokens)
    (folder / "yaml.dict").write_text("".join(f'"{entry}"\n' for entry in entries), "ascii")


def run(arguments: argparse.Namespace) -> int:
    """Fuzz in a second process, print what it came to, and return the exit status."""
    arguments.crashes.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        command = [sys.executable, __file__, *sys.argv[1:], "--worker", name]
        last = ""
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
            assert child.stdout is not None
            for raw in child.stdout:
                line = raw.decode("utf-8", "replace")
                last = line if " cov: " in line else last
                if arguments.verbose or line.startswith(SHOWN):
                    print(line, end="", flush=True)
    print(last.strip())
    kept = sorted(arguments.crashes.glob("crash-*.yaml")) + sorted(arguments.crashes.glob("timeout-*"))
    print(f"{len(kept)} crashing inputs in {arguments.crashes}", *kept, sep="\n  ")
    return 1 if kept or child.returncode else 0


def main() -> int:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description="Fuzz the reading of SOP files.")
    parser.add_argument("--seconds", type=int, default=60, help="how long (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the fuzzer's chance (1)")
    parser.add_argument("--rules", action="store_true", help="also run every rule about one SOP")
    parser.add_argument("--pure", action="store_true", help="with PyYAML's own parser instead of libyaml")
    parser.add_argument(
        "--corpus", type=Path, help="begin with the inputs here, and keep those that reach new code"
    )
    parser.add_argument("--crashes", type=Path, default=Path("crashes"), help="where crashes go (crashes/)")
    parser.add_argument("--verbose", action="store_true", help="show the fuzzer's own output")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        fuzz(arguments, arguments.worker)
        return 0
    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
