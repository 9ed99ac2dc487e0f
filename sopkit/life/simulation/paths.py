"""The distinct paths through an SOP, each way back taken at most once, and how long they take."""

from typing import NamedTuple

from sopkit.life.simulation.course import Course, Exit
from sopkit.life.simulation.times import Span

PATHS = 5_000
"""Paths after which the search stops."""
_TURNS = 300_000
"""Symbols carried out in the search after which it stops."""


class Turn(NamedTuple):
    """A symbol carried out on a path, and the answer where it decided."""

    order: int
    answer: str | None


class Way(NamedTuple):
    """One path: its turns, the time from start to end, and the chance of a case to go just so."""

    turns: tuple[Turn, ...]
    time: Span
    chance: float


class Paths(NamedTuple):
    """The paths in the order in which they were found; `is_complete` tells whether these are all."""

    ways: tuple[Way, ...]
    is_complete: bool

    @property
    def time(self) -> Span:
        """The shortest and the longest time of the paths that were found."""
        return Span(
            min((way.time.low for way in self.ways), default=0.0),
            max((way.time.high for way in self.ways), default=0.0),
        )


class Trail(NamedTuple):
    """A path that is being walked.

    `waiting` pairs each waiting symbol with the time of the last arrival there, `steps` are linked from the
    last to the first, `returns` the ways back that were taken, `time` and `chance` those of the path so far.
    """

    waiting: tuple[tuple[int, Span], ...]
    steps: "_Steps | None" = None
    returns: frozenset[Turn] = frozenset()
    time: Span = Span()
    chance: float = 1.0

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of the path, in order."""
        found = []
        steps = self.steps
        while steps is not None:
            found.append(steps.last)
            steps = steps.before
        return tuple(reversed(found))

    def take(self, way_out: Exit, span: Span) -> "Trail":
        """Return the path after its first waiting symbol took `span` and was left by `way_out`."""
        (order, came), *others = self.waiting
        turn = Turn(order, way_out.label)
        done = Span(came.low + span.low, came.high + span.high)
        waiting = dict(others)
        for target in way_out.targets:
            waiting[target] = _later(waiting[target], done) if target in waiting else done
        return Trail(
            tuple(sorted(waiting.items())),
            _Steps(turn, self.steps),
            self.returns | {turn} if way_out.is_return else self.returns,
            self.time if way_out.targets else _later(self.time, done),
            self.chance * way_out.chance,
        )


def begin(start: int, chance: float = 1.0) -> Trail:
    """Return the path that begins at the symbol `start`."""
    return Trail(((start, Span()),), chance=chance)


class _Steps(NamedTuple):
    last: Turn
    before: "_Steps | None"


def find_paths(course: Course, spans: tuple[Span, ...]) -> Paths:
    """Return the paths of `course`, those without a way back first; a search that grows too long stops."""
    todo = [begin(start, 1 / len(course.starts)) for start in reversed(course.starts)]
    ways: list[Way] = []
    for _ in range(_TURNS):
        if not todo or len(ways) == PATHS:
            break
        trail = todo.pop()
        if not trail.waiting:
            ways.append(Way(trail.turns, trail.time, trail.chance))
            continue
        order = trail.waiting[0][0]
        # What is put on the pile last is walked first.
        for way_out in sorted(course.exits[order], key=lambda one: one.is_return, reverse=True):
            if not (way_out.is_return and Turn(order, way_out.label) in trail.returns):
                todo.append(trail.take(way_out, spans[order]))  # noqa: PERF401
    return Paths(tuple(ways), not todo)


def _later(one: Span, other: Span) -> Span:
    return Span(max(one.low, other.low), max(one.high, other.high))
