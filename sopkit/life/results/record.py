"""Taking over a filled-in table: all of its results go into the SOPs' files, or none."""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.amend import Plan, amend, content_of, planned
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.reading import read_register
from sopkit.life.results.assessment import as_item, is_among, is_taken
from sopkit.life.results.check import Result, check_rows, grouped
from sopkit.life.results.table import Table, read_table
from sopkit.locale.message import message
from sopkit.model.build import build
from sopkit.source.amend import Append
from sopkit.source.document import Document

KEY = "evaluasi"
State = Literal["written", "present", "planned"]


class Recorded(NamedTuple):
    """A result, and what became of it: written, there already, or only tried."""

    result: Result
    state: State


class Recording(NamedTuple):
    """What was done with a table: its results, the rows left blank, and what is wrong.

    Where something in the table is wrong, nothing is done.
    """

    table: Table
    done: tuple[Recorded, ...] = ()
    blank: int = 0
    faults: tuple[Fault, ...] = ()

    def count(self, state: State) -> int:
        """Return how many results came to this."""
        return sum(one.state == state for one in self.done)


def record(name: str, content: bytes, today: datetime.date, *, is_trial: bool = False) -> Recording:
    """Take over the table in `content`, the bytes of the file `name`, into the SOPs of the project here.

    No result is from after `today`. A trial writes nothing. What is there already is not added again, so that
    a run that was cut short is finished by another one. Raises SopkitError where the table can't be read.
    """
    table = read_table(name, content)
    if table.faults:
        return Recording(table, faults=table.faults)
    register = read_register()
    checked = check_rows(table, register, today)
    new = [*grouped(one for one in checked.results if not one.is_present)]
    # A file that can't be read may be why a number is not found.
    behind = register.faults if checked.faults else _faults_of(checked.results, register)
    faults = (*checked.faults, *behind, *_refused(table, new, _try))
    if faults:
        return Recording(table, blank=checked.blank, faults=faults)
    failed = [] if is_trial else _refused(table, new, _write)
    lines = {fault.place for fault in failed}
    done = [
        Recorded(one, _state(one, is_trial=is_trial))
        for one in checked.results
        if table.place(one.line) not in lines
    ]
    return Recording(table, tuple(done), checked.blank, tuple(failed))


def _plan(results: list[Result]) -> Plan:
    """Return what adds to a file the results that are not in it."""

    def plan(document: Document) -> list[Append]:
        sop = build(document.data)
        if any(is_taken(one.evaluation, sop) for one in results):  # it came after the table was checked
            raise SopkitError(
                message("{file} holds another result of this day", file=document.name),
                message("correct the day here, or the entry under “evaluasi” there"),
            )
        return [
            Append((KEY,), as_item(one.evaluation)) for one in results if not is_among(one.evaluation, sop)
        ]

    return plan


def _try(file: Path, plan: Plan) -> None:
    planned(file, content_of(file), plan)


def _write(file: Path, plan: Plan) -> None:
    amend(file, plan)


def _refused(
    table: Table,
    files: Iterable[tuple[Entry, list[Result]]],
    carry_out: Callable[[Path, Plan], None],
) -> list[Fault]:
    """Have the results carried out on each file, and return for each that was not why."""
    faults: list[Fault] = []
    for entry, results in files:
        try:
            carry_out(entry.file, _plan(results))
        except SopkitError as error:
            faults += (Fault(table.place(one.line), error.text, error.hint) for one in results)
    return faults


def _faults_of(results: Iterable[Result], register: Register) -> list[Fault]:
    """Return what is wrong in the files that these results are for."""
    files = tuple(f"{one.entry.file.as_posix()}:" for one in results)
    return [fault for fault in register.faults if f"{fault.place}:".startswith(files)]


def _state(one: Result, *, is_trial: bool) -> State:
    if one.is_present:
        return "present"
    return "planned" if is_trial else "written"
