"""The forms of monitoring and evaluation on paper, in Indonesian as all that is printed."""

from typing import Any

from sopkit.life.forms.form import QUESTIONS, Form, Kind
from sopkit.life.paper import draw_list, letterhead, list_data, project_here, roomy
from sopkit.life.register.entry import Entry
from sopkit.life.register.query import by_unit
from sopkit.model.sop import Evaluation, last_of
from sopkit.render.identity import soften
from sopkit.render.subject import Project
from sopkit.render.words import long_date

TITLES: dict[Kind, str] = {
    "monitoring": "Monitoring Pelaksanaan SOP AP",
    "evaluasi": "Evaluasi Penerapan SOP AP",
}
_SOURCES: dict[Kind, str] = {
    # No room to sign could be seen on the form of the Permen.
    "monitoring": (
        "Formulir menurut PermenPANRB Nomor 35 Tahun 2012, Tabel 7; ruang tanda tangan ditambahkan."
    ),
    "evaluasi": "Susunan pertanyaan mengikuti formulir evaluasi yang umum dipakai instansi.",
}
_ROOMS = (44, 38, 32, 28)
"""Heights of what is to be written by hand in a row of monitoring, in points."""


def draw_pdf(form: Form) -> bytes:
    """Return the form as a PDF, set as the sopkit.yaml here says.

    Raises SopkitError where a letter is in none of the fonts, and for a logo that can't be used.
    """
    project = project_here()
    sops = [entry.sop for entry in form.entries]
    template, data = f"form-{form.kind}.typ", sheet_data(form, project)
    if form.kind == "monitoring":
        data = roomy(template, data, project.config, _ROOMS)
    return draw_list(template, data, project.config, sops)


def sheet_data(form: Form, project: Project) -> dict[str, Any]:
    """Return what form-monitoring.typ and form-evaluasi.typ set: texts, and the paper in points."""
    units: list[dict[str, Any]] = []
    number = 0
    for unit, entries in by_unit(form.entries, form.units).items():
        rows = [_row(number, entry, form.kind) for number, entry in enumerate(entries, number + 1)]
        number += len(entries)
        units.append({"name": soften(unit), "rows": rows})
    is_tall = form.kind == "evaluasi"
    return (
        list_data(TITLES[form.kind], project.config, portrait=is_tall)
        | letterhead(project)
        | {
            "source": _SOURCES[form.kind],
            "day": long_date(form.day),
            "signer": "Penilai",
            "questions": QUESTIONS,
            "units": units,
        }
    )


def _row(number: int, entry: Entry, kind: Kind) -> dict[str, str]:
    last = last_of(entry.sop.evaluations, kind)
    return {
        "number": str(number),
        "title": soften(entry.sop.title),
        "name": soften(entry.name),
        "last": _last(last, kind) if last is not None else "",
    }


def _last(last: Evaluation, kind: Kind) -> str:
    """Return what was found the last time, and what was to be done about it."""
    said = [f"{kind.capitalize()} terakhir: {long_date(last.date)}"]
    said += [last.grade] if last.grade else []
    said += [f"tindakan: {soften(last.action)}"] if last.action else []
    return "; ".join(said)
