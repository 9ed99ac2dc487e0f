"""`sopkit coverage`: which activities have an SOP, and which lack one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, option_maker
from sopkit.locale.message import N_

if TYPE_CHECKING:
    from sopkit.life.coverage.match import Coverage

FORMATS = ("text", "json", "pdf")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Compare what the office does (kebutuhan.yaml, Tabel 6) with its SOPs: which activities have "
            "one, which lack one, and which SOP belongs to none."
        ),
        epilog=text(
            "Examples: “sopkit coverage” compares the kebutuhan.yaml of the project here; “sopkit coverage "
            "--unit hukum --format json” one unit, for other programs; “sopkit coverage --format pdf -o "
            "kebutuhan.pdf” makes Tabel 6 with the SOPs beside it; “sopkit coverage --exit-code” exits with "
            "1 if any activity lacks its SOP."
        ),
    )
    def coverage(
        file: Annotated[
            Path | None,
            typer.Argument(
                metavar="[FILE]",
                help=text("The list of activities; kebutuhan.yaml of the project here by default."),
                show_default=False,
            ),
        ] = None,
        unit: Annotated[str, common.unit] = "",
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_("text (default), json or pdf. The name after -o tells, too."),
            ),
        ] = "",
        output: Annotated[
            str,
            common.output,
        ] = "-",
        force: Annotated[bool, common.force] = False,
        exit_code: Annotated[
            bool, option("--exit-code", help=N_("Exit with 1 if an activity lacks its SOP."))
        ] = False,
    ) -> None:
        from sopkit.life.coverage.needs import read_needs
        from sopkit.life.coverage.run import coverage_of
        from sopkit.life.register.reading import read_register

        form = form_asked(format, output, FORMATS)
        target = file_asked(output, form)
        needs = read_needs(file)
        if needs.is_lost or (needs.faults and form == "pdf"):  # rows would be missing on paper
            raise typer.Exit(tell(console, needs.faults))
        found = coverage_of(needs, read_register(), unit)
        deliver(console, [_rendered(console, found, form)], target, force=force)
        raise typer.Exit(tell(console, found.faults) or int(exit_code and bool(found.lacking)))


def _rendered(console: Console, found: "Coverage", form: str) -> bytes:
    if form == "pdf":
        from sopkit.life.coverage.sheet import draw_pdf
        from sopkit.life.paper import project_here

        return draw_pdf(found, project_here())
    from sopkit.life.coverage.report import render_json, render_text

    text = render_json(found) if form == "json" else render_text(found, console.translator)
    return text.encode("utf-8", "backslashreplace")
