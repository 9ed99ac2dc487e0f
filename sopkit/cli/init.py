"""`sopkit init`: a ready repository of SOPs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.cli.questions import Questions, can_ask
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message
from sopkit.text import shell_word, tidy

if TYPE_CHECKING:
    from sopkit.life.scaffold.office import Office
    from sopkit.life.scaffold.repository import Plan


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Make a folder ready for SOPs: settings, checks before each commit, checks at GitHub and GitLab, "
            "an explanation for those who work with it, and an SOP as an example. What is there already is "
            "never written over."
        ),
        epilog=text(
            "Examples: “sopkit init sop” asks for what it needs and makes the folder “sop”; “sopkit init "
            "--instansi 'KPU Kota Contoh' --unit 'Subbagian Umum' --unit 'Subbagian Hukum' --nomor "
            "001/RT.02-SOP/3576/2026” asks nothing, and does it here."
        ),
    )
    def init(
        folder: Annotated[
            Path,
            typer.Argument(
                metavar="[DIR]", help=text("The folder; this one by default."), show_default=False
            ),
        ] = Path(),
        instansi: Annotated[
            str, option("--instansi", metavar="NAME", help=N_("The name of the agency."))
        ] = "",
        unit: Annotated[
            list[str] | None,
            option("--unit", metavar="NAME", help=N_("A unit of the agency; once for each, in their order.")),
        ] = None,
        nomor: Annotated[
            str,
            option(
                "--nomor",
                metavar="NUMBER",
                help=N_(
                    "One number of an SOP as the agency writes it, such as 001/RT.02-SOP/3576/2026; "
                    "where it is not clear which part counts up, that in brackets: 065/[001]/SOP/2026."
                ),
            ),
        ] = "",
        yes: Annotated[
            bool, option("--yes", "-y", help=N_("Ask nothing: take made-up answers where none is given."))
        ] = False,
        git: Annotated[
            bool,
            typer.Option(
                "--git/--no-git",
                help=text("Make it a git repository, unless it lies in one (default)."),
                show_default=False,
            ),
        ] = True,
        tanggal: Annotated[
            str | None,
            option("--tanggal", metavar="DATE", help=N_("The day that counts as today, such as 2026-01-31.")),
        ] = None,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.life.scaffold.office import Office, configured, guessed
        from sopkit.life.scaffold.report import repository_json
        from sopkit.life.scaffold.repository import carry_out, check_place, plan_repository

        choice(format, "--format", ("text", "json"))
        day = date(tanggal, "--tanggal")
        check_place(folder)
        given = Office(tidy(instansi), tuple(filter(None, map(tidy, unit or ()))), tidy(nomor))
        office = configured(folder) or _completed(console, given, guessed(folder, day.year), is_asked=not yes)
        plan = plan_repository(folder, office, day)
        carry_out(plan)
        state = _git_state(console, plan, is_wanted=git)
        if format == "json":
            console.out(repository_json(plan, state))
            return
        _tell(console, plan, office)


def _completed(console: Console, given: "Office", guess: "Office", *, is_asked: bool) -> "Office":
    """Return what was given, completed by asking or, where nothing is to be asked, by the guess."""
    from sopkit.life.scaffold.office import Office, check_number

    missing = [name for name, value in (("--instansi", given.agency), ("--unit", given.units)) if not value]
    if is_asked and missing and not can_ask():
        raise SopkitError(
            message("there is no terminal to ask on, and {options} is missing", options=", ".join(missing)),
            message("give it, or --yes for made-up answers, to be corrected in sopkit.yaml"),
        )
    if is_asked and can_ask():
        return _asked(Questions(console), given, guess)
    office = Office(given.agency or guess.agency, given.units or guess.units, given.number or guess.number)
    check_number(office.number, must_be_clear=is_asked)
    assumed = [
        value
        for told, value in zip(given, (office.agency, "; ".join(office.units), office.number), strict=True)
        if not told
    ]
    if assumed:
        console.say(message("assumed, to be corrected in sopkit.yaml: {answers}", answers=", ".join(assumed)))
    return office


def _asked(questions: Questions, given: "Office", guess: "Office") -> "Office":
    """Return what was given, the rest as it is answered."""
    from sopkit.life.scaffold.office import Office, check_number

    if given.number:
        check_number(given.number)
    agency = given.agency or questions.ask(message("Name of the agency"), guess.agency)
    units = given.units or questions.ask_several(
        message("Its units, one a line; an empty line ends them:"), guess.units
    )
    number = given.number or _asked_number(questions, guess.number)
    return Office(agency, units, _settled(questions, number))


def _asked_number(questions: Questions, offered: str) -> str:
    """Ask until a number is given in which something counts up."""
    from sopkit.life.scaffold.office import check_number

    while True:
        number = questions.ask(message("One number of an SOP, as your office writes it"), offered)
        try:
            check_number(number)
        except SopkitError as error:
            questions.console.fail(error)
        else:
            return number


def _settled(questions: Questions, number: str) -> str:
    """Return `number`; where it leaves open what counts up, ask, and put that in brackets."""
    from sopkit.life.numbering.shape import possible_shapes

    shapes = possible_shapes(number)
    if len(shapes) == 1:
        return number
    which = message("Which number comes after {number} in your office?", number=number)
    return shapes[questions.choose(which, [shape.successor for shape in shapes])].marked


def _tell_shape(console: Console, number: str, example: Path | None) -> None:
    """Tell in words what in the numbers changes, and how to correct that, also in the SOP `example`."""
    from sopkit.life.numbering.shape import code_of
    from sopkit.life.scaffold.office import shape_of_numbers

    shape = shape_of_numbers(number)
    said = [message("“{part}” counts up", part=shape.pieces[shape.running])]
    if shape.month is not None:
        said.append(message("“{part}” is the month", part=shape.month))
    if shape.year is not None:
        said.append(message("“{part}” is the year", part=shape.pieces[shape.year]))
    code = code_of(shape)
    if code is not None:
        said.append(message("“{part}” is a classification code", part=code))
    parts = ", ".join(map(console.line, said))
    console.say(message("understood of the number: {parts}; the rest stays", parts=parts))
    correction = message("if that is wrong, correct “nomor_pattern” in sopkit.yaml")
    if example is not None:
        correction = message(
            "if that is wrong, correct “nomor_pattern” in sopkit.yaml and “nomor” in {example}",
            example=example.as_posix(),
        )
    console.aside(f"  {console.line(correction)}\n")


def _git_state(console: Console, plan: "Plan", *, is_wanted: bool) -> str:
    """Make the folder a git repository where it is wanted and needed; return `there`, `made` or `none`."""
    from sopkit.project.release import start_repository

    if plan.top is not None:
        return "there"
    if not is_wanted:
        return "none"
    if start_repository(plan.folder):
        console.say(message("made a git repository of “{path}”", path=plan.folder.absolute().as_posix()))
        return "made"
    console.say(
        message("git is not there, or made no repository: install it, then “git init” in this folder")
    )
    return "none"


def _tell(console: Console, plan: "Plan", office: "Office") -> None:
    """Name what was written on standard output; tell what stays, and what to do next, on standard error."""
    from sopkit.lint.formats.escape import printable

    for item in plan.new:
        console.out(f"{printable((plan.folder / item.name).as_posix())}\n")
    console.flush()
    for name in plan.kept:
        console.say(
            message("“{path}” is there already and stays as it is", path=(plan.folder / name).as_posix())
        )
    if office.number:
        _tell_shape(console, office.number, plan.folder / plan.example if plan.example else None)
    if plan.lacks_attributes:
        console.say(message("“sopkit diff --install” adds to .gitattributes what git needs to tell changes"))
    if plan.misplaced:
        console.say(
            message(
                "not written, for it counts at the top of the repository only, “{top}”: {names}",
                top=plan.top.as_posix() if plan.top else "",
                names=", ".join(plan.misplaced),
            )
        )
    unit = office.units[0] if office.units else "…"
    where = "" if plan.folder == Path() else f"cd {shell_word(plan.folder.as_posix())}; "
    steps = (
        message(
            "1. Make an SOP:  {command}",
            command=f'{where}sopkit new "Pengelolaan Surat" --unit {shell_word(unit)} --pelaksana "Staf"',
        ),
        message("2. Check and print it:  {command}", command="sopkit lint; sopkit render -o cetak"),
        message("3. Read README.md, and keep it all:  {command}", command='git add .; git commit -m "Mulai"'),
    )
    console.aside("".join(f"{console.line(step)}\n" for step in steps))
