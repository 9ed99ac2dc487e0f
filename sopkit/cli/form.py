"""`sopkit form`: forms to fill in, for monitoring, evaluation and needs."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, date, option_maker, words
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message

FORMS = ("monitoring", "evaluasi", "kebutuhan")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Make a form to fill in, with the SOPs of the project here already on it: monitoring "
            "(PermenPANRB 35/2012, Tabel 7), evaluasi (its questions are those that agencies commonly ask, "
            "known from secondary sources) or kebutuhan (Tabel 6, filled in from kebutuhan.yaml)."
        ),
        epilog=text(
            "Examples: “sopkit form monitoring --due” makes formulir-monitoring.pdf with the SOPs that are "
            "due; “sopkit form evaluasi --unit hukum --format csv” makes formulir-evaluasi.csv, to be filled "
            "in with Excel and taken over with “sopkit record formulir-evaluasi.csv”; “sopkit form "
            "kebutuhan” makes Tabel 6 with empty rows."
        ),
    )
    def form(
        kind: Annotated[
            str,
            typer.Argument(metavar="FORM", help=text("Which form: monitoring, evaluasi or kebutuhan.")),
        ],
        unit: Annotated[str, common.unit] = "",
        status: Annotated[
            list[str] | None,
            option(
                "--status",
                metavar="STATUS",
                help=N_("SOPs with this status; berlaku by default. Several with commas between."),
            ),
        ] = None,
        due: Annotated[
            bool, option("--due", help=N_("Only SOPs for which this is due on that day, or late."))
        ] = False,
        tanggal: Annotated[
            str | None,
            option(
                "--tanggal",
                metavar="DATE",
                help=N_("The day of the assessment, such as 2026-01-31; it then stands on the form."),
            ),
        ] = None,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_("pdf (default), csv, json or text. The name after -o tells, too."),
            ),
        ] = "",
        delimiter: Annotated[
            str,
            option(
                "--delimiter",
                metavar="SIGN",
                help=N_(
                    "Between the cells of csv: “;” (default), which an Indonesian Excel expects, or “,”."
                ),
            ),
        ] = ";",
        output: Annotated[
            str,
            option(
                "--output",
                "-o",
                metavar="FILE|DIR",
                help=N_(
                    "Where to write; “-” is standard output. By default formulir-….pdf or .csv here, and "
                    "standard output for json and text."
                ),
            ),
        ] = "",
        force: Annotated[bool, common.force] = False,
    ) -> None:
        from sopkit.life.forms.form import KINDS, Asked, make_form
        from sopkit.life.forms.making import FORMATS, TO_FILL_IN, assessment_file, needs_form_file, usual_name
        from sopkit.life.forms.needs import needs_form
        from sopkit.life.register.query import STATUSES
        from sopkit.life.register.reading import read_register, require_entries
        from sopkit.life.spreadsheet import DELIMITERS

        choice(kind, "FORM", FORMS)
        file_format = form_asked(format, output, FORMATS, or_folder=True)
        usual = usual_name(kind)
        target = file_asked(output or ("./" if file_format in TO_FILL_IN else "-"), file_format, usual)
        choice(delimiter, "--delimiter", DELIMITERS)
        statuses = tuple(choice(word, "--status", STATUSES) for word in words(status))
        day = date(tanggal, "--tanggal")
        asked = Asked(day, unit, statuses or ("berlaku",), due, is_dated=tanggal is not None)
        if kind in KINDS:
            found = make_form(choice(kind, "FORM", KINDS), require_entries(read_register()), asked)
            content = assessment_file(found, asked, file_format, delimiter, console.translator)
            if content is None:
                console.say(message("nothing is due: no form is made"))
            faults = found.faults
            for note in found.notes:
                console.say(note)
        else:
            if due or statuses:
                raise SopkitError(
                    message("--due and --status choose SOPs; the form “kebutuhan” holds activities"),
                    message("leave them out"),
                )
            needs = needs_form(unit)
            content = needs_form_file(needs, asked, file_format, delimiter, console.translator)
            faults = needs.faults
        if content is not None:
            deliver(console, [content], target, force=force)
        raise typer.Exit(tell(console, faults))
