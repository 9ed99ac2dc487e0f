import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sopkit
from sopkit.lint.finding import Place, Position
from sopkit.lint.formats.sarif import _artifact, render
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "fixtures/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)


def load(text: str) -> Any:
    """Return the only run of a valid log."""
    document = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(document)
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def test_golden(ordinary: Report, english: Translator, golden: Callable[[str, str], None]) -> None:
    text = render(ordinary, english)
    load(text)
    golden("report.sarif", text.replace(f'"version": "{sopkit.__version__}"', '"version": "VERSION"'))


def test_nothing_to_say(english: Translator) -> None:
    run = load(render(Report(), english))
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_hostile_text_is_no_link_and_no_placeholder(hostile: Report, english: Translator) -> None:
    run = load(render(hostile, english))
    first, second = run["results"]
    assert first["message"]["text"].startswith('“\\n::error::100%0A,\\r\\x1b[31m\\u202e"<b>`[klik] (https')
    assert "{{0}}" in first["message"]["text"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "sop/caf%C3%A9%20%231%2C%20100%25%3A%20a%20b.sop.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert first["partialFingerprints"] == {"sopkit/v1": "00112233445566dd"}
    assert second["partialFingerprints"] == {"sopkit/v1": "00112233445566dd:2"}


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("../a.sop.yaml", {"uri": "../a.sop.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b.sop.yaml", {"uri": "a%3Ab.sop.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a b", {"uri": "file:///srv/a%20b"}),
        ("C:/SOP/a", {"uri": "file:///C:/SOP/a"}),
        ("//server/sop/a", {"uri": "file://server/sop/a"}),
    ],
)
def test_addresses(file: str, address: dict[str, str]) -> None:
    assert _artifact(file) == address


def test_span_over_lines(ordinary: Report, english: Translator) -> None:
    result = load(render(ordinary, english))["results"][1]
    assert ordinary.findings[1].place == Place("sop/layanan.sop.yaml", Position(14, 3), Position(17, 1))
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 14,
        "startColumn": 3,
        "endLine": 17,
        "endColumn": 1,
    }


def test_faults(crashed: Report, english: Translator) -> None:
    run = load(render(crashed, english))
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["associatedRule"] == {"id": "LK003"}
    assert first["exception"] == {"message": r"ValueError: bad\x1b[31m value"}
    assert "locations" not in second
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["KT001", "LK003"]
