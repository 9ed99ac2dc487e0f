"""`sopkit walk`: a tabletop trial of an SOP in the terminal."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.locale.message import N_, message


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Try an SOP out at the table: step by step, who does what, yes or no, with notes; at the end "
            "the path that was taken."
        ),
        epilog=text(
            "Examples: “sopkit walk surat-masuk.sop.yaml”; “sopkit walk 007 --record --penguji pimpinan” "
            "also writes the trial into the file, under “pengujian”."
        ),
    )
    def walk(
        sop: Annotated[
            str, typer.Argument(metavar="SOP", help=text("The SOP: its file, number or part of its title."))
        ],
        record: Annotated[
            bool, option("--record", help=N_("At the end, add the trial to the file, under “pengujian”."))
        ] = False,
        penguji: Annotated[
            str,
            option(
                "--penguji",
                metavar="WHO",
                help=N_("Who tries it out: pelaksana (default), pimpinan or masyarakat."),
            ),
        ] = "pelaksana",
        hasil: Annotated[
            str | None,
            option(
                "--hasil",
                metavar="RESULT",
                help=N_("The result, layak or “perlu perbaikan”; with --record it is asked for otherwise."),
            ),
        ] = None,
        tanggal: Annotated[
            str | None,
            option(
                "--tanggal",
                metavar="DATE",
                help=N_("The day of the trial, such as 2026-01-31; today by default."),
            ),
        ] = None,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.cli.conversation import Conversation
        from sopkit.cli.simulate import load
        from sopkit.life.trial import RESULTS, TESTERS, TrialEntry, check_trial, record_trial
        from sopkit.life.walk import open_guide
        from sopkit.lint.formats.machine import dump

        choice(format, "--format", ("text", "json"))
        choice(penguji, "--penguji", TESTERS)
        if hasil is not None:
            choice(hasil, "--hasil", RESULTS)
        day = date(tanggal, "--tanggal")
        subject = load(console, sop)
        talk = Conversation(console, open_guide(subject))
        if record:
            check_trial(subject.file, TrialEntry(day, penguji, hasil or RESULTS[0], "-"))
        try:
            ended = talk.walk()
        except KeyboardInterrupt:
            console.aside("\n")
            console.say(message("nothing is recorded: the trial did not come to its end"))
            raise
        console.out(dump(ended.as_data()) if format == "json" else talk.summary(ended))
        console.flush()
        if not record:
            return
        result = hasil or (talk.result(RESULTS) if ended.is_over else None)
        if not ended.is_over:
            console.say(message("nothing is recorded: the trial did not come to its end"))
            raise typer.Exit(1)
        if result is None:
            entry = TrialEntry(day, penguji, "…", ended.account).as_written()
            console.say(message("nothing is recorded, for no result was given; it would have been:"))
            console.aside(entry)
            raise typer.Exit(1)
        record_trial(subject.file, TrialEntry(day, penguji, result, ended.account))
        console.say(message("recorded under “pengujian” in “{path}”", path=subject.file.as_posix()))
