"""Tabel 6 as text, as JSON, as a table to fill in, and on paper."""

import datetime
from typing import Any

from sopkit.life.forms.needs import HEADS, Labelled, NeedsForm, labelled
from sopkit.life.paper import draw_list, letterhead, list_data, project_here, roomy
from sopkit.life.spreadsheet import to_csv
from sopkit.life.table import row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator
from sopkit.render.identity import soften
from sopkit.render.words import long_date

VERSION = 1
TEMPLATE = "form-kebutuhan.typ"
KEYS = ("task", "function", "description", "activity", "output", "aspect")
_TITLE = "Formulir Identifikasi SOP AP Berdasarkan Tugas dan Fungsi"
_SOURCE = "Formulir menurut PermenPANRB Nomor 35 Tahun 2012, Tabel 6; ruang tanda tangan ditambahkan."
_BLANK_ROWS, _ALL_BLANK = 3, 8
"""Empty rows below those of a unit, to be filled in by hand, and where it has none."""
_ROOMS = (34, 30, 26)
"""Heights of an empty row, in points."""
_WIDTHS = (37, 41)
"""Of the columns, 80 together: the activity, the title of its SOP."""


def render_csv(form: NeedsForm, delimiter: str) -> bytes:
    """Return the form as a table to fill in, for a spreadsheet; its words are Indonesian."""
    rows = [(unit, *one.texts) for unit, rows in labelled(form) for one in rows]
    return to_csv(("Unit", *HEADS), rows, delimiter)


def render_text(form: NeedsForm, translator: Translator) -> str:
    """Return what is on the form for a terminal of 80 columns; the last line counts."""
    lines = [*row([translator.text(one) for one in (N_("Activity"), N_("Title"))], _WIDTHS), rule(_WIDTHS)]
    for unit, rows in form.units.items():
        lines += ["", printable(unit or translator.text("(no unit)"))]
        for one in rows:
            lines += row((one.texts[3] or one.texts[4] or "-", one.title), _WIDTHS)
    rows_in_all = sum(map(len, form.units.values()))
    said = message(
        "{count} on the form “{kind}”",
        count=translator.count("1 row", "{n} rows", rows_in_all),
        kind="kebutuhan",
    )
    return "".join(f"{line}\n" for line in (*lines, "", translator.render(said)))


def render_json(form: NeedsForm) -> str:
    """Return the form as one JSON object, unit by unit."""
    return dump(
        {
            "version": VERSION,
            "form": "kebutuhan",
            "units": [
                {
                    "unit": unit or None,
                    "rows": [
                        dict(zip(KEYS, (text or None for text in one.texts), strict=True))
                        | {"title": one.title, "sop": one.number or None}
                        for one in rows
                    ],
                }
                for unit, rows in form.units.items()
            ],
            "errors": [fault.as_data() for fault in form.faults],
        }
    )


def draw_pdf(form: NeedsForm, day: datetime.date | None) -> bytes:
    """Return the form as a PDF, set as the sopkit.yaml here says; `day` is printed on it.

    Raises SopkitError where a letter is in none of the fonts, and for a logo that can't be used.
    """
    project = project_here()
    data = (
        list_data(_TITLE, project.config)
        | letterhead(project)
        | {
            "source": _SOURCE,
            "day": long_date(day),
            "signer": "Penyusun",
            "heads": HEADS,
            "units": [
                {
                    "name": soften(unit),
                    "rows": [_cells(one) for one in rows],
                    "blank": _BLANK_ROWS if rows else _ALL_BLANK,
                }
                for unit, rows in labelled(form)
            ],
        }
    )
    return draw_list(TEMPLATE, roomy(TEMPLATE, data, project.config, _ROOMS), project.config, ())


def _cells(one: Labelled) -> list[dict[str, Any]]:
    """Return the cells that begin in this row; the number has a line of its own, so that it stays whole."""
    lines = [*([soften(cell)] for cell in one.cells[:-1]), [soften(one.cells[-1]), soften(one.number)]]
    return [
        {"lines": [*filter(None, line)], "span": span}
        for line, span in zip(lines, one.spans, strict=True)
        if span
    ]
