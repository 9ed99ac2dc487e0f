"""`sopkit book`: the SOPs of an office as one document, with its front matter."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, epoch, option_maker
from sopkit.cli.outcomes import Talk, with_progress
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.life.book.selection import Selection
    from sopkit.render.book.plan import Part


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Make the whole SOP document of the office or a unit as one PDF: title page, decree, contents, "
            "explanation, then the SOPs in force by unit and number. “book” in sopkit.yaml holds what the "
            "first pages say."
        ),
        epilog=text(
            "Examples: “sopkit book” makes buku-sop.pdf in the project's folder; “sopkit book --unit hukum "
            "-o hukum.pdf” the document of one unit; “sopkit book --all” takes drafts and withdrawn SOPs as "
            "well, with their status across the page; “sopkit book --format text” only lists the contents."
        ),
    )
    def book(
        unit: Annotated[str, common.unit] = "",
        everything: Annotated[
            bool, option("--all", help=N_("Also SOPs that are not in force; their pages say so."))
        ] = False,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_(
                    "pdf (default), or the table of contents as text or json. The name after -o tells, too."
                ),
            ),
        ] = "",
        output: Annotated[
            str,
            option(
                "--output",
                "-o",
                metavar="FILE|DIR",
                help=N_("Where to write; “-” is standard output. In the project's folder by default."),
            ),
        ] = "",
        force: Annotated[bool, common.force] = False,
        quiet: Annotated[bool, common.quiet] = False,
    ) -> None:
        from sopkit.life.book.making import FORMATS, book_file
        from sopkit.life.book.selection import count, select_book

        file_format = form_asked(format, output, FORMATS, or_folder=True)
        when = epoch()
        chosen = select_book(unit, everything=everything, epoch=when)
        usual_place = chosen.folder.as_posix() if file_format == "pdf" else "-"
        target = file_asked(output or usual_place, file_format, chosen.usual_name)
        status = tell(console, chosen.faults)
        talk = Talk(console, quiet=quiet)
        if chosen.left_out:
            talk.note(
                message(
                    "left out because not in force: {left}; “--all” takes them", left=count(chosen.left_out)
                )
            )
        if chosen.recipe.missing:
            talk.note(
                message(
                    "the explanation has no heading “{headings}”, which PermenPANRB 35/2012 asks for "
                    "(Unsur Dokumentasi)",
                    headings="”, “".join(chosen.recipe.missing),
                )
            )
        parts, failure = _parts(talk, chosen)
        status = max(status, failure)
        if status:
            talk.note(message("“{path}” was not made", path=target))
            raise typer.Exit(status)
        made = book_file(chosen, parts, file_format, when, console.translator)
        deliver(console, [made], target, force=force, quiet=quiet)
        raise typer.Exit(max(talk.faults(part.file, part.faults) for part in parts))


def _parts(talk: Talk, chosen: "Selection") -> tuple[list["Part"], int]:
    """Return the SOPs as parts of the book, and the exit status; all that can't be drawn are told."""
    from sopkit.life.book.making import laid_out
    from sopkit.render.run import Outcome

    parts, status = [], 0
    for result in with_progress(laid_out(chosen), len(chosen.tasks), talk.console):
        if isinstance(result, Outcome):
            status = max(status, talk.one(result))
        else:
            parts.append(result)
    return parts, status
