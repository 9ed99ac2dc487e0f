"""What differs between two versions of an SOP, and what that means: the one model behind every report.

Nothing here is text for people but the values themselves; reports choose the words by the code of a change.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sopkit.locale.message import Message
from sopkit.model.sop import Path


class Severity(StrEnum):
    """What a change means: the procedure itself, or only how it is written down."""

    SUBSTANTIAL = "substansial"
    """Who does what, in which order, with what, how long, resulting in what, on which legal basis."""
    EDITORIAL = "redaksional"
    """Wording, spelling, order without meaning, bookkeeping."""


class Verdict(StrEnum):
    """What the SOP needs: the words of `jenis_perubahan`, and one for no change at all."""

    NEW = "baru"
    CHANGED = "perubahan"
    CORRECTED = "perbaikan"
    SAME = "tanpa perubahan"
    WITHDRAWN = "dicabut"
    """The SOP is no longer there."""


class Change(NamedTuple):
    """One typed change.

    `code` says what kind (one of `codes.CODES`); `old` and `new` are the values as people read them, None
    where there is none. `old_path` and `new_path` lead to them in the data of each side, None where a side
    lacks them. `old_step` and `new_step` are the numbers of the rows concerned, counted from 1. `detail`
    holds more for the sentence, by name: an executor, a label, a difference of minutes.
    """

    code: str
    severity: Severity
    old: str | None = None
    new: str | None = None
    old_path: Path | None = None
    new_path: Path | None = None
    old_step: int | None = None
    new_step: int | None = None
    detail: tuple[tuple[str, str], ...] = ()


class Figures(NamedTuple):
    """An SOP in figures; `minutes` is the longest time over forward arrows, None where one does not parse."""

    rows: int
    executors: int
    decisions: int
    minutes: float | None
    handovers: int
    """Arrows between symbols of different executors."""


class Effect(NamedTuple):
    """The figures before and after; None where there is no such side."""

    before: Figures | None
    after: Figures | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one SOP. `old` and `new` are how their files are called, None where one is missing."""

    old: str | None
    new: str | None
    number: str | None
    title: str | None
    verdict: Verdict
    changes: tuple[Change, ...]
    reasons: tuple[Message, ...]
    """Why the verdict is what it is, for people."""
    effect: Effect
    remarks: tuple[Message, ...] = ()
    """Where version, dates, history or kind of change don't fit the verdict: advice, not changes."""
    steps: tuple[tuple[int | None, int | None], ...] = ()
    """The rows that belong together, by number: matched, removed (new is None) and added (old is None)."""
