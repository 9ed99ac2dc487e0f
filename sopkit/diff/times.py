"""What differs between two times, in units that can be compared."""

from collections.abc import Iterator

from sopkit.diff.codes import CODES
from sopkit.diff.model import Change, Severity
from sopkit.diff.wording import plain
from sopkit.model.duration import Calendar, Duration
from sopkit.model.sop import Path

_EXACT = 0.01
"""Minutes below which two times are equal."""


def time_change(
    code: str,
    old: tuple[Duration | None, Path],
    new: tuple[Duration | None, Path],
    calendar: Calendar,
    steps: tuple[int | None, int | None] = (None, None),
) -> Iterator[Change]:
    """Yield the change from one time to another, each with its place; none where they are written the same.

    Detail `selisih` is the difference of the upper ends, where both are known: `+15 menit`.
    """
    before, after = old[0], new[0]
    if _written(before) == _written(after):
        return
    same = before is not None and after is not None and _means(before, calendar) == _means(after, calendar)
    yield Change(
        code,
        Severity.EDITORIAL if same else CODES[code].severity,
        plain(before.text) if before else None,
        plain(after.text) if after else None,
        old[1] if before else None,
        new[1] if after else None,
        *steps,
        detail=_difference(before, after, calendar),
    )


def _written(time: Duration | None) -> object:
    """Return what a time says in its own units: synonyms and spaces are no change, remarks are."""
    if time is None or time.fault:
        return plain(time.text) if time else None
    remark = time.text[time.text.find("(") :] if "(" in time.text else None
    return time._replace(text=plain(remark) or "")


def _means(time: Duration, calendar: Calendar) -> object:
    """Return what a time comes to, in whatever units; calendar days and working days stay apart."""
    if time.fault:
        return plain(time.text)
    ends = (round(sum(calendar.minutes(amount) for amount in end) / _EXACT) for end in (time.low, time.high))
    return (*ends, "hari" in time.units, time.is_bound, time.is_shared, time.per)


def _difference(
    old: Duration | None, new: Duration | None, calendar: Calendar
) -> tuple[tuple[str, str], ...]:
    if old is None or new is None or not old.high or not new.high or old.per != new.per:
        return ()
    minutes = new.minutes(calendar) - old.minutes(calendar)
    if abs(minutes) < _EXACT:
        return ()
    units = old.units | new.units
    if len(units) == 1:
        number = sum(amount.number for amount in new.high) - sum(amount.number for amount in old.high)
        text = _amount(abs(number), next(iter(units)))
    else:
        text = spelled_minutes(abs(minutes), calendar)
    return (("selisih", f"{'+' if minutes > 0 else '-'}{text}"),)


def spelled_minutes(minutes: float, calendar: Calendar) -> str:
    """Return `minutes` of work in working days, hours and minutes: `1 hari kerja 2 jam`."""
    left = round(minutes, 2)
    parts = []
    for unit, length in (("hari kerja", calendar.hours_per_workday * 60), ("jam", 60.0)):
        count = int((left + _EXACT / 2) // length)
        left = max(left - count * length, 0.0)
        if count:
            parts.append(_amount(count, unit))
    if left >= _EXACT or not parts:
        parts.append(_amount(left, "menit"))
    return " ".join(parts)


def _amount(number: float, unit: str) -> str:
    return f"{round(number, 2):.10g} {unit}".replace(".", ",")
