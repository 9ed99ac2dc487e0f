"""The register of another time: as the repository held it in a revision, or at the end of a day."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.reading import Content, config_of, make_register, read_register
from sopkit.locale.message import Message, message
from sopkit.model.dates import written_date
from sopkit.project.discovery import SUFFIXES, find_root, from_here, relative_name
from sopkit.project.git import GitMissing, GitUnavailable, Repository, open_repository

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Archive(Repository):
    """A repository that is asked what it held as a whole, and when."""

    def last_commit(self, day: datetime.date) -> str | None:
        """Return the id of the last commit of `day` or before, None where there is none."""
        asked = ("rev-list", "--first-parent", "--max-count=1", f"--until={day.isoformat()}T23:59:59", "HEAD")
        try:
            return self._run(*asked).decode("ascii", "replace").strip() or None
        except GitUnavailable:
            return None  # nothing has been committed yet

    def day(self, commit: str) -> datetime.date:
        """Return the day on which `commit` was made, where it was made."""
        said = self._run("show", "--no-patch", "--no-show-signature", "--format=%cs", commit)
        return datetime.date.fromisoformat(said.decode("ascii", "replace").strip())

    def files(self, commit: str) -> dict[str, str]:
        """Return the ids of the blobs of ordinary files in `commit`, by name as seen from the top."""
        said = self._run("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
        entries = (entry.partition("\t") for entry in said.split("\0") if entry.startswith("100"))
        return {name: entry.split(" ")[2] for entry, _, name in entries}


def register_at(asked: str) -> Register:
    """Return the register of the project here as it was at `asked`, a revision or a day (2022-06-16).

    Raises SopkitError where there is no such revision or day. Where the repository is younger than the day,
    the register is today's, and says so in its notes: then only the dates in the files can tell.
    """
    day = _day(asked)
    try:
        archive = Archive(*open_repository(Path.cwd()))
        commit = archive.last_commit(day) if day is not None else archive.commit(asked)
        if commit is not None:
            return _register(archive, commit, day or archive.day(commit))
    except GitUnavailable as unavailable:
        if day is None:
            raise SopkitError(
                _no_revision(asked, unavailable),
                message("write a day as year-month-day, such as 2022-06-16; “git log” shows the revisions"),
            ) from None
    return read_register()._replace(
        day=day,
        notes=(
            message(
                "the repository holds nothing from {day} or before: what follows is told by the dates in "
                "today's files, which know only the last version of each SOP",
                day=day,
            ),
        ),
    )


def _no_revision(asked: str, unavailable: GitUnavailable) -> Message:
    if isinstance(unavailable, GitMissing):
        return message("“{value}” is no day, and {reason}", value=asked, reason=unavailable.reason)
    return message("“{value}” is no day, and no revision here", value=asked)


def in_force(register: Register, day: datetime.date) -> Iterator[Entry]:
    """Yield the SOPs of `register` that were in force on `day`.

    One that is withdrawn or replaced since was, if its end is known and later than `day`. Where today's files
    must tell, one without effective date was not.
    """
    successors = {entry.sop.replaces: entry for entry in register.entries if entry.sop.replaces}
    for entry in register.entries:
        begin = entry.sop.dates.effective
        if begin is None and register.commit is None:
            continue  # only its date could have told
        if begin is not None and begin > day:
            continue
        end = _end(entry, successors)
        if entry.sop.status == "berlaku" or (begin is not None and end is not None and end > day):
            yield entry


def _end(entry: Entry, successors: dict[str, Entry]) -> datetime.date | None:
    """Return the first day on which the SOP was in force no more, None where it is not known."""
    if entry.sop.status == "dicabut":
        return max(
            (one.date for one in entry.sop.history if one.date and one.kind == "pencabutan"), default=None
        )
    if entry.sop.status == "digantikan" and entry.sop.number in successors:
        return successors[entry.sop.number].sop.dates.effective
    return None


def _day(asked: str) -> datetime.date | None:
    """Return the day that `asked` is, None for a revision. Raises SopkitError for a day that never was."""
    found = written_date(asked)
    if found is None and _DATE.fullmatch(asked):
        raise SopkitError(
            message("there is no day “{date}” in the calendar", date=asked),
            message("check the day and the month"),
        )
    return found


def _register(archive: Archive, commit: str, day: datetime.date) -> Register:
    folder = relative_name(find_root(Path.cwd()).folder, archive.top)
    prefix = "" if folder == "." else f"{folder}/"
    ids = {name: id_ for name, id_ in archive.files(commit).items() if _is_ours(name, prefix)}
    contents = (
        Content(from_here(archive.top / name), content)
        for name, content in zip(ids, archive.blobs(ids.values()), strict=True)
        if content is not None
    )
    found = make_register(contents, config_of(Path.cwd()))
    faults = (fault._replace(place=f"{commit[:10]}:{fault.place}") for fault in found.faults)
    return found._replace(faults=tuple(faults), day=day, commit=commit)


def _is_ours(name: str, prefix: str) -> bool:
    """Tell whether a file is called as an SOP is, and stands in the project, not in a hidden folder."""
    parts = name.removeprefix(prefix).split("/")
    return (
        name.startswith(prefix)
        and parts[-1].endswith(SUFFIXES)
        and parts[-1] not in SUFFIXES
        and not any(part.startswith(".") for part in parts[:-1])
    )
