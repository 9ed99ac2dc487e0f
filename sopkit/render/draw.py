"""Drawing one SOP, or several as one document: from the file's content to the bytes of pages."""

import calendar
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sopkit import __version__
from sopkit.errors import SopkitError
from sopkit.layout.chart import Mark
from sopkit.layout.data import layout_data
from sopkit.layout.table import Layout, lay_out
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.project.discovery import SUFFIXES
from sopkit.render.document import document_data, sop_data
from sopkit.render.identity import identity_data
from sopkit.render.mark import marked
from sopkit.render.marks import UNMARKED, Marks
from sopkit.render.options import Options
from sopkit.render.subject import Project, Subject
from sopkit.render.typesetter import MissingGlyph, Typesetter, TypstMeasurer
from sopkit.source.document import Document

if TYPE_CHECKING:
    from sopkit.render.logo import Logo

TEMPLATE = "permen.typ"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one SOP before they are set: their layout, and what the template gets."""

    subject: Subject
    layout: Layout
    identity: dict[str, Any]
    marks: Marks = UNMARKED


@cache
def typesetter(font: str | None) -> Typesetter:
    """Return Typst with `font`; its fonts are read once. Raises SopkitError where there is no such font."""
    setter = Typesetter(font)
    if not setter.has_font():
        raise SopkitError(
            message("there is no font “{font}” on this computer", font=font),
            message("correct “render: {font: …}” in sopkit.yaml, or leave it out"),
        )
    return setter


def lay_out_subject(subject: Subject, options: Options) -> Sheets:
    """Return the layout of one SOP. Raises SopkitError where its logo or font can't be used."""
    titles = subject.project.linked_titles(subject.sop)
    identity = identity_data(subject.sop, titles, logo_of(subject.project))
    return lay_out_marked(subject, identity, UNMARKED, (), options)


def lay_out_marked(
    subject: Subject,
    identity: dict[str, Any],
    marks: Marks,
    ghosts: Sequence[Mark],
    options: Options,
) -> Sheets:
    """Return the layout of one SOP whose rows may bear marks, with ghosts of symbols that are gone."""
    config = subject.project.config
    setter = typesetter(config.render.font)
    sheet = options.sheet(config.render)
    layout = lay_out(
        subject.sop,
        subject.flow,
        sheet,
        TypstMeasurer(setter, sheet),
        opening=setter.opening(identity, sheet),
        terminator=options.capsule(config.render),
        together=options.together,
        ghosts=ghosts,
    )
    return Sheets(subject, layout, identity, marks)


def draw_pages(sheets: Sheets, options: Options, commit: str | None, epoch: int | None) -> list[bytes]:
    """Return the files of one SOP: one for pdf and json, one a page for svg and png.

    `commit` is that of the file where it is unmodified, `epoch` the time (seconds from 1970) that counts in
    place of the SOP's own dates.
    """
    if options.form == "json":
        text = json.dumps(layout_data(sheets.layout), ensure_ascii=False, indent=1) + "\n"
        return [text.encode("utf-8")]
    subject = sheets.subject
    data = document_data(subject.sop.title, subject.sop.agency, [subject.sop.number])
    data["sops"] = [page_data(sheets, source_attachment(subject, commit))]
    setter = typesetter(subject.project.config.render.font)
    with located_glyphs(subject):
        pages = setter.pages(TEMPLATE, data, options.form, timestamp=timestamp([subject.sop], epoch))
    return [marked(page, options.form) for page in pages]


def draw_together(
    parts: Sequence[Sheets], title: str, commits: Mapping[Path, str], epoch: int | None
) -> bytes:
    """Return one PDF of several SOPs, each with a bookmark and its own page numbers."""
    first = parts[0].subject
    numbers = [sheets.subject.sop.number for sheets in parts]
    data = document_data(title, first.sop.agency, numbers)
    attachments = with_unique_names(
        [source_attachment(sheets.subject, commits.get(sheets.subject.file)) for sheets in parts]
    )
    data["sops"] = [
        page_data(sheets, attachment) for sheets, attachment in zip(parts, attachments, strict=True)
    ]
    setter = typesetter(first.project.config.render.font)
    when = timestamp([sheets.subject.sop for sheets in parts], epoch)
    return marked(setter.pages(TEMPLATE, data, "pdf", timestamp=when)[0], "pdf")


def timestamp(sops: Sequence[Sop], epoch: int | None) -> int:
    """Return the time that a PDF says it was made, in seconds from 1970: the latest date of its SOPs.

    The clock plays no part, so that the same SOP gives the same bytes.
    """
    if epoch is not None:
        return epoch
    return calendar.timegm((latest_date(sops) or datetime.date(1970, 1, 1)).timetuple())


def latest_date(sops: Sequence[Sop]) -> datetime.date | None:
    """Return the latest of the dates on which `sops` were made, revised or put in force; None without any."""
    dates = [
        date
        for sop in sops
        for date in (sop.dates.created, sop.dates.revised, sop.dates.effective)
        if date is not None and date.year >= 1970
    ]
    return max(dates, default=None)


def source_attachment(subject: Subject, commit: str | None) -> dict[str, str]:
    """Return the SOP's file as it is attached to a PDF, with the commit that it is unmodified from."""
    name = subject.file.name
    return {
        "name": name if name.endswith(SUFFIXES) else f"{subject.file.stem or 'sop'}{SUFFIXES[0]}",
        "content": subject.source,
        "description": f"sopkit {__version__}; commit {commit or '-'}",
    }


@contextmanager
def located_glyphs(subject: Subject) -> Iterator[None]:
    """Name the place of a character that no font has."""
    try:
        yield
    except MissingGlyph as missing:
        raise located(missing, subject) from None


def holder(missing: MissingGlyph, parts: Sequence[Sheets]) -> Subject:
    """Return the first SOP in whose file the character stands; of none, the first."""
    return next((one for one in parts if missing.letter in one.subject.document.text), parts[0]).subject


def located(missing: MissingGlyph, subject: Subject) -> SopkitError:
    """Return the error with the place of the character, else with the file in which it must stand."""
    found = located_in(missing, [subject.document])
    if found is not missing:
        return found
    return SopkitError(
        message("{place}: {what}", place=subject.document.name, what=missing.text), missing.hint
    )


def located_in(missing: MissingGlyph, documents: Iterable[Document]) -> SopkitError:
    """Return the error with the first place in `documents` where the character stands as it is, if any."""
    for document in documents:
        at = document.text.find(missing.letter)
        if at >= 0:
            line, column = document.position(at)
            place = f"{document.name}:{line}:{column}"
            return SopkitError(message("{place}: {what}", place=place, what=missing.text), missing.hint)
    return missing


def page_data(sheets: Sheets, attachment: dict[str, str]) -> dict[str, Any]:
    """Return one SOP for the template, with its file as it is attached."""
    return sop_data(sheets.subject.sop, sheets.layout, sheets.identity, [attachment], sheets.marks)


def logo_of(project: Project) -> "Logo | None":
    """Return the logo of an agency, None where it has none. Raises SopkitError for one that can't be used."""
    path = project.config.agency.logo
    if not path:
        return None
    from sopkit.render.logo import read_logo

    return read_logo(project.root.folder / path, project.root.folder)


def with_unique_names(attachments: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return the attachments with a number before the names that are there already."""
    found: dict[str, dict[str, str]] = {}
    for attachment in attachments:
        name, number = attachment["name"], 2
        while name in found:
            name, number = f"{number}-{attachment['name']}", number + 1
        found[name] = attachment | {"name": name}
    return list(found.values())
