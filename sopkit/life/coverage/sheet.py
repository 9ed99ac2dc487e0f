"""Coverage on paper: Tabel 6 with the SOPs beside it, in Indonesian as all that is printed."""

from typing import Any

from sopkit.life.coverage.match import Coverage, Row
from sopkit.life.coverage.report import units
from sopkit.life.paper import draw_list, letterhead, list_data
from sopkit.life.register.entry import Entry
from sopkit.render.identity import soften
from sopkit.render.subject import Project

TEMPLATE = "coverage.typ"
_TITLE = "Kebutuhan dan Ketersediaan SOP"
_SOURCE = "Susunan kolom menurut PermenPANRB Nomor 35 Tahun 2012, Tabel 6."


def draw_pdf(coverage: Coverage, project: Project) -> bytes:
    """Return the coverage as a PDF, set as the sopkit.yaml of `project` says.

    Raises SopkitError where a letter is in none of the fonts, and for a logo that can't be used.
    """
    named = [row.sop for row in coverage.rows if row.sop is not None]
    sops = [entry.sop for entry in (*named, *coverage.orphans)]
    return draw_list(TEMPLATE, sheet_data(coverage, project), project.config, sops)


def sheet_data(coverage: Coverage, project: Project) -> dict[str, Any]:
    """Return what coverage.typ sets: texts, and the paper in points."""
    whole, lacking = len(coverage.rows), len(coverage.lacking)
    return (
        list_data(_TITLE, project.config)
        | letterhead(project)
        | {
            "source": _SOURCE,
            "summary": f"{whole} kegiatan: {whole - lacking} memiliki SOP, {lacking} belum; "
            f"{len(coverage.orphans)} SOP tidak terkait dengan kegiatan apa pun.",
            "units": [
                {
                    "name": unit.name or "(tanpa unit kerja)",
                    "rows": [_row(number, row) for number, row in enumerate(unit.rows, 1)],
                    "orphans": [_name(entry) for entry in unit.orphans],
                }
                for unit in units(coverage)
            ],
        }
    )


def _row(number: int, row: Row) -> list[list[str]]:
    """Return the cells as their lines; the SOP's number has one of its own, so that it stays whole."""
    need = row.need
    texts = (need.task, need.function, need.description, need.activity, need.output, need.aspect)
    sop = row.sop
    names = (sop.name, sop.sop.title) if sop is not None else (need.title,)
    cells = [(str(number),), *((text,) for text in texts), names, (_state(row),)]
    return [[soften(line) for line in cell if line] for cell in cells]


def _state(row: Row) -> str:
    if row.sop is None:
        return "belum ada"
    return row.sop.sop.status or "-"


def _name(entry: Entry) -> str:
    return f"{entry.name} {entry.sop.title or ''}".strip()
