"""Numbers as people write them, and what YAML makes of them: 90%, 0,9, and a comma inside braces."""

import re

from sopkit.locale.message import Message, message
from sopkit.source.document import Document
from sopkit.source.problem import Path, Problem
from sopkit.source.scalar import parted_number

CHANCE = "peluang"
_WRITTEN = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\s*(%?)")


def chance_advice(value: object) -> Message:
    """Return what to write instead of `value`, which is no number from 0 to 1."""
    chance = _chance(value)
    if chance is None or chance > 1:
        return message("write a number from 0 to 1, with a point, such as 0.9")
    return message("write {chance}: a number from 0 to 1, with a point", chance=f"{chance:.10g}")


def _chance(value: object) -> float | None:
    """Return the chance that `value` was meant to be: of a hundred where it has the sign or is whole."""
    found = _WRITTEN.fullmatch(str(value).strip()) if type(value) in (int, str) else None
    if found is None:
        return None
    whole, decimals, percent = found.groups()
    number = float(f"{whole}.{decimals or 0}")
    return number / 100 if percent or (not decimals and number > 1) else number


def comma_problem(document: Document, path: Path) -> Problem | None:
    """Return the problem of the key at `path` if it is the end of a number whose comma YAML parted it at.

    None for a key that is one.
    """
    node = document.node(path)
    if node is None or node.end > node.start or not str(path[-1])[:1].isdecimal():
        return None
    start, end = document.span(path, "key")
    written = parted_number(document.text, start, end)
    if written is None:
        return None
    holder = _holder(document, path)
    return Problem(
        "SK005",
        message("inside braces a comma ends the value: “{written}” is read as two", written=written),
        chance_advice(written)
        if CHANCE in holder
        else message("write {better}, with a point", better=written.replace(",", ".", 1)),
        holder,
        span=(end - len(written), end),
    )


def _holder(document: Document, path: Path) -> Path:
    """Return the path of the number whose end stands at `path`; of chances that of all of them."""
    if CHANCE in path:
        return path[: path.index(CHANCE) + 1]
    parent = document.node(path[:-1])
    keys = list(parent.children) if parent is not None and isinstance(parent.children, dict) else []
    return (*path[:-1], keys[keys.index(str(path[-1])) - 1])
