"""The two validators behind the adapter say the same of thousands of broken SOPs, and in our words."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest

from sopkit.schema.problems import schema_problems
from sopkit.schema.validator import ReferenceValidator, RustValidator, Violation, schema
from sopkit.source.document import Document, load_document, parse_document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/kpu-kota-mojokerto").rglob("*.sop.yaml"))
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    7,
    1.5,
    "",
    " ",
    "teks",
    "2022-02-30",
    "16 Juni 2022",
    "Ya!",
    [],
    [3],
    {},
    {"a": 1},
)


def mutant(data: Any, dice: random.Random) -> Any:
    """Return a copy of `data` with one to three places broken."""
    broken = copy.deepcopy(data)
    for _ in range(dice.randint(1, 3)):
        holder = broken
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            key = dice.choice(keys)
            child = holder[key]
            if not isinstance(child, (dict, list)) or not child or dice.random() < 0.25:
                break
            holder = child
        action = dice.random()
        if action < 0.3:
            del holder[key]
        elif action < 0.45 and isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        else:
            holder[key] = copy.deepcopy(dice.choice(VALUES))
        if not holder:
            break
    return broken


def told(violations: Any) -> list[str]:
    return sorted(repr((v.path, v.keyword, sorted(v.known))) for v in violations)


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_one_and_the_reference_agree(seed: int) -> None:
    dice = random.Random(seed)
    fast, reference = RustValidator(schema("sop")), ReferenceValidator(schema("sop"))
    wrong = 0
    for _ in range(100):
        data = mutant(load_document(dice.choice(EXAMPLES)).data, dice)
        expected = told(reference.violations(data))
        assert told(fast.violations(data)) == expected
        wrong += bool(expected)
    assert wrong > 50


def test_required_keys_are_told_one_by_one() -> None:
    found = list(RustValidator(schema("sop")).violations({"sopkit": 1}))
    assert Violation((), "required", "nomor") in found
    assert {violation.parameter for violation in found if violation.keyword == "required"} >= {
        "judul",
        "langkah",
    }


@pytest.mark.parametrize(
    ("text", "code", "says", "advice"),
    [
        ("peringantan: [x]", "SK004", "the key “peringantan” is unknown", "did you mean “peringatan”?"),
        ("waktu: 10 menit", "SK004", "the key “waktu” is unknown", "belongs under “standar_pelayanan”"),
        ("status: berlku", "SK003", "“berlku” is not a value of “status”", "did you mean “berlaku”?"),
        (
            "peralatan: Komputer",
            "SK002",
            "“peralatan” must be a list, but text stands here",
            "a line “- …” for each item",
        ),
        ("peralatan: []", "SK006", "“peralatan” is empty", "write its content"),
        ("judul: ", "SK006", "“judul” is empty", "write its content"),
        ("judul: [a]", "SK002", "“judul” must be text, but a list stands here", "write one text"),
        ("judul: 2026", "YM003", "programs read “2026” as a number", 'write "2026"'),
        ("judul: yes", "YM003", "", ""),
        ("tanggal: {pembuatan: 16 Juni 2022}", "SK005", "is not written as year-month-day", "2022-06-16"),
        ("tanggal: {pembuatan: 2022-02-30}", "SK005", "there is no day “2022-02-30”", ""),
        ("pelaksana: {Kepala Seksi: x}", "SK005", "the id “Kepala Seksi”", "write “kepala-seksi”"),
        ("versi: 1.10", "SK002", "“versi” must be a whole number", "without quotes or a point"),
    ],
)
def test_words(text: str, code: str, says: str, advice: str) -> None:
    document = parse_document("contoh.sop.yaml", text.encode())
    problems = [problem for problem in schema_problems(document, "sop") if problem.code != "SK001"]
    if not says:  # only the foreign reading is wrong: nothing for the schema
        assert not problems
        assert document.foreign
        return
    assert [problem.code for problem in problems] == [code]
    assert says in str(problems[0].message)
    assert advice in str(problems[0].suggestion)


def test_no_word_of_the_validator_reaches_the_reader() -> None:
    dice = random.Random(1)
    for _ in range(200):
        document = Document("contoh", "", mutant(load_document(dice.choice(EXAMPLES)).data, dice))
        for problem in schema_problems(document, "sop"):
            said = f"{problem.message} {problem.suggestion or ''}"
            assert "is not of type" not in said
            assert "does not match" not in said
