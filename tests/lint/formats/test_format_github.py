from collections.abc import Callable

from sopkit.lint.finding import Severity
from sopkit.lint.formats.github import render
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator


def test_golden(ordinary: Report, english: Translator, golden: Callable[[str, str], None]) -> None:
    golden("github.txt", render(ordinary, english))


def test_nothing_to_say(english: Translator) -> None:
    assert render(Report(), english) == ""


def test_hostile_text_commands_nothing(hostile: Report, english: Translator) -> None:
    line = render(hostile, english).splitlines()[0]
    head, _, data = line.removeprefix("::error ").partition("::")
    assert head == (
        "file=sop/café #1%2C 100%25%3A a b.sop.yaml,line=1,col=2,endColumn=9,title=LK003 kata-samar"
    )
    assert data.startswith("“\\n::error::100%250A,\\r\\x1b[31m\\u202e")
    assert data.count("%0A") == 1
    assert len(render(hostile, english).splitlines()) == 2


def test_says_what_github_hides(ordinary: Report, english: Translator) -> None:
    finding = ordinary.findings[0]
    ten = Report(findings=(finding,) * 10)
    assert render(ten, english).count("\n") == 10
    error = finding._replace(severity=Severity.ERROR)
    many = Report(findings=(finding,) * 12 + (error,) * 11)
    lines = render(many, english).splitlines()
    assert lines[-1] == "GitHub does not show 3 more findings: it shows 10 of a kind for a step"
    assert [line.split()[0] for line in lines[:-1]] == ["::error"] * 11 + ["::warning"] * 12


def test_faults(crashed: Report, english: Translator) -> None:
    first, second = render(crashed, english).splitlines()
    assert first.startswith("::error file=sop/layanan.sop.yaml,title=sopkit LK003::rule LK003 crashed")
    assert second.startswith("::error title=sopkit KT001::rule KT001 crashed")
