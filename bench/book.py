"""What the book of an office costs: sopkit book of 100 SOPs in force, as a whole process.

    python bench/book.py                # some two minutes
    python bench/book.py --rounds 7 --count 200

The peer is `sopkit render --combine` of the same files in the same rounds, which draws the same pages without
front matter. The SOPs are those of corpus.py, made to be in force, as in life.py. Memory is that of the
largest process; the others lay out SOPs, and end before it is at its largest. Prints Markdown; exit status 1
where a target is missed.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from life import SOPKIT, office
from lint import Row, Target, print_rows
from measure import Command, interleave

COUNT = 100
SECONDS, MEMORY, RATIO = 15, 600, 1.1
"""The most that a book of COUNT SOPs may take: on the clock, in MiB, and of the time of its peer."""


def verify(file: Path, count: int) -> int:
    """Return the pages of the book. Raises RuntimeError unless it holds every SOP."""
    from pypdf import PdfReader

    book = PdfReader(file)
    if len(book.attachments) != count + 1:
        raise RuntimeError(f"the book holds {len(book.attachments) - 1} of {count} SOPs")
    return len(book.pages)


def main() -> int:
    """Measure, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure sopkit book against sopkit render --combine.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=COUNT)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "SOPKIT_LANG": "id", "PYTHONHASHSEED": "0"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(name) / "pyc")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        folder = office(Path(name) / "office", arguments.count)
        book, combined = Path(name, "book.pdf"), Path(name, "combined.pdf")
        calls = {
            "book": (SOPKIT, "book", "-o", str(book)),
            "book --format json": (SOPKIT, "book", "--format", "json"),
            "render --combine": (SOPKIT, "render", "--combine", str(combined)),
        }
        series = interleave(
            {key: Command(call, folder) for key, call in calls.items()}, arguments.rounds, environment
        )
        pages = verify(book, arguments.count)
    mine = series["book"]
    targets = (
        Target("s, median", mine.wall, SECONDS),
        Target("peak MiB", mine.memory, MEMORY),
        Target("x wall of render --combine", mine.over(series["render --combine"]), RATIO),
    )
    print(f"{arguments.count} SOPs, {pages} pages", end="\n\n")
    print("| sopkit … | wall s | min-max | CPU s | peak MiB | measured | target |")
    print("| --- | ---: | --- | ---: | ---: | --- | --- |")
    print_rows([Row(key, one, targets if one is mine else ()) for key, one in series.items()])
    return int(not all(target.is_met for target in targets))


if __name__ == "__main__":
    sys.exit(main())
