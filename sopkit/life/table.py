"""Tables for a terminal: cells wrapped to the width of their column, and nothing in them that steers it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sopkit.lint.formats.escape import printable

GAP = "  "
WIDTH = 80
"""Columns of a terminal in which everything must be legible."""


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` signs; its own line breaks stay, long words are cut."""
    from textwrap import wrap

    lines: list[str] = []
    for line in text.split("\n"):
        lines += wrap(printable(line), width, break_on_hyphens=False) or [""]
    return lines


def row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row of a table whose columns have `widths`."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        yield GAP.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()


def rule(widths: Sequence[int]) -> str:
    """Return the line below the head of a table."""
    return GAP.join("─" * width for width in widths)


def day(date: object) -> str:
    """Return a date as it is written everywhere, “-” for none."""
    return str(date) if date is not None else "-"
