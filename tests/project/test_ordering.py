"""In what order units and SOPs are told, in every command alike."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.project.ordering import by_unit, unit_test
from sopkit.text import natural
from tests.conftest import Run
from tests.life.sample import sop, write

ORDER = ["2/HK", "10/HK", "10/KU"]


def test_units_as_sopkit_yaml_has_them_then_by_name_and_none_last() -> None:
    names = ["zeta", None, "HUKUM  ", "umum", "Arsip", "Zeta", "Hukum", " "]
    groups = by_unit(names, lambda name: name, ["Umum", "Hukum"])
    assert groups == {
        "Umum": ["umum"],
        "Hukum": ["HUKUM  ", "Hukum"],
        "Arsip": ["Arsip"],
        "zeta": ["zeta", "Zeta"],
        "": [None, " "],
    }


@pytest.mark.parametrize(
    "order",
    [
        ORDER,
        ["1", "A1", "a2", "A10"],
        ["001/RT.02-SOP/3576/2025", "001/RT.02-SOP/3576/2026", "002/RT.02-SOP/3576/2024"],
        ["9" * 5000, "1" + "0" * 5000],
    ],
)
def test_digits_count_as_numbers(order: list[str]) -> None:
    backwards = [*reversed(order)]
    assert sorted(backwards, key=natural) == order


@given(st.lists(st.text("0019aB/ ٣²", max_size=6)))
def test_any_texts_have_an_order(texts: list[str]) -> None:
    ordered = sorted(texts, key=natural)
    numbers = [text for text in ordered if re.fullmatch("[0-9]+", text)]
    assert numbers == sorted(numbers, key=int)


def test_a_unit_is_known_by_words_of_its_name() -> None:
    units = ["Subbagian Umum dan Logistik", None, "Subbagian Hukum"]
    assert [*map(unit_test("UMUM  dan", units), units)] == [True, False, False]
    assert all(map(unit_test("", units), units))
    with pytest.raises(SopkitError, match="no unit here is called “keuangan”"):
        unit_test("keuangan", units)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One unit written in three ways, and another that sopkit.yaml names before it."""
    (tmp_path / "sopkit.yaml").write_text(
        "agency: {instansi: KPU, units: [Bagian Umum, Bagian Hukum]}\n", encoding="utf-8"
    )
    units = ("Bagian Hukum", "bagian umum", "'Bagian  Umum'", "Bagian Umum", "Bagian Arsip")
    numbers = ("1/HK", "10/UM", "2/UM", "1/UM", "3/AR")
    write(
        tmp_path,
        **{
            f"s{at}": sop(number, f"Pengelolaan {number}", "2024-01-10", unit=unit)
            for at, (number, unit) in enumerate(zip(numbers, units, strict=True))
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("due", "--at", "2026-01-01"),
        ("form", "monitoring", "--format", "text"),
        ("form", "kebutuhan", "--format", "text"),
        ("map",),
        ("book", "--format", "text"),
    ],
)
def test_the_same_order_everywhere(office: Path, run: Run, command: tuple[str, ...]) -> None:
    told = re.findall(r"^Bagian \w+|Pengelolaan \d+/\w+", run(*command).out, re.MULTILINE | re.IGNORECASE)
    assert [*dict.fromkeys(told)] == [
        *("Bagian Umum", "Pengelolaan 1/UM", "Pengelolaan 2/UM", "Pengelolaan 10/UM"),
        *("Bagian Hukum", "Pengelolaan 1/HK", "Bagian Arsip", "Pengelolaan 3/AR"),
    ]


def test_sorted_by_number(office: Path, run: Run) -> None:
    data = json.loads(run("list", "--sort", "nomor", "--format", "json").out)
    assert [one["number"] for one in data["sops"]] == ["1/HK", "1/UM", "2/UM", "3/AR", "10/UM"]
