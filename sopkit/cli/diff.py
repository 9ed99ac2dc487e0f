"""`sopkit diff`: what a change to an SOP means."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.delivery import deliver, file_asked, form_asked
from sopkit.cli.options import choice, option_maker
from sopkit.cli.questions import ask, can_ask
from sopkit.diff.formats import FORMATS, Look, renderer
from sopkit.errors import SopkitError
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator

if TYPE_CHECKING:
    from sopkit.diff.install import Plan
    from sopkit.diff.report import Report
    from sopkit.diff.request import Files, Revisions
    from sopkit.render.options import Form

PICTURES: "tuple[Form, ...]" = ("pdf", "svg", "png")
LEVELS = ("never", "redaksional", "substansial")
Texts = list[str] | None
_YES = ("y", "yes", "ya")
_LIMITS = "sopkit.diff.limits"
"""Where the words after `--` are kept, which the parser would mix with those before."""


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option = option_maker(text)

    @app.command(
        cls=_command_class(console.translator),
        help=text(
            "Tell what changed in SOPs, and whether it is a change of procedure or a correction of wording."
        ),
        epilog=text(
            "Examples: “sopkit diff lama.sop.yaml baru.sop.yaml” compares two files; “sopkit diff” shows "
            "what is not committed yet; “sopkit diff main...HEAD -- umum/” what a branch changed in a "
            "folder. After “sopkit diff --install”, git diff tells the same, and git log -p and git show "
            "list the facts that changed (with --ext-diff they tell the same too); “git diff --no-ext-diff "
            "--no-textconv” still shows the lines."
        ),
    )
    def diff(
        context: typer.Context,
        sides: Annotated[
            Texts,
            typer.Argument(
                metavar="[OLD NEW | REV [REV]] [-- PATHS]",
                help=text(
                    "Two files or folders, “-” being standard input; or revisions of git: none compares "
                    "the files with the last commit, “A..B” is two revisions, “A...B” what B changed since "
                    "both parted."
                ),
                show_default=False,
            ),
        ] = None,
        staged: Annotated[
            bool, option("--staged", "--cached", help=N_("Compare what is staged, not the files themselves."))
        ] = False,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_(
                    "text (default), concise, json, markdown, github or html; pdf, svg or png: the new pages "
                    "with marks. The name after -o tells, too."
                ),
            ),
        ] = "",
        output: Annotated[
            str,
            option("--output", "-o", metavar="FILE", help=N_("Write to this file; pictures need one.")),
        ] = "",
        force: Annotated[
            bool, option("--force", help=N_("Write over a file that sopkit did not make."))
        ] = False,
        stat: Annotated[bool, option("--stat", help=N_("Only count the changes of each SOP."))] = False,
        name_only: Annotated[
            bool, option("--name-only", help=N_("Only name the files that changed."))
        ] = False,
        exit_code: Annotated[
            bool, option("--exit-code", help=N_("Exit with 1 if anything changed."))
        ] = False,
        fail_on: Annotated[
            str,
            option(
                "--fail-on",
                metavar="LEVEL",
                help=N_("Exit with 1 from this severity on: substansial, redaksional, or never (default)."),
            ),
        ] = "never",
        install: Annotated[
            bool,
            option("--install", help=N_("Let git diff, git log -p and git show tell changes in this way.")),
        ] = False,
        uninstall: Annotated[bool, option("--uninstall", help=N_("Take that back."))] = False,
        yes: Annotated[
            bool, option("--yes", "-y", help=N_("Don't ask before --install or --uninstall."))
        ] = False,
        git_driver: Annotated[bool, typer.Option("--git-driver", hidden=True)] = False,
        git_facts: Annotated[bool, typer.Option("--git-facts", hidden=True)] = False,
    ) -> None:
        words, limits = sides or [], context.meta.get(_LIMITS)
        if git_driver:
            _answer_git(console, limits or words)
            return
        if git_facts:
            _write_facts(console, limits or words)
            return
        if install or uninstall:
            _set_up(console, is_install=install, asked=not yes)
            return
        form = _form(format, output, stat=stat, name_only=name_only)
        choice(fail_on, "--fail-on", LEVELS)
        _check_output(form, output)
        target = file_asked(output, form) if output else "-"
        report = _compare(words, limits, is_staged=staged)
        if form in PICTURES or output:
            _write(console, report, form, target, force=force)
        else:
            console.out(renderer(form)(report, Look(console.translator, console.colour)))
        _talk(console, report)
        raise typer.Exit(_status(report, "redaksional" if exit_code else fail_on))


def _command_class(translator: Translator) -> Any:
    base: Any = parser.command_class(translator)

    class Command(base):  # type: ignore[misc]
        """Keeps the words after `--` apart: they are paths, whatever else they may be."""

        def parse_args(self, ctx: Any, args: list[str]) -> Any:
            if "--" in args:
                at = args.index("--")
                ctx.meta[_LIMITS] = args[at + 1 :]
                args = args[:at]
            return super().parse_args(ctx, args)

    return Command


def _form(form: str, output: str, *, stat: bool, name_only: bool) -> str:
    if stat + name_only + (form not in ("", "text")) > 1:
        raise SopkitError(
            message("--stat, --name-only and --format exclude each other"), message("leave all but one out")
        )
    return "stat" if stat else "name-only" if name_only else form_asked(form, output, (*FORMATS, *PICTURES))


def _compare(words: list[str], limits: list[str] | None, *, is_staged: bool) -> "Report":
    from sopkit.diff.request import understand
    from sopkit.diff.sets import compare_all
    from sopkit.project.git import GitUnavailable

    asked: Files | Revisions = understand(words, limits, is_staged=is_staged)
    try:
        return compare_all(asked, sys.stdin.buffer.read)
    except GitUnavailable as unavailable:
        raise SopkitError(unavailable.reason) from None


def _check_output(form: str, output: str) -> None:
    if form in ("svg", "png") and output in ("", "-"):
        raise SopkitError(
            message("there may be several pages of {form}", form=form), message("name a file with -o")
        )


def _write(console: Console, report: "Report", form: str, output: str, *, force: bool) -> None:
    """Write a report to a file, or a PDF to standard output."""
    picture = next((known for known in PICTURES if known == form), None)
    if picture is not None:
        from sopkit.cli.options import epoch
        from sopkit.diff.pictures import draw_report

        pages = draw_report(report, picture, epoch())
    else:
        pages = [renderer(form)(report, Look(console.translator, colour=False)).encode("utf-8")]
    deliver(console, pages, output, force=force)


def _talk(console: Console, report: "Report") -> None:
    """Say on standard error what could not be compared."""
    from sopkit.diff.formats.phrases import failure

    for one in report.failures:
        console.fail(SopkitError(failure(one), one.hint))
    for note in report.notes:
        console.say(note)


def _status(report: "Report", fail_on: str) -> int:
    if report.failures:
        return 2
    if fail_on == "substansial":
        return int(any(entry.is_substantial for entry in report.entries))
    return int(fail_on == "redaksional" and bool(report.differing))


def _set_up(console: Console, *, is_install: bool, asked: bool) -> None:
    """Tell what is to be written, ask, and write it."""
    from sopkit.diff.install import carry_out, plan_install, plan_uninstall

    plan = plan_install(Path.cwd()) if is_install else plan_uninstall(Path.cwd())
    if plan.is_empty:
        console.say(
            message("nothing to do: git knows sopkit already")
            if is_install
            else message("nothing to do: git does not know sopkit")
        )
        return
    console.aside(_told(console, plan))
    if asked:
        if not can_ask():
            raise SopkitError(
                message("nothing is written unasked, and there is no terminal to ask on"),
                message("add --yes if this is what you want"),
            )
        if (ask(console, console.translator.text("Write this? [y/N]") + " ") or "").lower() not in _YES:
            raise typer.Exit(1)
    carry_out(plan)
    console.say(
        message("done: “git diff”, “git log -p” and “git show” now tell the changes of SOPs")
        if is_install
        else message("done: git shows the lines of SOPs again")
    )


def _told(console: Console, plan: "Plan") -> str:
    """Return what the plan will write, file by file."""
    lines = [console.line(message("In “{path}”:", path=plan.file))] if plan.added or plan.removed else []
    lines += [f"  + {line}" for line in plan.added]
    lines += [f"  - {line}" for line in plan.removed]
    if plan.settings:
        lines.append(console.line(message("In the settings of git, for this repository only:")))
    for key, value in plan.settings:
        lines.append(f"  - {key}" if value is None else f"  + {key} = {printable(value)}")
    return "".join(f"{line}\n" for line in lines)


def _answer_git(console: Console, call: list[str]) -> None:
    """Tell what changed in the file that git names; what goes wrong is told there too, and the status is 0.

    Another status would end `git log -p` halfway.
    """
    try:
        from sopkit.diff.driver import answer, pager_takes_colour

        console.out(answer(call, Look(console.translator, console.colour or pager_takes_colour())))
    except Exception as error:
        console.out(f"sopkit: {printable(str(error))}\n")


def _write_facts(console: Console, call: list[str]) -> None:
    from sopkit.diff.facts import readable_form

    console.data(readable_form(Path(call[0])))
