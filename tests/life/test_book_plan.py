"""What stands where in a book."""

from pathlib import Path
from typing import Any

import pytest

from sopkit.model.sop import Sop
from sopkit.render.book.plan import THICK, Part, grouped, is_thick, make_plan


def part(number: str | None, unit: str | None = "Umum", pages: int = 1, title: str = "A") -> Part:
    data: dict[str, Any] = {"attachments": [{"content": ""}]}
    return Part(Path(f"{number}.sop.yaml"), Sop(number=number, title=title, unit=unit), pages, data)


def numbers(parts: list[Part]) -> list[str | None]:
    return [one.sop.number for one in parts]


def test_units_in_the_order_of_sopkit_yaml_then_by_name_none_last() -> None:
    parts = [part("1", "Zeta"), part("2", None), part("3", "Hukum "), part("4", "umum"), part("5", "Arsip")]
    groups = grouped(parts, ["Umum", "Hukum"])
    assert list(groups) == ["Umum", "Hukum", "Arsip", "Zeta", ""]


@pytest.mark.parametrize(
    "order",
    [
        ["2/HK", "10/HK", "10/KU", None],
        ["SOP-9", "SOP-10", "SOP-10a"],
        ["001/RT.02-SOP/3576/2025", "001/RT.02-SOP/3576/2026", "002/RT.02-SOP/3576/2024"],
    ],
)
def test_numbers_count_as_numbers(order: list[str | None]) -> None:
    (group,) = grouped([part(number) for number in reversed(order)], []).values()
    assert numbers(group) == order


def test_pages_follow_each_other_and_parts_have_pages_of_their_own() -> None:
    groups = {"A": [part("1", pages=3), part("2", pages=2)], "B": [part("3", pages=4)]}
    plan = make_plan(groups, {}, [1, 2])
    assert [group.page for group in plan.groups] == [1, 7]
    assert [entry.page for group in plan.groups for entry in group.entries] == [2, 5, 9]
    assert plan.pages == 12


def test_a_thick_book_of_several_units_has_parts() -> None:
    many = [part(str(number)) for number in range(THICK)]
    assert not is_thick({"A": many})
    assert not is_thick({"A": [*many, *many]}), "one unit is one part"
    assert not is_thick({"A": many[1:], "B": many[:1]})
    assert is_thick({"A": many, "B": many[:1]})
