"""Taking over a filled-in table: all of its results go into the SOPs' files, or none."""

import datetime
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.amend import Plan, amend, content_of, planned
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.reading import read_register
from sopkit.life.results.assessment import as_item, is_among
from sopkit.life.results.check import Result, check_rows, grouped
from sopkit.life.results.table import Table, read_table
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
    files = [*grouped(checked.results)]
    # A file that can't be read may be why a number is not found.
    behind = register.faults if checked.faults else _faults_of((entry for entry, _ in files), register)
    faults = (*checked.faults, *behind, *_unwritable(table, files))
    if faults:
        return Recording(table, blank=checked.blank, faults=faults)
    done: list[Recorded] = []
    failed: list[Fault] = []
    for entry, results in files:
        try:
            if not is_trial:
                amend(entry.file, _plan(results))
        except SopkitError as error:
            failed.append(Fault(table.place(results[0].line), error.text, error.hint))
            continue
        done += (Recorded(one, _state(one, is_trial=is_trial)) for one in results)
    return Recording(table, tuple(done), checked.blank, tuple(failed))


def _plan(results: list[Result]) -> Plan:
    """Return what adds to a file the results that are not in it."""

    def plan(document: Document) -> list[Append]:
        sop = build(document.data)
        return [
            Append((KEY,), as_item(one.evaluation)) for one in results if not is_among(one.evaluation, sop)
        ]

    return plan


def _unwritable(table: Table, files: Iterable[tuple[Entry, list[Result]]]) -> list[Fault]:
    """Return why files take no entry, as far as can be told without writing."""
    faults = []
    for entry, results in files:
        try:
            planned(entry.file, content_of(entry.file), _plan(results))
        except SopkitError as error:
            faults.append(Fault(table.place(results[0].line), error.text, error.hint))
    return faults


def _faults_of(entries: Iterable[Entry], register: Register) -> list[Fault]:
    files = tuple(f"{entry.file.as_posix()}:" for entry in entries)
    return [fault for fault in register.faults if f"{fault.place}:".startswith(files)]


def _state(one: Result, *, is_trial: bool) -> State:
    if one.is_present:
        return "present"
    return "planned" if is_trial else "written"
