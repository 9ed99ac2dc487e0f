"""`sopkit rules`, `explain`, `schema` and the program itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN_NAME, Run


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("sopkit 0.")


def test_rules_in_three_forms(run: Run) -> None:
    assert "LK003  bentuk-nominal" in run("rules").out
    listed = json.loads(run("rules", "--format", "json").out)["rules"]
    assert len(listed) == 104
    assert "| [LK003](LK003.md) | bentuk-nominal |" in run("rules", "--format", "markdown").out


@pytest.mark.parametrize("name", ["LK003", "lk003", "bentuk-nominal"])
def test_explain_by_code_or_slug(run: Run, name: str) -> None:
    out = run("explain", name).out
    assert out.startswith("# LK003 `bentuk-nominal`")
    assert "## Why" in out


def test_explain_unknown(run: Run) -> None:
    status, _, err = run("explain", "bentuk-nominl")
    assert status == 2
    assert "did you mean “bentuk-nominal”?" in err


@pytest.mark.parametrize("name", ["sop", "sopkit"])
def test_schema(run: Run, name: str) -> None:
    assert json.loads(run("schema", name).out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_unknown_command(run: Run) -> None:
    status, _, err = run("lnt")
    assert status == 2
    assert "did you mean “lint”?" in err


def test_no_command_shows_help(run: Run) -> None:
    assert "Commands:" in run().out


def test_start_imports_nothing_it_does_not_need(office: Path) -> None:
    """Each of these costs 15 to 100 ms at every start, and a clean file needs none of them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sopkit", "lint", CLEAN_NAME],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    imported = {
        line.rsplit("|", 1)[-1].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }
    assert "sopkit.lint.run" in imported
    heavy = {
        "rich",
        "jsonschema",
        "pydantic",
        "graphviz",
        "typst",
        "importlib.metadata",
        "concurrent.futures",
        "logging",
        "multiprocessing",
    }
    assert not imported & heavy


@pytest.mark.parametrize("command", [("list",), ("due",), ("show", "001"), ("lint",), ("render",), ("map",)])
def test_outside_the_folder_of_the_sops(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert "no SOP file found" in err
    assert "go to the folder of the SOPs, or name it" in err


def test_explain_as_json(run: Run) -> None:
    told = json.loads(run("explain", "LK003", "--format", "json").out)
    assert (told["version"], told["rule"]["code"]) == (1, "LK003")
