"""Edits SOPs in known ways, and scores what the comparison tells of it.

Run as `python -m bench.diff_mutations [--trials N] [--seed S] [--show K]` from the top of the project. The
SOPs are the examples, the corpus of real flows (SOPKIT_KORPUS, where there is one) and random ones. Each
trial makes one to eight edits of different kinds, and compares the codes, severities and rows that are told
with those that are expected: once with the ids of the file, once without them (where arrows need one, the new
version has others). Ends with status 1 when a target is missed, over all changes or over those of the table.
"""

import argparse
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sopkit.diff.compare import compare
from sopkit.diff.model import Comparison
from sopkit.model.build import build
from sopkit.model.duration import Calendar
from sopkit.source.document import load_document, parse_document
from tests.diff.all_edits import EDITS
from tests.diff.edits import Draft, Told, named, rename
from tests.sops import random_sop

ROOT = Path(__file__).parents[1]
KORPUS = Path(os.environ.get("SOPKIT_KORPUS", ROOT.parent / "shared/korpus"))
OF_THE_TABLE = re.compile(
    "langkah|kegiatan|pelaksana-langkah|sop-langkah|simbol|jenis-simbol|teks|pertanyaan|jawaban|tujuan|alur|"
    "peluang|kelengkapan|output|waktu|keterangan"
)
"""How the codes of the table begin: those of the identity block are easier."""
TARGETS = {"with ids": 0.99, "without ids": 0.95}


class Score(NamedTuple):
    """How many changes were told rightly, missed, and told without reason."""

    right: int
    missed: int
    extra: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.missed + self.extra) if self.right else 0.0


def main() -> None:
    """Print the tables, and end with status 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many trials that went wrong")
    options = parser.parse_args()
    documents = [*_documents()]
    print(f"{len(documents)} SOPs, {options.trials} trials of one to eight edits")
    reached = True
    for name, target in TARGETS.items():
        scores = _trials(documents, options, with_ids=name == "with ids")
        total = _sum(scores.values())
        table = _sum(score for code, score in scores.items() if OF_THE_TABLE.match(code))
        print(f"\n## {name}\n\n| code | expected | missed | extra | F1 |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for label, score in (*sorted(scores.items()), ("**all**", total), ("**of the table**", table)):
            right, missed, extra = score
            print(f"| {label} | {right + missed} | {missed} | {extra} | {score.f1:.4f} |")
        reached = reached and min(total.f1, table.f1) >= target
    raise SystemExit(not reached)


def _sum(scores: Iterable[Score]) -> Score:
    return Score(*map(sum, zip(*scores, strict=True)))


def _documents() -> list[tuple[str, Any]]:
    folders = [ROOT / "examples", *([KORPUS] if KORPUS.is_dir() else [])]
    files = [file for folder in folders for file in sorted(folder.rglob("*.sop.yaml"))]
    loaded = [(file.name, load_document(file).data) for file in files]
    made = [(f"random {seed}", parse_document("", random_sop(seed).encode()).data) for seed in range(120)]
    return [
        (name, data) for name, data in (*loaded, *made) if isinstance(data, dict) and len(data["langkah"]) > 3
    ]


def _trials(
    documents: list[tuple[str, Any]], options: argparse.Namespace, with_ids: bool
) -> dict[str, Score]:
    tallies: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    shown = 0
    for trial in range(options.trials):
        rng = Random(options.seed * 1_000_003 + trial)
        name, data = rng.choice(documents)
        draft = Draft(data, rng)
        made = _edited(draft, rng.sample(sorted(EDITS), len(EDITS)), rng.randint(1, 8))
        if not with_ids:
            _strip(draft)
        expected, told = draft.expected(), Told.by(_compared(draft))
        for kind, changes in enumerate((expected & told, expected - told, told - expected)):
            for change, count in changes.items():
                tallies[change.code][kind] += count
        if expected != told and shown < options.show:
            shown += 1
            print(
                f"\n{trial} {name}: {made}\n  missed {[*(expected - told)]}\n  extra {[*(told - expected)]}"
            )
    return {code: Score(*tally) for code, tally in tallies.items()}


def _edited(draft: Draft, kinds: list[str], count: int) -> list[str]:
    made: list[str] = []
    for kind in kinds:
        if len(made) == count:
            break
        if draft.attempt(EDITS[kind]):
            made.append(kind)
    return made


def _strip(draft: Draft) -> None:
    """Take away the ids; those that arrows name are others in the new version."""
    for rows, prefix in ((draft.old["langkah"], ""), (draft.rows, "n-")):
        kept = named(rows)
        names = {name: prefix + name for name in kept}
        rename(rows, names)
        for row in rows:
            for holder in (row, *(row.get("simbol") or ())):
                name = holder.pop("id", None)
                if name in names:
                    holder["id"] = names[name]


def _compared(draft: Draft) -> Comparison:
    return compare(build(draft.old), build(draft.new), old_name="old", new_name="new", calendar=Calendar())


if __name__ == "__main__":
    main()
