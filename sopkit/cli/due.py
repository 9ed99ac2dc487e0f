"""`sopkit due`: what monitoring, evaluation and review is due."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message

_LONGEST = 3660  # days: ten years


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Tell which SOPs in force are due for monitoring (every six months: PermenPANRB 35/2012), "
            "evaluation (every year, as agencies commonly do) or their planned review."
        ),
        epilog=text(
            "Examples: “sopkit due” lists what is late today and what comes up in the next 30 days; “sopkit "
            "due --at 2026-12-31 --unit hukum” as of another day, for one unit; “sopkit due --exit-code” "
            "exits with 1 if anything is late."
        ),
    )
    def due(
        at: Annotated[
            str | None, option("--at", metavar="DATE", help=N_("The day to reckon from; today by default."))
        ] = None,
        unit: Annotated[str, common.unit] = "",
        ahead: Annotated[
            int,
            option("--ahead", metavar="DAYS", help=N_("Also what is due in so many days; 30 by default.")),
        ] = 30,
        format: Annotated[str, common.text_or_json] = "text",
        exit_code: Annotated[
            bool, option("--exit-code", help=N_("Exit with 1 if anything is late."))
        ] = False,
    ) -> None:
        from sopkit.life.due import duties, unreckoned
        from sopkit.life.due_report import DueReport, render_json, render_text
        from sopkit.life.register.query import of_unit
        from sopkit.life.register.reading import read_register, require_entries

        choice(format, "--format", ("text", "json"))
        if not 0 <= ahead <= _LONGEST:
            raise SopkitError(
                message("“{value}” is not a value of {option}", value=ahead, option="--ahead"),
                message("give a number of days, from 0 to {most}", most=_LONGEST),
            )
        day = date(at, "--at")
        found = require_entries(read_register())
        entries = of_unit(found, unit)
        report = DueReport(day, ahead, duties(entries, day, ahead), found.faults, found.units)
        console.out(render_json(report) if format == "json" else render_text(report, console.translator))
        for note in unreckoned(entries):
            console.say(note)
        raise typer.Exit(tell(console, found.faults) or int(exit_code and report.late > 0))
