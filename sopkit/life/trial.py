"""Recording a trial in the SOP's file: one entry more under `pengujian`, and every other byte as it was."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.life.amend import amend, content_of, planned
from sopkit.source.amend import Append
from sopkit.source.document import Document

KEY = "pengujian"
TESTERS = ("pelaksana", "pimpinan", "masyarakat")
RESULTS = ("layak", "perlu perbaikan")


class TrialEntry(NamedTuple):
    """A trial: when, by whom (one of `TESTERS`), with which result (one of `RESULTS`), and what was found."""

    date: datetime.date
    tester: str
    result: str
    note: str

    def changes(self, document: Document) -> tuple[Append, ...]:
        """Return what adds the entry to any `document`."""
        del document
        item: dict[str, Any] = {
            "tanggal": self.date,
            "penguji": self.tester,
            "hasil": self.result,
            "catatan": self.note,
        }
        return (Append((KEY,), item),)


def record_trial(file: Path, entry: TrialEntry) -> None:
    """Add `entry` to the file, as it is now, and write it whole.

    Raises SopkitError where the file can't be read or written, or takes no entry without touching more.
    """
    amend(file, entry.changes)


def check_trial(file: Path, entry: TrialEntry) -> None:
    """Raise SopkitError where `record_trial` would, as far as can be told without writing."""
    planned(file, content_of(file), entry.changes)
