"""Where version, date of revision, history and kind of change don't fit what changed: advice."""

from collections.abc import Iterator, Sequence

from sopkit.diff.codes import BOOKKEEPING
from sopkit.diff.model import Change, Verdict
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop


def remarks(old: Sop, new: Sop, verdict: Verdict, changes: Sequence[Change]) -> Iterator[Message]:
    """Yield what does not fit. A draft may change without a new version."""
    is_changed = any(change.code not in BOOKKEEPING for change in changes)
    if is_changed and old.status == "berlaku" and new.is_current:
        yield from _not_raised(old, new)
    if new.version < old.version:
        yield message("“versi” goes back from {old} to {new}", old=old.version, new=new.version)
    elif new.version > old.version:
        yield from _raised(old, new, verdict, is_changed)
    if old.dates.revised and (not new.dates.revised or new.dates.revised < old.dates.revised):
        yield message("“tanggal.revisi” goes back from {old}", old=old.dates.revised)
    lost = {entry.version for entry in old.history} - {entry.version for entry in new.history}
    for version in sorted(version for version in lost if version is not None):
        yield message("“riwayat” has lost the entry of version {version}", version=version)


def _not_raised(old: Sop, new: Sop) -> Iterator[Message]:
    if new.version == old.version:
        yield message(
            "a version in force was changed: “versi” should become {version}", version=old.version + 1
        )
    # Two versions may be of one day.
    is_dated = new.version > old.version and new.is_version_dated
    if new.dates.revised == old.dates.revised and not is_dated:
        yield message("a version in force was changed: “tanggal.revisi” should be the date of this revision")
    if len(new.history) <= len(old.history):
        yield message("a version in force was changed: “riwayat” should say so in an entry")


def _raised(old: Sop, new: Sop, verdict: Verdict, is_changed: bool) -> Iterator[Message]:
    if not is_changed:
        yield message("“versi” was raised, but the procedure is the same")
    elif verdict in (Verdict.CHANGED, Verdict.CORRECTED) and new.change != verdict.value:
        yield message(
            "“jenis_perubahan” says “{said}”, but what changed makes it “{verdict}”",
            said=new.change,
            verdict=verdict.value,
        )
    if new.version > old.version + 1:
        yield message("“versi” leaps from {old} to {new}", old=old.version, new=new.version)
    entries = [entry for entry in new.history if entry.version == new.version]
    if not entries:
        yield message("“riwayat” has no entry of version {version}", version=new.version)
    for entry in entries:
        if entry.kind not in (None, new.change):
            yield message(
                "“riwayat” calls version {version} “{entry}”, “jenis_perubahan” calls it “{said}”",
                version=new.version,
                entry=entry.kind,
                said=new.change,
            )
