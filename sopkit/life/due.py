"""What monitoring, evaluation and planned review of the SOPs in force is due, as of a day.

Monitoring takes place every six months (PermenPANRB 35/2012). That evaluation takes place every year is known
from a secondary source only, an agency's own guide. Both count from the day on which the SOP came into
force until they were done for the first time. The planned review is the day that
the SOP names under `reviu`, until an evaluation or a revision of that day or later.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sopkit.life.register.entry import Entry
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop, last_of

Kind = Literal["monitoring", "evaluasi", "reviu"]
MONTHS: dict[Kind, int] = {"monitoring": 6, "evaluasi": 12}


class Duty(NamedTuple):
    """One thing to do about an SOP: what, by which day, and when it was last done (None: never)."""

    entry: Entry
    kind: Kind
    due: datetime.date
    last: datetime.date | None

    def days_late(self, day: datetime.date) -> int:
        """Return by how many days it is late on `day`; 0 on the day itself, negative before."""
        return (day - self.due).days


def duties(entries: Iterable[Entry], day: datetime.date, ahead: int = 0) -> list[Duty]:
    """Return what is due on `day` or within `ahead` days after it, what is late longest first."""
    limit = later(day, days=ahead)
    found = [duty for entry in entries for duty in _duties(entry, day) if duty.due <= limit]
    return sorted(found, key=lambda duty: (duty.due, duty.entry.place, duty.kind))


def without_date(entries: Iterable[Entry]) -> list[Entry]:
    """Return the SOPs in force for which nothing can be reckoned, for want of an effective date."""
    return [one for one in entries if one.sop.status == "berlaku" and one.sop.dates.effective is None]


def unreckoned(entries: Iterable[Entry]) -> list[Message]:
    """Return what to tell of the SOPs in force for which nothing can be reckoned."""
    return [
        message(
            "{name}: in force without “tanggal: efektif”, so nothing can be reckoned ({file})",
            name=entry.name,
            file=entry.file.as_posix(),
        )
        for entry in without_date(entries)
    ]


def later(day: datetime.date, *, months: int = 0, days: int = 0) -> datetime.date:
    """Return the day `months` and then `days` after `day`, the last of a month that has no such day."""
    try:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        first_of_next = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        last = (first_of_next - datetime.timedelta(days=1)).day
        return datetime.date(year, month + 1, min(day.day, last)) + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        return datetime.date.max


def _duties(entry: Entry, day: datetime.date) -> Iterator[Duty]:
    sop = entry.sop
    begin = sop.dates.effective
    if sop.status != "berlaku" or begin is None or begin > day:
        return
    monitored = _last(sop, "monitoring", day)
    yield Duty(
        entry, "monitoring", later(max(begin, monitored or begin), months=MONTHS["monitoring"]), monitored
    )
    evaluated = _last(sop, "evaluasi", day)
    # Whoever makes or revises an SOP looks at all of it, as an evaluation does.
    seen = [one for one in (sop.dates.created, sop.dates.revised, begin, evaluated) if one and one <= day]
    yield Duty(entry, "evaluasi", later(max(seen), months=MONTHS["evaluasi"]), evaluated)
    if sop.dates.review is not None and max(seen) < sop.dates.review:
        yield Duty(entry, "reviu", sop.dates.review, evaluated)


def _last(sop: Sop, kind: Kind, day: datetime.date) -> datetime.date | None:
    last = last_of(sop.evaluations, kind, until=day)
    return last.date if last is not None else None
