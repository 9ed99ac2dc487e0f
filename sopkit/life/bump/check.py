"""Whether what is asked for can happen to an SOP, as it stands in its file and in git."""

import datetime
from pathlib import Path

from sopkit.diff.codes import BOOKKEEPING
from sopkit.errors import SopkitError
from sopkit.life.bump.request import CHANGED, CORRECTED, NEW, WITHDRAWN, Request, first_day
from sopkit.life.history.model import History
from sopkit.life.history.reading import changed_since
from sopkit.lint.finding import Severity
from sopkit.lint.run import lint_projects, project_of_text
from sopkit.lint.settings import Options
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop

_UNSIGNED = "ID011"
"""The rule that tells what an SOP in force lacks for being signed."""


def check(request: Request, history: History) -> None:
    """Raise SopkitError where `request` can't happen to the SOP."""
    path = history.file.as_posix()
    _check_state(request, history.sop, was_in_force(history), path)
    _check_git(history, path)
    _check_dates(request, history.sop, path)
    if request.kind in (CHANGED, CORRECTED):
        _check_change(history, path)


def check_text(content: bytes, file: Path, day: datetime.date) -> tuple[Message, ...]:
    """Return what `content`, which is to come into force in `file`, lacks for being signed.

    Raises SopkitError where it has errors that lint finds.
    """
    options = Options(day, jobs=1)
    project, document = project_of_text(content, file, options)
    report = lint_projects([project], options, document)
    found = [one for one in report.findings if one.place.file == document.name]
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise SopkitError(
            message(
                "“{path}” can't come into force: lint finds errors in it ({count}), first {code}: {what}",
                path=file.as_posix(),
                count=len(errors),
                code=first.code,
                what=first.message,
            ),
            first.suggestion
            if len(errors) == 1
            else message("“{command}” tells all of them", command=f"sopkit lint {file.as_posix()}"),
        )
    return tuple(one.message for one in found if one.code == _UNSIGNED)


def was_in_force(history: History) -> bool:
    """Tell whether any version of the SOP has been in force, also before the repository began."""
    sop = history.sop
    is_later = sop.version > 1 or sop.dates.revised is not None
    return history.last_in_force is not None or sop.status == "berlaku" or is_later


def _check_state(request: Request, sop: Sop, was: bool, path: str) -> None:
    is_over = not sop.is_current
    if request.kind == WITHDRAWN and sop.status != "berlaku":
        raise SopkitError(
            message("“{path}” is not in force: its status is “{status}”", path=path, status=sop.status),
            message("there is nothing to withdraw")
            if is_over or not was
            else message("take the draft of its next version back first, then withdraw the one in force"),
        )
    if is_over:
        raise SopkitError(
            message("“{path}” applies no longer: its status is “{status}”", path=path, status=sop.status),
            message("write a new SOP with “sopkit new --from …”"),
        )
    if request.kind == NEW and was:
        raise SopkitError(
            message("“{path}” has been in force already", path=path),
            message("what happened to it is “perubahan”, “perbaikan” or “pencabutan”"),
        )
    if request.kind in (CHANGED, CORRECTED) and not was:
        raise SopkitError(
            message("“{path}” was never in force: there is no version to change", path=path),
            message("bring it into force with --jenis baru"),
        )


def _check_git(history: History, path: str) -> None:
    """Refuse to raise a version that was raised already, and is not committed."""
    sop = history.sop
    is_open = any(one.is_open and one.number == sop.version for one in history.versions)
    is_told = any(entry.version == sop.version for entry in sop.history)
    if history.is_tracked and sop.status == "berlaku" and is_open and is_told:
        raise SopkitError(
            message(
                "“{path}” holds version {version}, which is not committed", path=path, version=sop.version
            ),
            message('commit it first: git commit -m "…" {path}', path=path),
        )


def _check_change(history: History, path: str) -> None:
    """Refuse a version that would say the same as the one before."""
    change = changed_since(history)
    if change is not None and all(one.code in BOOKKEEPING for one in change.changes):
        raise SopkitError(
            message("nothing has changed in “{path}” since its last version", path=path),
            message("change it first; “sopkit history {path}” tells what each version changed", path=path),
        )


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
                message("give the day of the decision with --tanggal, or correct that date in the file"),
            )
    if request.effective is not None and sop.dates.created and request.effective < sop.dates.created:
        raise SopkitError(
            message(
                "“{path}” can't be in force before it was made, {date}", path=path, date=sop.dates.created
            ),
            message("give a later day with --efektif"),
        )
    begin = max(request.date, first_day(request, sop))
    if request.review is not None and request.review <= begin:
        raise SopkitError(
            message("the next review, {day}, would be over already", day=request.review),
            message("give a day after {date} with --reviu", date=begin),
        )
