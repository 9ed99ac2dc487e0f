"""An SOP in the register, and the register itself."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.life.fault import Fault
from sopkit.locale.message import Message
from sopkit.model.sop import Sop
from sopkit.project.ordering import by_number


class Entry(NamedTuple):
    """One SOP: its file as people here call it, and what it says.

    `sop` holds identity, dates, history and evaluations; its lists and steps may be left out.
    """

    file: Path
    sop: Sop

    @property
    def name(self) -> str:
        """The number of the SOP, else its file."""
        return self.sop.number or self.file.as_posix()

    @property
    def place(self) -> tuple[Any, ...]:
        """What sorts SOPs by number, then title and file."""
        return by_number(self.sop, self.file.as_posix())


class Register(NamedTuple):
    """The SOPs of a project in order of file name, what is wrong in their files, and what to know of it.

    `units` are those that sopkit.yaml names. Where the register is of another time, `day` says of which,
    and `commit` in which state of the repository, None where it is judged by the dates of today's files.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    units: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    day: datetime.date | None = None
    commit: str | None = None
