"""Recording a trial in the SOP's file: one entry more under `pengujian`, and every other byte as it was."""

import datetime
import errno
import os
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.life.amend import amend, content_of, planned
from sopkit.source.amend import Append, in_flow
from sopkit.source.document import Document
from sopkit.source.writer import cannot_write

KEY = "pengujian"
TESTERS = ("pelaksana", "pimpinan", "masyarakat")
RESULTS = ("layak", "perlu perbaikan")


class TrialEntry(NamedTuple):
    """A trial: when, by whom (one of `TESTERS`), with which result (one of `RESULTS`), and what was found."""

    date: datetime.date
    tester: str
    result: str
    note: str

    def changes(self, _document: Document | None = None) -> tuple[Append, ...]:
        """Return what adds the entry to any document."""
        return (Append((KEY,), self._item()),)

    def as_written(self) -> str:
        """Return the lines that somebody would write into the file."""
        return f"{KEY}:\n  - {in_flow(self._item())}\n"

    def _item(self) -> dict[str, Any]:
        return {
            "tanggal": self.date,
            "penguji": self.tester,
            "hasil": self.result,
            "catatan": self.note,
        }


def record_trial(file: Path, entry: TrialEntry) -> None:
    """Add `entry` to the file, as it is now, and write it whole.

    Raises SopkitError where the file can't be read or written, or takes no entry without touching more.
    """
    amend(file, entry.changes)


def check_trial(file: Path, entry: TrialEntry) -> None:
    """Raise SopkitError where `record_trial` would, as far as can be told without writing."""
    if file.exists() and not os.access(file, os.W_OK):
        raise cannot_write(file, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    planned(file, content_of(file), entry.changes)
