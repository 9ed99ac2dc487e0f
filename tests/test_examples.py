"""The examples are what an office copies: they must be without a fault, and the bad one must show its faults."""

from pathlib import Path

import pytest

from tests.conftest import Run

EXAMPLES = Path(__file__).parents[1] / "examples"
OFFICE = EXAMPLES / "kpu-kota-mojokerto"


def test_the_office_has_its_fifteen_sops() -> None:
    assert len(list(OFFICE.rglob("*.sop.yaml"))) == 15


def test_no_error_or_warning_and_no_suppression(run: Run) -> None:
    status, out, _ = run("lint", str(OFFICE), "--min-severity", "warning", "--today", "2026-11-30")
    assert (status, out) == (0, "no finding in 15 files\n")
    assert not [
        file for file in OFFICE.rglob("*.sop.yaml") if "sopkit: ignore" in file.read_text(encoding="utf-8")
    ]


def test_the_draft_shows_typical_faults(run: Run) -> None:
    out = run("lint", str(EXAMPLES / "dengan-kesalahan"), "--format", "concise").out
    for code in (
        "YM003",
        "ID002",
        "HK001",
        "KT002",
        "PL001",
        "LK002",
        "LK003",
        "LK015",
        "AL004",
        "MB002",
        "MB004",
        "MB008",
    ):
        assert f" {code} " in out


@pytest.mark.parametrize("file", sorted(OFFICE.rglob("*.sop.yaml")), ids=lambda file: file.stem)
def test_names_no_official(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "nip:" not in text
    assert "status: rancangan" in text


def test_the_office_is_drawn_without_a_fault(run: Run) -> None:
    assert run("render", "--check", str(OFFICE)) == (0, "", "sopkit: drawn without a fault: 15\n")
