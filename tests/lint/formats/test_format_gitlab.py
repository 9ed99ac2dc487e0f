import json
from collections.abc import Callable

from sopkit.lint.formats.gitlab import render
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator


def test_golden(ordinary: Report, english: Translator, golden: Callable[[str, str], None]) -> None:
    golden("gitlab.json", render(ordinary, english))


def test_nothing_to_say(english: Translator) -> None:
    assert render(Report(), english) == "[]\n"


def test_hostile_text(hostile: Report, english: Translator) -> None:
    first, second = json.loads(render(hostile, english))
    assert first["location"]["path"] == hostile.findings[0].place.file
    assert "\n" not in first["description"]
    assert [first["fingerprint"], second["fingerprint"]] == ["00112233445566dd", "00112233445566dd:2"]


def test_faults(crashed: Report, english: Translator) -> None:
    first, second = json.loads(render(crashed, english))
    assert (first["check_name"], first["severity"]) == ("LK003", "blocker")
    assert first["location"] == {"path": "sop/layanan.sop.yaml", "lines": {"begin": 1, "end": 1}}
    assert second["location"]["path"] == "."
    assert first["fingerprint"] != second["fingerprint"]
