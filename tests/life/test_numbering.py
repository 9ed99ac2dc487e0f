"""The next free number, read off the numbers that there are."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.life.numbering.places import pieces_of
from sopkit.life.numbering.proposal import Known, next_number
from sopkit.life.numbering.shape import code_of, pattern_of, possible_shapes, shape_among, shape_of

PATTERN = r"^[0-9]{3}/(HK|KU|RT)\.[0-9]{2}-SOP/3576/20[0-9]{2}$"
DAY = datetime.date(2026, 3, 1)
OFFICE = [
    Known("001/HK.03-SOP/3576/2026", "Hukum"),
    Known("002/KU.01-SOP/3576/2026", "Umum"),
    Known("003/RT.02-SOP/3576/2026", "Umum"),
    Known("004/RT.02-SOP/3576/2026", "Umum"),
]


def proposed(
    known: list[Known], unit: str | None = None, year: int = 2026, pattern: str | None = None, month: int = 1
) -> str | None:
    found = next_number(known, unit, datetime.date(year, month, 1), pattern)
    return found.number if found else None


def numbers(*given: str) -> list[Known]:
    return [Known(one) for one in given]


def test_the_office_counts_on_with_the_code_that_the_unit_uses_most() -> None:
    found = next_number(OFFICE, "Umum", DAY, PATTERN)
    assert found == ("005/RT.02-SOP/3576/2026", "004/RT.02-SOP/3576/2026")
    assert proposed(OFFICE, "Hukum", 2026, PATTERN) == "005/HK.03-SOP/3576/2026"


def test_a_unit_without_sops_takes_the_code_that_is_used_most() -> None:
    assert proposed(OFFICE, "Lain", 2026, PATTERN) == "005/RT.02-SOP/3576/2026"


def test_another_year_counts_on_unless_the_numbers_show_that_it_begins_anew() -> None:
    assert proposed(OFFICE, "Umum", 2027, PATTERN) == "005/RT.02-SOP/3576/2027"
    anew = numbers("1/SOP/2025", "2/SOP/2025", "1/SOP/2026")
    assert proposed(anew, year=2026) == "2/SOP/2026"
    assert proposed(anew, year=2027) == "1/SOP/2027"


def test_units_that_count_for_themselves() -> None:
    known = [
        Known("SOP.SEK.01.01", "S"),
        Known("SOP.SEK.01.02", "S"),
        Known("SOP.KEU.01.01", "K"),
    ]
    assert proposed(known, "K") == "SOP.KEU.01.02"
    assert proposed(known, "S") == "SOP.SEK.01.03"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (["SOP/3576/012/2026", "SOP/3576/013/2026"], "SOP/3576/014/2026"),  # what differs counts up
        (["9/SOP/2026"], "10/SOP/2026"),
        (["09/SOP/2026"], "10/SOP/2026"),
        (["10/SOP/2024", "10/SOP/2025"], "01/SOP/2026"),
        (["9/SOP/2024", "10/SOP/2024", "10/SOP/2025"], "1/SOP/2026"),
        (["SOP-7"], "SOP-8"),
        (["012 / SOP / 2026"], "013 / SOP / 2026"),
        (["001/SOP/2026", "001/SOP/2026"], "002/SOP/2026"),  # DF001's business
        (["001/sop/2026", "002/SOP/2026"], "003/SOP/2026"),
        (["001/SOP/2026", "003/SOP/2026"], "004/SOP/2026"),  # a gap stays: a number was used there once
        (["tanpa", "001/SOP/2026"], "002/SOP/2026"),
        (["800/001/SOP/2026"], "800/002/SOP/2026"),
        (["065/001/SOP/2026"], "065/002/SOP/2026"),
        (["065 / 1 / SOP / 2026"], "065 / 2 / SOP / 2026"),
        (["000.8.3.4/12/SOP-DC/2026"], "000.8.3.4/13/SOP-DC/2026"),
        (["SOP/000.8.3.4/9/2026"], "SOP/000.8.3.4/10/2026"),
        (["000.8.3.4/001/A/2026", "000.8.3.5/001/B/2026"], "000.8.3.4/002/A/2026"),  # dots never count
        (["800/001/SOP/2026", "065/002/SOP/2026", "065/003/SOP/2026"], "065/004/SOP/2026"),
        (["800/001/SOP/2026", "065/001/SOP/2026", "060/002/SOP/2026"], "060/003/SOP/2026"),
        (["012/3576/SOP/2026"], "013/3576/SOP/2026"),
        (["012/345/SOP/2026", "013/345/SOP/2026"], "014/345/SOP/2026"),  # here the first part differs
        (["012/RT.02-SOP/3576/2026"], "013/RT.02-SOP/3576/2026"),
        (["SOP/12/3576/2026"], "SOP/13/3576/2026"),
        (["SOP.02/HK.01/2026"], "SOP.03/HK.01/2026"),
    ],
)
def test_forms(known: list[str], expected: str) -> None:
    assert proposed(numbers(*known)) == expected


@pytest.mark.parametrize("known", [[], [""], ["tanpa angka"], ["2026"], ["SOP/2026"], ["1" * 5000]])
def test_nothing_to_go_by(known: list[str]) -> None:
    assert proposed(numbers(*known)) is None


def test_what_the_pattern_refuses_is_no_model_and_no_proposal() -> None:
    assert proposed(numbers("7/SOP/2026"), pattern=PATTERN) is None
    assert proposed(numbers("999/RT.01-SOP/3576/2026"), pattern=PATTERN) is None
    assert proposed(numbers("001/SOP/2026"), pattern=r"^001/SOP/\d{4}$") is None


def test_what_the_pattern_fixes_does_not_count_up() -> None:
    assert proposed(numbers("SOP/3576/17/2026"), pattern=r"^SOP/\d{4}/17/20\d\d$") == "SOP/3577/17/2026"


PARTS = st.builds(
    lambda lead, middle, tail: (lead, middle, tail),
    st.sampled_from(["", "SOP/", "B-", "é/"]),
    st.sampled_from(["/SOP/", "/RT.02-SOP/3576/", "-", "/KPU/I/"]),
    st.sampled_from(["", "/A", " "]),
)


@given(
    PARTS,
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from([2024, 2025, 2026])), min_size=1, max_size=12),
    st.integers(1, 4),
    st.sampled_from([2024, 2026, 2027]),
    st.booleans(),
)
def test_a_proposal_is_free_fits_the_pattern_and_keeps_the_form(
    parts: tuple[str, str, str], made: list[tuple[int, int]], width: int, year: int, is_strict: bool
) -> None:
    lead, middle, tail = parts
    known = numbers(*(f"{lead}{value:0{width}}{middle}{of}{tail}" for value, of in made))
    digits = f"[0-9]{{{width},}}"
    pattern = (
        f"^{re.escape(lead)}{digits}{re.escape(middle)}20[0-9]{{2}}{re.escape(tail)}$" if is_strict else None
    )
    found = next_number(known, None, datetime.date(year, 1, 1), pattern)
    assert found is not None or not is_strict
    if found is None:
        return
    assert found.number not in {one.number for one in known}
    assert found.model in {one.number for one in known}
    assert re.search(pattern or "", found.number)
    if is_strict:
        assert re.fullmatch(
            f"{re.escape(lead)}{digits}{re.escape(middle)}{year}{re.escape(tail)}", found.number
        )


@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=4))
def test_any_text_is_a_number_to_somebody(known: list[str], unit: str) -> None:
    found = next_number([Known(one, unit) for one in known], unit, DAY, None)
    if found is not None:
        assert found.number not in known


@pytest.mark.parametrize(
    ("number", "pattern", "code"),
    [
        (
            "001/RT.02-SOP/3576/2026",
            r"^[0-9]{3}/[A-Z]{2}\.[0-9]{2}-SOP/3576/20[0-9]{2}$",
            "RT.02",
        ),
        ("12/SOP/2026", r"^[0-9]+/SOP/20[0-9]{2}$", None),
        ("SOP/012/HK.01/2026", r"^SOP/[0-9]{3}/[A-Z]{2}\.[0-9]{2}/20[0-9]{2}$", "HK.01"),
        ("SOP.(A)+01", r"^SOP\.\(A\)\+[0-9]{2}$", None),
        ("065/001/SOP/2026", r"^065/[0-9]{3}/SOP/20[0-9]{2}$", None),
        ("000.8.3.4/12/SOP/2026", r"^000\.8\.3\.4/[0-9]+/SOP/20[0-9]{2}$", None),
        ("01/SOP/DC/II/2026", r"^[0-9]{2}/SOP/DC/[IVX]+/20[0-9]{2}$", None),
        ("1/SOP/1999", r"^[0-9]+/SOP/[0-9]{4}$", None),
        ("[065]/001/SOP/2026", r"^[0-9]{3}/001/SOP/20[0-9]{2}$", None),
        ("001/RT.[02]-SOP/2026", r"^001/RT\.[0-9]{2}-SOP/20[0-9]{2}$", None),
        ("KU.[01]/HK.02/A", r"^KU\.[0-9]{2}/HK\.02/A$", "HK.02"),  # both would count: the code stays
    ],
)
def test_the_pattern_that_one_number_shows(number: str, pattern: str, code: str | None) -> None:
    shape = shape_of(number)
    assert shape is not None
    assert (pattern_of(shape), code_of(shape)) == (pattern, code)


@given(st.from_regex(r"[A-Z]{0,3}[./-]?[0-9]{1,4}[ -~]{0,12}(/20[0-9]{2})?", fullmatch=True))
def test_the_pattern_fits_its_own_number_and_those_after_it(number: str) -> None:
    shape = shape_of(number)
    if shape is not None:
        assert re.search(pattern_of(shape), number)
        digits = shape.pieces[shape.running]
        if int(digits) + 1 < 10 ** len(digits):
            assert re.search(pattern_of(shape), shape.successor)


@pytest.mark.parametrize(
    ("number", "possible"),
    [
        ("012/RT.02-SOP/3576/2022", ["[012]/RT.02-SOP/3576/2022"]),
        ("000.8.3.4/12/SOP-DC-1/2026", ["000.8.3.4/[12]/SOP-DC-1/2026"]),
        ("SOP/3576/012/2026", ["SOP/3576/[012]/2026"]),
        ("065/001/SOP/2026", ["065/[001]/SOP/2026", "[065]/001/SOP/2026"]),
        ("7/12/SOP/2026", ["[7]/12/SOP/2026", "7/[12]/SOP/2026"]),
        ("800/DC/001/2026", ["800/DC/[001]/2026", "[800]/DC/001/2026"]),
        ("SOP/12/34/2026", ["SOP/12/[34]/2026", "SOP/[12]/34/2026"]),
        ("[065]/001/SOP/2026", ["[065]/001/SOP/2026"]),
        ("SOP/2026", []),
    ],
)
def test_where_it_is_not_clear_all_that_may_count_is_offered(number: str, possible: list[str]) -> None:
    assert [shape.marked for shape in possible_shapes(number)] == possible


def test_other_numbers_settle_what_one_leaves_open() -> None:
    alone = shape_among(["065/001/SOP/2026"])
    assert alone is None
    counted = shape_among(["065/001/SOP/2026", "065/002/SOP/2026", "lain"])
    assert counted is not None
    assert counted.marked == "065/[001]/SOP/2026"
    assert shape_among(["065/001/SOP/2026", "800/002/SOP/2026"]) is None


@pytest.mark.parametrize(
    ("known", "month", "expected"),
    [
        (["01/SOP/DC/II/2026"], 3, "02/SOP/DC/III/2026"),
        (["01/SOP/DC/II/2026", "02/SOP/DC/XII/2026"], 9, "03/SOP/DC/IX/2026"),
        (["01/A/I/2026", "01/B/I/2026", "02/B/II/2026"], 3, "03/B/III/2026"),  # each unit counts
        (["01/SOP/X/DC/2026"], 3, "02/SOP/X/DC/2026"),  # no month: it is not before the year
        (["01/SOP/XIII/2026"], 3, "02/SOP/XIII/2026"),
        (["01/SOP-V/2026"], 3, "02/SOP-III/2026"),
    ],
)
def test_a_roman_month_is_that_of_the_day(known: list[str], month: int, expected: str) -> None:
    assert proposed(numbers(*known), month=month) == expected


def test_a_month_that_the_pattern_fixes_stays() -> None:
    assert (
        proposed(numbers("01/SOP/V/2026"), pattern=r"^[0-9]+/SOP/V/20[0-9]{2}$", month=3) == "02/SOP/V/2026"
    )


REGIONAL = st.builds(
    lambda code, running, unit, month: (code, running, f"/{unit}{month}/2026"),
    st.one_of(
        st.from_regex(r"[0-9]{3}", fullmatch=True),
        st.from_regex(r"[0-9]{3}(\.[0-9]{1,2}){1,3}", fullmatch=True),
    ),
    st.from_regex(r"0[0-9]{2}|[1-9][0-9]?", fullmatch=True).filter(lambda digits: int(digits) < 98),
    st.sampled_from(["SOP", "SOP-DC", "DISDUK", "SOP/Set"]),
    st.sampled_from(["", "/II", "/X"]),
)


@given(REGIONAL, st.integers(1, 12))
def test_after_a_classification_code_the_second_part_counts(
    regional: tuple[str, str, str], month: int
) -> None:
    code, running, rest = regional
    after = str(int(running) + 1).zfill(len(running))
    shape = shape_of(f"{code}/{running}{rest}")
    assert shape is not None
    for pattern in (None, pattern_of(shape)):
        found = proposed(numbers(f"{code}/{running}{rest}"), pattern=pattern, month=month)
        assert found is not None
        assert found.startswith(f"{code}/{after}/")
        assert found.endswith("/2026")


@given(
    st.lists(st.from_regex(r"[A-Z]{0,3}[.]?[0-9]{1,4}", fullmatch=True), min_size=1, max_size=5),
    st.sampled_from(["", "/2026", "/IV/2025"]),
    st.data(),
)
def test_what_is_in_brackets_counts_by_the_pattern_too(
    parts: list[str], rest: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(parts) - 1))
    letters, digits, _ = re.split(r"([0-9]+)", parts[at])
    if re.fullmatch("(19|20)[0-9]{2}", digits) or int(digits) + 1 >= 10 ** len(digits):
        return
    said = "/".join((*parts[:at], f"{letters}[{digits}]", *parts[at + 1 :])) + rest
    shape = shape_of(said)
    assert shape is not None
    assert shape.marked == said
    number = said.replace("[", "").replace("]", "")
    found = next_number(numbers(number), None, datetime.date(2026, 6, 1), pattern_of(shape))
    assert found is not None
    assert int(pieces_of(found.number)[shape.running]) == int(digits) + 1
