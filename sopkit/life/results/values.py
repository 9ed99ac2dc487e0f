"""What the cells of a filled-in table mean: few ways to write each, and none that is guessed."""

import datetime
import re

from sopkit.errors import SopkitError
from sopkit.life.forms.form import ANSWERS, GRADES
from sopkit.locale.message import Message, message
from sopkit.model.dates import written_date
from sopkit.source.reader import Unreadable, decode
from sopkit.text import nearest, normalise

GOOD, BAD = GRADES
YES, NO = ANSWERS
GRADE_WORDS = {
    "baik": GOOD,
    "berjalan baik": GOOD,
    "berjalan dengan baik": GOOD,
    "tidak": BAD,
    "tidak baik": BAD,
    "tidak berjalan baik": BAD,
    "tidak berjalan dengan baik": BAD,
}
"""How a grade may be written. No ticks: in one column nobody can tell what was ticked."""
ANSWER_WORDS = {"ya": YES, "y": YES, "tidak": NO, "t": NO}
CELL_ERRORS = frozenset(
    {"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!"}
)
"""What spreadsheets show in place of a text that they took for a formula."""
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[ ./-]+(?:[A-Za-z]+|[0-9]{1,2})[ ./-]+)([0-9]{2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})([ ./-]+)([0-9]{1,2})[ ./-]+([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_DAY_ZERO = datetime.date(1899, 12, 30)
"""From which Excel counts days."""


class Unfit(SopkitError):
    """Raised for a cell that can't be taken over: what is wrong with it, and what to write."""


def read_date(text: str) -> datetime.date:
    """Return the day that `text` is, its day before its month. Raises Unfit."""
    found = written_date(text)
    if found is not None:
        return found
    if _is_too_narrow(text):
        raise Unfit(
            message("the spreadsheet saved “{text}” in place of a date", text=text),
            message("make the column wider, and save the table again"),
        )
    if short := _SHORT_YEAR.fullmatch(text):
        full = written_date(f"{short[1]}20{short[2]}")
        raise Unfit(
            message("“{text}” has a year of two digits", text=text),
            message("write {date}", date=full.isoformat()) if full else _how_dates_are_written(),
        )
    if _SERIAL.fullmatch(text):
        counted = _DAY_ZERO + datetime.timedelta(days=int(text[:5]))
        raise Unfit(
            message("“{text}” is a number: so a spreadsheet keeps a date", text=text),
            message("write {date}, or format the column as dates", date=counted.isoformat()),
        )
    turned = _MONTH_FIRST.fullmatch(text)
    meant = written_date("-".join((turned[4], turned[1], turned[3]))) if turned else None
    if turned is not None and meant is not None:
        raise Unfit(
            message(
                "“{text}”: the day comes first, and there is no month {number}", text=text, number=turned[3]
            ),
            message(
                "if {date} is meant, the table was saved with the month first: write all its dates "
                "year-month-day",
                date=meant.isoformat(),
            ),
        )
    raise Unfit(message("“{text}” is no day", text=text), _how_dates_are_written())


def read_grade(text: str) -> str:
    """Return `penilaian` as the file says it. Raises Unfit."""
    return _one_of(text, GRADE_WORDS, message("“berjalan baik” or “tidak berjalan baik”"))


def read_answer(text: str) -> str:
    """Return the answer to a question as the file says it. Raises Unfit."""
    return _one_of(text, ANSWER_WORDS, message("“ya” or “tidak”"))


def read_text(text: str) -> str:
    """Return `text`, which may stand in an SOP's file. Raises Unfit where it can't."""
    if text in CELL_ERRORS or _is_too_narrow(text):
        raise Unfit(
            message("“{text}” is an error of the spreadsheet, not a text", text=text),
            message("write the text there again; before “-”, “=” or “+” at its beginning put an apostrophe"),
        )
    try:
        _, suspicious = decode(text.encode("utf-8", "surrogatepass"))
    except Unreadable as error:
        raise Unfit(error.problem.message, error.problem.suggestion) from None
    for problem in suspicious:
        raise Unfit(problem.message, problem.suggestion)
    return text


def _is_too_narrow(text: str) -> bool:
    """Tell whether `text` is what a spreadsheet shows where a column is too narrow."""
    return len(text) > 2 and set(text) == {"#"}


def _one_of(text: str, words: dict[str, str], allowed: Message) -> str:
    found = words.get(normalise(text))
    if found is not None:
        return found
    near = nearest(text, words)
    raise Unfit(
        message("“{text}” is not {allowed}", text=text, allowed=allowed),
        message("did you mean “{near}”?", near=words[near])
        if near
        else message("write {allowed}", allowed=allowed),
    )


def _how_dates_are_written() -> Message:
    return message("write it like 2026-07-01, 1/7/2026 (day first) or 1 Juli 2026")
