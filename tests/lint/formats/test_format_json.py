import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sopkit.lint.formats.json_ import render
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "schemas/lint-report.schema.json").read_text(encoding="utf-8")
)


def load(text: str) -> Any:
    assert text.isascii()
    assert text.endswith("}\n")
    document = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_golden(ordinary: Report, english: Translator, golden: Callable[[str, str], None]) -> None:
    text = render(ordinary, english)
    load(text)
    golden("report.json", text)


def test_nothing_to_say_has_the_same_shape(ordinary: Report, english: Translator) -> None:
    empty, full = load(render(Report(), english)), load(render(ordinary, english))
    assert empty["findings"] == []
    assert empty.keys() == full.keys()
    assert empty["summary"].keys() == full["summary"].keys()


def test_hostile_text_comes_back(hostile: Report, english: Translator) -> None:
    finding = load(render(hostile, english))["findings"][0]
    given = hostile.findings[0]
    assert finding["message"] == english.render(given.message)
    assert finding["file"] == given.place.file
    assert finding["path"] == list(given.path)
    assert given.fix
    assert finding["fix"]["edits"][0]["text"] == given.fix.edits[0].text.replace("\ud800", "\ufffd")


def test_faults_are_counted(crashed: Report, english: Translator) -> None:
    assert load(render(crashed, english))["summary"]["faults"] == 2


@pytest.mark.parametrize("key", sorted(SCHEMA["$defs"]["finding"]["properties"]))
def test_schema_wants_every_key(ordinary: Report, english: Translator, key: str) -> None:
    document = load(render(ordinary, english))
    del document["findings"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
