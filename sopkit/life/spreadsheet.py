"""Tables that go to a spreadsheet and come back: CSV that Excel opens, and texts that it takes for texts."""

import csv
import io
from collections.abc import Iterable, Sequence

from sopkit.source.reader import BOM

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would carry out, or look behind for such a sign."""
DELIMITERS = (";", ",")
"""What may stand between the cells of a table that is made: the first is what an Indonesian Excel expects."""


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """Return a table as CSV (RFC 4180) that Excel opens: UTF-8 with a mark of its encoding, CRLF.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BOM + text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """Return `cell` as a text that no spreadsheet takes for a formula; `original` takes it back."""
    return f"'{cell}" if _is_formula(cell.lstrip("'")) else cell


def original(cell: str) -> str:
    """Return what `harmless` made `cell` of."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip(" ").startswith(_FORMULA)
