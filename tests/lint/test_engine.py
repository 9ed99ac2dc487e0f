"""The engine around the rules: crashes, order, the set, git, and the public functions."""

import datetime
import random
from pathlib import Path

import pytest

import sopkit
from sopkit.lint import registry
from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.run import lint_paths, lint_text
from sopkit.lint.settings import Options
from tests.conftest import CLEAN, CLEAN_NAME, FAULTY, Run, git
from tests.schema.test_validators import EXAMPLES, mutant

TODAY = datetime.date(2026, 1, 31)


def test_a_rule_that_crashes_is_a_fault_of_sopkit(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: object) -> None:
        raise ZeroDivisionError("oh no")

    rules = tuple(
        rule._replace(check=crash) if rule.code == "LK001" else rule for rule in registry.all_rules()
    )
    (office / CLEAN_NAME).write_text(FAULTY, encoding="utf-8")
    monkeypatch.setattr("sopkit.lint.engine.all_rules", lambda: rules)
    status, out, err = run("lint")
    assert status == 2
    assert "MB004" in out
    assert f"a fault of sopkit: rule LK001 crashed on “{CLEAN_NAME}”: ZeroDivisionError: oh no" in err


def test_no_rule_crashes_on_broken_sops() -> None:
    import yaml

    dice = random.Random(7)
    for _ in range(150):
        data = mutant(sopkit_data(dice), dice)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        report = lint_text(
            text.encode(), Path("/nonexistent/contoh.sop.yaml"), Options(TODAY, select=("ALL",))
        )
        assert not report.faults, report.faults[0].trace


def sopkit_data(dice: random.Random) -> object:
    from sopkit.source.document import load_document

    return load_document(dice.choice(EXAMPLES)).data


def test_metadata_of_the_rules() -> None:
    rules = sopkit.rules()
    assert len(rules) == 104
    assert len({rule.slug for rule in rules}) == 104
    for rule in rules:
        assert rule.summary
        assert not rule.summary.endswith(".")
        assert rule.why.endswith(".")
        assert rule.source
        assert rule.wrong != rule.right


def test_rules_see_the_whole_project_though_one_file_is_given(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    (office / "lain.sop.yaml").write_text(CLEAN.replace("Surat Masuk", "Surat Keluar"), encoding="utf-8")
    status, out, _ = run("lint", CLEAN_NAME)
    assert status == 1
    assert "DF001" in out
    assert "lain.sop.yaml" in out
    assert "in 1 file" in out


def test_a_folder_below_with_settings_of_its_own_is_another_project(office: Path, run: Run) -> None:
    (office / "sopkit.yaml").write_text("language: en\n", encoding="utf-8")
    (office / "cabang").mkdir()
    (office / "cabang/sopkit.yaml").write_text("lint: {ignore: [MB004]}\n", encoding="utf-8")
    (office / "cabang" / CLEAN_NAME).write_text(FAULTY, encoding="utf-8")
    out = run("lint").out
    assert "DF001" not in out
    assert "MB004" not in out
    assert "LK003" in out


IN_FORCE = CLEAN.replace("status: rancangan", "status: berlaku").replace(
    "  pembuatan: 2026-01-05\n", "  pembuatan: 2026-01-05\n  efektif: 2026-01-10\n"
)


def test_a_change_without_revision_is_seen_through_git(office: Path, run: Run) -> None:
    git(office, "init", "--quiet")
    file = office / CLEAN_NAME
    file.write_text(IN_FORCE, encoding="utf-8")
    git(office, "add", ".")
    git(office, "commit", "--quiet", "-m", "Tetapkan")
    assert "DF004" not in run("lint", "--today", "2026-01-31").out
    # A comment is no change; another executor is.
    file.write_text("# catatan\n" + IN_FORCE, encoding="utf-8")
    assert "DF004" not in run("lint", "--today", "2026-01-31").out
    file.write_text(
        IN_FORCE.replace(
            "Memberikan disposisi\n    pelaksana: kasubbag", "Memberikan disposisi\n    pelaksana: staf"
        ),
        encoding="utf-8",
    )
    assert "DF004" in run("lint", "--today", "2026-01-31").out
    git(office, "commit", "--quiet", "-am", "Ubah")
    assert "DF004" not in run("lint", "--today", "2026-01-31").out
    assert "DF004" in run("lint", "--today", "2026-01-31", "--base", "HEAD~1").out


def test_unknown_revision(office: Path, run: Run) -> None:
    git(office, "init", "--quiet")
    git(office, "add", ".")
    git(office, "commit", "--quiet", "-m", "Tetapkan")
    status, _, err = run("lint", "--base", "tidak-ada")
    assert status == 2
    assert "no revision “tidak-ada” here" in err


def test_without_a_commit_or_git_it_is_said_once(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(office, "init", "--quiet")
    (office / "lain.sop.yaml").write_text(
        CLEAN.replace("001/", "002/").replace("Surat Masuk", "Tamu"), encoding="utf-8"
    )
    status, _, err = run("lint")
    assert status == 0
    assert err.count("DF004 was not checked") == 1
    monkeypatch.setenv("PATH", "")
    assert "the program “git” was not found" in run("lint").err


def test_load_and_lint_are_public(office: Path) -> None:
    sop = sopkit.load(CLEAN_NAME)
    assert sop.title == "Pengelolaan Surat Masuk"
    assert [executor.name for executor in sop.executors] == ["Staf Subbagian Umum", "Kepala Subbagian Umum"]
    assert sopkit.lint([office]) == ()
    (office / CLEAN_NAME).write_text(FAULTY, encoding="utf-8")
    found = sopkit.lint([CLEAN_NAME], select=["MB"])
    assert [(f.code, f.severity, f.place.start.line) for f in found] == [("MB004", Severity.ERROR, 25)]
    assert found[0].fix is not None
    assert found[0].fix.applicability is Applicability.SAFE


def test_load_of_what_is_no_sop(office: Path) -> None:
    (office / CLEAN_NAME).write_text("a: [", encoding="utf-8")
    with pytest.raises(sopkit.SopkitError, match=rf"{CLEAN_NAME}:1:"):
        sopkit.load(CLEAN_NAME)


def test_findings_come_in_the_same_order_every_time(office: Path) -> None:
    (office / CLEAN_NAME).write_text(FAULTY, encoding="utf-8")
    (office / "a.sop.yaml").write_text(FAULTY, encoding="utf-8")
    first = lint_paths([office], Options(TODAY)).findings
    assert first == lint_paths([office / CLEAN_NAME, office / "a.sop.yaml", office], Options(TODAY)).findings
    assert list(first) == sorted(first, key=lambda finding: finding.sort_key)


@pytest.mark.parametrize("name", ["folder.sop.yaml", "putus.sop.yaml"])
def test_what_is_no_readable_file_is_a_finding(office: Path, run: Run, name: str) -> None:
    (office / "folder.sop.yaml").mkdir()
    try:
        (office / "putus.sop.yaml").symlink_to(office / "tidak-ada")
    except OSError:
        pytest.skip("links need a privilege here")
    status, out, _ = run("lint", "--format", "concise", *([name] if name.startswith("putus") else []))
    assert status == 1
    assert "putus.sop.yaml:1:1: E YM004" in out
