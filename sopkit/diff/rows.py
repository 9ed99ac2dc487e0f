"""What differs between two rows that belong together, but for their symbols."""

from collections.abc import Iterator

from sopkit.diff.codes import CODES
from sopkit.diff.items import item_changes, text_items
from sopkit.diff.model import Change, Severity
from sopkit.diff.times import time_change
from sopkit.diff.wording import is_other_force, is_rewording, plain
from sopkit.model.duration import Calendar
from sopkit.model.sop import Path, Step

Place = tuple[Path, int]
"""Where a row or symbol stands in its file, and the number of the row."""


def text_change(
    code: str, key: str, places: tuple[Place, Place], old: str | None, new: str | None
) -> Iterator[Change]:
    """Yield the change of the text under `key` at `places`; only another wording is editorial."""
    before, after = plain(old), plain(new)
    if before == after:
        return
    severity = CODES[code].severity
    if before and after and is_rewording(before, after):
        severity = Severity.EDITORIAL
    (old_path, old_number), (new_path, new_number) = places
    yield Change(
        code,
        severity,
        before,
        after,
        (*old_path, key) if before else None,
        (*new_path, key) if after else None,
        old_number,
        new_number,
    )


def _note_changes(old: Step, new: Step, places: tuple[Place, Place]) -> Iterator[Change]:
    """Yield the change of a note: it explains the row, unless it limits, forbids or counts."""
    for change in text_change("keterangan-diubah", "keterangan", places, old.note, new.note):
        binds = is_other_force(change.old or "", change.new or "")
        yield change._replace(severity=Severity.SUBSTANTIAL) if binds else change


def row_changes(old: Step, new: Step, calendar: Calendar) -> Iterator[Change]:
    """Yield what differs in the cells of two rows."""
    steps = (old.number, new.number)
    places = ((old.path, old.number), (new.path, new.number))
    yield from text_change("kegiatan-diubah", "kegiatan", places, old.activity, new.activity)
    yield from text_change("sop-langkah-diubah", "sop", places, old.sop, new.sop)
    yield from item_changes("kelengkapan", text_items(old.inputs), text_items(new.inputs), steps)
    yield from time_change(
        "waktu-diubah",
        (old.time, (*old.path, "mutu_baku", "waktu")),
        (new.time, (*new.path, "mutu_baku", "waktu")),
        calendar,
        steps,
    )
    yield from item_changes("output", text_items(old.outputs), text_items(new.outputs), steps)
    yield from _note_changes(old, new, places)
