"""A filled-in table: its delimiter, its columns by whatever name, and its rows with their lines."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sopkit.life.fault import Fault
from sopkit.life.forms.columns import ANSWER_COLUMNS, COLUMNS, DATE, GRADE, KIND, NUMBER, Column
from sopkit.life.results.decoding import decode_table
from sopkit.life.spreadsheet import DELIMITERS, original
from sopkit.locale.message import Message, message
from sopkit.text import nearest, normalise

_DELIMITERS = (*DELIMITERS, "\t")
_SEPARATOR = re.compile(r'"?sep=([;,\t])"?\r?\n')
"""The line by which some programs tell Excel the delimiter."""
_LONGEST_HEAD = 10_000  # characters
_KNOWN = {normalise(name): column for column in COLUMNS for name in (column.key, column.head, *column.others)}


class Row(NamedTuple):
    """A row: the line on which it begins, and the texts of its cells by the key of the column."""

    line: int
    cells: dict[str, str]

    def cell(self, column: Column) -> str:
        """Return what stands in `column`, nothing where there is no such column."""
        return self.cells.get(column.key, "")


class Table(NamedTuple):
    """A table called `name`: `heads` are the names of its columns by key, as the file has them."""

    name: str
    heads: dict[str, str]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Message, ...] = ()

    def place(self, line: int) -> str:
        """Return where `line` is, for a message."""
        return f"{self.name}:{line}"


def read_table(name: str, content: bytes) -> Table:
    """Return the table in `content`, the bytes of the file `name`; its faults are those of its form.

    Raises SopkitError where it is no text, or in an encoding that can't be told.
    """
    text, note = decode_table(name, content)
    notes = () if note is None else (note,)
    named = _SEPARATOR.match(text)
    skipped = 1 if named else 0
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(body)
    try:
        lines = [(line + skipped, cells) for line, cells in _lines(body, delimiter)]
    except _Broken as broken:
        return Table(name, {}, (), (broken.fault(name, skipped),), notes)
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if not filled:
        what, hint = message("the table is empty"), message("“{command}” makes one", command="sopkit form")
        return Table(name, {}, (), (Fault(name, what, hint),), notes)
    head_line, heads = filled[0]
    columns, faults = _columns(f"{name}:{head_line}", heads, [cells for _, cells in filled[1:]])
    rows = []
    for line, cells in filled[1:]:
        if any(cells[len(heads) :]):
            faults.append(_too_long(f"{name}:{line}", delimiter))
        held = zip(columns, cells, strict=False)
        rows.append(Row(line, {column.key: cell for column, cell in held if column is not None}))
    named_heads = {one.key: head for one, head in zip(columns, heads, strict=True) if one is not None}
    return Table(name, named_heads, tuple(rows), tuple(faults), notes)


class _Broken(Exception):
    """Raised where the text is not CSV, or has too long a cell; `line` is that of the row's beginning."""

    def __init__(self, line: int, error: csv.Error) -> None:
        super().__init__(line)
        self.line = line
        self.is_too_long = "field limit" in str(error)  # csv has no other way to say so

    def fault(self, name: str, skipped: int) -> Fault:
        """Return what to tell of it, in the file `name` with so many lines before the first row."""
        place = f"{name}:{self.line + skipped}"
        return _endless(place) if self.is_too_long else _broken(place)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row. Raises _Broken."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Broken(line, error) from None
        yield line, [_text(cell) for cell in cells]
        line = reader.line_num + 1


def _text(cell: str) -> str:
    r"""Return what a person wrote into the cell: without blanks around it, lines ended by \n."""
    return original(cell.replace("\r\n", "\n").replace("\r", "\n").strip()).strip()


def _delimiter(text: str) -> str:
    """Return the delimiter by which the first line has most columns that are known."""
    first = next((line for line in text.splitlines() if line.strip(" ;,\t")), "")[:_LONGEST_HEAD]
    return max(_DELIMITERS, key=lambda sign: sum(_column(cell) is not None for cell in _split(first, sign)))


def _split(line: str, delimiter: str) -> Sequence[str]:
    return next(csv.reader([line], delimiter=delimiter), ())


def _column(head: str) -> Column | None:
    return _KNOWN.get(normalise(head))


def _columns(
    place: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[Column | None], list[Fault]]:
    """Return the columns that `heads` name, None for an empty one, and what is wrong with them."""
    columns: list[Column | None] = []
    faults = []
    for at, head in enumerate(heads):
        column = _column(head)
        if column in columns and column is not None:
            what = message("two columns are called “{column}”", column=head)
            faults.append(Fault(place, what, message("keep one of them")))
        elif column is None and (head or any(at < len(cells) and cells[at] for cells in rows)):
            faults.append(_unknown(place, head, at))
        columns.append(column)
    faults += (_missing(place, column) for column in _needed(columns) if column not in columns)
    return columns, faults


def _needed(columns: Iterable[Column | None]) -> tuple[Column, ...]:
    """Return the columns that a table with these must have."""
    held = {column.key for column in columns if column is not None}
    if any(column.key in held for column in ANSWER_COLUMNS):
        return (NUMBER, DATE, *ANSWER_COLUMNS)
    return (NUMBER, DATE) if KIND.key in held else (NUMBER, DATE, GRADE)


def _unknown(place: str, head: str, at: int) -> Fault:
    heads = [column.head for column in COLUMNS]
    if not head:
        what = message("column {number} has texts, but no name", number=at + 1)
        return Fault(place, what, message("name it, or empty it: {heads}", heads=", ".join(heads)))
    near = nearest(head, heads)
    what = message("there is no column “{column}”", column=head)
    if near is not None:
        return Fault(place, what, message("did you mean “{near}”?", near=near))
    return Fault(place, what, message("delete it, or call it one of these: {heads}", heads=", ".join(heads)))


def _missing(place: str, column: Column) -> Fault:
    what = message("the column “{column}” is missing", column=column.head)
    return Fault(place, what, message("add it; “{command}” makes a table with all", command="sopkit form"))


def _too_long(place: str, delimiter: str) -> Fault:
    return Fault(
        place,
        message("the row has more cells than the table has columns"),
        message("put a text with “{sign}” in it between quotation marks", sign=delimiter),
    )


def _broken(place: str) -> Fault:
    return Fault(
        place,
        message("in the row that begins here, a quotation mark is not closed, or stands within a text"),
        message("close it; one within a text is written twice, and the text between quotation marks"),
    )


def _endless(place: str) -> Fault:
    return Fault(
        place,
        message(
            "in the row that begins here, a cell has more than {most} characters", most=csv.field_size_limit()
        ),
        message("shorten it; if it holds rows below it too, a quotation mark is not closed"),
    )
