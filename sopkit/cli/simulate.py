"""`sopkit simulate`: an SOP tried out before it is approved."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.options import CommonOptions, choice, option_maker
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.life.simulation.report import Simulation
    from sopkit.render.subject import Subject

FORMATS = ("text", "json", "svg", "png", "pdf")
CASES = 10_000
Texts = list[str] | None


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Try an SOP out before it is approved: its paths, how long they take, what is repeated, who is "
            "busy, where it stalls, and whether it keeps its promise."
        ),
        epilog=text(
            "Examples: “sopkit simulate surat-masuk.sop.yaml”; “sopkit simulate surat-masuk.sop.yaml "
            "--peluang periksa=0.7” asks what if more letters were sent back; “sopkit simulate 007 -o "
            "uji.pdf” draws it."
        ),
    )
    def simulate(
        sop: Annotated[
            str,
            typer.Argument(
                metavar="SOP",
                help=text("The SOP: its file, number or part of its title; “-” reads standard input."),
            ),
        ],
        n: Annotated[
            int, option("--n", "-n", metavar="N", help=N_("How many cases to draw; 10,000 by default."))
        ] = CASES,
        seed: Annotated[
            int,
            option(
                "--seed", metavar="N", help=N_("Where chance begins; the same seed draws the same cases.")
            ),
        ] = 0,
        peluang: Annotated[
            Texts,
            option(
                "--peluang",
                metavar="ID[:ANSWER]=CHANCE",
                help=N_(
                    "Another chance for a decision, by its id or row: of “ya”, or of an answer; repeatable."
                ),
            ),
        ] = None,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_("text (default) or json, or a figure: svg, png, pdf. The name after -o tells, too."),
            ),
        ] = "",
        output: Annotated[
            str,
            common.output,
        ] = "-",
        force: Annotated[bool, common.force] = False,
    ) -> None:
        form = form_asked(format, output, FORMATS)
        target = file_asked(output, form)
        _check_numbers(n, seed)
        from sopkit.life.simulation.chances import parse_given
        from sopkit.life.simulation.report import simulate as try_out

        given = [parse_given(one) for one in peluang or ()]
        trial = try_out(load(console, sop, stdin=True), n, seed, given)
        deliver(console, [_rendered(console, trial, form, to_file=target != "-")], target, force=force)


def load(console: Console, sop: str, *, stdin: bool = False) -> "Subject":
    """Return the SOP that `sop` names; why its flow can't be followed is told as lint does.

    Raises SopkitError where there is none, or its flow can't be followed.
    """
    from sopkit.life.find import find_sop
    from sopkit.life.simulation.source import Unfollowable, load_trial, parse_trial

    try:
        return parse_trial(sys.stdin.buffer.read()) if stdin and sop == "-" else load_trial(find_sop(sop))
    except Unfollowable as refused:
        if refused.findings:
            from sopkit.lint.formats.text import render_text
            from sopkit.lint.report import Report

            report = Report(refused.findings, files=(sop,))
            console.aside(render_text(report, console.translator, colour=console.colour_of_errors))
        raise


def _check_numbers(count: int, seed: int) -> None:
    from sopkit.life.simulation.report import MOST_CASES

    if not 1 <= count <= MOST_CASES:
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=count, option="--n"),
            message("give a number of cases from 1 to {most}", most=MOST_CASES),
        )
    if seed < 0:
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=seed, option="--seed"),
            message("give a whole number, 0 or more"),
        )


def _rendered(console: Console, trial: "Simulation", form: str, *, to_file: bool) -> bytes:
    if form == "text":
        from sopkit.life.simulation import text

        return text.render(trial, console.translator, colour=console.colour and not to_file).encode("utf-8")
    if form == "json":
        from sopkit.life.simulation import json_

        return json_.render(trial, console.translator).encode("ascii")
    from sopkit.life.simulation.figure import draw_figure

    return draw_figure(trial, choice(form, "--format", ("svg", "png", "pdf")))
