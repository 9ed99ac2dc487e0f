"""`sopkit render`: the official pages of SOPs."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import form_asked
from sopkit.cli.options import CommonOptions, choice, epoch, option_maker
from sopkit.cli.outcomes import LONG_WORK, Talk, watch_progress
from sopkit.errors import SopkitError
from sopkit.layout.paper import PAPERS
from sopkit.locale.message import N_, message
from sopkit.render.options import FORMS, TERMINATORS, VIEWS, Options

if TYPE_CHECKING:
    from sopkit.render.run import Outcome, Pages, Task

Texts = list[str] | None


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("Draw the official pages of SOPs: identity block and table with flowchart, as PDF."),
        epilog=text(
            "Examples: “sopkit render surat-masuk.sop.yaml” writes surat-masuk.pdf beside it; “sopkit render "
            "-o cetak/” draws the whole project into a folder; “sopkit render --combine buku.pdf” makes one "
            "document; “sopkit render surat-masuk.sop.yaml --watch” draws again whenever the file is saved."
        ),
    )
    def render(
        paths: Annotated[
            Texts,
            typer.Argument(
                metavar="[PATHS]...",
                help=text(
                    "Files, folders, or numbers and titles of SOPs; “-” reads standard input; none means the "
                    "project here."
                ),
                show_default=False,
            ),
        ] = None,
        output: Annotated[
            str | None,
            option(
                "--output",
                "-o",
                metavar="FILE|DIR",
                help=N_(
                    "The file of one SOP, or a folder; “-” is standard output. Beside the SOP by default."
                ),
            ),
        ] = None,
        format: Annotated[
            str, option("--format", metavar="FORMAT", help=N_("pdf (default), svg, png, json or dot."))
        ] = "",
        view: Annotated[
            str,
            option(
                "--view",
                metavar="VIEW",
                help=N_("permen (default) is the official table, flowchart a free flowchart."),
            ),
        ] = "permen",
        paper: Annotated[
            str | None,
            option("--paper", metavar="PAPER", help=N_("F4 (default, 215 x 330 mm), A4, Letter or Legal.")),
        ] = None,
        portrait: Annotated[
            bool, option("--portrait", help=N_("Upright pages; they lie on their side by default."))
        ] = False,
        terminator: Annotated[
            str | None,
            option(
                "--terminator",
                metavar="STYLE",
                help=N_(
                    "replace (default): capsules replace the first and last box; stacked: they stand above "
                    "and below them."
                ),
            ),
        ] = None,
        one_page: Annotated[
            bool,
            option(
                "--one-page", help=N_("Put the table below the identity block where both fit on one page.")
            ),
        ] = False,
        combine: Annotated[
            str | None,
            option("--combine", metavar="FILE", help=N_("Make one PDF of all SOPs, with bookmarks.")),
        ] = None,
        watch: Annotated[
            bool, option("--watch", help=N_("Go on, and draw again what is saved, until Ctrl+C."))
        ] = False,
        check: Annotated[
            bool,
            option("--check", help=N_("Draw nothing; report faults of the layout, exit with 1 for any.")),
        ] = False,
        jobs: Annotated[
            int | None,
            option(
                "--jobs", "-j", metavar="N", help=N_("How many processes; as many as pay off by default.")
            ),
        ] = None,
        force: Annotated[bool, common.force] = False,
        quiet: Annotated[bool, common.quiet] = False,
    ) -> None:
        options = _options(
            format, view, paper, terminator, portrait=portrait, together=one_page, output=output
        )
        if jobs is not None and jobs < 1:
            raise SopkitError(
                message("“{value}” is not a value of {option}", value=jobs, option="--jobs"),
                message("give the number of processes, 1 or more"),
            )
        _refuse_contradictions(options, combine, output, watch=watch, check=check)
        when = epoch()
        talk = Talk(console, quiet=quiet)
        if "-" in (paths or ()):
            _refuse_beside_stdin(paths, alone=combine is None and not watch and not check)
            raise typer.Exit(_draw_stdin(talk, options, output, when, force=force))
        from sopkit.life.find import find_paths
        from sopkit.render.run import find_tasks
        from sopkit.render.subject import find_projects

        asked = find_paths(paths or ())
        tasks = find_tasks(find_projects(asked), options, force=force, epoch=when)
        if combine is not None:
            raise typer.Exit(_combine(talk, tasks, combine, force=force))
        if check:
            status = talk.all(watch_progress(tasks, jobs, console, check=True))
            if not status:
                talk.note(message("drawn without a fault: {count}", count=len(tasks)))
            raise typer.Exit(status)
        if output == "-":
            raise typer.Exit(_draw_to_stdout(talk, tasks))
        from sopkit.render.targets import with_targets

        tasks = with_targets(tasks, asked, output)
        status = talk.all(watch_progress(tasks, jobs, console), many=len(tasks) >= LONG_WORK)
        if watch:
            from sopkit.render.watch import redraw

            talk.note(message("watching; press Ctrl+C to stop"))

            def again() -> list["Task"]:
                found = find_tasks(find_projects(asked), options, force=force, epoch=when)
                return with_targets(found, asked, output)

            for outcome in redraw(tasks, again):
                talk.one(outcome)
        raise typer.Exit(status)


def _refuse_beside_stdin(paths: Texts, *, alone: bool) -> None:
    if len(paths or ()) > 1:
        raise SopkitError(
            message("“-” stands alone: standard input is one file"), message("give either “-” or paths")
        )
    if not alone:
        raise SopkitError(
            message("--combine, --watch and --check read files, not standard input"),
            message("name the file instead of “-”"),
        )


def _options(
    form: str, view: str, paper: str | None, terminator: str | None, *,
    portrait: bool, together: bool, output: str | None,
) -> Options:  # fmt: skip
    return Options(
        form_asked(form, output or "", FORMS, or_folder=True),
        choice(view, "--view", VIEWS),
        _paper(paper),
        portrait,
        choice(terminator, "--terminator", TERMINATORS) if terminator is not None else None,
        together,
    )


def _paper(name: str | None) -> str | None:
    """Return the paper as it is called, however it was written."""
    if name is None:
        return None
    spelled = {paper.lower(): paper for paper in PAPERS}
    return choice(spelled.get(name.lower(), name), "--paper", tuple(PAPERS))


def _refuse_contradictions(
    options: Options, combine: str | None, output: str | None, *, watch: bool, check: bool
) -> None:
    """Raise SopkitError for options of which one would silently do nothing."""
    if (options.form, options.view) in {("dot", "permen"), ("json", "flowchart")}:
        raise SopkitError(
            message("--view {view} is not drawn as {form}", view=options.view, form=options.form),
            message("“dot” goes with --view flowchart, “json” with --view permen"),
        )
    if combine is not None and (
        options.form != "pdf" or options.view != "permen" or output or watch or check
    ):
        raise SopkitError(
            message("--combine makes one PDF of the official pages, and nothing else"),
            message("leave out --output, --format, --view, --watch and --check"),
        )
    if check and (watch or output or options.view != "permen"):
        raise SopkitError(message("--check draws nothing"), message("leave out --output, --view and --watch"))
    if options.view == "flowchart" and (
        options.paper or options.portrait or options.terminator or options.together
    ):
        raise SopkitError(
            message("a free flowchart has the size that it needs"),
            message("leave out --paper, --portrait, --terminator and --one-page"),
        )
    if watch and output == "-":
        raise SopkitError(
            message("--watch writes files, not standard output"), message("name a file or a folder with -o")
        )


def _combine(talk: Talk, tasks: Sequence["Task"], target: str, *, force: bool) -> int:
    from sopkit.render.combine import combine
    from sopkit.render.naming import named_file
    from sopkit.render.output import make_folder, write_pages

    file = named_file(target, "pdf") if target != "-" else None
    pages, failed = combine(tasks)
    if pages is None:
        status = talk.all(failed)
        talk.note(message("“{path}” was not made", path=target))
        return status
    if file is None:
        talk.console.data(pages)
        return 0
    make_folder(file.parent)
    talk.written(write_pages(file, [pages], force=force))
    return 0


def _draw_to_stdout(talk: Talk, tasks: Sequence["Task"]) -> int:
    from sopkit.render.run import draw_bytes

    if len(tasks) != 1:
        raise SopkitError(
            message("standard output takes one drawing, not {count}", count=len(tasks)),
            message("name one SOP, or a folder with -o"),
        )
    return _write_stdout(talk, draw_bytes(tasks[0]))


def _draw_stdin(talk: Talk, options: Options, output: str | None, when: int | None, *, force: bool) -> int:
    from sopkit.render.naming import named_file
    from sopkit.render.output import make_folder, write_pages
    from sopkit.render.run import Outcome, draw_stdin
    from sopkit.source.reader import MAX_BYTES

    file = named_file(output, options.form) if output not in (None, "-") else None
    drawn = draw_stdin(sys.stdin.buffer.read(MAX_BYTES + 1), options, when)
    if file is None or isinstance(drawn, Outcome):
        return _write_stdout(talk, drawn)
    make_folder(file.parent)
    talk.written(write_pages(file, drawn.files, force=force))
    talk.excess(Path("-"), drawn.excess)
    return talk.faults(Path("-"), drawn.faults)


def _write_stdout(talk: Talk, drawn: "Pages | Outcome") -> int:
    from sopkit.render.run import Outcome

    if isinstance(drawn, Outcome):
        return talk.one(drawn)
    if len(drawn.files) != 1:
        raise SopkitError(
            message("standard output takes one page, and this SOP has {count}", count=len(drawn.files)),
            message("name a file with -o, or draw it as PDF"),
        )
    talk.console.data(drawn.files[0])
    talk.excess(Path("-"), drawn.excess)
    return talk.faults(Path("-"), drawn.faults)
