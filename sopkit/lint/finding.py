"""What lint reports: a finding, its place, and the fix that may go with it."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

from sopkit.locale.message import Message
from sopkit.source.edits import TextEdit
from sopkit.source.problem import Path


class Severity(IntEnum):
    """How bad a finding is; the order is that of `--min-severity` and `--fail-on`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word for it in options and reports: info, warning or error."""
        return self.name.lower()


class Applicability(StrEnum):
    """Whether a fix keeps the meaning (`--fix`) or wants a person's eye (`--unsafe-fixes`)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Position(NamedTuple):
    """A place in a file: line and column from 1, in characters."""

    line: int
    column: int


class Place(NamedTuple):
    """A stretch of a file, `end` exclusive."""

    file: str
    start: Position
    end: Position


class Fix(NamedTuple):
    """What would mend a finding: edits of the file's text, or a new name for the file."""

    applicability: Applicability
    edits: tuple[TextEdit, ...] = ()
    rename: str | None = None


class Finding(NamedTuple):
    """One fault, told with place, reason and remedy.

    `path` leads to the value in the data, `excerpt` is the line of the file at `place.start`, `related`
    are other places that belong to the fault, `fingerprint` knows the finding again after lines shifted.
    """

    code: str
    slug: str
    severity: Severity
    message: Message
    suggestion: Message | None
    place: Place
    path: Path
    excerpt: str = ""
    fix: Fix | None = None
    related: tuple[Place, ...] = ()
    fingerprint: str = ""
    merged: tuple[str, ...] = ()
    """Fingerprints of the equal findings that are told with this one."""

    @property
    def sort_key(self) -> tuple[str, Position, str]:
        """The order of a report: by file, place, code."""
        return self.place.file, self.place.start, self.code
