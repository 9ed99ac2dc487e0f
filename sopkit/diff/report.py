"""What a comparison of files found: the one thing that every format is written from."""

from dataclasses import dataclass
from typing import NamedTuple

from sopkit.diff.model import Comparison, Severity, Verdict
from sopkit.locale.message import Message
from sopkit.model.duration import Calendar
from sopkit.model.sop import Path, Sop
from sopkit.source.document import Document


class Side(NamedTuple):
    """One version of an SOP: its file with the place of everything in it, and what it says."""

    document: Document
    sop: Sop


class Position(NamedTuple):
    """A place in a file: line and column, both from 1."""

    line: int
    column: int


class Failure(NamedTuple):
    """A file that can't be compared: why, where (None for all of it), and what to do about it.

    `is_old` tells that it is the version before the change that is at fault.
    """

    name: str
    message: Message
    hint: Message | None = None
    place: Position | None = None
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One SOP of the report, with both versions, None where one is missing."""

    comparison: Comparison
    old: Side | None
    new: Side | None
    calendar: Calendar
    """How long the office's working time is, for times in words."""
    is_renamed: bool = False
    """Whether the SOP was found again in a file of another name."""

    @property
    def differs(self) -> bool:
        """Tell whether anything changed: comments and notation don't count."""
        return bool(self.comparison.changes) or self.is_renamed or self.old is None or self.new is None

    @property
    def is_substantial(self) -> bool:
        """Tell whether the procedure itself is another one."""
        return self.old is None or self.new is None or bool(self.count(Severity.SUBSTANTIAL))

    @property
    def name(self) -> str:
        """How the file is called: as it is now, if it still is."""
        return self.comparison.new or self.comparison.old or ""

    def count(self, severity: Severity) -> int:
        """Return how many changes have `severity`."""
        return sum(change.severity is severity for change in self.comparison.changes)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was compared, in order of file name, and what could not be.

    `notes` is said beside the report, not in it.
    """

    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def differing(self) -> tuple[Entry, ...]:
        """The entries in which anything changed."""
        return tuple(entry for entry in self.entries if entry.differs)

    def count(self, verdict: Verdict) -> int:
        """Return how many of the entries have `verdict`."""
        return sum(entry.comparison.verdict is verdict for entry in self.entries)


def position(side: Side | None, path: Path | None) -> Position | None:
    """Return where the value at `path` begins in `side`, or the nearest thing around it."""
    if side is None or path is None:
        return None
    return Position(*side.document.position(side.document.span(path)[0]))
