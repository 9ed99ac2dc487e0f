"""A tabletop trial: people go through an SOP step by step, decide for themselves, and note what they find."""

from typing import Any, NamedTuple

from sopkit.life.simulation.course import Course, open_course
from sopkit.life.simulation.paths import Trail, begin
from sopkit.life.simulation.times import Span, spans
from sopkit.model.flow import Symbol
from sopkit.model.sop import Step
from sopkit.render.subject import Subject

VERSION = 1
"""Counts the shapes of `Walk.as_data`."""


class Note(NamedTuple):
    """What was noted at a row."""

    row: int
    text: str


class Guide(NamedTuple):
    """An SOP as it is walked through: its course with every answer open, and how long each symbol takes."""

    subject: Subject
    course: Course
    spans: tuple[Span, ...]


class Walk(NamedTuple):
    """A trial under way, or at its end: the trail so far, what was noted, and the walk one step before."""

    guide: Guide
    trail: Trail
    notes: tuple[Note, ...] = ()
    before: "Walk | None" = None

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to do."""
        return not self.trail.waiting

    @property
    def symbol(self) -> Symbol:
        """The symbol whose turn it is."""
        return self.guide.subject.flow.symbols[self.trail.waiting[0][0]]

    @property
    def step(self) -> Step:
        """The row of that symbol."""
        return next(step for step in self.guide.subject.sop.steps if step.number == self.symbol.row)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers to choose from; none where there is nothing to decide."""
        exits = self.guide.course.exits[self.symbol.order]
        return tuple(one.label for one in exits if one.label is not None)

    @property
    def others(self) -> tuple[int, ...]:
        """The rows that wait besides, for the branches of a fork are gone through one after the other."""
        symbols = self.guide.subject.flow.symbols
        return tuple(dict.fromkeys(symbols[order].row for order, _ in self.trail.waiting[1:]))

    def go_on(self, answer: str | None = None) -> "Walk":
        """Return the walk after this step, left by `answer`, one of `answers`, where there are any."""
        order = self.symbol.order
        way_out = next(one for one in self.guide.course.exits[order] if one.label == answer)
        return self._replace(trail=self.trail.take(way_out, self.guide.spans[order]), before=self)

    def go_back(self) -> "Walk":
        """Return the walk one step before, with all that was noted; at the first step the same one."""
        return self.before._replace(notes=self.notes) if self.before is not None else self

    def note(self, text: str) -> "Walk":
        """Return the walk with `text` noted at this step."""
        return self._replace(notes=(*self.notes, Note(self.symbol.row, text)))

    @property
    def path(self) -> str:
        """The rows that were gone through, with the answers: `1, 2 (ya), 3`."""
        symbols = self.guide.subject.flow.symbols
        return ", ".join(
            f"{symbols[turn.order].row} ({turn.answer})" if turn.answer else str(symbols[turn.order].row)
            for turn in self.trail.turns
        )

    @property
    def account(self) -> str:
        """What the SOP's file says of the trial, in Indonesian: the path, then the notes by row."""
        noted = "".join(f" Langkah {note.row}: {note.text.rstrip('.')}." for note in sorted(self.notes))
        return f"Jalur {self.path}.{noted}"

    def as_data(self) -> dict[str, Any]:
        """Return the walk for JSON: rows with their answers, minutes from least to most, notes by row."""
        sop, symbols = self.guide.subject.sop, self.guide.subject.flow.symbols
        return {
            "version": VERSION,
            "file": self.guide.subject.file.as_posix(),
            "number": sop.number,
            "title": sop.title,
            "over": self.is_over,
            "path": [
                {"row": symbols[turn.order].row, "answer": turn.answer or None} for turn in self.trail.turns
            ],
            "minutes": [self.trail.time.low, self.trail.time.high],
            "notes": [note._asdict() for note in sorted(self.notes)],
        }


def open_guide(subject: Subject) -> Guide:
    """Return `subject` ready to be walked through."""
    calendar = subject.project.config.calendar
    return Guide(subject, open_course(subject.flow), spans(subject.sop, subject.flow, calendar))


def set_out(guide: Guide, start: int) -> Walk:
    """Return the walk that begins at the symbol `start`, one of the starts of the course."""
    return Walk(guide, begin(start))
