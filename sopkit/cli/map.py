"""`sopkit map`: how the SOPs of a project lead to each other."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, option_maker, words
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.life.map.chart import Query
    from sopkit.life.map.run import Map

Texts = list[str] | None
FORMATS = ("text", "json", "svg", "png", "pdf", "dot")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        name="map",
        cls=parser.command_class(console.translator),
        help=text(
            "Show how the SOPs of the project here lead to each other: by their links, by steps that another "
            "SOP carries out, by documents that one makes and another needs; and which links are broken, "
            "one-way or go round in a circle."
        ),
        epilog=text(
            "Examples: “sopkit map” lists the links of each SOP; “sopkit map -o peta.pdf” draws them by "
            "unit; “sopkit map --by proses -o peta.svg” by the codes of the process map; “sopkit map "
            "--unit hukum --links makro,urutan” shows one unit and only these links; “sopkit map --sop 007” "
            "one SOP and its neighbours."
        ),
    )
    def map_(
        by: Annotated[
            str,
            option(
                "--by", metavar="WHAT", help=N_("Group by unit (default) or proses, the business process.")
            ),
        ] = "unit",
        unit: Annotated[
            str,
            option(
                "--unit",
                metavar="NAME",
                help=N_("Only of the unit with these words in its name, and what its SOPs are linked to."),
            ),
        ] = "",
        sop: Annotated[
            str,
            option(
                "--sop",
                metavar="SOP",
                help=N_("Only this SOP, by number, title or file, and what it is linked to."),
            ),
        ] = "",
        links: Annotated[
            Texts,
            option(
                "--links",
                metavar="KINDS",
                help=N_(
                    "Only these links: makro, urutan, terkait, dokumen, menggantikan; several with commas "
                    "between."
                ),
            ),
        ] = None,
        with_old: Annotated[
            bool, option("--all", help=N_("Also SOPs that were replaced or withdrawn."))
        ] = False,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_(
                    "text (default) or json, or a picture: svg, png, pdf, dot. The name after -o tells, too."
                ),
            ),
        ] = "",
        output: Annotated[
            str,
            common.output,
        ] = "-",
        force: Annotated[bool, common.force] = False,
        exit_code: Annotated[
            bool, option("--exit-code", help=N_("Exit with 1 if anything is wrong with a link."))
        ] = False,
    ) -> None:
        from sopkit.life.map.run import map_here

        form = form_asked(format, output, FORMATS)
        target = file_asked(output, form)
        found = map_here(_query(by, unit, sop, links, with_old=with_old))
        deliver(console, [_rendered(console, found, form, target)], target, force=force)
        if found.problems and form not in ("text", "json"):
            said = console.translator.count(
                "1 thing is wrong with the links", "{n} things are wrong with the links", len(found.problems)
            )
            console.say(message("{said}: “{command}” tells what", said=said, command="sopkit map"))
        raise typer.Exit(tell(console, found.faults) or int(exit_code and bool(found.problems)))


def _query(by: str, unit: str, sop: str, links: Texts, *, with_old: bool) -> "Query":
    from sopkit.life.map.chart import Query
    from sopkit.life.map.ties import KINDS

    kinds = tuple(choice(word, "--links", KINDS) for word in words(links)) or KINDS
    return Query(choice(by, "--by", ("unit", "proses")), unit, kinds, sop, with_old)


def _rendered(console: Console, found: "Map", form: str, output: str) -> bytes:
    if form == "json":
        from sopkit.life.map.json_ import render_json

        return render_json(found).encode("ascii")
    if form == "text":
        from sopkit.life.map.text import render_text

        return render_text(found, console.translator).encode("utf-8", "backslashreplace")
    from sopkit.life.map.picture import draw_map

    folder = Path() if output == "-" else Path(output).parent
    return draw_map(found.chart, found.config, choice(form, "--format", ("svg", "png", "pdf", "dot")), folder)
