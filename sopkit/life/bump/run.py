"""Raising the version in the file, with advice where it does not fit what changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sopkit.diff.compare import compare
from sopkit.diff.model import Verdict
from sopkit.errors import SopkitError
from sopkit.life.amend import amend
from sopkit.life.bump.request import (
    CHANGED,
    CORRECTED,
    NEW,
    WITHDRAWN,
    Request,
    Setting,
    changes,
    check,
    told,
)
from sopkit.life.find import load_sop
from sopkit.life.history.model import History
from sopkit.life.history.reading import history_of
from sopkit.life.register.reading import config_of
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop
from sopkit.project.reading import read_sop
from sopkit.render.output import stem
from sopkit.source.amend import Change
from sopkit.source.document import Document


class Prepared(NamedTuple):
    """A request that the SOP allows, and the version that it makes."""

    request: Request
    history: History
    version: int

    @property
    def tag(self) -> str:
        """The name of the tag in git: that of the file, and the version or the end."""
        ending = "dicabut" if self.request.kind == WITHDRAWN else f"v{self.version}"
        return f"{stem(self.history.file)}-{ending}"

    @property
    def commit_message(self) -> str:
        """What git is told, in the language of the office."""
        request = self.request
        head = f"{self.history.sop.title or self.history.file.name}: versi {self.version}, {request.kind}"
        basis = f"\n\nDasar: {request.basis}" if request.basis else ""
        return f"{head}\n\n{request.summary}{basis}"


class Bumped(NamedTuple):
    """What became of the SOP in `file`: as it is now, the keys that changed, and advice."""

    file: Path
    sop: Sop
    settings: tuple[Setting, ...]
    remarks: tuple[Message, ...]


def prepare(file: Path, request: Request) -> Prepared:
    """Return how `request` is carried out on the SOP in `file`. Raises SopkitError where it can't be."""
    history = history_of(file)
    check(request, history)
    return Prepared(request, history, next_version(request, history))


def carry_out(prepared: Prepared) -> Bumped:
    """Write the version into the file, and return what became of the SOP.

    Raises SopkitError where the file can't be changed; it then is as it was.
    """
    request, history, version = prepared
    file = history.file
    agency = config_of(file.absolute().parent).agency.name

    def plan(document: Document) -> tuple[Change, ...]:
        sop = read_sop(document, agency)
        if sop is None or document.problems:
            raise SopkitError(
                message("“{path}” can't be read as an SOP", path=file.as_posix()),
                message("“{command}” shows what is wrong with a file", command="sopkit lint"),
            )
        return changes(request, sop, version)

    amend(file, plan)
    after = load_sop(file)
    settings = told(history.sop, changes(request, history.sop, version))
    return Bumped(file, after, tuple(settings), tuple(_remarks(request, history, after)))


def next_version(request: Request, history: History) -> int:
    """Return the number of the version: one more than the last in force, unless it stays that version.

    A draft whose author has raised it already keeps the number.
    """
    sop = history.sop
    if request.kind in (NEW, WITHDRAWN):
        return sop.version
    last = history.last_in_force
    return sop.version + 1 if last is None else max(sop.version, last.sop.version + 1)


def _remarks(request: Request, history: History, after: Sop) -> Iterator[Message]:
    """Yield what does not fit: with what changed, with the trials, with the planned review."""
    last = history.last_in_force
    if last is not None:
        calendar = config_of(history.file.absolute().parent).calendar
        name = history.file.as_posix()
        found = compare(last.sop, after, old_name=name, new_name=name, calendar=calendar)
        yield from found.remarks
        if request.kind == WITHDRAWN and found.verdict is not Verdict.WITHDRAWN:
            yield message("the last version in force had ended before")
    elif request.kind in (CHANGED, CORRECTED):
        yield message("what changed can't be told: git knows no version in force to compare with")
    if request.kind in (NEW, CHANGED):
        yield from _untried(history, after)
    if request.kind != WITHDRAWN and after.dates.review and after.dates.review <= request.date:
        yield message(
            "the planned review, {date}, is over: write the next one with --reviu", date=after.dates.review
        )


def _untried(history: History, after: Sop) -> Iterator[Message]:
    """Yield what to know of the trials since the version before: an SOP is tried before it is decreed."""
    last = history.last_in_force
    since = None if last is None else last.sop.dates.revised or last.sop.dates.effective
    trials = [one for one in after.trials if since is None or (one.date is not None and one.date >= since)]
    if not trials:
        yield message(
            "it was not tried out: “pengujian” has no entry of this version; “{command}” holds a trial",
            command=f"sopkit walk {history.file.as_posix()} --record",
        )
    elif trials[-1].result == "perlu perbaikan":
        yield message("the last trial under “pengujian” found that it needs mending")
