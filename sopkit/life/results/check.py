"""Which rows of a filled-in table fit the SOPs here, and what is wrong with the others."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from sopkit.life.fault import Fault
from sopkit.life.forms.columns import ACTION, ANSWER_COLUMNS, DATE, GRADE, KIND, NOTE, NUMBER, TITLE, Column
from sopkit.life.forms.form import KINDS, Kind
from sopkit.life.register.entry import Entry, Register
from sopkit.life.results.assessment import is_among, is_taken
from sopkit.life.results.numbers import Numbers
from sopkit.life.results.table import Row, Table
from sopkit.life.results.values import Unfit, read_answer, read_date, read_grade, read_text
from sopkit.locale.message import Message, message
from sopkit.model.sop import Evaluation, Sop
from sopkit.text import nearest, normalise

Value = TypeVar("Value")
_RESULTS = (*ANSWER_COLUMNS, GRADE, NOTE, ACTION)
"""The columns by which a row holds a result."""


class Result(NamedTuple):
    """One assessment of an SOP, and the line of the table that it comes from."""

    line: int
    entry: Entry
    evaluation: Evaluation

    @property
    def is_present(self) -> bool:
        """Tell whether the SOP has this very assessment already."""
        return is_among(self.evaluation, self.entry.sop)


class Checked(NamedTuple):
    """The results that fit, how many rows were left blank, and what is wrong with the rest."""

    results: tuple[Result, ...]
    blank: int
    faults: tuple[Fault, ...]


def check_rows(table: Table, register: Register, today: datetime.date) -> Checked:
    """Return the results in `table` that fit the SOPs of `register`; none is from after `today`."""
    checker = _Checker(table, register, today)
    results = []
    blank = 0
    for row in table.rows:
        if not any(row.cell(column) for column in _RESULTS):
            blank += 1
        elif result := checker.result(row):
            results.append(result)
    return Checked(tuple(results), blank, tuple(checker.faults))


class _Checker:
    """Goes through the rows and keeps what is wrong with them."""

    def __init__(self, table: Table, register: Register, today: datetime.date) -> None:
        self.table, self.today = table, today
        self.numbers = Numbers(register)
        self.seen: dict[tuple[str, str | None, datetime.date | None], int] = {}
        self.faults: list[Fault] = []
        has_answers = any(column.key in table.heads for column in ANSWER_COLUMNS)
        self.kind: Kind = "evaluasi" if has_answers else "monitoring"

    def result(self, row: Row) -> Result | None:
        """Return the result of a row, None where something is wrong with it."""
        told = len(self.faults)
        entry = self._cell(row, NUMBER, lambda number: self.numbers.find(number, row.cell(TITLE)))
        kind = self._cell(row, KIND, _kind) or self.kind
        day = self._cell(row, DATE, read_date)
        answers = tuple(
            (number, answer)
            for number, column in enumerate(ANSWER_COLUMNS, 1)
            if (answer := self._cell(row, column, read_answer))
        )
        grade = self._cell(row, GRADE, read_grade)
        note, action = (self._cell(row, column, read_text) for column in (NOTE, ACTION))
        if not row.cell(DATE):
            self._tell(row, DATE, message("the day is missing"), message("write the day of the assessment"))
        self._check_kind(row, kind)
        if entry is not None:
            self._check_title(row, entry)
            self._check_state(row, entry)
        if entry is None or day is None:
            return None
        self._check_day(row, entry.sop, day)
        result = Result(row.line, entry, Evaluation((), day, kind, grade, note, action, answers))
        self._check_twice(row, result)
        if len(self.faults) == told:
            self._check_file(row, result)
        return result if len(self.faults) == told else None

    def _cell(self, row: Row, column: Column, read: Callable[[str], Value]) -> Value | None:
        """Return what the cell means, None where it is empty or wrong, which is told."""
        text = row.cell(column)
        if not text and column is not NUMBER:
            return None
        try:
            return read(text)
        except Unfit as unfit:
            self._tell(row, column, unfit.text, unfit.hint)
            return None

    def _tell(self, row: Row, column: Column, what: Message, hint: Message | None) -> None:
        name = self.table.heads.get(column.key, column.head)
        said = message("column “{column}”: {what}", column=name, what=what)
        self.faults.append(Fault(self.table.place(row.line), said, hint))

    def _check_kind(self, row: Row, kind: Kind) -> None:
        filled = [column for column in ANSWER_COLUMNS if row.cell(column)]
        if kind == "monitoring" and filled:
            what = message("the questions belong to an evaluation, but the row is a monitoring")
            self._tell(row, filled[0], what, message("empty the answers, or write “evaluasi” under “Jenis”"))
        if kind == "monitoring" and not row.cell(GRADE):
            what = message("the grade is missing")
            self._tell(row, GRADE, what, message("write “berjalan baik” or “tidak berjalan baik”"))
        missing = [column.key for column in ANSWER_COLUMNS if not row.cell(column)]
        if kind == "evaluasi" and missing:
            what = message("answers are missing, of question {numbers}", numbers=", ".join(missing))
            first = ANSWER_COLUMNS[int(missing[0]) - 1]
            self._tell(row, first, what, message("write “ya” or “tidak” for each of the seven questions"))

    def _check_title(self, row: Row, entry: Entry) -> None:
        written, title = row.cell(TITLE), entry.sop.title or ""
        if not written or normalise(written) == normalise(title):
            return
        what = message("“{title}” is not the title of {number}", title=written, number=entry.name)
        hint = message("“{title}” is: correct the number or the title, or leave the title blank", title=title)
        self._tell(row, TITLE, what, hint)

    def _check_state(self, row: Row, entry: Entry) -> None:
        if entry.sop.status == "rancangan":
            what = message("{number} is a draft: nobody works by it yet", number=entry.name)
            hint = message("a trial is recorded with “{command}”", command="sopkit walk --record")
            self._tell(row, NUMBER, what, hint)

    def _check_day(self, row: Row, sop: Sop, day: datetime.date) -> None:
        if day > self.today:
            what = message("{day} is still to come", day=day)
            self._tell(row, DATE, what, message("write a day up to {today}", today=self.today))
        begin = _begin(sop)
        if begin is not None and day < begin:
            what = message("{day} is before the SOP was in force, from {begin} on", day=day, begin=begin)
            self._tell(row, DATE, what, message("correct the day, or the dates in the SOP's file"))

    def _check_twice(self, row: Row, result: Result) -> None:
        one = result.evaluation
        first = self.seen.setdefault((result.entry.file.as_posix(), one.kind, one.date), row.line)
        if first != row.line:
            what = message("line {line} has a result of this SOP and day already", line=first)
            self._tell(row, DATE, what, message("delete one of the rows, or correct its day"))

    def _check_file(self, row: Row, result: Result) -> None:
        if is_taken(result.evaluation, result.entry.sop):
            what = message("{file} holds another result of this day", file=result.entry.file.as_posix())
            self._tell(row, DATE, what, message("correct the day here, or the entry under “evaluasi” there"))


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if normalise(text) == kind:
            return kind
    near = nearest(text, KINDS)
    raise Unfit(
        message("“{text}” is neither “monitoring” nor “evaluasi”", text=text),
        message("did you mean “{near}”?", near=near) if near else message("write one of them"),
    )


def _begin(sop: Sop) -> datetime.date | None:
    """Return the first day on which people can have worked by the SOP, None where it is not known.

    A revised one was in force before, as its former version: then only the day on which it was made is known.
    """
    dates = sop.dates
    return dates.effective if dates.revised is None else dates.created


def grouped(results: Iterable[Result]) -> Iterator[tuple[Entry, list[Result]]]:
    """Yield the results by SOP, in the order in which each comes first."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.entry.file.as_posix(), []).append(result)
    for held in found.values():
        yield held[0].entry, held
