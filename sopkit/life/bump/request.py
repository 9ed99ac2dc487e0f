"""What is asked for, and what it changes in the file."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from sopkit.model.sop import Sop
from sopkit.source.amend import Append, Change, Put, as_read

NEW, CHANGED, CORRECTED, WITHDRAWN = KINDS = ("baru", "perubahan", "perbaikan", "pencabutan")
"""What may happen to an SOP: a draft comes into force; the procedure changes; its wording; it ends."""


class Request(NamedTuple):
    """What happens to an SOP (`kind`, one of `KINDS`), in which words, on what basis and when.

    `effective` is the first day in force, None where the kind decides; `review` the next planned review, None
    where it stays.
    """

    kind: str
    summary: str
    date: datetime.date
    basis: str | None = None
    effective: datetime.date | None = None
    review: datetime.date | None = None


class Setting(NamedTuple):
    """One key that gets another value: its path with dots, and both values as people read them."""

    key: str
    old: str | None
    new: str | None


def changes(request: Request, sop: Sop, version: int) -> tuple[Change, ...]:
    """Return what is written into the file of `sop`, which becomes `version`."""
    entry: dict[str, Any] = {
        "versi": version,
        "tanggal": request.date,
        "jenis": request.kind,
        "uraian": request.summary,
    }
    if request.basis is not None:
        entry["dasar"] = request.basis
    return (*_settings(request, sop, version), Append(("riwayat",), entry))


def told(sop: Sop, made: tuple[Change, ...]) -> tuple[Setting, ...]:
    """Return the keys that get another value."""
    before: dict[str, object] = {
        "status": sop.status,
        "versi": sop.version,
        "jenis_perubahan": sop.change,
        "tanggal.revisi": sop.dates.revised,
        "tanggal.efektif": sop.dates.effective,
        "tanggal.reviu": sop.dates.review,
    }
    found = []
    for change in made:
        if isinstance(change, Put):
            key = ".".join(map(str, change.path))
            old = before[key]
            found.append(Setting(key, None if old is None else str(old), str(as_read(change.value))))
    return tuple(found)


def first_day(request: Request, sop: Sop) -> datetime.date:
    """Return since when the SOP is in force; a correction of its wording does not begin anew.

    The effective date is the day on which it was signed, or the same (PermenPANRB 35/2012, identity, item 5).
    """
    if request.effective is not None:
        return request.effective
    if request.kind == CORRECTED and sop.dates.effective is not None:
        return sop.dates.effective
    return request.date


def _settings(request: Request, sop: Sop, version: int) -> Iterator[Put]:
    if request.kind == WITHDRAWN:
        yield Put(("status",), "dicabut")
        return
    if sop.version != version:
        yield Put(("versi",), version)
    if sop.status != "berlaku":
        yield Put(("status",), "berlaku")
    if sop.change != request.kind:
        yield Put(("jenis_perubahan",), request.kind)
    if request.kind != NEW and sop.dates.revised != request.date:
        yield Put(("tanggal", "revisi"), request.date)
    effective = first_day(request, sop)
    if sop.dates.effective != effective:
        yield Put(("tanggal", "efektif"), effective)
    if request.review is not None and sop.dates.review != request.review:
        yield Put(("tanggal", "reviu"), request.review)
