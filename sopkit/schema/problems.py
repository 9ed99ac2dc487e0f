"""What breaks the schema, told as a colleague would tell it."""

import re
from functools import cache
from typing import Any

from sopkit.locale.message import Message, message
from sopkit.model.dates import MONTHS, month_number, written_date
from sopkit.schema.numbers import CHANCE, chance_advice, comma_problem
from sopkit.schema.validator import SchemaName, Violation, schema, validator
from sopkit.source.document import Document
from sopkit.source.problem import Path, Problem, Role
from sopkit.text import nearest, slug

_DATE_PATTERN = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"
_DATE_KEYS = frozenset({"pembuatan", "revisi", "efektif", "reviu", "tanggal"})
_MOST_LISTED = 12  # more values than these, the names of rules, are not listed in a message
_WORDS = {
    # JSON Schema's types in a person's words.
    "string": message("text"),
    "array": message("a list"),
    "object": message("a mapping of “key: value” lines"),
    "integer": message("a whole number"),
    "number": message("a number"),
    "boolean": message("true or false"),
    "null": message("nothing"),
}


def schema_problems(document: Document, name: SchemaName) -> list[Problem]:
    """Return what `document`'s data break of the schema `name`, as SK problems (and YM003, see below).

    A plain value where the schema wants text, which YAML reads as something else, is YM003's business:
    quotes mend it, while SK002 asks for another value.
    """
    problems = [
        _problem(document, name, violation) for violation in validator(name).violations(document.data)
    ]
    # A misspelt key is unknown, and missing under its right name: that is one fault.
    misspelt = {(*problem.path[:-1], problem.replacement) for problem in problems if problem.code == "SK004"}
    # Of a number that YAML parted, the one part is wrong for the same reason as the other.
    parted = {problem.path for problem in problems if problem.span is not None}
    return [
        problem
        for problem in problems
        if not (problem.code == "SK001" and problem.path in misspelt)
        and (problem.span is not None or problem.path not in parted)
    ]


def _problem(document: Document, name: SchemaName, violation: Violation) -> Problem:
    path, keyword, parameter, known = violation
    if keyword in ("additionalProperties", "type") and (parted := comma_problem(document, path)):
        return parted
    match keyword:
        case "required":
            return _missing(path, parameter)
        case "additionalProperties":
            return _unknown_key(name, path, known)
        case "not" | "falseSchema":
            return _excluded(path)
        case "propertyNames":
            return _wrong_name(path, parameter)
        case "type":
            return _wrong_type(document, path, parameter)
        case "enum" | "const":
            return _not_allowed(document, path, parameter if keyword == "enum" else (parameter,))
        case "minLength" | "minItems" | "minProperties":
            return _empty(path)
        case "pattern" | "format":
            return _wrong_form(document, path, parameter)
        case _:
            return _out_of_bounds(document, path, keyword, parameter)


def _missing(path: Path, key: str) -> Problem:
    if key == "pelaksana" and path and path[-2] != "simbol":
        advice = message("write “pelaksana:”, or “simbol:” for a row with several symbols")
    else:
        line = "sopkit: 1" if (*path, key) == ("sopkit",) else f"{key}: …"
        advice = message("add a line “{line}”", line=line)
    return Problem("SK001", message("the key “{key}” is missing", key=key), advice, (*path, key))


def _unknown_key(name: SchemaName, path: Path, known: tuple[str, ...]) -> Problem:
    key = str(path[-1])
    near = None if key.isdecimal() else nearest(key, known)
    if near:
        advice = message("did you mean “{near}”?", near=near)
    elif home := _home_of(name, key, known):
        advice = message("“{key}” belongs under “{home}”", key=key, home=home)
    elif name == "sop":
        advice = message("known here: {known}; a key of your own begins with “x-”", known=", ".join(known))
    else:
        advice = message("known here: {known}", known=", ".join(known))
    return Problem(
        "SK004", message("the key “{key}” is unknown", key=key), advice, path, "key", replacement=near
    )


def _home_of(schema_name: SchemaName, key: str, known: tuple[str, ...]) -> str | None:
    """Return the key whose mapping `key` belongs in, one of the `known` here if there are several.

    None where that is not just one.
    """
    homes = _homes(schema_name).get(key, set())
    homes = homes if len(homes) == 1 else homes.intersection(known)
    return next(iter(homes)) if len(homes) == 1 else None


@cache
def _homes(schema_name: SchemaName) -> dict[str, set[str]]:
    """Return for each key of the schema the keys whose mappings it may stand in."""
    whole = schema(schema_name)
    homes: dict[str, set[str]] = {}

    def visit(node: Any, holder: str) -> None:
        if isinstance(node, dict):
            reference = node.get("$ref", "")
            if reference.startswith("#/$defs/"):
                visited = (reference, holder)
                if visited not in seen:
                    seen.add(visited)
                    visit(whole["$defs"][reference.removeprefix("#/$defs/")], holder)
            for name, child in node.get("properties", {}).items():
                if holder:
                    homes.setdefault(name, set()).add(holder)
                visit(child, name)
            for word in ("items", "then", "else", "additionalProperties"):
                visit(node.get(word), holder)

    seen: set[tuple[str, str]] = set()
    visit(whole, "")
    return homes


def _excluded(path: Path) -> Problem:
    key = str(path[-1])
    others = {
        "lanjut": message("a decision's ways on stand in “keputusan”; delete “lanjut”"),
        "cabang": message("write either “ya” and “tidak”, or “cabang”"),
    }
    advice = others.get(key, message("with “simbol”, write it in the symbols of the row"))
    return Problem("SK004", message("“{key}” may not stand here", key=key), advice, path, "key")


def _wrong_name(path: Path, parameter: Any) -> Problem:
    key = str(path[-1])
    if isinstance(parameter, (list, tuple)):  # the names of rules, in sopkit.yaml
        near = nearest(key, parameter)
        return Problem(
            "SK003",
            message("there is no rule “{name}”", name=key),
            message("did you mean “{near}”?", near=near)
            if near
            else message("“sopkit rules” lists them all"),
            path,
            "key",
            replacement=near,
        )
    if not key.strip():
        return Problem("SK006", message("this key is empty"), message("write its name"), path, "key")
    return _wrong_id(key, path, "key")


def _wrong_type(document: Document, path: Path, types: tuple[str, ...]) -> Problem:
    value = _value(document, path)
    node = document.node(path)
    is_plain = node is not None and node.is_scalar and node.style == ""
    raw = document.raw(path)
    if value is None and not raw.strip():
        return _commented_out(document, path) or _empty(path)
    if is_plain and "string" in types and path[-1] in _DATE_KEYS and value is not None:
        return _wrong_date(raw, path)
    if is_plain and "string" in types and not isinstance(value, str):
        reading = "null" if value is None else "bool" if isinstance(value, bool) else "number"
        return ambiguous(path, raw, reading)
    wanted = message_list([_WORDS[kind] for kind in types if kind != "null"])
    found = message("a fraction") if isinstance(value, float) else _WORDS[_type_of(value)]
    what = (
        message(
            "an item of “{key}” must be {wanted}, but {found} stands here",
            key=_name(path),
            wanted=wanted,
            found=found,
        )
        if isinstance(path[-1], int)
        else message(
            "“{key}” must be {wanted}, but {found} stands here", key=_name(path), wanted=wanted, found=found
        )
    )
    shown = document.text[slice(*document.span(path))]
    advice = chance_advice(value) if CHANCE in path else _retype(types, value, shown)
    return Problem("SK002", what, advice, path)


def _retype(types: tuple[str, ...], value: Any, raw: str) -> Message | None:
    if "array" in types and isinstance(value, str):
        return message("write it as a list: a line “- …” for each item")
    if "integer" in types and isinstance(value, str) and len(digits := re.findall(r"\d+", value)) == 1:
        return message("write {value}, without quotes", value=int(digits[0]))
    if "integer" in types and isinstance(value, (float, str)):
        return message("write a whole number, without quotes or a point")
    if "string" in types and isinstance(value, list):
        return message("write one text")
    if "object" in types:
        return message("write “key: value” lines below it, indented")
    if "string" in types and isinstance(value, dict):
        if re.search(r"[\"\\\r\n#{]", raw):
            return message("put the text in quotes if its colon is meant")
        return message('write "{value}" if its colon is meant', value=raw)
    return None


def ambiguous(path: Path, raw: str, reading: str) -> Problem:
    """Return the YM003 problem of the plain scalar `raw`, which some reader takes for `reading`."""
    words = {
        "bool": message("true or false"),
        "null": message("nothing"),
        "number": message("a number"),
        "date": message("a date"),
    }
    return Problem(
        "YM003",
        message("without quotes, programs read “{raw}” as {reading}", raw=raw, reading=words[reading]),
        message('write "{raw}"', raw=raw),
        path,
    )


def _not_allowed(document: Document, path: Path, allowed: tuple[Any, ...]) -> Problem:
    value = _value(document, path)
    if isinstance(value, (list, dict)) or not document.raw(path).strip():
        return _wrong_type(document, path, ("string",))
    if value is None or isinstance(value, bool):
        value = document.raw(path)
    choices = [str(choice) for choice in allowed if choice is not None]
    listed = ", ".join(choices)
    if len(choices) == 1:
        advice = message("write {value}, without quotes", value=listed)
        return Problem(
            "SK003", message("“{key}” must be {value}", key=_name(path), value=listed), advice, path
        )
    near = nearest(str(value), choices)
    if len(choices) > _MOST_LISTED:
        advice = message("did you mean “{near}”?", near=near) if near else message("see “sopkit rules”")
    elif near:
        advice = message("did you mean “{near}”? Allowed: {allowed}", near=near, allowed=listed)
    else:
        advice = message("allowed: {allowed}", allowed=listed)
    return Problem(
        "SK003",
        message("“{value}” is not a value of “{key}”", value=_shown(value), key=_name(path)),
        advice,
        path,
        replacement=near,
    )


def _empty(path: Path) -> Problem:
    if isinstance(path[-1], int):
        what = message("an item of “{key}” is empty", key=_name(path))
        return Problem("SK006", what, message("write its text, or delete the item"), path)
    return Problem(
        "SK006",
        message("“{key}” is empty", key=_name(path)),
        message("write its content, or delete the line where the key is optional"),
        path,
    )


def _commented_out(document: Document, path: Path) -> Problem | None:
    """Return the SK006 problem of a text that is empty because it begins with “#”, None for others."""
    line, _ = document.position(document.span(path)[0])
    found = re.search(r":\s+(#\S.*?)\s*$", document.line(line))
    if found is None:
        return None
    return Problem(
        "SK006",
        message("“{key}” is empty: what follows “#” is a comment", key=_name(path)),
        message("put the text in quotes if “#” belongs to it"),
        path,
    )


def _wrong_form(document: Document, path: Path, parameter: str) -> Problem:
    value = _value(document, path)
    if parameter == r"\S" or not str(value).strip():
        return _empty(path)
    if parameter in ("date", _DATE_PATTERN):
        return _wrong_date(str(value), path)
    if parameter == "regex":
        return Problem(
            "SK005",
            message("“{value}” is not a regular expression", value=value),
            message("check its brackets and backslashes"),
            path,
        )
    return _wrong_id(str(value), path, "value")


def _wrong_id(written: str, path: Path, role: Role) -> Problem:
    better = slug(written)
    return Problem(
        "SK005",
        message("the id “{id}” has characters that an id may not have", id=written),
        message("write “{better}”: a-z, 0-9 and “-” only", better=better)
        if better
        else message("use a-z, 0-9 and “-”, beginning with a letter or digit"),
        path,
        role,
    )


def _wrong_date(written: str, path: Path) -> Problem:
    if re.fullmatch(_DATE_PATTERN, written):
        what = message("there is no day “{date}” in the calendar", date=written)
        return Problem("SK005", what, message("check the day and the month"), path)
    iso = _iso_date(written)
    return Problem(
        "SK005",
        message("“{date}” is not written as year-month-day", date=written),
        message("write {iso}", iso=iso) if iso else message("write it like 2022-06-16, with a day"),
        path,
        replacement=iso,
    )


def _out_of_bounds(document: Document, path: Path, keyword: str, limit: Any) -> Problem:
    if keyword in ("maxProperties", "maxItems"):
        what = message("“{key}” has more than {limit} entries", key=_name(path), limit=limit)
        return Problem("SK003", what, message("keep at most {limit}", limit=limit), path)
    value = _value(document, path)
    advice = {
        "minimum": message("write {limit} or more", limit=limit),
        "exclusiveMinimum": message("write more than {limit}", limit=limit),
        "maximum": message("write {limit} or less", limit=limit),
    }
    said = advice.get(keyword, message("the limit is {limit}", limit=limit))
    what = message("{value} is out of bounds for “{key}”", value=value, key=_name(path))
    return Problem("SK003", what, chance_advice(value) if CHANCE in path else said, path)


def _iso_date(text: str) -> str | None:
    """Return the ISO form of a date as people write it (16 Juni 2022, 16/06/2022), None for others."""
    date = written_date(text, _nearest_month)
    return date.isoformat() if date is not None else None


def _nearest_month(name: str) -> int:
    near = nearest(name, MONTHS)
    return month_number(name) or (MONTHS.index(near) + 1 if near else 0)


def message_list(items: list[Message]) -> Message:
    """Return `items` as one phrase joined by “or”."""
    joined = items[0]
    for item in items[1:]:
        joined = message("{left} or {right}", left=joined, right=item)
    return joined


def _name(path: Path) -> str:
    """Return the nearest key above a value, by which people know it."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _value(document: Document, path: Path) -> Any:
    value = document.data
    for step in path:
        value = value[step]
    return value


def _type_of(value: Any) -> str:
    kinds = (
        (bool, "boolean"),
        (str, "string"),
        (int, "integer"),
        (float, "number"),
        (list, "array"),
        (dict, "object"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, (str, int, float)) else "…"
