"""A form as a file in the format that is asked for, and how the file is usually called."""

from typing import Literal

from sopkit.errors import SopkitError
from sopkit.life.forms.form import Asked, Form
from sopkit.life.forms.needs import NeedsForm
from sopkit.locale.message import message
from sopkit.locale.translator import Translator

Format = Literal["pdf", "csv", "json", "text"]
FORMATS: tuple[Format, ...] = ("pdf", "csv", "json", "text")
TO_FILL_IN: tuple[Format, ...] = ("pdf", "csv")
"""The formats of files that are filled in; the others are for a look at what is on the form."""


def usual_name(kind: str) -> str:
    """Return how the file of a form is called where nobody says otherwise, without its ending."""
    return f"formulir-{kind}"


def assessment_file(
    form: Form, asked: Asked, form_of_file: Format, delimiter: str, translator: Translator
) -> bytes | None:
    """Return a form of monitoring or evaluation as a file, None where nothing is due and so none is made.

    Raises SopkitError where no SOP is as it was asked for, so that the form would be empty.
    """
    from sopkit.life.forms.listing import render_csv, render_json, render_text

    if form_of_file == "json":
        return _encoded(render_json(form))
    if form_of_file == "text":
        return _encoded(render_text(form, translator))
    if not form.entries and asked.is_due:
        return None
    if not form.entries:
        raise SopkitError(
            message(
                "no SOP here is “{statuses}”: the form would be empty", statuses=", ".join(asked.statuses)
            ),
            message("“{command}” shows what there is, and --status chooses others", command="sopkit list"),
        )
    if form_of_file == "csv":
        return render_csv(form, delimiter)
    from sopkit.life.forms.sheet import draw_pdf

    return draw_pdf(form)


def needs_form_file(
    form: NeedsForm, asked: Asked, form_of_file: Format, delimiter: str, translator: Translator
) -> bytes | None:
    """Return the form of needs as a file, None where nothing of kebutuhan.yaml could be read.

    Raises SopkitError for a day that the format has no place for.
    """
    from sopkit.life.forms.needs_listing import draw_pdf, render_csv, render_json, render_text

    if asked.is_dated and form_of_file != "pdf":
        raise SopkitError(
            message("the form “kebutuhan” has a place for --tanggal only as a PDF"), message("leave it out")
        )
    if not form.units:
        return None
    match form_of_file:
        case "json":
            return _encoded(render_json(form))
        case "text":
            return _encoded(render_text(form, translator))
        case "csv":
            return render_csv(form, delimiter)
        case _:
            return draw_pdf(form, asked.day if asked.is_dated else None)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
