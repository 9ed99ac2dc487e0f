"""What is asked for, whether the SOP allows it, and what it changes in the file."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.history.model import History
from sopkit.locale.message import message
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


def check(request: Request, history: History) -> None:
    """Raise SopkitError where this can't happen to the SOP as it stands in its file and in git."""
    sop, last = history.sop, history.last_in_force
    if request.kind == WITHDRAWN and not sop.is_current:
        raise SopkitError(
            message(
                "“{path}” is not in force: its status is “{status}”", path=_path(history), status=sop.status
            ),
            message("there is nothing to withdraw"),
        )
    if request.kind != WITHDRAWN and not sop.is_current:
        raise SopkitError(
            message(
                "“{path}” applies no longer: its status is “{status}”", path=_path(history), status=sop.status
            ),
            message("write a new SOP with “sopkit new --from …”"),
        )
    was_in_force = last is not None or sop.status == "berlaku"
    if request.kind == NEW and was_in_force:
        raise SopkitError(
            message("“{path}” has been in force already", path=_path(history)),
            message("what happened to it is “perubahan”, “perbaikan” or “pencabutan”"),
        )
    if request.kind in (CHANGED, CORRECTED) and not was_in_force:
        raise SopkitError(
            message("“{path}” was never in force: there is no version to change", path=_path(history)),
            message("bring it into force with --jenis baru"),
        )
    if last is not None and sop.status == "berlaku" and sop.version > last.sop.version:
        raise SopkitError(
            message(
                "“{path}” holds version {new}, which is not committed; the last one is {old}",
                path=_path(history),
                new=sop.version,
                old=last.sop.version,
            ),
            message("commit it first, or take it back with “git restore {path}”", path=_path(history)),
        )
    _check_dates(request, sop, _path(history))


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


def told(sop: Sop, made: tuple[Change, ...]) -> list[Setting]:
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
    return found


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
    effective = request.effective or _effective(request, sop)
    if sop.dates.effective != effective:
        yield Put(("tanggal", "efektif"), effective)
    if request.review is not None and sop.dates.review != request.review:
        yield Put(("tanggal", "reviu"), request.review)


def _effective(request: Request, sop: Sop) -> datetime.date:
    """Return since when the SOP is in force; a correction of its wording does not begin anew.

    The effective date is the day on which it was signed, or the same (PermenPANRB 35/2012, identity, item 5).
    """
    if request.kind == CORRECTED and sop.dates.effective is not None:
        return sop.dates.effective
    return request.date


def _check_dates(request: Request, sop: Sop, path: str) -> None:
    for key, date in (("tanggal.pembuatan", sop.dates.created), ("tanggal.revisi", sop.dates.revised)):
        if date is not None and request.date < date:
            raise SopkitError(
                message(
                    "{day} lies before “{key}” of “{path}”, {date}",
                    day=request.date,
                    key=key,
                    path=path,
                    date=date,
                ),
                message("give the day on which it was decided with --tanggal"),
            )
    if request.effective is not None and sop.dates.created and request.effective < sop.dates.created:
        raise SopkitError(
            message(
                "“{path}” can't be in force before it was made, {date}", path=path, date=sop.dates.created
            ),
            message("give a later day with --efektif"),
        )
    if request.review is not None and request.review <= request.date:
        raise SopkitError(
            message("the next review, {day}, would be over already", day=request.review),
            message("give a day after {date} with --reviu", date=request.date),
        )


def _path(history: History) -> str:
    return history.file.as_posix()
