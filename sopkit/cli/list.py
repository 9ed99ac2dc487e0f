"""`sopkit list`: the register of SOPs."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, option_maker, words
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.life.register.entry import Register
    from sopkit.life.register.listing import Listing
    from sopkit.life.register.query import Query

Texts = list[str] | None
FORMATS = ("text", "json", "csv", "markdown")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        name="list",
        cls=parser.command_class(console.translator),
        help=text("List the SOPs of the project here (Daftar SOP), now or as they were at a past day."),
        epilog=text(
            "Examples: “sopkit list --unit hukum --status berlaku” lists those in force of one unit; “sopkit "
            "list --search 'surat masuk'” those that hold these words, the best first: a word in the number "
            "or the title counts ten times; “sopkit list --at 2024-01-31” what was in force on that day; "
            "“sopkit list --format csv > daftar-sop.csv” makes a table for Excel."
        ),
    )
    def list_(
        unit: Annotated[str, common.unit] = "",
        status: Annotated[
            Texts,
            option(
                "--status",
                metavar="STATUS",
                help=N_("Only rancangan, berlaku, digantikan or dicabut; several with commas between."),
            ),
        ] = None,
        jenis: Annotated[
            Texts,
            option(
                "--jenis", metavar="KIND", help=N_("Only this kind of change: baru, perubahan, perbaikan.")
            ),
        ] = None,
        due: Annotated[
            bool, option("--due", help=N_("Only what is due for monitoring, evaluation or review today."))
        ] = False,
        search: Annotated[
            str, option("--search", metavar="WORDS", help=N_("Only what holds all these words, anywhere."))
        ] = "",
        at: Annotated[
            str | None,
            option(
                "--at",
                metavar="REV|DATE",
                help=N_(
                    "What was in force on a day (2024-01-31) or in a git revision; with --status, what had "
                    "that status."
                ),
            ),
        ] = None,
        sort: Annotated[
            str,
            option(
                "--sort", metavar="KEY", help=N_("By unit (default), nomor, judul, status, efektif or reviu.")
            ),
        ] = "",
        format: Annotated[
            str, option("--format", metavar="FORMAT", help=N_("text (default), json, csv or markdown."))
        ] = "text",
        delimiter: Annotated[
            str,
            option(
                "--delimiter",
                metavar="SIGN",
                help=N_("Between the cells of csv: “,” (default) or “;”, which an Indonesian Excel expects."),
            ),
        ] = ",",
    ) -> None:
        from sopkit.life.register.query import CHANGES, SORTS, STATUSES, Query
        from sopkit.life.spreadsheet import DELIMITERS

        choice(format, "--format", FORMATS)
        choice(delimiter, "--delimiter", DELIMITERS)
        if sort:
            choice(sort, "--sort", tuple(SORTS))
        if at is not None and (due or search):
            raise SopkitError(
                message("--at looks at the past, --due and --search at the files of today"),
                message("leave one of them out"),
            )
        query = Query(
            unit,
            tuple(choice(word, "--status", STATUSES) for word in words(status)),
            tuple(choice(word, "--jenis", CHANGES) for word in words(jenis)),
            datetime.date.today() if due else None,
        )
        listing = _listing(at, query, search, sort)
        _write(console, listing, format, delimiter)
        for note in listing.register.notes:
            console.say(note)
        raise typer.Exit(tell(console, listing.register.faults))


def _listing(at: str | None, query: "Query", search: str, sort: str) -> "Listing":
    from sopkit.life.register.listing import Listing
    from sopkit.life.register.query import select
    from sopkit.life.register.search import search as find

    register = _register(at, is_any_status=bool(query.statuses))
    entries = select(register, query, sort or "unit")
    if not search:
        return Listing(register, entries, {}, is_grouped=sort in ("", "unit"))
    matches = find(entries, search)
    by_file = {match.entry.file.as_posix(): match for match in matches}
    found = (
        [one for one in entries if one.file.as_posix() in by_file] if sort else [one.entry for one in matches]
    )
    return Listing(register, found, by_file, is_grouped=False)


def _register(at: str | None, *, is_any_status: bool) -> "Register":
    from sopkit.life.register.reading import read_register, require_entries

    if at is None:
        return require_entries(read_register())
    from sopkit.life.register.moment import in_force, register_at

    found = register_at(at)
    if is_any_status or found.day is None:
        return found
    return found._replace(entries=tuple(in_force(found, found.day)))


def _write(console: Console, listing: "Listing", form: str, delimiter: str) -> None:
    from sopkit.life.register.listing import render_json, render_text
    from sopkit.life.register.sheet import render_csv, render_markdown

    match form:
        case "csv":
            console.data(render_csv(listing.entries, delimiter))
        case "json":
            console.out(render_json(listing))
        case "markdown":
            console.out(render_markdown(listing.entries))
        case _:
            console.out(render_text(listing, console.translator))
