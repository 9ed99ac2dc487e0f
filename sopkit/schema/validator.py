"""One small adapter over two validators: `jsonschema-rs` where its wheel is, else `jsonschema`.

Both are asked for the same thing, a path, a keyword and its parameter, so that no text of theirs reaches a
reader. A test holds them against each other on thousands of mutated documents.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Literal, NamedTuple, Protocol

from sopkit.source.problem import Path

SchemaName = Literal["sop", "sopkit", "layout", "diff-report", "kebutuhan"]
SCHEMAS: tuple[SchemaName, ...] = ("sop", "sopkit", "layout", "diff-report", "kebutuhan")


class Violation(NamedTuple):
    """One place where data break the schema.

    `path` leads to the value; for `required` to the mapping that lacks the key `parameter`, for
    `additionalProperties` and `propertyNames` to the entry whose key is wrong. `parameter` is the keyword's
    value: the allowed types, the enumeration, the pattern. `known` lists the keys of that mapping.
    """

    path: Path
    keyword: str
    parameter: Any
    known: tuple[str, ...] = ()


class Validator(Protocol):
    """Checks data against the schema that it was made for."""

    def violations(self, data: Any) -> Iterator[Violation]:
        """Yield every violation, in no particular order."""


def schema_text(name: SchemaName) -> str:
    """Return the JSON text of a schema that comes with sopkit."""
    return _schema_path(name).read_text(encoding="utf-8")


def _schema_path(name: SchemaName) -> FilePath:
    here = FilePath(__file__).parent / f"{name}.schema.json"  # in an installed package
    return here if here.exists() else FilePath(__file__).parents[2] / "schemas" / here.name


@cache
def schema(name: SchemaName) -> dict[str, Any]:
    """Return a schema that comes with sopkit."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


@cache
def validator(name: SchemaName) -> Validator:
    """Return the fastest validator at hand for a schema that comes with sopkit."""
    try:
        return RustValidator(schema(name))
    except ImportError:
        return ReferenceValidator(schema(name))


class RustValidator:
    """`jsonschema-rs`: some 20 us a file."""

    def __init__(self, schema: dict[str, Any]) -> None:
        import jsonschema_rs

        self._schema = schema
        self._validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    def violations(self, data: Any) -> Iterator[Violation]:
        """Yield every violation of `data`."""
        if self._validator.is_valid(data):
            return
        seen: set[tuple[Path, str]] = set()
        for error in self._validator.iter_errors(data):
            path = _path(data, error.instance_path)
            kind: Any = error.kind
            keyword = kind.name
            if keyword == "propertyNames":
                yield Violation((*path, kind.error.instance), keyword, kind.error.kind.value)
            elif keyword == "additionalProperties":
                known = _known_keys(self._schema, error.schema_path[:-1])
                for key in kind.unexpected:
                    yield Violation((*path, key), keyword, None, known)
            elif keyword == "required":
                if (path, kind.property) not in seen:
                    seen.add((path, kind.property))
                    yield Violation(path, keyword, kind.property)
            else:
                yield Violation(path, keyword, _parameter(keyword, kind.value))


class ReferenceValidator:
    """`jsonschema`, the reference implementation: slower by two orders."""

    def __init__(self, schema: dict[str, Any]) -> None:
        import jsonschema

        self._schema = schema
        cls = jsonschema.Draft202012Validator
        self._validator = cls(schema, format_checker=cls.FORMAT_CHECKER)

    def violations(self, data: Any) -> Iterator[Violation]:
        """Yield every violation of `data`."""
        seen: set[tuple[Path, str]] = set()
        for error in self._validator.iter_errors(data):
            path = tuple(error.absolute_path)
            place = list(error.absolute_schema_path)
            if "propertyNames" in place[-2:]:
                yield Violation((*path, error.instance), "propertyNames", error.validator_value)
            elif error.validator == "additionalProperties":
                holder: Any = error.schema
                known = tuple(holder.get("properties", ()))
                patterns = holder.get("patternProperties", ())
                for key in error.instance:
                    if key not in known and not any(re.search(p, key) for p in patterns):
                        yield Violation((*path, key), "additionalProperties", None, known)
            elif error.validator == "required":
                for key in error.validator_value:
                    if key not in error.instance and (path, key) not in seen:
                        seen.add((path, key))
                        yield Violation(path, "required", key)
            else:
                keyword = str(error.validator)
                yield Violation(path, keyword, _parameter(keyword, error.validator_value))


def _path(data: Any, steps: list[str | int]) -> Path:
    """Return `steps` with the keys of mappings as text: jsonschema-rs gives the key “2” as a number."""
    path: list[str | int] = []
    for step in steps:
        path.append(str(step) if isinstance(data, dict) else step)
        data = data[path[-1]]
    return tuple(path)


def _parameter(keyword: str, value: Any) -> Any:
    """Return the value of `keyword`, types and enumerations as tuples however they are spelled."""
    if keyword in ("type", "enum"):
        return tuple(value) if isinstance(value, list) else (value,)
    return value


def _known_keys(schema: dict[str, Any], place: list[str | int]) -> tuple[str, ...]:
    """Return the keys of the mapping that the schema describes at `place`, following references."""
    holder: Any = schema
    for step in place:
        if step == "$ref":
            holder = _resolve(schema, holder["$ref"])
        else:
            holder = holder[step]
    while "properties" not in holder and "$ref" in holder:
        holder = _resolve(schema, holder["$ref"])
    return tuple(holder.get("properties", ()))


def _resolve(schema: dict[str, Any], reference: str) -> Any:
    target: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    return target
