"""Tabel 6 of PermenPANRB 35/2012 as a form: the activities of the office, and the title of the SOP of each.

Rows are numbered as the annex does: letters for each task, then 1, a, (1), (a), (1), and the titles through
the whole form.
"""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from sopkit.life.coverage.match import Coverage, Row
from sopkit.life.coverage.needs import needs_file, read_needs
from sopkit.life.coverage.report import units
from sopkit.life.coverage.run import coverage_of
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.query import by_unit
from sopkit.life.register.reading import read_register
from sopkit.project.ordering import unit_test

HEADS = (
    "No.",
    "Tugas",
    "Fungsi",
    "Uraian Tugas",
    "Kegiatan",
    "Output",
    "Aspek Kegiatan",
    "Judul SOP",
)
_LEVELS = 5
"""Tugas, fungsi, uraian tugas, kegiatan and output: each is part of the one before."""


class NeedRow(NamedTuple):
    """One row: task, function, description, activity, output and aspect, empty where unknown.

    `title` is that of the SOP, whose number is `number` where there is one.
    """

    texts: tuple[str, ...]
    title: str
    number: str = ""


class NeedsForm(NamedTuple):
    """The rows by unit, and what is wrong in the files that they come from."""

    units: dict[str, list[NeedRow]]
    faults: tuple[Fault, ...] = ()


class Labelled(NamedTuple):
    """A row as it is written: eight cells, how many rows each is joined with, and the number of its SOP.

    A cell of its own is joined with 1, and one that the row above holds with 0.
    """

    cells: tuple[str, ...]
    spans: tuple[int, ...]
    number: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells where each is one line: the number stands behind the title."""
        *cells, title = self.cells
        return *cells, f"{title} ({self.number})" if self.number else title


def needs_form(unit: str = "") -> NeedsForm:
    """Return the form for the project here, or for the units with the words of `unit` in their name.

    It has no unit where anything is wrong in kebutuhan.yaml: rows would be missing on paper. Raises
    SopkitError for a unit that nothing names.
    """
    if not needs_file().exists():
        return from_register(read_register(), unit)
    needs = read_needs()
    if needs.faults:
        return NeedsForm({}, needs.faults)
    return from_coverage(coverage_of(needs, read_register(), unit))


def from_coverage(coverage: Coverage) -> NeedsForm:
    """Return the form that kebutuhan.yaml fills in; SOPs that belong to no activity come last in a unit."""
    found = {unit.name: [*map(_needed, unit.rows), *map(_unplaced, unit.orphans)] for unit in units(coverage)}
    return NeedsForm(found, coverage.faults)


def from_register(register: Register, wanted: str = "") -> NeedsForm:
    """Return the form with nothing but the SOPs there are, and the units that sopkit.yaml names.

    Raises SopkitError for a unit that nothing names.
    """
    current = sorted((one for one in register.entries if one.sop.is_current), key=lambda one: one.place)
    entries = by_unit(current, register.units)
    is_meant = unit_test(wanted, (*register.units, *entries))
    named = [name for name in dict.fromkeys((*register.units, *entries)) if is_meant(name)]
    named = named or [""]  # an office that begins gets an empty form
    return NeedsForm(
        {name: [_unplaced(entry) for entry in entries.get(name, ())] for name in named}, register.faults
    )


def _needed(row: Row) -> NeedRow:
    need = row.need
    texts = (need.task, need.function, need.description, need.activity, need.output, need.aspect)
    sop = row.sop.sop if row.sop is not None else None
    title = (sop.title if sop is not None else None) or need.title
    return NeedRow(tuple(text or "" for text in texts), title, (sop.number or "") if sop else "")


def _unplaced(entry: Entry) -> NeedRow:
    return NeedRow(("",) * 6, entry.sop.title or entry.name, entry.sop.number or "")


def labelled(form: NeedsForm) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield the rows of each unit with their numbers, which run through the whole form."""
    tasks = titles = 0
    for unit, rows in form.units.items():
        heads = [*_heads(rows)]
        spans = _spans(rows, heads)
        counts = [tasks, 0, 0, 0, 0]
        written: list[Labelled] = []
        for row, is_head, span in zip(rows, heads, spans, strict=True):
            titles += 1
            for level, begins in enumerate(is_head):
                if begins:
                    counts[level:] = [counts[level] + 1, *[0] * (_LEVELS - level - 1)]
            written.append(Labelled(_cells(row, counts, titles), (span[0], *span, 1, 1), row.number))
        tasks = counts[0]
        yield unit, written


def _heads(rows: Iterable[NeedRow]) -> Iterator[tuple[bool, ...]]:
    """Yield for each row at which levels something new begins; nothing does where nothing is written."""
    before: tuple[str, ...] = ("",) * _LEVELS
    for row in rows:
        now = row.texts[:_LEVELS]
        # An output is always one of its own.
        changed = [now[:level] != before[:level] or level == _LEVELS for level in range(1, _LEVELS + 1)]
        yield tuple(bool(text) and new for text, new in zip(now, changed, strict=True))
        before = now


def _spans(rows: list[NeedRow], heads: list[tuple[bool, ...]]) -> list[list[int]]:
    """Return how many rows each cell is joined with: the ones below it that only go on with it."""
    spans = [[1] * _LEVELS for _ in rows]
    for at in range(len(rows) - 1, 0, -1):
        for level in range(_LEVELS):
            if rows[at].texts[level] and not heads[at][level]:
                spans[at - 1][level] += spans[at][level]
                spans[at][level] = 0
    return spans


def _cells(row: NeedRow, counts: list[int], title: int) -> tuple[str, ...]:
    task, function, description, activity, output, aspect = row.texts
    letter = _letters(counts[0], ascii_uppercase) if task else ""
    return (
        f"{letter}." if letter else "",
        _with(f"{counts[0]}.", task),
        _with(f"{_letters(counts[1], ascii_lowercase)}.", function),
        _with(f"({counts[2]})", description),
        _with(f"({_letters(counts[3], ascii_lowercase)})", activity),
        _with(f"({counts[4]})", output),
        aspect,
        _with(f"{title}.", row.title),
    )


def _with(label: str, text: str) -> str:
    return f"{label} {text}" if text else ""


def _letters(number: int, alphabet: str) -> str:
    """Return a, b, … z, aa, ab … for a number from 1 on."""
    word = ""
    while number:
        number, rest = divmod(number - 1, len(alphabet))
        word = alphabet[rest] + word
    return word
