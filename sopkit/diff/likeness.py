"""How alike two rows of a table are."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sopkit.diff.wording import content_words, overlap, plain, verbs
from sopkit.model.sop import Step

_TEXT, _EXECUTOR, _OTHER = 0.55, 0.15, 0.2
"""What the parts of a likeness weigh; without ids, equal rows have 0.9."""
_ID, _ID_AND_TEXT = 0.2, 0.26
"""What the same id adds, and what more where the text is the same: ids may have been numbered anew."""
_OTHER_ID = 0.15
"""What it takes that two rows have different ids, where ids are kept, if the text is another too."""
_SAME_TEXT = 0.5
"""Likeness of the texts of two rows that shows that their id was kept."""


class Profile(NamedTuple):
    """What a row is known by."""

    id: str | None
    activity: str
    words: frozenset[str]
    verbs: frozenset[str]
    executors: tuple[str, ...]
    other: frozenset[str]
    """The words of its other cells; a time is one word."""
    signature: tuple[object, ...]
    """All that equal rows have in common."""


def profiles(steps: Sequence[Step], executors: Mapping[str, str]) -> list[Profile]:
    """Return the profile of each of `steps`; `executors` say who an id is."""
    return [_profile(step, executors) for step in steps]


def _profile(step: Step, executors: Mapping[str, str]) -> Profile:
    activity = plain(step.activity) or ""
    doing = tuple(
        executors.get(reference.id, reference.id) for symbol in step.symbols for reference in symbol.executors
    )
    items = [tuple(plain(item.value) or "" for item in cell) for cell in (step.inputs, step.outputs)]
    time = (plain(step.time.text) or "") if step.time else ""
    questions = (
        symbol.decision.question for symbol in step.symbols if symbol.decision and symbol.decision.question
    )
    other = [word for text in (*chain(*items), *questions, step.note or "") for word in content_words(text)]
    return Profile(
        step.id,
        activity,
        content_words(activity),
        verbs(activity),
        doing,
        frozenset((*other, time) if time else other),
        (activity, doing, *items, time),
    )


class Likeness:
    """How alike two rows of two tables are, wherever they stand.

    From 0 to 1.36, which equal rows of the same id have.
    """

    def __init__(self, left: Sequence[Profile], right: Sequence[Profile]) -> None:
        named = {row.id: row for row in right if row.id is not None}
        pairs = [(row, named[row.id]) for row in left if row.id in named]
        kept = sum(_text(row, other) >= _SAME_TEXT for row, other in pairs)
        self.keeps_ids = 2 * kept > min(sum(row.id is not None for row in left), len(named))
        """Whether most rows that have an id have the same one on both sides."""

    def of(self, left: Profile, right: Profile) -> float:
        """Return how alike `left` and `right` are."""
        text = _text(left, right)
        score = _TEXT * text
        if left.executors == right.executors:
            score += _EXECUTOR
        elif not set(left.executors).isdisjoint(right.executors):
            score += _EXECUTOR / 2
        # Two rows of empty cells are as little evidence for as against.
        score += _OTHER * (overlap(left.other, right.other) if left.other or right.other else 0.5)
        if left.id is not None and left.id == right.id:
            score += _ID + _ID_AND_TEXT * text
        elif left.id is not None and right.id is not None and self.keeps_ids:
            score -= _OTHER_ID * (1 - text)
        return score


def _text(left: Profile, right: Profile) -> float:
    return 1.0 if left.activity == right.activity else overlap(left.words, right.words)
