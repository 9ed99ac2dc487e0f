"""A form of monitoring or evaluation as text, as JSON, and as a table to fill in."""

from typing import Any

from sopkit.life.forms.columns import ON_FORM, blank
from sopkit.life.forms.form import QUESTIONS, Form
from sopkit.life.register.entry import Entry
from sopkit.life.register.listing import entry_data
from sopkit.life.register.query import by_unit
from sopkit.life.spreadsheet import to_csv
from sopkit.life.table import day, row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator
from sopkit.model.sop import Evaluation, last_of

VERSION = 1
_WIDTHS = (26, 40, 10)
"""Of the columns, 80 together: number, title, when it was last assessed."""


def render_csv(form: Form, delimiter: str) -> bytes:
    """Return the form as a table to fill in, for a spreadsheet; its words are Indonesian."""
    known = form.day.isoformat() if form.day is not None else ""
    heads = [column.head for column in ON_FORM[form.kind]]
    return to_csv(heads, (blank(entry, form.kind, known) for entry in form.entries), delimiter)


def render_text(form: Form, translator: Translator) -> str:
    """Return what is on the form for a terminal of 80 columns; the last line counts."""
    heads = [translator.text(one) for one in (N_("Number"), N_("Title"), N_("Last on"))]
    lines = [*row(heads, _WIDTHS), rule(_WIDTHS)] if form.entries else []
    for unit, entries in by_unit(form.entries, form.units).items():
        lines += ["", printable(unit or translator.text("(no unit)"))]
        for entry in entries:
            last = last_of(entry.sop.evaluations, form.kind)
            cells = (entry.name, entry.sop.title or "-", day(last.date if last else None))
            lines += row(cells, _WIDTHS)
    said = message(
        "{count} on the form “{kind}”",
        count=translator.count("1 SOP", "{n} SOPs", len(form.entries)),
        kind=form.kind,
    )
    lines += ["", translator.render(said)]
    return "".join(f"{line}\n" for line in lines).removeprefix("\n")


def render_json(form: Form) -> str:
    """Return the form as one JSON object: what it asks, of which SOPs, and how each was found last."""
    questions = {str(number): question for number, question in enumerate(QUESTIONS, 1)}
    return dump(
        {
            "version": VERSION,
            "form": form.kind,
            "day": form.day.isoformat() if form.day is not None else None,
            "columns": [column.key for column in ON_FORM[form.kind]],
            "questions": questions if form.kind == "evaluasi" else {},
            "sops": [_data(form, entry) for entry in form.entries],
            "errors": [fault.as_data() for fault in form.faults],
        }
    )


def _data(form: Form, entry: Entry) -> dict[str, Any]:
    last = last_of(entry.sop.evaluations, form.kind)
    return {**entry_data(entry), "last": evaluation_data(last) if last is not None else None}


def evaluation_data(one: Evaluation) -> dict[str, Any]:
    """Return an assessment for JSON, null for what it does not say."""
    return {
        "kind": one.kind,
        "date": one.date.isoformat() if one.date is not None else None,
        "grade": one.grade,
        "note": one.note,
        "action": one.action,
        "answers": {str(number): answer for number, answer in one.answers},
    }
