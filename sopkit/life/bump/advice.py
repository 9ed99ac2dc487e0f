"""What to know of a version that was raised: where it does not fit what changed, the trials, the dates."""

from collections.abc import Iterator
from pathlib import Path

from sopkit.life.bump.request import CHANGED, CORRECTED, NEW, WITHDRAWN, Request, first_day
from sopkit.life.history.model import History
from sopkit.life.history.reading import changed_since
from sopkit.lint.api import lint
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop
from sopkit.project.discovery import find_root, from_here


def advice(request: Request, before: History, after: History) -> Iterator[Message]:
    """Yield what does not fit; `before` and `after` are the history without and with the new version."""
    yield from _unfitting(request, before, after)
    if request.kind == WITHDRAWN:
        yield from _named_by(after)
        return
    sop = after.sop
    if request.kind in (NEW, CHANGED):
        yield from _untried(before, sop)
    begin = first_day(request, before.sop)
    if begin < request.date and request.kind != CORRECTED:
        yield message(
            "it is in force from {begin} on, before the decision of {day}", begin=begin, day=request.date
        )
    if sop.dates.review and sop.dates.review <= request.date:
        yield message(
            "the planned review, {date}, is over: write the next one with --reviu", date=sop.dates.review
        )


def _unfitting(request: Request, before: History, after: History) -> Iterator[Message]:
    last = before.last_in_force
    if last is None:
        if request.kind in (CHANGED, CORRECTED):
            yield message("what changed can't be told: git knows no version in force to compare with")
        return
    change = changed_since(after, last)
    if change is not None:
        yield from change.remarks


def _untried(before: History, sop: Sop) -> Iterator[Message]:
    """Yield what to know of the trials since the version before: an SOP is tried before it is decreed."""
    last = before.last_in_force
    since = None if last is None else last.sop.dates.revised or last.sop.dates.effective
    trials = [one for one in sop.trials if since is None or (one.date is not None and one.date >= since)]
    if not trials:
        yield message(
            "it was not tried out: “pengujian” has no entry of this version; “{command}” holds a trial",
            command=f"sopkit walk {before.file.as_posix()} --record",
        )
    elif trials[-1].result == "perlu perbaikan":
        yield message("the last trial under “pengujian” found that it needs mending")


def _named_by(after: History) -> Iterator[Message]:
    """Yield the places where SOPs still in force name the one that ended."""
    folder = find_root(after.file.absolute().parent).folder
    found = [one for one in lint([folder], select=("KT007",)) if (after.sop.number or "") in str(one.message)]
    if after.sop.number and found:
        places = ", ".join(f"{from_here(Path(one.place.file))}:{one.place.start.line}" for one in found)
        yield message("others still name it: {places}", places=places)
