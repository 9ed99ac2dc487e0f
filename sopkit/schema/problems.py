"""What breaks the schema, told as a colleague would tell it."""

import re
from typing import Any

from sopkit.locale.message import Message, message
from sopkit.schema.validator import SchemaName, Violation, schema, validator
from sopkit.source.document import Document
from sopkit.source.problem import Path, Problem
from sopkit.text import nearest

_MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
_DATE_PATTERN = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"
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
    return [_problem(document, name, violation) for violation in validator(name).violations(document.data)]


def _problem(document: Document, name: SchemaName, violation: Violation) -> Problem:
    path, keyword, parameter, known = violation
    match keyword:
        case "required":
            return _missing(name, path, parameter)
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
            return _out_of_bounds(path, keyword, parameter)


def _missing(name: SchemaName, path: Path, key: str) -> Problem:
    if key == "pelaksana" and path:
        advice = message("write “pelaksana:”, or “simbol:” for a row with several symbols")
    else:
        advice = message("add a line “{key}: …”", key=key)
    return Problem("SK001", message("the key “{key}” is missing", key=key), advice, path)


def _unknown_key(name: SchemaName, path: Path, known: tuple[str, ...]) -> Problem:
    key = str(path[-1])
    near = nearest(key, known)
    if near:
        advice = message("did you mean “{near}”?", near=near)
    elif home := _home_of(schema(name), key):
        advice = message("“{key}” belongs under “{home}”", key=key, home=home)
    elif name == "sop":
        advice = message("known here: {known}; a key of your own begins with “x-”", known=", ".join(known))
    else:
        advice = message("known here: {known}", known=", ".join(known))
    return Problem(
        "SK004", message("the key “{key}” is unknown", key=key), advice, path, "key", replacement=near
    )


def _home_of(whole: dict[str, Any], key: str) -> str | None:
    """Return the key whose mapping `key` belongs in, None where that is not just one."""
    homes: set[str] = set()

    def visit(node: Any, holder: str) -> None:
        if isinstance(node, dict):
            reference = node.get("$ref", "")
            if reference.startswith("#/$defs/"):
                visited = (reference, holder)
                if visited not in seen:
                    seen.add(visited)
                    visit(whole["$defs"][reference.removeprefix("#/$defs/")], holder)
            for name, child in node.get("properties", {}).items():
                if name == key and holder:
                    homes.add(holder)
                visit(child, name)
            for word in ("items", "then", "else", "additionalProperties"):
                visit(node.get(word), holder)

    seen: set[tuple[str, str]] = set()
    visit(whole, "")
    return homes.pop() if len(homes) == 1 else None


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
    return Problem(
        "SK005",
        message("the id “{id}” has characters that an id may not have", id=key),
        message("use a-z, 0-9 and “-”, beginning with a letter or digit"),
        path,
        "key",
    )


def _wrong_type(document: Document, path: Path, types: tuple[str, ...]) -> Problem:
    value = _value(document, path)
    node = document.node(path)
    is_plain = node is not None and node.is_scalar and node.style == ""
    raw = document.raw(path)
    if value is None and not raw.strip():
        return _empty(path)
    if is_plain and "string" in types and not isinstance(value, str):
        reading = "null" if value is None else "bool" if isinstance(value, bool) else "number"
        return ambiguous(path, raw, reading)
    wanted = message_list([_WORDS[kind] for kind in types if kind != "null"])
    return Problem(
        "SK002",
        message(
            "“{key}” must be {wanted}, but {found} stands here",
            key=_name(path),
            wanted=wanted,
            found=_WORDS[_type_of(value)],
        ),
        _retype(types, value),
        path,
    )


def _retype(types: tuple[str, ...], value: Any) -> Message | None:
    if types[0] == "array" and isinstance(value, str):
        return message("write it as a list: a line “- …” for each item")
    if "integer" in types and isinstance(value, (float, str)):
        return message("write a whole number, without quotes or a point")
    if types[0] == "string" and isinstance(value, list):
        return message("write one text")
    if types[0] == "string" and isinstance(value, dict):
        return message("put the text in quotes if its colon is meant")
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
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return _wrong_type(document, path, ("string",))
    choices = [str(choice) for choice in allowed if choice is not None]
    near = nearest(str(value), choices)
    listed = ", ".join(choices)
    return Problem(
        "SK003",
        message("“{value}” is not a value of “{key}”", value=_shown(value), key=_name(path)),
        message("did you mean “{near}”? Allowed: {allowed}", near=near, allowed=listed)
        if near
        else message("allowed: {allowed}", allowed=listed),
        path,
        replacement=near,
    )


def _empty(path: Path) -> Problem:
    return Problem(
        "SK006",
        message("“{key}” is empty", key=_name(path)),
        message("write its content, or delete the line where the key is optional"),
        path,
    )


def _wrong_form(document: Document, path: Path, parameter: str) -> Problem:
    value = _value(document, path)
    if parameter == r"\S":
        return _empty(path)
    if parameter in ("date", _DATE_PATTERN):
        iso = _iso_date(str(value))
        return Problem(
            "SK005",
            message("“{value}” is not a date of the calendar written as 2022-06-16", value=value),
            message("write {iso}", iso=iso) if iso else message("write year-month-day, such as 2022-06-16"),
            path,
            replacement=iso,
        )
    if parameter == "regex":
        return Problem(
            "SK005",
            message("“{value}” is not a regular expression", value=value),
            message("check its brackets and backslashes"),
            path,
        )
    return Problem(
        "SK005",
        message("“{value}” does not have the form that “{key}” asks for", value=value, key=_name(path)),
        message("use a-z, 0-9 and “-”, beginning with a letter or digit"),
        path,
    )


def _out_of_bounds(path: Path, keyword: str, parameter: Any) -> Problem:
    texts = {
        "maxProperties": message("at most {limit} stand here", limit=parameter),
        "maxItems": message("at most {limit} stand here", limit=parameter),
        "minimum": message("not below {limit}", limit=parameter),
        "exclusiveMinimum": message("more than {limit}", limit=parameter),
        "maximum": message("not above {limit}", limit=parameter),
    }
    return Problem(
        "SK003",
        message("“{key}” is out of bounds", key=_name(path)),
        texts.get(keyword, message("the limit is {limit}", limit=parameter)),
        path,
    )


def _iso_date(text: str) -> str | None:
    """Return the ISO form of a date as people write it (16 Juni 2022, 16/06/2022), None for others."""
    found = re.fullmatch(r"(\d{1,2})[ ./-]+([A-Za-z]+|\d{1,2})[ ./-]+(\d{4})", text.strip())
    if not found:
        return None
    day, month, year = found.groups()
    if month.isdigit():
        number = int(month)
    else:
        name = nearest(month, _MONTHS)
        number = _MONTHS.index(name) + 1 if name else 0
    if not (1 <= number <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{year}-{number:02d}-{int(day):02d}"


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
