from collections.abc import Callable

from sopkit.lint.formats.concise import render
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator


def test_golden(ordinary: Report, english: Translator, golden: Callable[[str, str], None]) -> None:
    golden("concise.txt", render(ordinary, english))


def test_nothing_to_say(english: Translator) -> None:
    assert render(Report(), english) == ""


def test_hostile_text_stays_on_its_line(hostile: Report, english: Translator) -> None:
    text = render(hostile, english)
    lines = text.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        "sop/café #1, 100%: a b.sop.yaml:1:2: E LK003 kata-samar: “\\n::error::100%0A,\\r\\x1b[31m"
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_faults(crashed: Report, english: Translator) -> None:
    crash = r"crashed, which is a fault of sopkit itself: ValueError: bad\x1b[31m value"
    assert render(crashed, english).splitlines() == [
        f"sop/layanan.sop.yaml:1:1: E LK003 sopkit-fault: rule LK003 {crash}",
        f"E KT001 sopkit-fault: rule KT001 {crash}",
    ]
