"""Dates as people write them: 2026-07-01, 1/7/2026 or 1 Juli 2026, the day first as in Indonesia."""

import datetime
import re
from collections.abc import Callable

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_OTHERS = {
    # As spreadsheets and older offices shorten and spell them, and as an English spreadsheet does.
    1: ("january",),
    2: ("pebruari", "peb", "february"),
    3: ("march",),
    5: ("may",),
    6: ("june",),
    7: ("july",),
    8: ("agt", "ags", "agst", "august", "aug"),
    9: ("sept",),
    10: ("october", "oct"),
    11: ("nopember", "nop"),
    12: ("december", "dec"),
}
_NAMES = {
    name: number
    for number, month in enumerate(MONTHS, 1)
    for name in (month.lower(), month[:3].lower(), *_OTHERS.get(number, ()))
}
_MARK = r"[ \u00a0./-]+"
_MONTH = r"(?P<month>[A-Za-z]+|[0-9]{1,2})"
_DAY_FIRST = re.compile(rf"(?P<day>[0-9]{{1,2}}){_MARK}{_MONTH}{_MARK}(?P<year>[0-9]{{4}})")
_YEAR_FIRST = re.compile(rf"(?P<year>[0-9]{{4}}){_MARK}(?P<month>[0-9]{{1,2}}){_MARK}(?P<day>[0-9]{{1,2}})")


def month_number(name: str) -> int:
    """Return the number of the month called `name`, in full or shortened; 0 for no month."""
    return _NAMES.get(name.lower(), 0)


def written_date(text: str, month: Callable[[str], int] = month_number) -> datetime.date | None:
    """Return the date that `text` gives with all digits of the year, None where it gives none.

    `month` knows the months by name: it returns their number, and 0 for no month.
    """
    found = _DAY_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    named = found["month"]
    try:
        return datetime.date(
            int(found["year"]), int(named) if named.isdigit() else month(named), int(found["day"])
        )
    except ValueError:
        return None
