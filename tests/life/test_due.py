"""When monitoring, evaluation and planned review are due."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.life.due import duties, later
from sopkit.life.register.entry import Entry
from sopkit.model.sop import Dates, Evaluation, Sop

DAY = datetime.date.fromisoformat


def entry(
    effective: str | None,
    *done: tuple[str, str | None],
    status: str = "berlaku",
    review: str | None = None,
    revised: str | None = None,
) -> Entry:
    dates = Dates(
        created=DAY("2020-01-01"),
        revised=DAY(revised) if revised else None,
        effective=DAY(effective) if effective else None,
        review=DAY(review) if review else None,
    )
    evaluations = tuple(Evaluation((), DAY(date), kind) for date, kind in done)
    return Entry(Path("a.sop.yaml"), Sop(number="1", status=status, dates=dates, evaluations=evaluations))


def told(one: Entry, day: str, ahead: int = 0) -> list[tuple[str, str, int]]:
    return [(duty.kind, str(duty.due), duty.days_late(DAY(day))) for duty in duties([one], DAY(day), ahead)]


def test_never_watched_counts_from_the_effective_date() -> None:
    one = entry("2024-01-10")
    assert told(one, "2024-07-09") == []
    assert told(one, "2024-07-10") == [("monitoring", "2024-07-10", 0)]
    assert told(one, "2025-01-11") == [("monitoring", "2024-07-10", 185), ("evaluasi", "2025-01-10", 1)]


def test_the_last_one_counts() -> None:
    one = entry("2024-01-10", ("2024-06-30", "monitoring"), ("2024-12-01", "evaluasi"), ("2024-09-01", None))
    assert told(one, "2025-03-02") == [("monitoring", "2025-03-01", 1)]


def test_what_is_done_after_the_day_is_not_known_on_it() -> None:
    one = entry("2024-01-10", ("2024-07-20", "monitoring"))
    assert told(one, "2024-07-15") == [("monitoring", "2024-07-10", 5)]
    assert told(one, "2024-07-25") == []


def test_a_new_version_begins_anew() -> None:
    one = entry("2024-01-10", ("2022-06-30", "monitoring"), ("2022-12-01", "evaluasi"))
    assert told(one, "2024-06-01") == []


def test_a_planned_review_is_done_by_an_evaluation() -> None:
    one = entry("2024-01-10", ("2024-03-01", "monitoring"), review="2024-05-01")
    assert told(one, "2024-05-03") == [("reviu", "2024-05-01", 2)]
    seen = entry("2024-01-10", ("2024-03-01", "monitoring"), ("2024-05-02", "evaluasi"), review="2024-05-01")
    assert told(seen, "2024-05-03") == []


def test_a_revision_is_a_review() -> None:
    one = entry("2024-01-10", ("2024-05-01", "monitoring"), review="2024-05-01", revised="2024-05-02")
    assert told(one, "2024-05-03") == []


@pytest.mark.parametrize(
    "one",
    [entry("2020-01-01", status=word) for word in ("rancangan", "digantikan", "dicabut")]
    + [entry(None), entry("2030-01-01")],
)
def test_only_what_is_in_force(one: Entry) -> None:
    assert told(one, "2025-01-01") == []


def test_looking_ahead() -> None:
    assert told(entry("2024-01-10"), "2024-07-01", ahead=9) == [("monitoring", "2024-07-10", -9)]


def test_the_latest_first() -> None:
    two = [entry("2024-03-01"), entry("2024-01-10")]
    assert [str(one.due) for one in duties(two, DAY("2024-12-01"))] == ["2024-07-10", "2024-09-01"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-31", 6, "2025-06-30"),
        ("9999-12-31", 6, "9999-12-31"),
    ],
)
def test_months_of_other_lengths(day: str, months: int, expected: str) -> None:
    assert str(later(DAY(day), months=months)) == expected


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(0, 24))
def test_months_later(day: datetime.date, months: int) -> None:
    found = later(day, months=months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day <= found.day + 3
