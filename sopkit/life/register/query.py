"""Which SOPs of the register are shown, and in what order."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sopkit.life.due import duties
from sopkit.life.register.entry import Entry, Register
from sopkit.project import ordering
from sopkit.project.ordering import unit_test
from sopkit.text import normalise

STATUSES = ("rancangan", "berlaku", "digantikan", "dicabut")
CHANGES = ("baru", "perubahan", "perbaikan")
_NEVER = datetime.date.max
SORTS: dict[str, Callable[[Entry], Any]] = {
    "unit": lambda _: 0,
    "nomor": lambda _: 0,
    "judul": lambda one: normalise(one.sop.title or ""),
    "status": lambda one: STATUSES.index(one.sop.status) if one.sop.status in STATUSES else len(STATUSES),
    "efektif": lambda one: one.sop.dates.effective or _NEVER,
    "reviu": lambda one: one.sop.dates.review or _NEVER,
}
"""By what the register can be sorted, and then by number; what has no date comes last, and no unit too."""


class Query(NamedTuple):
    """What is asked for: part of a unit's name, statuses, kinds of change; empty for any.

    `due_on` keeps only the SOPs for which something is due on that day.
    """

    unit: str = ""
    statuses: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    due_on: datetime.date | None = None


def select(register: Register, query: Query, sort: str = "unit") -> list[Entry]:
    """Return the SOPs that `query` asks for, by `sort`. Raises SopkitError for a unit that nothing names."""
    chosen = [
        one
        for one in of_unit(register, query.unit)
        if (not query.statuses or one.sop.status in query.statuses)
        and (not query.changes or one.sop.change in query.changes)
    ]
    if query.due_on is not None:
        due = {duty.entry.file for duty in duties(chosen, query.due_on)}
        chosen = [one for one in chosen if one.file in due]
    ordered = sorted(chosen, key=lambda one: (SORTS[sort](one), one.place))
    if sort != "unit":
        return ordered
    return [one for entries in by_unit(ordered, register.units).values() for one in entries]


def of_unit(register: Register, unit: str) -> list[Entry]:
    """Return the SOPs whose unit holds the words of `unit`, all for none. Raises as `unit_test` does."""
    is_meant = unit_test(unit, (*register.units, *(one.sop.unit for one in register.entries)))
    return [one for one in register.entries if is_meant(one.sop.unit)]


def by_unit(entries: Iterable[Entry], units: Sequence[str]) -> dict[str, list[Entry]]:
    """Return the SOPs by the name of their unit, as `ordering.by_unit` does."""
    return ordering.by_unit(entries, lambda one: one.sop.unit, units)
