"""`sopkit schema`: print a JSON Schema, for editors and other programs."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import choice


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Print a JSON Schema: of SOP files (sop), of sopkit.yaml (sopkit) or kebutuhan.yaml (kebutuhan), "
            "or of what --format json prints (layout, diff-report)."
        ),
        epilog=text("Example: sopkit schema sop > sop.schema.json"),
    )
    def schema(
        name: Annotated[
            str, typer.Argument(metavar="NAME", help=text("Which schema."), show_default=False)
        ] = "sop",
    ) -> None:
        from sopkit.schema.validator import SCHEMAS, schema_text

        console.out(schema_text(choice(name, "NAME", SCHEMAS)))
