"""Times as clerks write them, and what is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.model.duration import UNITS, Amount, Calendar, Duration, parse_duration


def amounts(side: tuple[Amount, ...]) -> str:
    return " ".join(f"{amount.number:g} {amount.unit}" for amount in side)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("10 menit", "10 menit"),
        ("10 Menit", "10 menit"),
        ("10menit", "10 menit"),
        ("45 detik", "45 detik"),
        ("1 hari", "1 hari"),
        ("3 hari kerja", "3 hari kerja"),
        ("3 hari  kerja", "3 hari kerja"),
        ("2 hari kalender", "2 hari"),
        ("2 hari efektif", "2 hari kerja"),
        ("1 triwulan", "1 triwulan"),
        ("1 semester", "1 semester"),
        ("1,5 jam", "1.5 jam"),
        ("0.5 hari", "0.5 hari"),
        ("1.000 menit", "1000 menit"),
        ("1 x 24 jam", "24 jam"),
        ("2×24 jam", "48 jam"),
        ("1 jam 30 menit", "1 jam 30 menit"),
        ("1 jam, 30 menit", "1 jam 30 menit"),
        ("1 jam dan 30 menit", "1 jam 30 menit"),
        ("1 hari + 2 jam", "1 hari 2 jam"),
        ("10 menit (bila lengkap)", "10 menit"),
        ("10 (sepuluh) menit", "10 menit"),
    ],
)
def test_plain(text: str, high: str) -> None:
    found = parse_duration(text)
    assert found.fault is None
    assert (amounts(found.low), amounts(found.high)) == (high, high)
    assert (found.is_range, found.is_bound, found.is_shared, found.per) == (False, False, False, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1-3 hari kerja", "1 hari kerja", "3 hari kerja"),
        ("1 – 3 hari kerja", "1 hari kerja", "3 hari kerja"),
        ("1—3 jam", "1 jam", "3 jam"),
        ("30 menit - 3 jam", "30 menit", "3 jam"),
        ("3 s.d. 5 hari", "3 hari", "5 hari"),
        ("3 s/d 5 hari", "3 hari", "5 hari"),
        ("3 sd 5 hari", "3 hari", "5 hari"),
        ("3 sampai 5 hari", "3 hari", "5 hari"),
        ("3 sampai dengan 5 hari", "3 hari", "5 hari"),
        ("3 hingga 5 hari", "3 hari", "5 hari"),
        ("1 jam 30 menit - 2 jam", "1 jam 30 menit", "2 jam"),
        ("0,5-1,5 jam", "0.5 jam", "1.5 jam"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    found = parse_duration(text)
    assert (found.fault, found.is_range) == (None, True)
    assert (amounts(found.low), amounts(found.high)) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "maksimal 2 hari",
        "Maksimum 2 hari",
        "maks. 2 hari",
        "paling lama 2 hari",
        "paling lambat 2 hari",
        "selambat-lambatnya 2 hari",
        "≤ 2 hari",
    ],
)
def test_bounds(text: str) -> None:
    found = parse_duration(text)
    assert found.is_bound
    assert amounts(found.high) == "2 hari"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("2 menit/berkas", "berkas"),
        ("2 menit / berkas", "berkas"),
        ("2 menit per berkas", "berkas"),
        ("maksimal 1-2 menit per surat masuk", "surat masuk"),
    ],
)
def test_per_unit(text: str, per: str) -> None:
    found = parse_duration(text)
    assert (found.fault, found.per) == (None, per)


def test_shared() -> None:
    assert parse_duration("bersama").is_shared
    assert parse_duration(" Bersama ").is_shared
    assert not parse_duration("bersama staf").is_shared


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("20", "no-unit", "20"),
        ("1,5", "no-unit", "1,5"),
        ("1-3", "no-unit", "1-3"),
        ("10 minit", "unknown-unit", "minit"),
        ("10 menut", "unknown-unit", "menut"),
        ("1 jam 5 manit", "unknown-unit", "manit"),
        ("segera", "unreadable", "segera"),
        ("Sesuai jadwal", "unreadable", "sesuai jadwal"),
        ("", "unreadable", ""),
        ("-", "unreadable", "-"),
        ("menit", "unreadable", "menit"),
        ("kurang lebih", "unreadable", "kurang lebih"),
        ("-5 menit", "unreadable", "-5 menit"),
        ("3 - menit", "unreadable", "3 - menit"),
    ],
)
def test_faults(text: str, kind: str, piece: str) -> None:
    found = parse_duration(text)
    assert found.fault is not None
    assert (found.fault.kind, found.fault.piece) == (kind, piece)
    assert (found.text, found.low, found.high) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90 detik", 1.5),
        ("2 jam", 120),
        ("1 hari kerja", 450),
        ("1 hari", 450),
        ("1 minggu", 5 * 450),
        ("1 bulan", 20 * 450),
        ("1 triwulan", 60 * 450),
        ("1 tahun", 240 * 450),
        ("1-3 jam", 180),
        ("2 menit/berkas", 2),
        ("segera", 0),
        ("bersama", 0),
    ],
)
def test_minutes(text: str, minutes: float) -> None:
    assert parse_duration(text).minutes(Calendar()) == pytest.approx(minutes)


def test_calendar_of_the_agency() -> None:
    calendar = Calendar(hours_per_workday=8, workdays_per_week=6, workdays_per_month=25)
    assert parse_duration("1 minggu").minutes(calendar) == 6 * 8 * 60
    assert parse_duration("1 bulan").minutes(calendar) == 25 * 8 * 60


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    sound(text, parse_duration(text))


@given(st.text(alphabet="0123456789 .,-–/()x+≤menitjahrkdsp", max_size=30))
def test_any_time_like_text(text: str) -> None:
    sound(text, parse_duration(text))


def sound(text: str, found: Duration) -> None:
    assert found.text == text
    assert bool(found.high) is (found.fault is None and not found.is_shared)
    assert bool(found.low) is bool(found.high)
    assert all(amount.unit in UNITS and amount.number >= 0 for amount in (*found.low, *found.high))


numbers = st.integers(0, 500)
units = st.sampled_from(UNITS)


@given(numbers, numbers, units, st.sampled_from(["-", " - ", "–", " s.d. ", " sampai ", " hingga "]))
def test_range_in_order(one: int, other: int, unit: str, separator: str) -> None:
    low, high = sorted((one, other))
    found = parse_duration(f"{low}{separator}{high} {unit}")
    assert found.low == (Amount(low, unit),)
    assert found.high == (Amount(high, unit),)
    calendar = Calendar()
    assert sum(map(calendar.minutes, found.low)) <= found.minutes(calendar)


@given(st.lists(st.tuples(st.integers(1, 999), units), min_size=1, max_size=3))
def test_sums(parts: list[tuple[int, str]]) -> None:
    found = parse_duration(" ".join(f"{number} {unit}" for number, unit in parts))
    assert found.high == tuple(Amount(number, unit) for number, unit in parts)
