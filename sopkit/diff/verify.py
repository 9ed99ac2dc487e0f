"""Whether a PDF shows what the repository holds now.

The source that it carries is compared with the repository, and its pages with those that the source gives.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from sopkit.diff.differences import Difference, differences
from sopkit.diff.search import Head, shelf_of
from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.canonical import RECORDS, canonical
from sopkit.model.sop import Sop
from sopkit.project.config import load_config
from sopkit.project.discovery import find_root
from sopkit.project.git import Commit, GitUnavailable, open_repository
from sopkit.project.reading import read_sop
from sopkit.render.book.recipe import read_recipe, recipe_of
from sopkit.render.embedded import Source, recipe_in
from sopkit.render.subject import load_project
from sopkit.source.document import Document, load_document, parse_document
from sopkit.source.reader import Unreadable, read

if TYPE_CHECKING:
    from sopkit.diff.redraw import Pages

Outcome = Literal["identical", "equivalent", "recorded", "different", "missing"]


class Verdict(NamedTuple):
    """What became of one source.

    `outcome` is identical (the same bytes), equivalent (only comments or notation differ), recorded (only
    trials or results of monitoring, which are not printed, were added or corrected), different, or missing
    where no file could be told to be its own. `differences` lead from the PDF to the repository,
    `commits` are those since, newest first.
    """

    source: Source
    number: str | None
    title: str | None
    file: Path | None
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    commits: tuple[Commit, ...] = ()

    @property
    def conforms(self) -> bool:
        """Tell whether the PDF shows what the repository holds."""
        return self.outcome in ("identical", "equivalent", "recorded") and not self.source.is_altered


class Verification(NamedTuple):
    """What became of the sources of a PDF that were looked at, and of all its pages.

    `pages` are confirmed (as sopkit draws them from the sources), unconfirmed, or of another version of
    sopkit, which can't be drawn again. `front` tells of a whole book whether the project would still give it
    the same front matter; None for anything else.
    """

    verdicts: tuple[Verdict, ...]
    pages: "Pages"
    front: Literal["identical", "different"] | None = None

    @property
    def is_altered(self) -> bool:
        """Tell whether a later revision of the PDF changes its pages or attachments."""
        return any(verdict.source.is_altered for verdict in self.verdicts)

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is known to speak against the PDF."""
        is_current = self.front != "different"
        return (
            is_current and self.pages != "unconfirmed" and all(verdict.conforms for verdict in self.verdicts)
        )


def verify(pdf: bytes, sources: Sequence[Source], file: Path | None, folder: Path) -> Verification:
    """Return what became of `sources`, all that `pdf` carries, as against the project of `folder`.

    With `file`, only the source that belongs to it is looked at. Raises SopkitError where a file can't be
    read, where several may be meant, and where no source belongs to `file`.
    """
    from sopkit.diff.redraw import check_pages

    front = None
    if file is None:
        front = _front(pdf, folder)
        shelf = shelf_of(folder)
        verdicts = [_verdict(source, shelf.find(_head(source), source.name)) for source in sources]
        homes = [_home(verdict.file, folder) for verdict in verdicts]
    else:
        verdicts = [_verdict(_source_of(file, sources), file)]
        homes = [_home(file, folder)] * len(sources)
    return Verification(tuple(verdicts), check_pages(pdf, sources, homes, _home(file, folder)), front)


def _home(file: Path | None, folder: Path) -> Path:
    return folder if file is None else file.absolute().parent


def _front(pdf: bytes, folder: Path) -> Literal["identical", "different"] | None:
    """Return whether the project of `folder` has the recipe of the book still, None for what is no book."""
    content = recipe_in(pdf)
    if content is None:
        return None
    try:
        recipe, _ = read_recipe(content)
    except SopkitError:  # of another version of sopkit, as its pages will tell
        return None
    try:
        now, _ = recipe_of(load_project(find_root(folder)), recipe.unit)
    except SopkitError:  # nothing that a book could be made from
        return "different"
    return "identical" if now == recipe else "different"


def _verdict(source: Source, file: Path | None) -> Verdict:
    number, title = _head(source)
    if file is None:
        return Verdict(source, number, title, None, "missing")
    if _bytes(file) == source.content:
        return Verdict(source, number, title, file, "identical")
    agency = _agency(file)
    old = _sop(parse_document(source.name, source.content), agency)
    found = differences(canonical(old), canonical(_sop(load_document(file), agency)))
    if not found:
        return Verdict(source, number, title, file, "equivalent")
    is_recorded = all(one.path.partition("[")[0] in RECORDS for one in found)
    outcome: Outcome = "recorded" if is_recorded else "different"
    return Verdict(source, number, title, file, outcome, found, _commits(file, source))


def _source_of(file: Path, sources: Sequence[Source]) -> Source:
    """Return the one of `sources` that `file` belongs to: by its number, its name, or for want of another."""
    number = _sop(load_document(file), None).number
    for found in (
        [source for source in sources if number is not None and _head(source)[0] == number],
        [source for source in sources if source.name == file.name],
        sources,
    ):
        if len(found) == 1:
            return found[0]
    raise SopkitError(
        message("the PDF carries several SOPs, and none is known to be “{file}”", file=file),
        message("“sopkit extract --list” shows what it carries; leave the file out to verify all of them"),
    )


def _head(source: Source) -> Head:
    sop = read_sop(parse_document(source.name, source.content))
    return (sop.number, sop.title) if sop is not None else (None, None)


def _sop(document: Document, agency: str | None) -> Sop:
    sop = read_sop(document, agency)
    if sop is None:
        problem = document.problems[0].message if document.problems else message("it holds no SOP")
        raise SopkitError(
            message("“{path}” cannot be compared: {reason}", path=document.name, reason=problem),
            message("“{command}” shows what is wrong with a file", command="sopkit lint"),
        )
    return sop


def _bytes(file: Path) -> bytes:
    try:
        return read(file)
    except Unreadable as error:
        raise SopkitError(
            message("“{path}” cannot be compared: {reason}", path=file, reason=error.problem.message),
            error.problem.suggestion,
        ) from None


def _agency(file: Path) -> str | None:
    config = find_root(file.absolute().parent).config
    return load_config(config, config.as_posix())[0].agency.name if config is not None else None


def _commits(file: Path, source: Source) -> tuple[Commit, ...]:
    if source.commit is None:
        return ()
    try:
        return open_repository(file.absolute().parent).commits_since(file, source.commit)
    except GitUnavailable:
        return ()
