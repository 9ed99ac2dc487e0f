"""Raising the version in the file and, where it is asked for, in git."""

from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.amend import amend, content_of, planned
from sopkit.life.bump.advice import advice
from sopkit.life.bump.check import check, check_text
from sopkit.life.bump.request import NEW, WITHDRAWN, Request, Setting, changes, told
from sopkit.life.history.model import History
from sopkit.life.history.reading import history_of
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop
from sopkit.project.discovery import find_root, relative_name
from sopkit.project.release import prepare_release
from sopkit.render.output import stem
from sopkit.source.amend import Change
from sopkit.source.document import Document
from sopkit.text import file_stem


class Bumped(NamedTuple):
    """What became of the SOP in `file`: as it is now, the keys that changed, and advice.

    `tag` is its tag in git, None where none was asked for; `failure` says why git took no commit or no tag.
    """

    file: Path
    sop: Sop
    settings: tuple[Setting, ...]
    remarks: tuple[Message, ...]
    tag: str | None = None
    failure: SopkitError | None = None


def bump(file: Path, request: Request, *, is_tagged: bool = False) -> Bumped:
    """Carry `request` out on the SOP in `file`, and return what became of it.

    With `is_tagged`, the file is committed, and the commit tagged. Raises SopkitError where the request can't
    be carried out; the file then is as it was.
    """
    history = history_of(file)
    if history.now.document.problems:
        raise SopkitError(
            message("“{path}” has faults that a program may not touch", path=file.as_posix()),
            message("“{command}” shows what is wrong with a file", command="sopkit lint"),
        )
    check(request, history)
    version = next_version(request, history)
    made = changes(request, history.sop, version)

    def plan(document: Document) -> tuple[Change, ...]:
        if document.text != history.now.document.text:
            raise SopkitError(
                message("“{path}” was changed by somebody else just now", path=file.as_posix()),
                message("look at it, then try again"),
            )
        return made

    after_text = planned(file, content_of(file), plan)
    unsigned = check_text(after_text, file, request.date) if request.kind != WITHDRAWN else ()
    tag = tag_of(file, request, version)
    release = prepare_release(file, tag) if is_tagged else None
    amend(file, plan)
    after = history_of(file)
    notes = history.notes if request.kind != NEW else ()
    remarks = (*notes, *unsigned, *advice(request, history, after))
    failure = release.carry_out(commit_message(history, request, version)) if release is not None else None
    return Bumped(file, after.sop, told(history.sop, made), remarks, tag if is_tagged else None, failure)


def next_version(request: Request, history: History) -> int:
    """Return the number of the version: one more than the last in force, unless it stays that version.

    A version whose author has raised the number already keeps it.
    """
    sop, last = history.sop, history.last_in_force
    if request.kind in (NEW, WITHDRAWN):
        return sop.version
    if last is not None:
        return max(sop.version, last.sop.version + 1)
    return sop.version if sop.status == "rancangan" else sop.version + 1


def tag_of(file: Path, request: Request, version: int) -> str:
    """Return the name of a version's tag: the path of the SOP in its project, and its number or end."""
    parts = Path(relative_name(file, find_root(file.absolute().parent).folder)).parent.parts
    path = "/".join(file_stem(part) or "sop" for part in (*parts, stem(file)))
    return f"{path}-{'dicabut' if request.kind == WITHDRAWN else f'v{version}'}"


def commit_message(history: History, request: Request, version: int) -> str:
    """Return what git is told, in the language of the office."""
    head = f"{history.sop.title or history.file.name}: versi {version}, {request.kind}"
    basis = f"\n\nDasar: {request.basis}" if request.basis else ""
    return f"{head}\n\n{request.summary}{basis}"
