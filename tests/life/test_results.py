"""What a form writes and a person fills in is read back as exactly that, whatever saved it."""

import csv
import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.life.forms.columns import ACTION, COLUMNS, DATE, GRADE, NOTE, NUMBER, ON_FORM, TITLE
from sopkit.life.forms.form import GRADES, KINDS, QUESTIONS, Form, Kind
from sopkit.life.forms.listing import render_csv
from sopkit.life.register.entry import Entry, Register
from sopkit.life.results.check import Checked, check_rows
from sopkit.life.results.decoding import decode_table
from sopkit.life.results.table import Table, read_table
from sopkit.life.results.values import CELL_ERRORS, Unfit, read_date
from sopkit.life.spreadsheet import harmless, original
from sopkit.model.sop import Dates, Evaluation, Sop
from sopkit.schema.validator import schema

TODAY = datetime.date(2026, 12, 1)
TEXTS = (
    st.text(
        st.one_of(
            st.sampled_from(" ;,\t\"'\n=+-@|:#"),
            st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")),
        ),
        max_size=40,
    )
    .map(str.strip)
    .filter(lambda text: not text.startswith(("###", *CELL_ERRORS)))
)
"""What may stand in a cell; blanks around it mean nothing, and errors of a spreadsheet are refused."""
NUMBERS = st.from_regex(r"[0-9]{3}/[A-Z]{2}\.[0-9]{2}-SOP/[0-9]{4}", fullmatch=True)
DAYS = st.dates(datetime.date(2024, 1, 1), TODAY)


def entry(number: str, title: str = "Pengelolaan Surat", **more: Any) -> Entry:
    dates = Dates(datetime.date(2023, 1, 1), None, datetime.date(2024, 1, 1))
    sop = Sop(number=number, title=title, status="berlaku", dates=dates)
    return Entry(Path(f"{number.replace('/', '-')}.sop.yaml"), sop if not more else _with(sop, **more))


def _with(sop: Sop, **more: Any) -> Sop:
    from dataclasses import replace

    return replace(sop, **more)


def filled(form: Form, results: dict[str, Evaluation], delimiter: str) -> list[list[str]]:
    """Return the form's rows with `results`, by number, written into them as a person does."""
    blank = render_csv(form, delimiter).decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(blank, newline=""), delimiter=delimiter)
    keys = [column.key for column in ON_FORM[form.kind]]
    for row in rows:
        found = results.get(original(row[0]))
        if found is not None:
            answers = {str(number): answer for number, answer in found.answers}
            cells = {
                DATE.key: found.date.isoformat() if found.date else "",
                GRADE.key: found.grade or "",
                NOTE.key: harmless(found.note or ""),
                ACTION.key: harmless(found.action or ""),
                **answers,
            }
            row[2:] = [cells.get(key, "") for key in keys[2:]]
    return [heads, *rows]


def saved(rows: list[list[str]], delimiter: str, line_end: str) -> str:
    """Return `rows` as a spreadsheet saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


@st.composite
def assessments(draw: st.DrawFn, kind: Kind) -> Evaluation:
    answers = draw(st.tuples(*[st.sampled_from(["ya", "tidak"])] * len(QUESTIONS)))
    return Evaluation(
        (),
        draw(DAYS),
        kind,
        draw(st.sampled_from(GRADES)),
        draw(TEXTS) or None,
        draw(TEXTS) or None,
        tuple(enumerate(answers, 1)) if kind == "evaluasi" else (),
    )


def check(content: bytes, *entries: Entry) -> Checked:
    table = read_table("t.csv", content)
    assert table.faults == ()
    return check_rows(table, Register(entries), TODAY)


@given(
    kind=st.sampled_from(KINDS),
    delimiters=st.tuples(st.sampled_from(";,"), st.sampled_from(";,\t")),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    line_end=st.sampled_from(["\r\n", "\n"]),
    numbers=st.lists(NUMBERS, min_size=1, max_size=4, unique=True),
    title=TEXTS,
    data=st.data(),
)
def test_what_is_filled_in_is_read_back(
    kind: Kind,
    delimiters: tuple[str, str],
    encoding: str,
    line_end: str,
    numbers: list[str],
    title: str,
    data: st.DataObject,
) -> None:
    entries = [entry(number, title) for number in numbers]
    written = {
        number: data.draw(assessments(kind)) for number in numbers if data.draw(st.booleans(), label=number)
    }
    rows = filled(Form(kind, None, tuple(entries)), written, delimiters[0])
    content = saved(rows, delimiters[1], line_end).encode(encoding)
    found = check(content, *entries)
    assert found.faults == ()
    assert {one.entry.sop.number: one.evaluation for one in found.results} == written
    assert found.blank == len(numbers) - len(written)


@given(TEXTS)
def test_what_is_made_harmless_is_taken_back(text: str) -> None:
    assert original(harmless(text)) == text
    assert not harmless(text).lstrip(" ").startswith(("=", "+", "-", "@"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        table = read_table("t.csv", content)
    except SopkitError:
        return
    assert table.faults or table.heads


@given(st.lists(st.lists(TEXTS, max_size=8), max_size=6))
def test_any_cells_are_told_with_a_place_and_a_remedy(rows: list[list[str]]) -> None:
    heads = [column.head for column in (NUMBER, TITLE, DATE, GRADE, NOTE)]
    table = read_table("t.csv", saved([heads, *rows], ";", "\r\n").encode("utf-8"))
    faults = [*table.faults, *check_rows(table, Register((entry("001"),)), TODAY).faults]
    assert all(fault.place.startswith("t.csv:") and fault.hint is not None for fault in faults)


def test_the_questions_are_those_of_the_schema() -> None:
    held = schema("sop")["$defs"]["jawaban-evaluasi"]["properties"]
    assert {key: one["description"] for key, one in held.items()} == {
        str(number): f"{question}." for number, question in enumerate(QUESTIONS, 1)
    }
    assert tuple(schema("sop")["$defs"]["evaluasi"]["properties"]["penilaian"]["enum"]) == GRADES


def read(text: str, encoding: str = "utf-8") -> Table:
    return read_table("t.csv", text.encode(encoding))


@pytest.mark.parametrize(
    "heads",
    [
        "Nomor;Tanggal;Penilaian",
        "NOMOR , tanggal, Penilaian  terhadap PENERAPAN",
        "nomor\ttanggal\tpenilaian",
        '"Nomor";"Tanggal";"Penilaian"',
        "sep=,\r\nNomor,Tanggal,Penilaian",
        "\r\n;;\r\nNomor;Tanggal;Penilaian;;;",
    ],
)
def test_heads_are_known_however_they_are_written(heads: str) -> None:
    table = read(f"{heads}\r\n")
    assert (set(table.heads), table.faults) == ({"nomor", "tanggal", "penilaian"}, ())


def test_all_names_of_columns_differ() -> None:
    names = [name.lower() for column in COLUMNS for name in {column.key, column.head.lower(), *column.others}]
    assert len(names) == len(set(names))


def test_the_line_is_that_of_the_beginning_of_a_row() -> None:
    table = read('Nomor;Tanggal;Penilaian;Catatan\r\n1;;;"a\r\nb\r\n\r\nc"\r\n\r\n2;;;d\r\n')
    assert [(row.line, row.cell(NOTE)) for row in table.rows] == [(2, "a\nb\n\nc"), (7, "d")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04abc", "this is a workbook of a spreadsheet, not a CSV file"),
        (b"\xef\xbb\xbfNomor\xff", "its encoding can't be told, or it is no text at all"),
        (b"\xff\xfea", "its encoding can't be told"),
        (b"Nomor\x81\x8d", "its encoding can't be told"),
        (b"\0\0\0\0", "its encoding can't be told"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MiB"),
    ],
)
def test_what_is_no_text(content: bytes, said: str) -> None:
    with pytest.raises(SopkitError, match=said):
        decode_table("t.csv", content)


def test_the_old_encoding_of_windows_is_told() -> None:
    decoded = decode_table("t.csv", "Nomor;Kafé – “x”".encode("cp1252"))
    assert decoded.text == "Nomor;Kafé – “x”"
    assert "was read as Windows-1252" in str(decoded.note)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1/7/26", "write 2026-07-01"),
        ("1-Jul-26", "write 2026-07-01"),
        ("46204", "write 2026-07-01, or format the column as dates"),
        ("7/31/2026", "if 2026-07-31 is meant, the table was saved with the month first"),
        ("########", "make the column wider"),
        ("31 Juni 2026", "write it like 2026-07-01, 1/7/2026 (day first) or 1 Juli 2026"),
        ("besok", "write it like 2026-07-01"),
    ],
)
def test_a_date_that_could_be_read_in_two_ways_is_refused(text: str, hint: str) -> None:
    with pytest.raises(Unfit) as caught:
        read_date(text)
    assert str(caught.value.hint).startswith(hint)


def test_a_revised_sop_may_have_results_from_before_its_revision() -> None:
    revised = entry("001")
    dates = Dates(datetime.date(2023, 1, 1), datetime.date(2026, 5, 1), datetime.date(2026, 6, 1))
    revised = revised._replace(sop=_with(revised.sop, dates=dates))
    content = b"Nomor;Tanggal;Penilaian\n001;2026-01-10;baik\n"
    assert len(check(content, revised).results) == 1
    assert len(check(content.replace(b"2026", b"2022"), revised).faults) == 1
