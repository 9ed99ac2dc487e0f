"""How long each symbol takes, in minutes of work, and which times were taken in a way to be told."""

from collections.abc import Iterator
from typing import NamedTuple

from sopkit.model.duration import Amount, Calendar, Duration
from sopkit.model.flow import Flow, Symbol
from sopkit.model.sop import Sop


class Span(NamedTuple):
    """The least and the most minutes of work that something takes."""

    low: float = 0.0
    high: float = 0.0

    @property
    def middle(self) -> float:
        """The mean, every time between both ends being equally likely."""
        return (self.low + self.high) / 2


class Readings(NamedTuple):
    """The numbers of the rows whose times need a word: how the time was taken."""

    missing: tuple[int, ...]
    """No time: counted as 0."""
    unread: tuple[int, ...]
    """A time that nobody can read: counted as 0."""
    shared: tuple[int, ...]
    """`bersama`: counted in the row above."""
    ranges: tuple[int, ...]
    """Drawn evenly between both ends."""
    bounds: tuple[int, ...]
    """`maksimal`: counted in full."""
    units: tuple[int, ...]
    """Per unit of work: counted once."""
    clock_days: tuple[int, ...]
    """`24 jam`, a day on the clock: counted as one day of work."""


def spans(sop: Sop, flow: Flow, calendar: Calendar) -> tuple[Span, ...]:
    """Return how long each symbol takes, by its order.

    The time of a row counts where the flow enters it: a symbol that only follows others of its row adds
    nothing.
    """
    rows = {step.number: span_of(step.time, calendar) for step in sop.steps}
    return tuple(Span() if _goes_on(symbol, flow) else rows[symbol.row] for symbol in flow.symbols)


def span_of(time: Duration | None, calendar: Calendar) -> Span:
    """Return both ends of `time`; 0 where nothing is known, an upper bound and a per-unit time in full."""
    if time is None:
        return Span()
    low, high = (
        sum(calendar.minutes(_in_days(amount)) for amount in amounts) for amounts in (time.low, time.high)
    )
    return Span(min(low, high), max(low, high))


def promise_of(standard: Duration | None, calendar: Calendar) -> float | None:
    """Return the minutes of work within which the SOP promises to be done, None where it promises nothing.

    `24 jam` is what it promises at most: a day on the clock, or as many hours of work.
    """
    if standard is None or not standard.high:
        return None
    return max(span_of(standard, calendar).high, standard.minutes(calendar))


def read_times(sop: Sop) -> Readings:
    """Return which rows' times were taken in a way that a reader should know."""
    times = {step.number: step.time for step in sop.steps}
    known = {number: time for number, time in times.items() if time is not None}

    def rows(found: Iterator[int]) -> tuple[int, ...]:
        return tuple(found)

    return Readings(
        missing=rows(number for number, time in times.items() if time is None),
        unread=rows(number for number, time in known.items() if time.fault),
        shared=rows(number for number, time in known.items() if time.is_shared),
        ranges=rows(number for number, time in known.items() if time.is_range),
        bounds=rows(number for number, time in known.items() if time.is_bound),
        units=rows(number for number, time in known.items() if time.per),
        clock_days=rows(
            number
            for number, time in known.items()
            if any(_in_days(amount) != amount for amount in (*time.low, *time.high))
        ),
    )


def _goes_on(symbol: Symbol, flow: Flow) -> bool:
    sources = [arrow.source for arrow in flow.entering[symbol.order] if not arrow.is_return]
    return (
        bool(sources)
        and not symbol.is_start
        and all(flow.symbols[source].row == symbol.row for source in sources)
    )


def _in_days(amount: Amount) -> Amount:
    is_clock_day = amount.unit == "jam" and amount.number > 0 and amount.number % 24 == 0
    return Amount(amount.number / 24, "hari") if is_clock_day else amount
