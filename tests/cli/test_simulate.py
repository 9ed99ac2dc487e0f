"""`sopkit simulate` tries an SOP out, as text, as data and as a figure."""

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import CLEAN_NAME, Run
from tests.life.simulation.office import CHECKED, FORKED, row, text_of, write

SCHEMA = Path(__file__).parents[2] / "schemas" / "simulation.schema.json"


def test_text(office: Path, run: Run) -> None:
    write(office, CHECKED, standard="1 jam")
    status, out, err = run("simulate", "uji.sop.yaml", "-n", "20000", "--lang", "en")
    assert (status, err) == (0, "")
    assert "mean by the formula     58 menit" in out
    assert "kept in 75" in out
    assert "2. Baik? ya 75.0 %, tidak 25.0 % (from the file)" in out
    assert "1 2 (tidak) 1 2 (ya) 3" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("rows", [CHECKED, FORKED, row("satu", "segera") + row("dua", "maksimal 2 jam")])
def test_json_follows_its_schema(office: Path, run: Run, rows: str) -> None:
    write(office, rows)
    data = json.loads(run("simulate", "uji.sop.yaml", "--format", "json").out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert data["cases"] == 10_000


def test_what_counts_as_nothing_is_told(office: Path, run: Run) -> None:
    write(office, row("satu", "segera") + row("dua", "1-2 jam"))
    out = run("simulate", "uji.sop.yaml").out
    assert "times that can't be read count as 0: row 1" in out
    assert "ranges are drawn evenly between both ends: row 2" in out


@pytest.mark.parametrize(("form", "begin"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("svg", b"<svg")])
def test_figure(office: Path, run: Run, form: str, begin: bytes) -> None:
    write(office, CHECKED, standard="1 jam")
    first = run("simulate", "uji.sop.yaml", "-n", "500", "-o", f"uji.{form}")
    assert first.status == 0
    content = (office / f"uji.{form}").read_bytes()
    assert content.startswith(begin)
    assert run("simulate", "uji.sop.yaml", "-n", "500", "--format", form, "-o", f"uji.{form}").status == 0
    assert (office / f"uji.{form}").read_bytes() == content


def test_a_foreign_file_is_kept(office: Path, run: Run) -> None:
    (office / "uji.json").write_text("{}", encoding="utf-8")
    assert run("simulate", CLEAN_NAME, "-o", "uji.json").status == 2
    assert run("simulate", CLEAN_NAME, "-o", "uji.json", "--force").status == 0
    assert run("simulate", CLEAN_NAME, "-o", "uji.json", "--seed", "1").status == 0


def test_by_number_and_from_standard_input(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Surat Masuk" in run("simulate", "001/RT.02-SOP/3576/2026").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text_of(FORKED).encode())))
    assert json.loads(run("simulate", "-", "--format", "json").out)["work"]["expected"] == 86


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--n", "0"), "“0” is not a value of --n"),
        (("--seed", "-1"), "“-1” is not a value of --seed"),
        (("--peluang", "periksa=1.7"), "with a chance between 0 and 1"),
        (("--peluang", "perixa=0.7"), "did you mean “periksa”?"),
        (("--peluang", "periksa=0"), "uji.sop.yaml:22:5: from row 1 on, the procedure never comes to an end"),
        (("--format", "dot"), "“dot” is not a value of --format"),
    ],
)
def test_wrong_use(office: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    write(office, CHECKED)
    status, out, err = run("simulate", "uji.sop.yaml", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_flow_that_can_not_be_followed(office: Path, run: Run) -> None:
    write(office, CHECKED.replace("tidak: susun", "tidak: susan"))
    status, _, err = run("simulate", "uji.sop.yaml")
    assert status == 2
    assert "susan" in err
    assert "can't be tried out" in err
