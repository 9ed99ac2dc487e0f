"""`sopkit record`: the results of monitoring and evaluation, from a table into the SOPs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.locale.message import N_, message


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Take over results of monitoring or evaluation from a filled-in table (“sopkit form … --format "
            "csv”) into the SOPs, under “evaluasi”: all of them, or none if any row does not fit. What is "
            "there already is not added again."
        ),
        epilog=text(
            "Examples: “sopkit record formulir-monitoring.csv”; “sopkit record formulir-evaluasi.csv "
            "--dry-run” only tells what it would do. Days are 2026-07-01, 1/7/2026 (day first) or 1 Juli "
            "2026; Penilaian is baik or tidak baik, also “berjalan dengan baik” or “tidak berjalan dengan "
            "baik”; answers are ya (y) or tidak (t). A row without result is passed over."
        ),
    )
    def record(
        table: Annotated[
            str,
            typer.Argument(metavar="FILE", help=text("The table, as CSV; “-” is standard input.")),
        ],
        tanggal: Annotated[
            str | None,
            option(
                "--tanggal",
                metavar="DATE",
                help=N_("The last day that a result may be of, such as 2026-01-31; today by default."),
            ),
        ] = None,
        dry_run: Annotated[
            bool, option("--dry-run", help=N_("Only tell what would be done, and write nothing."))
        ] = False,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.life.amend import content_of
        from sopkit.life.results.record import record
        from sopkit.life.results.report import render_json, render_text

        choice(format, "--format", ("text", "json"))
        day = date(tanggal, "--tanggal")
        is_piped = table == "-"
        name = "<stdin>" if is_piped else Path(table).as_posix()
        content = sys.stdin.buffer.read() if is_piped else content_of(Path(table))
        done = record(name, content, day, is_trial=dry_run)
        if format == "json":
            console.out(render_json(done))
        elif done.done or not done.faults:
            console.out(render_text(done, console.translator))
        for note in done.table.notes:
            console.say(note)
        status = tell(console, done.faults)
        if done.faults and not done.done:
            console.say(message("nothing was written: mend this, and run it again"))
        raise typer.Exit(status)
