"""`sopkit show`: one SOP in the terminal."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, option_maker
from sopkit.locale.message import N_


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Show one SOP in the terminal: its identity, and its table with who does what in which order."
        ),
        epilog=text(
            "Examples: “sopkit show 007/RT.02-SOP/3576/2026” by its number; “sopkit show 'surat masuk'” by "
            "part of its title; “sopkit show umum/surat-masuk.sop.yaml --full” with all that it says."
        ),
    )
    def show(
        sop: Annotated[
            str,
            typer.Argument(metavar="SOP", help=text("A number, part of a title or number, or a file.")),
        ],
        full: Annotated[
            bool, option("--full", help=N_("Also the legal basis and other lists, documents and remarks."))
        ] = False,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.life.find import find_sop, load_sop
        from sopkit.life.show import render_json, render_text

        choice(format, "--format", ("text", "json"))
        file = find_sop(sop)
        found = load_sop(file)
        console.out(
            render_json(found, file.as_posix())
            if format == "json"
            else render_text(found, console.translator, is_full=full)
        )
