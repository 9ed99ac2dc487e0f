"""Which SOPs of the register are shown, and in what order."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.due import duties
from sopkit.life.register.entry import Entry, Register
from sopkit.locale.message import message
from sopkit.text import nearest, normalise

STATUSES = ("rancangan", "berlaku", "digantikan", "dicabut")
CHANGES = ("baru", "perubahan", "perbaikan")
_NEVER = datetime.date.max
SORTS: dict[str, Callable[[Entry], Any]] = {
    "unit": lambda one: (normalise(one.sop.unit or "\uffff"), one.name),
    "nomor": lambda one: one.name,
    "judul": lambda one: (normalise(one.sop.title or ""), one.name),
    "status": lambda one: (STATUSES.index(one.sop.status) if one.sop.status in STATUSES else 9, one.name),
    "efektif": lambda one: (one.sop.dates.effective or _NEVER, one.name),
    "reviu": lambda one: (one.sop.dates.review or _NEVER, one.name),
}
"""By what the register can be sorted; what has no date comes last, what names no unit too."""


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
    return sorted(chosen, key=SORTS[sort])


def of_unit(register: Register, unit: str) -> list[Entry]:
    """Return the SOPs whose unit holds the words of `unit`, all for none. Raises as `unit_key` does."""
    key = unit_key(unit, (*register.units, *(one.sop.unit for one in register.entries)))
    return [one for one in register.entries if key in normalise(one.sop.unit or "")]


def unit_key(wanted: str, units: Iterable[str | None]) -> str:
    """Return what the normalised name of a unit must hold to be `wanted`.

    Raises SopkitError where none of `units` does.
    """
    key = normalise(wanted)
    known = dict.fromkeys(unit for unit in units if unit)
    if key and not any(key in normalise(unit) for unit in known):
        near = nearest(wanted, known)
        raise SopkitError(
            message("no unit here is called “{unit}”", unit=wanted),
            message("did you mean “{near}”?", near=near)
            if near
            else message("units here: {units}", units="; ".join(known) or "-"),
        )
    return key


def by_unit(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the SOPs by the name of their unit, "" for none; units keep the order of `entries`."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.sop.unit or "", []).append(entry)
    return found
