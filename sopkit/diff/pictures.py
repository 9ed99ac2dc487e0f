"""The changed SOPs as official pages with the marks of a redline: one PDF, or a picture a page."""

from dataclasses import replace
from pathlib import Path

from sopkit.diff.redline import redline
from sopkit.diff.report import Entry, Report, Side
from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.flow import build_flow
from sopkit.project.discovery import find_root
from sopkit.render.draw import Sheets, draw_pages, draw_together, holder, lay_out_subject, located
from sopkit.render.marks import Mark, Marks
from sopkit.render.options import Form, Options
from sopkit.render.subject import Project, Subject, is_drawable, load_project
from sopkit.render.typesetter import MissingGlyph

PICTURES: tuple[Form, ...] = ("pdf", "svg", "png")


def draw_report(report: Report, form: Form, epoch: int | None) -> list[bytes]:
    """Return the pages of every SOP that changed: one file for pdf, one a page for svg and png.

    Raises SopkitError where nothing changed, and where the flow of a changed SOP can't be followed.
    """
    project = load_project(find_root(Path.cwd()))
    options = Options(form=form)
    parts = [_sheets(entry, project, options) for entry in report.differing]
    if not parts:
        raise SopkitError(message("nothing changed, so there is nothing to draw"))
    if form == "pdf":
        try:
            return [draw_together(parts, "Perbandingan SOP", {}, epoch)]
        except MissingGlyph as missing:
            raise located(missing, holder(missing, parts)) from None
    return [page for sheets in parts for page in draw_pages(sheets, options, None, epoch)]


def _sheets(entry: Entry, project: Project, options: Options) -> Sheets:
    if entry.old is not None and entry.new is not None:
        subject = _subject(entry.new, entry.name, project)
        return redline(entry.old.sop, subject, entry.comparison, options)
    side = entry.new or entry.old
    if side is None:
        raise ValueError(entry.name)
    mark: Mark = "baru" if entry.new is not None else "hapus"
    sheets = lay_out_subject(_subject(side, entry.name, project), options)
    rows = {step.number: mark for step in side.sop.steps}
    summary = f"SOP {'baru' if mark == 'baru' else 'dihapus'}"
    return replace(sheets, marks=Marks(rows, {}, {}, {}, summary))


def _subject(side: Side, name: str, project: Project) -> Subject:
    """Return a version as something to draw. Raises SopkitError where its flow can't be followed."""
    flow = build_flow(side.sop)
    if not is_drawable(side.document, side.sop, flow):
        raise SopkitError(
            message("“{path}” is not drawn: its flow can't be followed", path=name),
            message("“sopkit lint” tells why; “--format text” compares it all the same"),
        )
    return Subject(Path(name), project, side.document, side.sop, flow, is_drawable=True)
