"""The trial for people at a terminal, legible at 80 columns."""

from collections.abc import Iterator, Sequence

from sopkit.life.simulation.paths import Way
from sopkit.life.simulation.report import RowFigures, Simulation, Spread
from sopkit.life.simulation.words import assumptions, chances, number, percent, question, spelled
from sopkit.life.table import GAP, WIDTH, wrapped
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_, Message, message
from sopkit.locale.translator import Translator

_LIKELY = 5
"""Paths that are shown."""
_BOLD = "1"
_ORIGINS = {"file": N_("from the file"), "option": N_("from --peluang"), "assumed": N_("assumed")}


def render(simulation: Simulation, translator: Translator, *, colour: bool) -> str:
    """Return the trial as text that ends with a line break."""
    return "".join(f"{line}\n" for line in _Page(simulation, translator, colour).lines())


class _Page:
    """Writes one trial in one language, with colour or without."""

    def __init__(self, simulation: Simulation, translator: Translator, colour: bool) -> None:
        self.simulation = simulation
        self.translator = translator
        self.colour = colour
        self.calendar = simulation.subject.project.config.calendar

    def lines(self) -> Iterator[str]:
        """Yield the lines of the whole trial."""
        simulation = self.simulation
        yield self._bold(" ".join(filter(None, (simulation.sop.number, simulation.sop.title))) or "SOP")
        yield self._said(
            message(
                "{count} cases drawn from seed {seed}",
                count=self._number(simulation.count),
                seed=simulation.seed,
            )
        )
        yield from self._times()
        yield from self._stalls()
        yield from self._rows()
        yield from self._loads()
        yield from self._paths()
        yield from self._chances()
        yield from self._head(message("Taken for granted"))
        for said in assumptions(simulation, self.translator.language):
            yield from self._item(self._said(said))

    def _times(self) -> Iterator[str]:
        simulation = self.simulation
        yield from self._head(message("Time from start to end"))
        time, work = simulation.time, simulation.work
        rows = [
            (message("mean"), self._mean(time)),
            (message("mean by the formula"), self._exact(simulation.expected_time)),
            (message("median"), self._time(time.median)),
            (message("90 of 100 cases within"), self._time(time.p90)),
            (message("95 of 100 cases within"), self._time(time.p95)),
            (message("work of all executors"), self._mean(work)),
            (message("work by the formula"), self._exact(simulation.expected_work)),
        ]
        if simulation.promise is not None:
            share = percent(simulation.promise.kept, self.translator.language)
            kept = message("kept in {share} of the cases", share=share)
            rows.append((message("promise “{promise}”", promise=simulation.promise.text), self._said(kept)))
        names = [self._said(name) for name, _ in rows]
        width = max(map(len, names))
        for name, (_, value) in zip(names, rows, strict=True):
            if value:
                yield f"  {name.ljust(width)}{GAP}{value}"

    def _mean(self, spread: Spread) -> str:
        error = self._number(1.96 * spread.error, 1)
        return self._said(message("{time} (± {error} min)", time=self._time(spread.mean), error=error))

    def _exact(self, expected: float | None) -> str:
        return "" if expected is None else self._time(expected)

    def _stalls(self) -> Iterator[str]:
        yield from self._head(message("Where it stalls: part of the time from start to end"))
        for row in self.simulation.stalls[:3]:
            share = percent(row.share, self.translator.language)
            yield from self._item(f"{row.number}. {row.activity or ''} ({row.executor})", share)
        waiting = max(self.simulation.rows, key=lambda row: row.idle, default=None)
        if waiting is not None and waiting.idle >= 1:
            said = message(
                "before row {row}, branches wait {time} for others, on average",
                row=waiting.number,
                time=self._time(waiting.idle),
            )
            yield from self._item(self._said(said))

    def _rows(self) -> Iterator[str]:
        yield from self._head(
            message("Rows: how often in a case, how many cases repeat them, minutes in a case")
        )
        yield from self._table(
            ("No", N_("Activity"), N_("times"), N_("repeated"), N_("minutes")),
            [self._row(row) for row in self.simulation.rows],
        )

    def _row(self, row: RowFigures) -> tuple[str, ...]:
        return (
            str(row.number),
            row.activity or "",
            self._number(row.visits, 2),
            percent(row.repeated, self.translator.language),
            self._number(row.minutes, 1),
        )

    def _loads(self) -> Iterator[str]:
        yield from self._head(message("Load: minutes of each executor in a case"))
        yield from self._table(
            ("", N_("Executor"), N_("share"), N_("minutes")),
            [
                ("", load.name, percent(load.share, self.translator.language), self._number(load.minutes, 1))
                for load in self.simulation.loads
            ],
        )

    def _paths(self) -> Iterator[str]:
        paths = self.simulation.paths
        head = message(
            "Paths, each way back taken once at most: {count}, from {shortest} to {longest}",
            count=f"{'' if paths.is_complete else '> '}{self._number(len(paths.ways))}",
            shortest=self._time(paths.time.low),
            longest=self._time(paths.time.high),
        )
        yield from self._head(head)
        for way in sorted(paths.ways, key=lambda way: -way.chance)[:_LIKELY]:
            yield from self._item(self._way(way), percent(way.chance, self.translator.language))
        rest = len(paths.ways) - _LIKELY
        if rest > 0:
            yield f"  {self.translator.count('1 more path', '{n} more paths', rest)}"

    def _way(self, way: Way) -> str:
        rows = [self.simulation.subject.flow.symbols[turn.order].row for turn in way.turns]
        return " ".join(
            f"{row} ({turn.answer})" if turn.answer else str(row)
            for row, turn in zip(rows, way.turns, strict=True)
        )

    def _chances(self) -> Iterator[str]:
        if self.simulation.odds:
            yield from self._head(message("Chances"))
        for odds in self.simulation.odds:
            origin = self.translator.text(_ORIGINS[odds.origin])
            row = self.simulation.subject.flow.symbols[odds.order].row
            said = chances(odds, self.translator.language)
            yield from self._item(f"{row}. {question(self.simulation, odds)} {said} ({origin})")

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Yield a table: the second column is a text and takes what room is left, the others are figures."""
        titles = [self.translator.text(title) if title else "" for title in head]
        widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
        widths[1] = WIDTH - 2 - sum(widths) + widths[1] - len(GAP) * (len(widths) - 1)
        for cells in (titles, *rows):
            first, *more = wrapped(cells[1], widths[1])
            line = [
                first.ljust(width) if column == 1 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
            ]
            shown = f"  {GAP.join(line)}"
            yield self._bold(shown) if cells is titles else shown
            yield from (f"  {' ' * widths[0]}{GAP}{rest}" for rest in more)

    def _item(self, text: str, figure: str = "") -> Iterator[str]:
        """Yield one item of a list, wrapped, with a figure before it."""
        lead = f"  {figure.rjust(7)}{GAP}" if figure else "  - "
        first, *more = wrapped(text, WIDTH - len(lead))
        yield f"{lead}{first}"
        yield from (f"{' ' * len(lead)}{line}" for line in more)

    def _head(self, said: Message) -> Iterator[str]:
        yield ""
        yield from map(self._bold, wrapped(self._said(said), WIDTH))

    def _time(self, minutes: float) -> str:
        return spelled(minutes, self.calendar)

    def _number(self, value: float, digits: int = 0) -> str:
        return number(value, digits, self.translator.language)

    def _said(self, said: Message) -> str:
        return printable(self.translator.render(said))

    def _bold(self, text: str) -> str:
        return f"\x1b[{_BOLD}m{text}\x1b[0m" if self.colour else text
