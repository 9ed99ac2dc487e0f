"""Many cases drawn by chance, all at once: how long each takes, and what its rows and branches do to that.

Cases are worked on in blocks, and within a block turn by turn: of every case that is still under way the
first waiting symbol is carried out, whichever it is. Each turn is remembered with the one that it came after,
so that the longest way through a case, on which every minute counts, can be followed back from its end.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sopkit.life.simulation.course import Course
from sopkit.life.simulation.times import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

BLOCK = 16_384
"""Cases that are worked on at once: few enough to stay in the processor's cache."""
TURNS = 100_000
"""Symbols carried out in one case after which it is given up."""


class TooLong(Exception):
    """Raised where a case has not come to an end after `TURNS`."""


class Cases(NamedTuple):
    """What was drawn: `elapsed` and `work` hold the minutes of each case, the others tell of each symbol.

    These are sums over all cases, by the order of the symbol: `visits` how often it was carried out,
    `reached` and `repeated` in how many cases at least once and twice, `busy` the minutes it took, `critical`
    those that were on the longest way, `idle` the minutes that branches waited there for others.
    """

    elapsed: "Floats"
    work: "Floats"
    visits: "Integers"
    reached: "Integers"
    repeated: "Integers"
    busy: "Floats"
    critical: "Floats"
    idle: "Floats"


def draw_cases(
    course: Course, spans: tuple[Span, ...], hands: tuple[int, ...], count: int, seed: int
) -> Cases:
    """Return `count` cases drawn from the seed `seed`; the same call gives the same cases.

    `hands` tells how many executors carry out each symbol. Raises TooLong for a case that does not end.
    """
    import numpy as np

    tables = _tables(course, spans, hands)
    random = np.random.default_rng(seed)
    blocks = [_Block(tables, min(BLOCK, count - first), random).run() for first in range(0, count, BLOCK)]
    elapsed, work, *figures = zip(*blocks, strict=True)
    sums = [np.sum(figure, axis=0) for figure in figures]
    return Cases(np.concatenate(elapsed), np.concatenate(work), *sums)


class _Tables(NamedTuple):
    """The course as arrays, by symbol: its exits' chances added up, their targets (-1: none), its times."""

    bounds: "Floats"
    targets: "Integers"
    low: "Floats"
    width: "Floats"
    hands: "Integers"
    starts: "Integers"


def _tables(course: Course, spans: tuple[Span, ...], hands: tuple[int, ...]) -> _Tables:
    import numpy as np

    exits = max(len(some) for some in course.exits)
    fan = max(1, *(len(one.targets) for some in course.exits for one in some))
    bounds = np.ones((len(course.exits), exits))
    targets = np.full((len(course.exits), exits, fan), -1, dtype=np.int64)
    for order, some in enumerate(course.exits):
        bounds[order, : len(some)] = np.cumsum([one.chance for one in some])
        bounds[order, len(some) - 1 :] = 1.0  # rounding must not open a way past the last exit
        for number, one in enumerate(some):
            targets[order, number, : len(one.targets)] = one.targets
    low = np.array([span.low for span in spans])
    width = np.array([span.high - span.low for span in spans])
    return _Tables(bounds, targets, low, width, np.array(hands), np.array(course.starts))


class _Turn(NamedTuple):
    """One turn of all cases under way: what each carried out, for how long, and after which event."""

    symbols: "Integers"
    minutes: "Floats"
    after: "Integers"


class _Block:
    """Cases that are worked on at once. An event is one symbol carried out in one case, numbered in turn.

    A cell is one symbol of one case, found in flat arrays at `case * size + symbol`.
    """

    def __init__(self, tables: _Tables, count: int, random: "np.random.Generator") -> None:
        import numpy as np

        self.tables, self.count, self.random = tables, count, random
        self.size = len(tables.low)
        cells = count * self.size
        self.waits: Flags = np.zeros(cells, dtype=bool)
        self.ready: Floats = np.zeros(cells)
        """When the last branch came to each cell."""
        self.after: Integers = np.full(cells, -1, dtype=np.int64)
        """The event by which it came."""
        self.visits: Integers = np.zeros(cells, dtype=np.int64)
        self.idle: Floats = np.zeros(self.size)
        self.work: Floats = np.zeros(count)
        self.elapsed: Floats = np.zeros(count)
        self.last: Integers = np.full(count, -1, dtype=np.int64)
        """The event with which each case ended."""

    def run(self) -> Cases:
        """Return the cases of this block. Raises TooLong."""
        import numpy as np

        turns = list(self._turns())
        symbols, minutes, after = (np.concatenate(column) for column in zip(*turns, strict=True))
        visits = self.visits.reshape(self.count, self.size)
        busy = np.bincount(symbols, minutes, self.size).astype(np.float64, copy=False)
        return Cases(
            self.elapsed,
            self.work,
            visits.sum(axis=0),
            (visits > 0).sum(axis=0),
            (visits > 1).sum(axis=0),
            busy,
            self._critical(symbols, minutes, after),
            self.idle,
        )

    def _turns(self) -> Iterator[_Turn]:
        """Carry out the first waiting symbol of every case, again and again, until nothing waits."""
        import numpy as np

        begun = self.random.choice(self.tables.starts, self.count)
        self.waits[np.arange(self.count) * self.size + begun] = True
        cases = np.arange(self.count)
        events = 0
        for _ in range(TURNS):
            waiting = self.waits.reshape(self.count, self.size)[cases]
            symbols = waiting.argmax(axis=1)
            is_open = waiting[np.arange(len(cases)), symbols]
            cases, symbols = cases[is_open], symbols[is_open]
            if not len(cases):
                return
            yield self._turn(cases, symbols, events)
            events += len(cases)
        raise TooLong

    def _turn(self, cases: "Integers", symbols: "Integers", events: int) -> _Turn:
        """Carry out `symbols`, one in each of `cases`; `events` is the number of the first."""
        import numpy as np

        tables, random = self.tables, self.random
        cells = cases * self.size + symbols
        minutes = tables.low[symbols] + tables.width[symbols] * random.random(len(cases))
        chosen = (random.random(len(cases))[:, None] >= tables.bounds[symbols]).sum(axis=1)
        done = self.ready[cells] + minutes
        after = self.after[cells]
        self.waits[cells] = False
        self.visits[cells] += 1
        self.work[cases] += minutes * tables.hands[symbols]
        targets = tables.targets[symbols, chosen]
        numbers = np.arange(events, events + len(cases))
        for branch in targets.T:
            goes = branch >= 0
            self._arrive(cases[goes], branch[goes], done[goes], numbers[goes])
        self._end(cases, targets[:, 0] < 0, done, numbers)
        return _Turn(symbols, minutes, after)

    def _arrive(self, cases: "Integers", targets: "Integers", done: "Floats", numbers: "Integers") -> None:
        """Let a branch come to `targets`, one in each of `cases`; one that waits there already joins it."""
        import numpy as np

        cells = cases * self.size + targets
        joins = self.waits[cells]
        apart = np.abs(self.ready[cells] - done)[joins]
        self.idle += np.bincount(targets[joins], apart, self.size)
        decides = ~joins | (done > self.ready[cells])
        self.ready[cells[decides]] = done[decides]
        self.after[cells[decides]] = numbers[decides]
        self.waits[cells] = True

    def _end(self, cases: "Integers", ends: "Flags", done: "Floats", numbers: "Integers") -> None:
        """Note the end of a branch; that of the last one is the end of its case."""
        latest = ends & ((self.last[cases] < 0) | (done > self.elapsed[cases]))
        self.elapsed[cases[latest]] = done[latest]
        self.last[cases[latest]] = numbers[latest]

    def _critical(self, symbols: "Integers", minutes: "Floats", after: "Integers") -> "Floats":
        """Return the minutes of each symbol on the longest ways, followed back from the ends of the cases."""
        import numpy as np

        found: Floats = np.zeros(self.size)
        events = self.last
        while len(events):
            found += np.bincount(symbols[events], minutes[events], self.size)
            events = after[events]
            events = events[events >= 0]
        return found
