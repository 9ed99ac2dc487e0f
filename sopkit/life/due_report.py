"""What is due, as text by unit and as JSON."""

import datetime
from typing import Any, NamedTuple

from sopkit.life.due import Duty, Kind, later
from sopkit.life.fault import Fault
from sopkit.life.register.listing import entry_data
from sopkit.life.table import day, row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, Message, message
from sopkit.locale.translator import Translator
from sopkit.project.ordering import by_unit

VERSION = 1
_WIDTHS = (16, 20, 10, 28)
"""Of the columns, 80 together: how late, what and when, the date, the SOP."""
_KINDS: dict[Kind, str] = {
    "monitoring": N_("monitoring"),
    "evaluasi": N_("evaluation"),
    "reviu": N_("review"),
}


class DueReport(NamedTuple):
    """What is due on `day` or within `ahead` days after it, what is late longest first.

    `units` are those that sopkit.yaml names, in its order.
    """

    day: datetime.date
    ahead: int
    duties: list[Duty]
    faults: tuple[Fault, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(duty.days_late(self.day) > 0 for duty in self.duties)


def render_text(report: DueReport, translator: Translator) -> str:
    """Return the report for a terminal of 80 columns, unit by unit; the last line counts."""
    units = by_unit(report.duties, lambda duty: duty.entry.sop.unit, report.units)
    lines: list[str] = []
    if units:
        heads = (N_("When"), N_("What"), N_("Due"), N_("SOP"))
        lines += [*row([translator.text(one) for one in heads], _WIDTHS), rule(_WIDTHS)]
    for unit, duties in units.items():
        lines += ["", printable(unit or translator.text("(no unit)"))]
        for duty in duties:
            lines += row(_cells(duty, report.day, translator), _WIDTHS)
    limit = later(report.day, days=report.ahead)
    late, rest = report.late, len(report.duties) - report.late
    said = (
        message(
            "{late}, {soon} up to {day}",
            late=translator.count("1 late", "{n} late", late),
            soon=translator.count("1 due", "{n} due", rest),
            day=day(limit),
        )
        if report.duties
        else message("nothing is due up to {day}", day=day(limit))
    )
    lines += ["", translator.render(said)]
    return "".join(f"{line}\n" for line in lines).removeprefix("\n")


def _cells(duty: Duty, on: datetime.date, translator: Translator) -> tuple[str, ...]:
    last = (
        message("last on {day}", day=day(duty.last))
        if duty.last is not None
        else message("planned")
        if duty.kind == "reviu"
        else message("never yet")
    )
    return (
        translator.render(_when(duty, on, translator)),
        f"{translator.text(_KINDS[duty.kind])}\n{translator.render(last)}",
        day(duty.due),
        f"{duty.entry.name}\n{duty.entry.sop.title or '-'}",
    )


def _when(duty: Duty, on: datetime.date, translator: Translator) -> Message:
    late = duty.days_late(on)
    if late == 0:
        return message("today")
    if late > 0:
        return message("{days} late", days=translator.count("1 day", "{n} days", late))
    return message("in {days}", days=translator.count("1 day", "{n} days", -late))


def render_json(report: DueReport) -> str:
    """Return the report as one JSON object."""
    return dump(
        {
            "version": VERSION,
            "day": day(report.day),
            "ahead": report.ahead,
            "due": [_data(duty, report.day) for duty in report.duties],
            "errors": [fault.as_data() for fault in report.faults],
        }
    )


def _data(duty: Duty, on: datetime.date) -> dict[str, Any]:
    return {
        "kind": duty.kind,
        "due": day(duty.due),
        "days_late": duty.days_late(on),
        "last": day(duty.last) if duty.last is not None else None,
        "sop": entry_data(duty.entry),
    }
