"""`sopkit history`: the versions of an SOP."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import choice, option_maker
from sopkit.locale.message import N_

FORMATS = ("text", "json", "markdown")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option = option_maker(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Tell every version of an SOP, from “riwayat” and from git: who changed it, when, on what basis, "
            "and what changed by meaning."
        ),
        epilog=text(
            "Examples: “sopkit history 'surat masuk'”; “sopkit history 007 --format markdown” for a report. "
            "A version is what stood in the file when it first came into force with its number."
        ),
    )
    def history(
        sop: Annotated[
            str,
            typer.Argument(metavar="SOP", help=text("A number, part of a title or number, or a file.")),
        ],
        format: Annotated[
            str, option("--format", metavar="FORMAT", help=N_("text (default), json or markdown."))
        ] = "text",
    ) -> None:
        from sopkit.life.find import find_sop
        from sopkit.life.history import json_, markdown
        from sopkit.life.history import text as text_
        from sopkit.life.history.reading import history_of

        choice(format, "--format", FORMATS)
        found = history_of(find_sop(sop))
        if format == "json":
            console.out(json_.render(found, console.translator))
        elif format == "markdown":
            console.out(markdown.render(found, console.translator))
        else:
            console.out(text_.render(found, console.translator, colour=console.colour))
        for note in found.notes:
            console.say(note)
