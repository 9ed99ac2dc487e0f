"""What a plain (unquoted) YAML scalar means.

sopkit reads YAML 1.2's core schema, https://yaml.org/spec/1.2.2/#103-core-schema, so that `no`, `12:30` and
dates stay the text that people wrote. Other programs read YAML 1.1; where the two disagree the reader
remembers the place, and rule YM003 asks for quotes.
"""

import re
from typing import Literal

Reading = Literal["bool", "null", "number", "date"]

# Anything that could be more than text starts with one of these; all else skips the patterns.
_SUSPECT_STARTS = frozenset("0123456789+-.~nNyYtTfFoO")

_CORE_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_CORE_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CORE_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("null", "Null", "NULL", "~"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Longer digits are no number that an SOP holds, and Python refuses to convert more than 4,300 of them.
_LONGEST_NUMBER = 40

# YAML 1.1 (https://yaml.org/type/). Its one-letter `y` and `n` are left out: no common reader takes them.
_OLD_BOOL = frozenset(
    form for word in ("yes", "no", "on", "off") for form in (word, word.title(), word.upper())
)
_OLD_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+][0-9]+)?"
    r"|[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_OLD_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?"
)

_CUT_OFF = re.compile(r"(?<![\w.,-])[0-9]{1,9},\Z")


def resolve(text: str) -> str | int | float | bool | None:
    """Return what the plain scalar `text` stands for in the core schema; an empty one is null.

    `.inf` and `.nan` stay text: no key of an SOP takes them.
    """
    if not text:
        return None
    if text[0] not in _SUSPECT_STARTS:
        return text
    if text in _CORE_WORDS:
        return _CORE_WORDS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _CORE_INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _CORE_FLOAT.fullmatch(text):
        value = float(text)
        return value if value not in (float("inf"), float("-inf")) else text
    return text


def reading_elsewhere(text: str) -> Reading | None:
    """Return what a YAML 1.1 reader takes the plain scalar `text` for, None if for text as we do."""
    if text[0] not in _SUSPECT_STARTS:
        return None
    if text in _OLD_BOOL:
        return "bool"
    if _OLD_NUMBER.fullmatch(text):
        return "number"
    if _OLD_DATE.fullmatch(text):
        return "date"
    return None


def parted_number(text: str, start: int, end: int) -> str | None:
    """Return the number, such as `0,9`, that the key from `start` to `end` of `text` is the end of.

    Inside braces a comma parts entries even where no space follows it. None for any other key.
    """
    before = _CUT_OFF.search(text, max(0, start - 16), start)
    return before.group() + text[start:end] if before and text[start : start + 1].isdecimal() else None
