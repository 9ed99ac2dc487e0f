"""The forms of monitoring and evaluation: what they ask, and which SOPs are on them."""

import datetime
from typing import Literal, NamedTuple

from sopkit.life.due import Kind as Duty
from sopkit.life.due import duties, unreckoned
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.query import Query, select
from sopkit.locale.message import Message

Kind = Literal["monitoring", "evaluasi"]
KINDS: tuple[Kind, ...] = ("monitoring", "evaluasi")
GRADES = ("berjalan baik", "tidak berjalan baik")
"""`penilaian`, as the file says it: Tabel 7 of PermenPANRB 35/2012 has these two."""
ANSWERS = ("ya", "tidak")
QUESTIONS = (
    "Mampu mendorong peningkatan kinerja",
    "Mudah dipahami",
    "Mudah dilaksanakan",
    "Semua orang dapat menjalankan perannya masing-masing",
    "Mampu mengatasi permasalahan yang berkaitan dengan proses",
    "Mampu menjawab kebutuhan peningkatan kinerja organisasi",
    "Sinergi satu dengan lainnya",
)
"""The questions of evaluation, as agencies commonly ask them: their wording is from secondary sources."""
_DUTIES: dict[Kind, tuple[Duty, ...]] = {"monitoring": ("monitoring",), "evaluasi": ("evaluasi", "reviu")}
"""What a form serves: the planned review of an SOP is due until it is evaluated."""


class Asked(NamedTuple):
    """Which SOPs are to be on a form: as of `day`, of a unit, with these statuses, or only what is due.

    `is_dated` tells whether `day` is that of the assessment, which then stands on the form.
    """

    day: datetime.date
    unit: str = ""
    statuses: tuple[str, ...] = ("berlaku",)
    is_due: bool = False
    is_dated: bool = False


class Form(NamedTuple):
    """A form with these SOPs; `day` is that of the assessment where it is known before.

    `notes` tell which SOPs may be missing; `units` are those that sopkit.yaml names, in its order.
    """

    kind: Kind
    day: datetime.date | None
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Message, ...] = ()
    units: tuple[str, ...] = ()


def make_form(kind: Kind, register: Register, asked: Asked) -> Form:
    """Return the form with the SOPs of `register` that are asked for, by unit.

    What comes into force later is left out. Raises SopkitError for a unit that nothing names.
    """
    found = select(register, Query(asked.unit, asked.statuses))
    chosen = [one for one in found if (one.sop.dates.effective or asked.day) <= asked.day]
    notes: list[Message] = []
    if asked.is_due:
        notes = unreckoned(chosen)
        due = {duty.entry.file for duty in duties(chosen, asked.day) if duty.kind in _DUTIES[kind]}
        chosen = [one for one in chosen if one.file in due]
    day = asked.day if asked.is_dated else None
    return Form(kind, day, tuple(chosen), register.faults, tuple(notes), register.units)
