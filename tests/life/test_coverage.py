"""Which SOP belongs to which activity."""

from pathlib import Path

import pytest

from sopkit.life.coverage.match import Coverage, cover
from sopkit.life.coverage.needs import Need
from sopkit.life.register.entry import Entry
from sopkit.model.sop import Sop


def need(aspect: str, output: str, number: str | None = None, unit: str | None = None) -> Need:
    return Need("k.yaml:1:1", unit, None, None, None, "Kegiatan", output, aspect, number)


def entry(number: str, title: str, unit: str | None = None, status: str = "berlaku") -> Entry:
    return Entry(Path(f"{number}.sop.yaml"), Sop(number=number, title=title, unit=unit, status=status))


def pairs(found: Coverage) -> list[tuple[str | None, str | None]]:
    return [(row.sop.sop.number if row.sop else None, row.by) for row in found.rows]


def test_by_number_whatever_the_title() -> None:
    found = cover(
        [need("Penyusunan", "laporan", "2")], [entry("1", "Penyusunan Laporan"), entry("2", "Lain")]
    )
    assert pairs(found) == [("2", "number")]
    assert [one.sop.number for one in found.orphans] == ["1"]


def test_an_sop_may_be_named_by_several_activities() -> None:
    found = cover([need("Penyusunan", "a", "1"), need("Evaluasi", "b", "1")], [entry("1", "Pengelolaan C")])
    assert pairs(found) == [("1", "number"), ("1", "number")]


def test_by_title_with_brackets_aside() -> None:
    found = cover([need("pelayanan", "Informasi Publik")], [entry("1", "Pelayanan Informasi Publik (PPID)")])
    assert pairs(found) == [("1", "title")]
    assert found.rows[0].likeness == 1


def test_an_sop_belongs_by_its_title_to_one_activity_only() -> None:
    needs = [need("Penyusunan", "laporan kegiatan"), need("Penyusunan", "laporan kinerja")]
    assert pairs(cover(needs, [entry("1", "Penyusunan Laporan Kinerja")])) == [(None, None), ("1", "title")]


def test_another_aspect_is_another_sop_but_is_named() -> None:
    found = cover(
        [need("Evaluasi", "laporan kinerja tahunan")], [entry("1", "Penyusunan Laporan Kinerja Tahunan")]
    )
    assert pairs(found) == [(None, None)]
    assert found.rows[0].near is not None
    assert found.lacking == found.rows


def test_the_own_unit_comes_first() -> None:
    sops = [entry("1", "Penyusunan Laporan", "Umum"), entry("2", "Penyusunan Laporan", "Hukum")]
    assert pairs(cover([need("Penyusunan", "laporan", unit="Hukum")], sops)) == [("2", "title")]


@pytest.mark.parametrize("status", ["dicabut", "digantikan"])
def test_what_is_over_does_not_count(status: str) -> None:
    found = cover([need("Penyusunan", "laporan")], [entry("1", "Penyusunan Laporan", status=status)])
    assert pairs(found) == [(None, None)]
    assert found.orphans == ()


def test_an_unknown_number_is_told() -> None:
    found = cover([need("Penyusunan", "laporan", "12")], [entry("11", "Penyusunan Laporan")])
    assert [(one.place, str(one.hint)) for one in found.faults] == [("k.yaml:1:1", "did you mean “11”?")]
    assert pairs(found) == [(None, None)]


@pytest.mark.parametrize(
    ("aspect", "output", "title"),
    [
        ("penyusunan", "rencana kerja dan anggaran", "Penyusunan Rencana Kerja dan Anggaran"),
        ("Pelayanan", "informasi di PPID", "Pelayanan Informasi di PPID"),
    ],
)
def test_the_proposed_title(aspect: str, output: str, title: str) -> None:
    assert need(aspect, output).title == title
