"""Whether what a PDF carries as the recipe of a book may be one: anybody may have written it."""

from collections.abc import Callable
from typing import Any

from sopkit.render.book.blocks import is_blank

_YEARS = range(1, 10_000)
_LEVELS = range(1, 7)
_STARTS = range(1_000_000_000)
"""Of lists, as Markdown numbers them: up to nine digits."""
_STYLES = ("", "b", "i", "bi")
_MOST_NESTED = 8
"""Lists in lists: more than Markdown may have here."""


def is_sound(data: Any) -> bool:
    """Tell whether every value in `data`, a recipe from JSON, is of its kind and in its range.

    Raises KeyError or TypeError where a part of it is missing or of another kind altogether.
    """
    book = data["book"]
    decree, said = book["decree"], book["explanation"]
    optional = (
        *(data["agency"], book["title"], book["address"], said["scope"], said["summary"], said["file"]),
        *(decree["official"], decree["number"], decree["subject"], decree["date"]),
    )
    return (
        all(one is None or _is_text(one) for one in optional)
        and _is_text(data["unit"])
        and _are(data["units"], _is_text)
        and _are(data["sops"], _is_text)
        and _are(said["terms"], _is_pair)
        and (book["year"] is None or _is_whole(book["year"], _YEARS))
        and (data["blocks"] is None or _are(data["blocks"], _is_block))
    )


def _is_text(value: Any) -> bool:
    # JSON can hold halves of characters, which no file and no PDF can.
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_whole(value: Any, allowed: range) -> bool:
    return type(value) is int and value in allowed  # True is an int, too


def _are(values: Any, is_one: Callable[[Any], bool]) -> bool:
    return isinstance(values, list) and all(map(is_one, values))


def _is_pair(value: Any) -> bool:
    return _are(value, _is_text) and len(value) == 2


def _is_run(value: Any) -> bool:
    return _is_pair(value) and value[1] in _STYLES


def _is_block(value: Any, depth: int = 0) -> bool:
    """Tell whether `value` is a block that Markdown can have become."""
    match value:
        case {"kind": "heading", "level": level, "runs": runs, **rest}:
            return depth == 0 and not rest and _is_whole(level, _LEVELS) and _is_told(runs)
        case {"kind": "paragraph", "runs": runs, **rest}:
            return not rest and _are(runs, _is_run)
        case {"kind": "list", "ordered": bool(), "start": start, "items": items, **rest}:
            return not rest and depth < _MOST_NESTED and _is_whole(start, _STARTS) and _are(
                items, lambda item: _are(item, lambda block: _is_block(block, depth + 1))
            )  # fmt: skip
        case _:
            return False


def _is_told(runs: Any) -> bool:
    """Tell whether `runs` are pieces of text with anything to read in them."""
    return _are(runs, _is_run) and not is_blank(runs)
