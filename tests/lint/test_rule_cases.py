"""Every rule against its readable cases: what it must find, exactly where, what its fix makes of it.

The cases of a rule stand in rules/CODE.yaml. Only the rule under test runs, on the text as it is given, so a
case needs no more of an SOP than the rule looks at.
"""

import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sopkit.lint.finding import Finding, Severity
from sopkit.lint.fixer import fix_files
from sopkit.lint.registry import all_rules, find_rule
from sopkit.lint.rule import Rule
from sopkit.lint.run import lint_paths
from sopkit.lint.settings import Options

CASES = Path(__file__).parent / "rules"
TODAY = "2026-01-31"
# What the pieces on the pages of the rules take for granted.
PAGE_CONFIG = """\
agency:
  nomor_pattern: '^[0-9]{3}/[A-Z]{2}[.][0-9]{2}-SOP/3576/20[0-9]{2}$'
  units: [Subbagian Umum]
"""


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
        code = loaded.pop("rule")
        for name, case in loaded.items():
            yield pytest.param(find_rule(code), case, id=f"{code}-{name}")


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_case(rule: Rule, case: dict[str, Any], tmp_path: Path) -> None:
    main = write(tmp_path, case)
    found = lint(tmp_path, rule, case)
    assert [describe(finding, tmp_path, wanted) for finding, wanted in pairs(found, case)] == [
        expected(wanted, rule, main) for wanted in case.get("findings", ())
    ]
    if "fixed" in case:
        fix_files([tmp_path], options(rule, case), unsafe=True)
        assert (tmp_path / main).read_bytes().decode() == case["fixed"]
        again = {finding.place for finding in lint(tmp_path, rule, case) if finding.fix}
        assert not again, "a second run would change the file again"
    if "renamed" in case:
        fix_files([tmp_path], options(rule, case), unsafe=True)
        assert [file.name for file in tmp_path.iterdir()] == [case["renamed"]]
        assert not lint(tmp_path, rule, case)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in all_rules()])
def test_has_cases(rule: Rule) -> None:
    loaded = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
    loaded.pop("rule")
    failing = [case for case in loaded.values() if case.get("findings")]
    assert failing, "no case that the rule finds"
    assert len(loaded) > len(failing), "no near miss that must pass"
    if rule.fix:
        assert any("fixed" in case or "renamed" in case for case in failing), "no case of its fix"


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.code) for rule in all_rules() if rule.scope == "sop"]
)
def test_examples_of_the_page(rule: Rule, tmp_path: Path) -> None:
    for text, is_wrong in ((rule.wrong, True), (rule.right, False)):
        case = {"fail": text, "config": PAGE_CONFIG}
        write(tmp_path, case)
        assert bool(lint(tmp_path, rule, case)) is is_wrong, text


def write(folder: Path, case: dict[str, Any]) -> str:
    """Write the files of `case` and return the name of the one that it is about."""
    files: dict[str, str] = case.get("files") or {
        case.get("file", "contoh.sop.yaml"): case.get("fail", case.get("pass", ""))
    }
    if "before" in case:
        put(folder, case["before"])
        commit(folder)
    put(folder, {**files, **({"sopkit.yaml": case["config"]} if "config" in case else {})})
    return next(iter(files))


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def commit(folder: Path) -> None:
    """Make `folder` a repository whose HEAD holds what is in it now."""
    who = ("-c", "user.name=sopkit", "-c", "user.email=sopkit@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "base")):
        subprocess.run(["git", "-C", str(folder), *command], check=True)


def options(rule: Rule, case: dict[str, Any]) -> Options:
    return Options(datetime.date.fromisoformat(case.get("today", TODAY)), select=(rule.code,))


def lint(folder: Path, rule: Rule, case: dict[str, Any]) -> list[Finding]:
    report = lint_paths([folder], options(rule, case))
    assert not report.faults, report.faults
    return [finding for finding in report.findings if finding.code == rule.code]


def pairs(found: list[Finding], case: dict[str, Any]) -> Iterator[tuple[Finding, dict[str, Any]]]:
    wanted = list(case.get("findings", ()))
    return zip(found, wanted + [{}] * (len(found) - len(wanted)), strict=False)


def describe(finding: Finding, folder: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what a case says of a finding: message and hint are compared in part, the hint where one is."""
    start, end = finding.place.start, finding.place.end
    file = folder / Path(finding.place.file).relative_to(folder.as_posix())
    lines = file.read_text(encoding="utf-8").splitlines() or [""]
    text = lines[start.line - 1][start.column - 1 : end.column - 1 if end.line == start.line else None]
    says = str(wanted.get("says", ""))
    hint = str(wanted.get("hint", ""))
    tail = f"{end.column}" if end.line == start.line else f"{end.line}:{end.column}"
    return {
        "file": file.relative_to(folder).as_posix(),
        "at": f"{start.line}:{start.column}-{tail}",
        "text": text if "text" in wanted or not wanted else None,
        "says": says if says and says in str(finding.message) else str(finding.message),
        "hint": hint if hint in str(finding.suggestion) else str(finding.suggestion),
        "severity": finding.severity.word,
    }


def expected(wanted: dict[str, Any], rule: Rule, main: str) -> dict[str, Any]:
    severity: Severity = rule.severity
    return {
        "file": wanted.get("file", main),
        "at": wanted["at"],
        "text": wanted.get("text"),
        "says": str(wanted["says"]),
        "hint": str(wanted.get("hint", "")),
        "severity": wanted.get("severity", severity.word),
    }
