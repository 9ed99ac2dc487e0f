"""The whole trial of an SOP in figures, in minutes of work: what the formats for people and programs show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.simulation.cases import Cases, TooLong, draw_cases
from sopkit.life.simulation.chain import Chain, Endless, solve
from sopkit.life.simulation.chances import Given, Odds, decide_odds
from sopkit.life.simulation.course import Course, build_course
from sopkit.life.simulation.paths import Paths, find_paths
from sopkit.life.simulation.source import place
from sopkit.life.simulation.times import Readings, Span, promise_of, read_times, spans
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.render.subject import Subject

if TYPE_CHECKING:
    from sopkit.life.simulation.cases import Floats

MOST_CASES = 1_000_000
_MOST_TURNS = 200_000_000
"""Symbols carried out in all cases together, above which a run would take minutes."""
_EXACT = 0.01
"""Minutes by which a promise may be missed: what rounding does."""


class Spread(NamedTuple):
    """How a time is spread over the cases. `error` is the standard error of the mean."""

    mean: float
    error: float
    least: float
    median: float
    p90: float
    p95: float
    most: float


class RowFigures(NamedTuple):
    """One row of the table, per case on average.

    `visits` how often it is carried out, `expected` the same by the closed form, `reached` and `repeated` the
    shares of the cases in which it is carried out at all and more than once, `minutes` its work, `share` its
    part of the time from start to end, on the longest way, and `idle` the minutes that branches wait there.
    """

    number: int
    activity: str | None
    executor: str
    visits: float
    expected: float | None
    reached: float
    repeated: float
    minutes: float
    share: float
    idle: float


class Load(NamedTuple):
    """The work of one executor, in minutes per case and as a part of the work of all."""

    id: str
    name: str
    minutes: float
    share: float


class Promise(NamedTuple):
    """`standar_pelayanan`: as written, in minutes of work, and in which share of the cases it is kept."""

    text: str
    minutes: float
    kept: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """The trial of one SOP. `expected_work` and `expected_time` are the means by the closed form.

    Both are None where the chain has too many states, `expected_time` also where branches run side by side.
    `elapsed` holds the minutes of each case.
    """

    subject: Subject
    count: int
    seed: int
    odds: tuple[Odds, ...]
    readings: Readings
    paths: Paths
    time: Spread
    work: Spread
    expected_time: float | None
    expected_work: float | None
    rows: tuple[RowFigures, ...]
    loads: tuple[Load, ...]
    promise: Promise | None
    elapsed: "Floats"

    @property
    def sop(self) -> Sop:
        """The SOP that was tried out."""
        return self.subject.sop

    @property
    def stalls(self) -> tuple[RowFigures, ...]:
        """The rows with a part in the time from start to end, the largest first."""
        return tuple(sorted((row for row in self.rows if row.share > 0), key=lambda row: -row.share))

    @property
    def unreached(self) -> tuple[int, ...]:
        """The rows that no case ever came to."""
        return tuple(row.number for row in self.rows if not row.reached)

    @property
    def has_branches(self) -> bool:
        """Tell whether some arrows of a symbol or an answer run side by side."""
        course = build_course(self.subject.flow, {one.order: one for one in self.odds})
        return any(len(one.targets) > 1 for exits in course.exits for one in exits)


def simulate(subject: Subject, count: int, seed: int, given: Sequence[Given] = ()) -> Simulation:
    """Return the trial of `subject` with `count` cases drawn from `seed`; `given` wins over the file.

    Raises SopkitError for chances that don't fit, for a flow without an end, and for more work than a run
    should take.
    """
    calendar = subject.project.config.calendar
    odds = decide_odds(subject, given)
    course = build_course(subject.flow, odds)
    times = spans(subject.sop, subject.flow, calendar)
    chain = _solved(subject, course)
    hands = tuple(1 + len(symbol.partners) for symbol in subject.flow.symbols)
    _check_size(chain, count)
    try:
        cases = draw_cases(course, times, hands, count, seed)
    except TooLong:
        raise _endless(subject, 0) from None
    return Simulation(
        subject,
        count,
        seed,
        tuple(odds.values()),
        read_times(subject.sop),
        find_paths(course, times),
        _spread(cases.elapsed),
        _spread(cases.work),
        _expected(chain, times) if chain and chain.is_serial else None,
        _expected(chain, times, hands) if chain else None,
        _rows(subject, cases, chain),
        _loads(subject, cases),
        _promise(subject, cases),
        cases.elapsed,
    )


def _solved(subject: Subject, course: Course) -> Chain | None:
    try:
        return solve(course)
    except Endless as endless:
        raise _endless(subject, endless.order) from None


def _check_size(chain: Chain | None, count: int) -> None:
    """Raise SopkitError where `count` cases would take minutes to draw."""
    turns = sum(chain.visits) if chain else 0.0
    if turns * count > _MOST_TURNS:
        raise SopkitError(
            message(
                "a case takes {turns} steps on average: {count} cases are too many",
                turns=round(turns),
                count=count,
            ),
            message("lower --n, or look at the chances: one of them sends nearly every case back"),
        )


def _endless(subject: Subject, order: int) -> SopkitError:
    symbol = subject.flow.symbols[order]
    return SopkitError(
        message(
            "{place}: from row {row} on, the procedure never comes to an end",
            place=place(subject, symbol.path),
            row=symbol.row,
        ),
        message(
            "let an answer with a chance above 0 lead out of the loop, or write “jenis: selesai” at the "
            "last step"
        ),
    )


def _expected(chain: Chain, times: tuple[Span, ...], hands: tuple[int, ...] | None = None) -> float:
    """Return the mean minutes of a case by the closed form, those of each of `hands` where they are given."""
    weights = hands or (1,) * len(times)
    return sum(
        visits * span.middle * weight
        for visits, span, weight in zip(chain.visits, times, weights, strict=True)
    )


def _spread(minutes: "Floats") -> Spread:
    import numpy as np

    least, median, p90, p95, most = np.percentile(minutes, [0, 50, 90, 95, 100]).tolist()
    deviation = float(minutes.std(ddof=1)) if len(minutes) > 1 else 0.0
    return Spread(float(minutes.mean()), deviation / len(minutes) ** 0.5, least, median, p90, p95, most)


def _rows(subject: Subject, cases: Cases, chain: Chain | None) -> tuple[RowFigures, ...]:
    """Return the figures of each row. Of a row with several symbols, the one that is met most counts."""
    count = len(cases.elapsed)
    total = float(cases.critical.sum())
    names = {executor.id: executor.name for executor in subject.sop.executors}
    found = []
    for step in subject.sop.steps:
        orders = [symbol.order for symbol in subject.flow.symbols if symbol.row == step.number]
        if not orders:
            continue
        most = max(orders, key=lambda order: (cases.visits[order], -order))
        found.append(
            RowFigures(
                step.number,
                step.activity,
                ", ".join(
                    dict.fromkeys(names.get(subject.flow.symbols[order].executor, "") for order in orders)
                ),
                float(cases.visits[most]) / count,
                chain.visits[most] if chain else None,
                float(cases.reached[most]) / count,
                float(cases.repeated[most]) / count,
                float(cases.busy[orders].sum()) / count,
                float(cases.critical[orders].sum()) / total if total else 0.0,
                float(cases.idle[orders].sum()) / count,
            )
        )
    return tuple(found)


def _loads(subject: Subject, cases: Cases) -> tuple[Load, ...]:
    """Return the work of each executor, in the order of the columns; all of a joint activity are busy."""
    minutes = dict.fromkeys((executor.id for executor in subject.sop.executors), 0.0)
    for symbol in subject.flow.symbols:
        for executor in dict.fromkeys((symbol.executor, *symbol.partners)):
            minutes[executor] += float(cases.busy[symbol.order]) / len(cases.elapsed)
    total = sum(minutes.values())
    return tuple(
        Load(executor.id, executor.name, minutes[executor.id], minutes[executor.id] / total if total else 0.0)
        for executor in subject.sop.executors
    )


def _promise(subject: Subject, cases: Cases) -> Promise | None:
    standard = subject.sop.standard
    minutes = promise_of(standard, subject.project.config.calendar)
    if standard is None or minutes is None:
        return None
    return Promise(
        " ".join(standard.text.split()), minutes, float((cases.elapsed <= minutes + _EXACT).mean())
    )
