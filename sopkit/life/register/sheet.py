"""The register as a table for spreadsheets and wikis. Its words are those of the office: Indonesian."""

import re
from collections.abc import Iterable

from sopkit.life.register.entry import Entry
from sopkit.life.spreadsheet import to_csv
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
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def render_csv(entries: Iterable[Entry], delimiter: str = ",") -> bytes:
    """Return the table as CSV for a spreadsheet."""
    return to_csv(HEADS, map(_cells, entries), delimiter)


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
