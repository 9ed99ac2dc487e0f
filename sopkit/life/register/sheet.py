"""The register as a table for spreadsheets and wikis. Its words are those of the office: Indonesian."""

import csv
import io
import re
from collections.abc import Iterable

from sopkit.life.register.entry import Entry
from sopkit.lint.formats.escape import printable

HEADS = (
    "Nomor",
    "Judul",
    "Unit",
    "Status",
    "Jenis perubahan",
    "Versi",
    "Tanggal pembuatan",
    "Tanggal revisi",
    "Tanggal efektif",
    "Reviu berikutnya",
    "Berkas",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would carry out, or look behind for such a sign."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def render_csv(entries: Iterable[Entry], delimiter: str = ",") -> bytes:
    """Return the table as CSV (RFC 4180) that Excel opens: UTF-8 with a mark of its encoding, CRLF.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([harmless(cell) for cell in _cells(entry)] for entry in entries)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """Return `cell` as a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def render_markdown(entries: Iterable[Entry]) -> str:
    """Return the table as Markdown; signs that Markdown or HTML would read are escaped."""
    lines = ["# Daftar SOP", "", _line(HEADS), _line(["---"] * len(HEADS))]
    lines += [_line([_MARKUP.sub(r"\\\1", printable(cell)) for cell in _cells(entry)]) for entry in entries]
    return "".join(f"{line}\n" for line in lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(entry: Entry) -> tuple[str, ...]:
    sop = entry.sop
    dates = (str(date) if date is not None else "" for date in sop.dates)
    texts = (sop.number, sop.title, sop.unit, sop.status, sop.change, str(sop.version), *dates)
    return (*(text or "" for text in texts), entry.file.as_posix())
