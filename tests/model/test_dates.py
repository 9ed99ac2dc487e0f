"""Dates as people write them."""

import datetime

import pytest

from sopkit.model.dates import MONTHS, written_date

FIRST_OF_JULY = datetime.date(2026, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01",
        "2026/7/1",
        "2026.07.01",
        "1/7/2026",
        "01-07-2026",
        "01.07.2026",
        "1 Juli 2026",
        " 1  JULI 2026 ",
        "1 Jul 2026",
        "01-Jul-2026",
        "1 July 2026",
        "1\u00a0Juli 2026",
    ],
)
def test_the_day_comes_first(text: str) -> None:
    assert written_date(text) == FIRST_OF_JULY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("5 Agt 2026", 8),
        ("5 Pebruari 2026", 2),
        ("5 Nopember 2026", 11),
        ("5 Des 2026", 12),
        ("5 May 2026", 5),
    ],
)
def test_other_names_of_months(text: str, month: int) -> None:
    assert written_date(text) == datetime.date(2026, month, 5)


@pytest.mark.parametrize("number", range(1, 13))
def test_all_months(number: int) -> None:
    assert written_date(f"3 {MONTHS[number - 1]} 2025") == datetime.date(2025, number, 3)


@pytest.mark.parametrize(
    "text",
    ["", "1/7/26", "7/13/2026", "31 Juni 2026", "1 Jnui 2026", "2026", "Juli 2026", "1 7 2026 x", "0/0/0000"],
)
def test_what_is_no_date(text: str) -> None:
    assert written_date(text) is None
