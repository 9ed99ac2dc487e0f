"""`sopkit bump`: the next version of an SOP."""

from collections.abc import Callable
from typing import Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, date, option_maker
from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message
from sopkit.text import tidy


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Raise an SOP to its next version: write version, dates, status and an entry of “riwayat” into "
            "its file, and say where that does not fit what changed."
        ),
        epilog=text(
            "Examples: “sopkit bump 007 --jenis baru --uraian 'Penetapan pertama' --dasar 'Keputusan Nomor "
            "12 Tahun 2026'” brings a draft into force; “sopkit bump 'surat masuk' --jenis perubahan "
            "--uraian 'Surat dipindai sebelum didisposisikan' --tag” also commits and tags it."
        ),
    )
    def bump(
        sop: Annotated[
            str,
            typer.Argument(metavar="SOP", help=text("A number, part of a title or number, or a file.")),
        ],
        jenis: Annotated[
            str,
            option(
                "--jenis",
                metavar="KIND",
                help=N_(
                    "What happens: baru (a draft comes into force), perubahan (of the procedure), perbaikan "
                    "(of wording) or pencabutan (it ends)."
                ),
            ),
        ],
        uraian: Annotated[
            str, option("--uraian", metavar="TEXT", help=N_("What changed and why, in a sentence."))
        ],
        dasar: Annotated[
            str | None,
            option("--dasar", metavar="TEXT", help=N_("The decree or other basis of the decision.")),
        ] = None,
        tanggal: Annotated[
            str | None,
            option("--tanggal", metavar="DATE", help=N_("The day of the decision; today by default.")),
        ] = None,
        efektif: Annotated[
            str | None,
            option(
                "--efektif",
                metavar="DATE",
                help=N_(
                    "The first day in force; the day of the decision by default, for perbaikan as before."
                ),
            ),
        ] = None,
        reviu: Annotated[
            str | None,
            option("--reviu", metavar="DATE", help=N_("The next planned review; as before by default.")),
        ] = None,
        tag: Annotated[
            bool, option("--tag", help=N_("Also commit the file, and tag the commit with its version."))
        ] = False,
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.life.bump.report import render_json, render_text
        from sopkit.life.bump.request import KINDS, Request
        from sopkit.life.bump.run import bump as raise_version
        from sopkit.life.find import find_sop

        choice(format, "--format", ("text", "json"))
        request = Request(
            choice(jenis, "--jenis", KINDS),
            _said(uraian, "--uraian"),
            date(tanggal, "--tanggal"),
            _said(dasar, "--dasar") if dasar is not None else None,
            date(efektif, "--efektif") if efektif is not None else None,
            date(reviu, "--reviu") if reviu is not None else None,
        )
        done = raise_version(find_sop(sop), request, is_tagged=tag)
        render = render_json if format == "json" else render_text
        console.out(render(done, console.translator))
        console.flush()
        for note in done.remarks:
            console.say(note)
        if done.failure is not None:
            raise done.failure
        if done.tag is not None:
            console.say(message("committed, and tagged “{tag}”", tag=done.tag))


def _said(value: str, name: str) -> str:
    """Return `value` on one line. Raises SopkitError where it says nothing."""
    said = tidy(value)
    if not said:
        raise SopkitError(message("{option} says nothing", option=name), message("write it in a sentence"))
    return said
