"""`sopkit new`: a new SOP."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.faults import tell
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.cli.questions import Questions, can_ask
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, Message, message
from sopkit.text import tidy

if TYPE_CHECKING:
    from sopkit.life.register.entry import Register
    from sopkit.life.scaffold.new import Draft
    from sopkit.lint.report import Report

_TITLE = message("TITLE")
_MOST_TOLD = 30
"""Findings that are told one by one."""


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Make a new SOP, with the next free number, in the folder of its unit: every part in its order, "
            "with a word on what belongs there; then tell what is left to fill in."
        ),
        epilog=text(
            "Examples: “sopkit new 'Pengelolaan Surat Masuk' --unit umum --pelaksana Staf --pelaksana "
            "'Kepala Subbagian Umum'”; “sopkit new 'Pengelolaan Surat Keluar' --from 007” takes over unit, "
            "lists, executors and steps of another SOP."
        ),
    )
    def new(
        title: Annotated[
            str,
            typer.Argument(
                metavar="[TITLE]", help=text("The title, without the word SOP."), show_default=False
            ),
        ] = "",
        unit: Annotated[
            str, option("--unit", metavar="NAME", help=N_("The unit with these words in its name."))
        ] = "",
        pelaksana: Annotated[
            list[str] | None,
            option(
                "--pelaksana", metavar="NAME", help=N_("An executor; once for each, in the order of columns.")
            ),
        ] = None,
        from_: Annotated[
            str,
            option(
                "--from",
                metavar="SOP",
                help=N_("Take over the procedure of this SOP: a file, or its number."),
            ),
        ] = "",
        nomor: Annotated[
            str, option("--nomor", metavar="NUMBER", help=N_("The number; the next free one by default."))
        ] = "",
        folder: Annotated[
            Path | None,
            option(
                "--folder",
                metavar="DIR",
                help=N_("Where to put it; with the other SOPs of the unit by default."),
            ),
        ] = None,
        tanggal: Annotated[
            str | None,
            option(
                "--tanggal",
                metavar="DATE",
                help=N_("The day it is made, such as 2026-01-31; today by default."),
            ),
        ] = None,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.life.register.reading import read_register
        from sopkit.life.scaffold.new import Wish, make_sop, source_of
        from sopkit.life.scaffold.placing import check_project
        from sopkit.life.scaffold.report import draft_json
        from sopkit.lint.run import lint_paths
        from sopkit.lint.settings import Options

        choice(format, "--format", ("text", "json"))
        day = date(tanggal, "--tanggal")
        known = read_register()
        check_project(known)
        names = tuple(filter(None, map(tidy, pelaksana or ())))
        if from_ and names:
            raise SopkitError(
                message("--from and --pelaksana exclude each other: the executors come with the procedure"),
                message("leave one of them out"),
            )
        source, its_unit = source_of(from_, known) if from_ else (None, None)
        questions = Questions(console)
        wish = Wish(
            title=tidy(title) or _title(questions),
            unit=tidy(unit) or its_unit or _unit(questions, known),
            executors=names if names or source else _executors(questions),
            day=day,
            number=tidy(nomor) or None,
            folder=folder,
            source=source,
        )
        draft = make_sop(wish)
        report = lint_paths([draft.file], Options(day))
        tell(console, known.faults)  # a number in such a file was not seen
        if format == "json":
            console.out(draft_json(draft, report, console.translator))
        else:
            _tell(console, draft, report)


def _title(questions: Questions) -> str:
    _require_terminal(_TITLE, message("give the title first, such as “Pengelolaan Surat Masuk”"))
    return questions.ask(message("Title of the SOP"))


def _unit(questions: Questions, known: "Register") -> str:
    """Return the only unit that there is, else ask for one. Raises SopkitError where nobody can be asked."""
    from sopkit.life.scaffold.placing import units_of

    units = units_of(known)
    if len(units) == 1:
        return units[0]
    listed = message("units here: {units}", units="; ".join(units))
    _require_terminal("--unit", listed if units else message("name the unit that makes this SOP"))
    if units:
        questions.console.say(listed)
    return questions.ask(message("Unit; a part of its name will do") if units else message("Unit"))


def _executors(questions: Questions) -> tuple[str, ...]:
    hint = message("name each one who carries it out, such as {example}", example="--pelaksana Staf")
    _require_terminal("--pelaksana", hint)
    return questions.ask_several(message("Who carries it out, one a line; an empty line ends them:"))


def _require_terminal(missing: Message | str, hint: Message) -> None:
    if not can_ask():
        raise SopkitError(message("“{name}” is missing", name=missing), hint)


def _tell(console: Console, draft: "Draft", report: "Report") -> None:
    """Name the file on standard output; tell on standard error how its number came about and what is left."""
    from sopkit.lint.formats.escape import printable

    console.out(f"{printable(draft.file.as_posix())}\n")
    console.flush()
    if draft.model is not None:
        console.say(
            message(
                "number {number}, made after {model}: check it, and correct it under “nomor” if need be",
                number=draft.number,
                model=draft.model,
            )
        )
    elif draft.number is None:
        console.say(message("the numbers here don't tell what the next one is: write it under “nomor”"))
    if not draft.has_schema:
        console.say(message("no schema here, so editors explain no keys; “sopkit init” puts it there"))
    if not report.findings:
        return
    told = report.findings[:_MOST_TOLD]
    lines = [console.line(message("Left to do, by line:"))]
    lines += [
        f"  {finding.place.start.line}: {console.line(finding.message)}  {finding.code}" for finding in told
    ]
    if len(report.findings) > len(told):
        more = message("and {count} more", count=len(report.findings) - len(told))
        lines.append(f"  {console.line(more)}")
    lines.append(
        console.line(message("“{command}” tells what to write, and what is left then", command="sopkit lint"))
    )
    console.aside("".join(f"{line}\n" for line in lines))
