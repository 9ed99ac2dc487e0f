"""Telling how the drawing of SOPs went."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sopkit.cli.console import Console
from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message

if TYPE_CHECKING:
    from sopkit.layout.faults import LayoutFault
    from sopkit.render.run import Outcome, Task

Result = TypeVar("Result")

LONG_WORK = 8
"""SOPs from which on a progress bar is shown, and their number told instead of their names."""


class Talk:
    """What is said of the outcomes: on standard error, findings and faults as lint tells them."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self.console, self.quiet = console, quiet

    def note(self, said: Message) -> None:
        """Say something that a quiet run leaves out."""
        if not self.quiet:
            self.console.say(said)

    def all(self, outcomes: Iterable["Outcome"], *, many: bool = False) -> int:
        """Tell every outcome and return the worst exit status; of `many` drawings only the number."""
        status = drawn = 0
        for outcome in outcomes:
            drawn += bool(outcome.written)
            status = max(status, self.one(replace(outcome, written=()) if many else outcome))
        if many and drawn:
            self.note(message("SOPs drawn: {count}", count=drawn))
        return status

    def one(self, outcome: "Outcome") -> int:
        """Tell one outcome and return its exit status."""
        if outcome.error is not None:
            self.console.fail(outcome.error)
            return 2
        if outcome.refused:
            self._refused(outcome)
            return 1
        self.written(outcome.written)
        self.excess(outcome.file, outcome.excess)
        return self.faults(outcome.file, outcome.faults)

    def written(self, files: Iterable[Path]) -> None:
        """Name the files that were written."""
        for file in files:
            self.note(message("written: {path}", path=file.as_posix()))

    def excess(self, file: Path, pages: int) -> None:
        """Say that one page, as asked for, does not do: `pages` of them, 0 where it does."""
        if pages:
            self.note(
                message(
                    "“{path}” does not fit on one page: the table stands below the identity block only where "
                    "all of it has room there; pages drawn: {count}",
                    path=file.as_posix(),
                    count=pages,
                )
            )

    def faults(self, file: Path, faults: "Sequence[LayoutFault]") -> int:
        """Tell the faults of a drawing and return the exit status."""
        for fault in faults:
            from sopkit.render.report import fault_message

            self.console.aside(f"{self.console.line(fault_message(file, fault))}\n")
        return int(bool(faults))

    def _refused(self, outcome: "Outcome") -> None:
        from sopkit.lint.formats.text import render_text
        from sopkit.lint.report import Report

        report = Report(outcome.findings, files=(outcome.file.as_posix(),))
        if outcome.findings:
            self.console.aside(
                render_text(report, self.console.translator, colour=self.console.colour_of_errors)
            )
        path = outcome.file.as_posix()
        is_unread = any(finding.code.startswith("YM") for finding in outcome.findings)
        self.console.fail(
            SopkitError(
                message("“{path}” is not drawn: the file can't be read", path=path)
                if is_unread
                else message("“{path}” is not drawn: its flow can't be followed", path=path),
                message("mend what is listed above")
                if outcome.findings
                else message("“sopkit lint” tells why; comments in the file silence it"),
            )
        )


def watch_progress(
    tasks: Sequence["Task"], jobs: int | None, console: Console, *, check: bool = False
) -> Iterable["Outcome"]:
    """Yield the outcomes, with a progress bar on a terminal where the work is long."""
    from sopkit.render.run import run

    return with_progress(run(tasks, jobs, check=check), len(tasks), console)


def with_progress(results: Iterator[Result], count: int, console: Console) -> Iterable[Result]:
    """Yield the `count` results, with a progress bar on a terminal where they are many."""
    if count < LONG_WORK or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console as Terminal
    from rich.progress import Progress

    # The processes are started before the bar's thread is: a fork with threads is not safe.
    first = list(islice(results, 1))
    with Progress(console=Terminal(stderr=True, markup=False), transient=True) as progress:
        bar = progress.add_task(console.translator.text("Drawing"), total=count)
        for result in chain(first, results):
            progress.advance(bar)
            yield result
