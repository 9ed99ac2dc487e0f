"""From an SOP's file and its commits to its versions.

A version is what the file said when it first came into force with that number: what is committed after that
belongs to the next one. Commits before the first, and a draft that was never in force, are drafts of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sopkit.diff.compare import compare
from sopkit.diff.model import Comparison
from sopkit.diff.report import Entry, Side
from sopkit.life.find import load_side
from sopkit.life.history.model import History, Snapshot, Version
from sopkit.life.register.reading import config_of
from sopkit.locale.message import Message, message
from sopkit.model.duration import Calendar
from sopkit.model.sop import Revision
from sopkit.project.git import GitUnavailable, open_repository
from sopkit.project.log import Log, Touch
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document

WITHDRAWAL = "pencabutan"
"""What `riwayat` calls the end of an SOP."""


class _Mark(NamedTuple):
    """Where a version, or the end of the SOP, first stands among the snapshots."""

    number: int
    at: int
    is_end: bool


def history_of(file: Path) -> History:
    """Return the history of the SOP in `file`. Raises SopkitError where it holds none.

    Where git can't be asked, the history is what `riwayat` says, and the notes say so.
    """
    now = load_side(file)
    config = config_of(file.absolute().parent)
    try:
        past = _past(file)
    except GitUnavailable as unavailable:
        past = _Past(notes=(message("only “riwayat” tells: {reason}", reason=unavailable.reason),))
    snapshots = [*_snapshots(past, config.agency.name)]
    if past.is_modified or not snapshots:
        snapshots.append(Snapshot(None, now))
    versions = _versions(past, snapshots, config.calendar)
    return History(
        file, now, tuple(_with_entries(versions, now.sop.history)), past.notes, is_tracked=bool(past.states)
    )


class _Past(NamedTuple):
    """What git knows of a file: the commits after which it held something else, and what led to each.

    `is_modified` tells that it is otherwise now, or can't be compared.
    """

    states: Sequence[Touch] = ()
    touches: Sequence[Sequence[Touch]] = ()
    contents: Sequence[bytes | None] = ()
    is_modified: bool = True
    notes: tuple[Message, ...] = ()


def _past(file: Path) -> _Past:
    log = Log(*open_repository(file.absolute().parent))
    states = log.states(file)
    notes: list[Message] = []
    if not states:
        notes.append(message("git has no past of this file: it is new, or renamed since the last commit"))
    if log.is_shallow:
        notes.append(message("this clone is shallow: older commits are not known here"))
    return _Past(states, log.touches(states), log.contents(states), log.is_modified(file), tuple(notes))


def _snapshots(past: _Past, agency: str | None) -> Iterator[Snapshot]:
    """Yield what the file held, where it was an SOP."""
    for state, content in zip(past.states, past.contents, strict=True):
        if content is not None:
            document = parse_document(state.name, content)
            sop = read_sop(document, agency)
            if sop is not None:
                yield Snapshot(state, Side(document, sop))


def _marks(snapshots: Sequence[Snapshot]) -> Iterator[_Mark]:
    """Yield where each version first came into force, and where the SOP came to its end."""
    known: set[int] = set()
    is_over = False
    for at, snapshot in enumerate(snapshots):
        sop = snapshot.sop
        if not sop.is_current and not is_over:
            yield _Mark(sop.version, at, is_end=True)
        is_over = not sop.is_current
        if sop.status == "berlaku" and sop.version not in known:
            known.add(sop.version)
            yield _Mark(sop.version, at, is_end=False)


def _versions(past: _Past, snapshots: Sequence[Snapshot], calendar: Calendar) -> Iterator[Version]:
    """Yield the versions that the snapshots show, and last what came after them."""
    done = 0
    before: Snapshot | None = None
    for mark in _marks(snapshots):
        snapshot = snapshots[mark.at]
        end = past.states.index(snapshot.touch) + 1 if snapshot.touch else len(past.states)
        touches = tuple(touch for led in past.touches[done:end] for touch in led)
        done = end
        change = _change(before, snapshot, calendar)
        yield Version(mark.number, (), touches, snapshot, change, is_open=snapshot.touch is None)
        before = snapshot
    last = snapshots[-1]
    rest = tuple(touch for led in past.touches[done:] for touch in led)
    if before is not None and last is not before:
        yield Version(None, (), rest, last, _change(before, last, calendar), is_open=True)
    elif before is None:
        yield Version(last.sop.version, (), rest, last, is_open=True)


def changed_since(history: History, old: Snapshot | None = None) -> Comparison | None:
    """Return what the file says otherwise than `old`, by default than its last version in force.

    None where there is none to compare with.
    """
    before = old or history.last_in_force
    calendar = config_of(history.file.absolute().parent).calendar
    return _compared(before.side, history.now, calendar) if before is not None else None


def _change(old: Snapshot | None, new: Snapshot, calendar: Calendar) -> Entry | None:
    if old is None:
        return None
    return Entry(_compared(old.side, new.side, calendar), old.side, new.side, calendar)


def _compared(old: Side, new: Side, calendar: Calendar) -> Comparison:
    return compare(
        old.sop, new.sop, old_name=old.document.name, new_name=new.document.name, calendar=calendar
    )


def _with_entries(versions: Iterator[Version], entries: Sequence[Revision]) -> list[Version]:
    """Return the versions with what `riwayat` says of each; what git does not know stands between them."""
    found = list(versions)
    for entry in entries:
        at = next((n for n, one in enumerate(found) if _belongs(entry, one)), None)
        if at is not None:
            found[at] = replace(found[at], entries=(*found[at].entries, entry))
            continue
        later = (n for n, one in enumerate(found) if one.number is None or one.number > (entry.version or 0))
        found.insert(next(later, len(found)), Version(entry.version, (entry,)))
    return found


def _belongs(entry: Revision, version: Version) -> bool:
    """Tell whether `entry` speaks of `version`."""
    is_end = version.snapshot is not None and not version.snapshot.sop.is_current
    if (entry.kind == WITHDRAWAL) != is_end:
        return False
    return version.number is not None and entry.version in (version.number, *([None] if is_end else []))
