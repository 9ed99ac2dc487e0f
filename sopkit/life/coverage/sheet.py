"""Coverage on paper: Tabel 6 with the SOPs beside it, in Indonesian as all that is printed."""

from typing import Any

from sopkit.life.coverage.match import Coverage, Row
from sopkit.life.coverage.report import units
from sopkit.life.paper import draw_list, list_data
from sopkit.life.register.entry import Entry
from sopkit.project.config import Config

TEMPLATE = "coverage.typ"
_TITLE = "Kebutuhan dan Ketersediaan SOP"


def draw_pdf(coverage: Coverage, config: Config) -> bytes:
    """Return the coverage as a PDF. Raises SopkitError where a letter is in none of the fonts."""
    named = [row.sop for row in coverage.rows if row.sop is not None]
    sops = [entry.sop for entry in (*named, *coverage.orphans)]
    return draw_list(TEMPLATE, sheet_data(coverage, config), config, sops)


def sheet_data(coverage: Coverage, config: Config) -> dict[str, Any]:
    """Return what coverage.typ sets: texts, and the paper in points."""
    whole, lacking = len(coverage.rows), len(coverage.lacking)
    return list_data(_TITLE, config) | {
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


def _row(number: int, row: Row) -> list[str]:
    need = row.need
    texts = (need.task, need.function, need.description, need.activity, need.output, need.aspect)
    title = _name(row.sop) if row.sop is not None else need.title
    return [str(number), *(text or "" for text in texts), title, _state(row)]


def _state(row: Row) -> str:
    if row.sop is None:
        return "belum ada"
    return row.sop.sop.status or "-"


def _name(entry: Entry) -> str:
    return f"{entry.name} {entry.sop.title or ''}".strip()
