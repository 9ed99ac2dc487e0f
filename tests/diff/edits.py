"""Known edits: an SOP is changed in one to eight ways, each with the changes that a comparison must tell.

`Draft` holds both versions as plain data and what is expected; an edit is a function that makes one change
where it finds a place for it, and says whether it did. Rows carry their number in the old table as `x-asal`.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from sopkit.diff.codes import CODES
from sopkit.diff.model import Comparison, Severity
from tests.sops import OBJECTS, TAILS, VERBS

Row = dict[str, Any]
Edit = Callable[["Draft"], bool]
"""Makes one change of a draft and notes what must be told of it; False where there is no place for it."""
MARK = "x-asal"


class Told(NamedTuple):
    """One change that a comparison tells: its code, its weight, and the row in the new table, or else in the old one."""

    code: str
    severity: Severity
    step: int | None

    @classmethod
    def by(cls, comparison: Comparison) -> "Counter[Told]":
        """Return the changes that `comparison` tells."""
        return Counter(
            cls(change.code, change.severity, change.new_step or change.old_step)
            for change in comparison.changes
        )


class Draft:
    """Two versions of an SOP while it is edited."""

    def __init__(self, data: Row, rng: Random) -> None:
        self.rng = rng
        self.old = copy.deepcopy(data)
        for number, row in enumerate(self.old["langkah"]):
            row[MARK] = number
        self.new = copy.deepcopy(self.old)
        self._expected: list[tuple[str, Severity, int | None]] = []
        self.touched: set[int] = set()
        """Rows that are part of an edit, by their marks: no other edit may come near."""
        self.cells: set[tuple[int, str]] = set()
        """Cells of rows that are edited: an edit of the whole row may not come near, another cell may be edited."""
        self.areas: set[str] = set()
        """Parts of the identity block that are edited."""
        self.fresh = len(self.old["langkah"])

    @property
    def rows(self) -> list[Row]:
        return self.new["langkah"]

    def attempt(self, edit: "Edit") -> bool:
        """Make `edit` where it finds a place; where not, nothing is changed."""
        before = copy.deepcopy((self.old, self.new, self.touched, self.cells, self.areas))
        if edit(self):
            return True
        self.old, self.new, self.touched, self.cells, self.areas = before
        return False

    def expect(self, code: str, row: Row | None = None, severity: Severity | None = None) -> None:
        """Note that `code` must be told of `row`, with its own severity unless another is given."""
        self._expected.append((code, severity or CODES[code].severity, None if row is None else row[MARK]))

    def expected(self) -> Counter[Told]:
        """Return what a comparison must tell, with the rows as they stand now."""
        now = {row[MARK]: number for number, row in enumerate(self.rows, 1)}
        return Counter(
            Told(code, severity, None if mark is None else now.get(mark, mark + 1))
            for code, severity, mark in self._expected
        )

    def places(self, fits: Callable[[int], bool], around: int = 0) -> Iterator[int]:
        """Yield the indices of rows that no edit has touched, nor `around` them, in random order."""
        order = list(range(len(self.rows)))
        self.rng.shuffle(order)
        for at in order:
            near = self.rows[max(0, at - around) : at + around + 1]
            taken = self.touched | {mark for mark, _ in self.cells}
            if not any(row[MARK] in taken for row in near) and fits(at):
                yield at

    def touch(self, *rows: Row) -> None:
        self.touched |= {row[MARK] for row in rows}

    def around(self, at: int, reach: int = 1) -> list[Row]:
        return self.rows[max(0, at - reach) : at + reach + 1]

    def old_row(self, row: Row) -> Row:
        """Return the row as it is in the old version, where an edit needs another beginning."""
        return next(one for one in self.old["langkah"] if one[MARK] == row[MARK])

    def fresh_row(self, **keys: Any) -> Row:
        """Return a new row with words that no other row has."""
        rng = self.rng
        said = {row.get("kegiatan") for row in self.rows}
        activity = said_first = next(iter(said))
        while activity in said:
            activity = " ".join(filter(None, (rng.choice(VERBS), rng.choice(OBJECTS), rng.choice(TAILS))))
        row = {"kegiatan": activity or said_first, **keys, MARK: self.fresh}
        row["mutu_baku"] = {"kelengkapan": self.things(), "waktu": "20 menit", "output": self.things()}
        self.fresh += 1
        return row

    def things(self) -> list[str]:
        return [
            f"{thing.capitalize()} {self.rng.choice(['asli', 'salinan', 'sementara'])}"
            for thing in self.rng.sample(OBJECTS, 2)
        ]

    def id_of(self, row: Row) -> str:
        """Return the id of a row, which gets one where it has none."""
        return row.setdefault("id", f"baru-{row[MARK]}")

    def executor(self, *but: str) -> str | None:
        others = [key for key in self.new["pelaksana"] if key not in but and not key.startswith("x-")]
        return self.rng.choice(others) if others else None


def holders(row: Row) -> list[Row]:
    """Return what carries the flow of a row: itself, or its symbols."""
    return row["simbol"] if isinstance(row.get("simbol"), list) else [row]


def references(rows: list[Row]) -> Iterator[tuple[Row, str]]:
    """Yield every place that names a step: the mapping and the key."""
    for row in rows:
        for holder in holders(row):
            if "lanjut" in holder:
                yield holder, "lanjut"
            decision = holder.get("keputusan") or {}
            yield from ((decision, key) for key in ("ya", "tidak") if key in decision)
            branches = decision.get("cabang") or {}
            yield from ((branches, key) for key in branches)


def named(rows: list[Row]) -> set[str]:
    """Return the ids that arrows name."""
    found: set[str] = set()
    for holder, key in references(rows):
        value = holder[key]
        found |= {value} if isinstance(value, str) else set(value or ())
    return found


def rename(rows: list[Row], names: dict[str, str]) -> None:
    """Replace the ids that arrows name."""
    for holder, key in references(rows):
        value = holder[key]
        if isinstance(value, str):
            holder[key] = names.get(value, value)
        elif isinstance(value, list):
            holder[key] = [names.get(one, one) for one in value]


def is_plain(row: Row) -> bool:
    """Tell whether a row is one box with one executor, from which the flow goes on to the next row."""
    return (
        isinstance(row.get("pelaksana"), str) and not {"simbol", "keputusan", "jenis", "lanjut"} & row.keys()
    )


def falls_through(row: Row) -> bool:
    """Tell whether the flow of a row goes on to the next one by default."""
    last = holders(row)[-1]
    decision = last.get("keputusan")
    if isinstance(decision, dict):
        return "ya" not in decision and "cabang" not in decision
    return (
        last.get("jenis") not in ("selesai", "keputusan")
        and "lanjut" not in last
        and bool(last.get("pelaksana"))
    )


def cell(row: Row, key: str) -> list[str]:
    """Return a list of a row's standard, which is made where it is missing."""
    standard = row.get("mutu_baku")
    if not isinstance(standard, dict):
        standard = row["mutu_baku"] = {}
    if not isinstance(standard.get(key), list):
        standard[key] = []
    return standard[key]
