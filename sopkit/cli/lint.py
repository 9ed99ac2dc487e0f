"""`sopkit lint`: check SOP files before a commit."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import choice, date, option_maker, words
from sopkit.errors import SopkitError
from sopkit.lint.formats import FORMATS
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.lint.report import Report
    from sopkit.lint.settings import Options

LEVELS = ("error", "warning", "info")
Texts = list[str] | None


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option = option_maker(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("Check SOP files: what is wrong, where, why, and what to write instead."),
        epilog=text(
            "Examples: “sopkit lint” checks the project here; “sopkit lint surat-masuk.sop.yaml --fix” mends "
            "one file; “sopkit lint --select ID,LK --format concise arsip/” runs two families of rules; "
            "“sopkit lint --baseline temuan-lama.json --write-baseline” records what is old."
        ),
    )
    def lint(
        paths: Annotated[
            Texts,
            typer.Argument(
                metavar="[PATHS]...",
                help=text("Files and folders; “-” reads standard input; none means the project here."),
                show_default=False,
            ),
        ] = None,
        select: Annotated[
            Texts,
            option(
                "--select",
                metavar="RULES",
                help=N_("Run only these rules: codes, slugs, families or ALL, with commas between."),
            ),
        ] = None,
        ignore: Annotated[
            Texts, option("--ignore", metavar="RULES", help=N_("Leave these rules out."))
        ] = None,
        min_severity: Annotated[
            str,
            option(
                "--min-severity",
                metavar="LEVEL",
                help=N_("Show findings from this level on: info (default), warning, error."),
            ),
        ] = "info",
        fail_on: Annotated[
            str,
            option(
                "--fail-on",
                metavar="LEVEL",
                help=N_("Exit with 1 from this level on: error (default), warning, info, never."),
            ),
        ] = "error",
        fix: Annotated[
            bool, option("--fix", help=N_("Mend what can be mended without changing the meaning."))
        ] = False,
        unsafe_fixes: Annotated[
            bool,
            option(
                "--unsafe-fixes",
                help=N_("With --fix or --diff: also mend what wants a person's eye afterwards."),
            ),
        ] = False,
        diff: Annotated[
            bool,
            option("--diff", help=N_("Show what the fixes would change, as a patch, and write nothing.")),
        ] = False,
        format: Annotated[
            str,
            option(
                "--format",
                metavar="FORMAT",
                help=N_("text (default), concise, json, sarif, github or gitlab."),
            ),
        ] = "text",
        report: Annotated[
            Texts,
            option(
                "--report",
                metavar="FORMAT=FILE",
                help=N_("Write a report to a file as well; may be repeated."),
            ),
        ] = None,
        base: Annotated[
            str | None,
            option(
                "--base",
                metavar="REV",
                help=N_("The git revision that DF004 compares with; HEAD by default."),
            ),
        ] = None,
        today: Annotated[
            str | None,
            option("--today", metavar="DATE", help=N_("The date that counts as today, such as 2026-01-31.")),
        ] = None,
        jobs: Annotated[
            int | None,
            option(
                "--jobs", "-j", metavar="N", help=N_("How many processes; as many as pay off by default.")
            ),
        ] = None,
        baseline: Annotated[
            Path | None,
            option("--baseline", metavar="FILE", help=N_("Pass over the findings that this file records.")),
        ] = None,
        write_baseline: Annotated[
            bool, option("--write-baseline", help=N_("Record the findings of now in the baseline file."))
        ] = False,
        statistics: Annotated[
            bool,
            option("--statistics", help=N_("Count by rule and by drafting principle, instead of listing.")),
        ] = False,
        timings: Annotated[bool, option("--timings", help=N_("Also tell how long each rule took."))] = False,
        quiet: Annotated[
            bool, option("--quiet", "-q", help=N_("Print nothing but errors; the exit status tells."))
        ] = False,
        show_files: Annotated[
            bool, option("--show-files", help=N_("List the files that would be checked, and stop."))
        ] = False,
        stdin_filename: Annotated[
            Path | None,
            option(
                "--stdin-filename",
                metavar="FILE",
                help=N_("The name of what “-” reads, for its settings and messages."),
            ),
        ] = None,
        force_exclude: Annotated[
            bool, option("--force-exclude", help=N_("Leave excluded files out even when they are named."))
        ] = False,
    ) -> None:
        from sopkit.lint.finding import Severity
        from sopkit.lint.settings import Options

        choice(format, "--format", FORMATS)
        choice(min_severity, "--min-severity", LEVELS)
        choice(fail_on, "--fail-on", (*LEVELS, "never"))
        targets = [_report_target(target) for target in report or ()]
        if jobs is not None and jobs < 1:
            raise SopkitError(
                message("“{value}” is not a value of {option}", value=jobs, option="--jobs"),
                message("give the number of processes, 1 or more"),
            )
        options = Options(
            date(today, "--today"), words(select), words(ignore), base, force_exclude, jobs, timings
        )
        asked = _paths(paths)
        _refuse_contradictions(
            unsafe_alone=unsafe_fixes and not (fix or diff),
            patch_and_report=diff and bool(report or baseline or statistics),
            statistics_as_data=statistics and format != "text",
        )
        if show_files:
            raise typer.Exit(_show_files(console, asked, options, stdin_filename))
        if diff:
            raise typer.Exit(_show_patch(console, asked, options, unsafe_fixes, stdin_filename))
        found = (
            _lint_stdin(options, fix, unsafe_fixes, stdin_filename)
            if asked is None
            else _lint(asked, options, fix, unsafe_fixes)
        )
        if baseline is not None or write_baseline:
            found = _apply_baseline(console, found, baseline, write=write_baseline)
        shown = found.at_least(Severity[min_severity.upper()])
        for form, file in targets:
            _write_report(console, shown, form, file)
        if not quiet:
            text = _statistics(console, shown) if statistics else _render(console, shown, format)
            # Mended standard input has the standard output for itself.
            (console.aside if asked is None and fix else console.out)(text)
        _talk(console, found)
        raise typer.Exit(_status(found, fail_on))


def _lint(paths: list[Path], options: "Options", mend: bool, unsafe: bool) -> "Report":
    if mend:
        from sopkit.lint.fixer import fix_files

        return fix_files(paths, options, unsafe=unsafe)
    from sopkit.lint.run import lint_paths

    return lint_paths(paths, options)


def _lint_stdin(options: "Options", mend: bool, unsafe: bool, name: Path | None) -> "Report":
    """Check standard input; with `mend`, the mended text is what goes to standard output."""
    content = sys.stdin.buffer.read()
    file = name or Path("-")
    if not mend:
        from sopkit.lint.run import lint_text

        return lint_text(content, file, options)
    from sopkit.lint.fixer import fix_text

    mended, report = fix_text(content, file, options, unsafe=unsafe)
    sys.stdout.buffer.write(mended)
    return report


def _show_patch(
    console: Console, paths: list[Path] | None, options: "Options", unsafe: bool, name: Path | None
) -> int:
    from sopkit.lint.fixer import fix_text, patch, plan_fixes

    if paths is None:
        content = sys.stdin.buffer.read()
        file = name or Path("-")
        mended, _ = fix_text(content, file, options, unsafe=unsafe)
        text = patch(file, content, mended)
    else:
        _, changes = plan_fixes(paths, options, unsafe=unsafe)
        text = "".join(patch(one.file, one.before, one.after, one.rename) for one in changes)
    console.out(text)
    return 1 if text else 0


def _show_files(console: Console, paths: list[Path] | None, options: "Options", name: Path | None) -> int:
    from sopkit.lint.formats.escape import printable
    from sopkit.lint.project import find_projects

    if paths is None:
        files = [name or Path("-")]
    else:
        files = [file for project in find_projects(paths, options) for file in project.targets]
    console.out("".join(f"{printable(file.as_posix())}\n" for file in files))
    return 0


def _refuse_contradictions(*, unsafe_alone: bool, patch_and_report: bool, statistics_as_data: bool) -> None:
    """Raise SopkitError for options of which one would silently do nothing."""
    if unsafe_alone:
        raise SopkitError(
            message("--unsafe-fixes needs --fix or --diff"),
            message("look at what would change first: --diff --unsafe-fixes"),
        )
    if patch_and_report:
        raise SopkitError(
            message("--diff shows a patch and nothing else"),
            message("leave out --report, --baseline and --statistics"),
        )
    if statistics_as_data:
        raise SopkitError(
            message("--statistics is a text"),
            message("leave out --format; “json” has every finding to count"),
        )


def _apply_baseline(console: Console, report: "Report", file: Path | None, *, write: bool) -> "Report":
    from sopkit.lint import baseline

    if file is None:
        raise SopkitError(
            message("--write-baseline needs a file to write to"), message("add --baseline FILE")
        )
    if write:
        baseline.write(file, report)
        console.say(message("findings recorded in “{file}”: {count}", count=len(report.findings), file=file))
    new, gone = baseline.split(report, file)
    if gone:
        console.say(
            message(
                "recorded in “{file}”, but no longer there: {count}; --write-baseline forgets them",
                count=gone,
                file=file,
            )
        )
    return new


def _render(console: Console, report: "Report", form: str) -> str:
    if form == "text":
        from sopkit.lint.formats.text import render_text

        return render_text(report, console.translator, colour=console.colour)
    from sopkit.lint.formats import renderer

    return renderer(form)(report, console.translator)


def _statistics(console: Console, report: "Report") -> str:
    from sopkit.lint.formats.statistics import render_statistics

    return render_statistics(report, console.translator)


def _write_report(console: Console, report: "Report", form: str, file: Path) -> None:
    from sopkit.lint.formats import renderer
    from sopkit.project.discovery import SUFFIXES
    from sopkit.source.writer import write_whole

    if file.exists() and file.name.endswith((*SUFFIXES, "sopkit.yaml")):
        raise SopkitError(
            message("“{path}” is no report, and is not written over", path=file), message("name another file")
        )
    write_whole(file, renderer(form)(report, console.translator).encode("utf-8"))


def _talk(console: Console, report: "Report") -> None:
    """Say on standard error what is not a finding: notes, faults of sopkit, timings."""
    for note in report.notes:
        console.say(note)
    for fault in report.faults:
        last = fault.trace.strip().splitlines()[-1]
        console.say(
            message(
                "a fault of sopkit: rule {rule} crashed on “{file}”: {error}",
                rule=fault.rule,
                file=fault.file,
                error=last,
            )
        )
    if report.timings:
        from sopkit.lint.formats.statistics import render_timings

        console.aside(render_timings(report))


def _status(report: "Report", fail_on: str) -> int:
    from sopkit.lint.finding import Severity

    if report.faults:
        return 2
    worst = report.worst()
    return int(fail_on != "never" and worst is not None and worst >= Severity[fail_on.upper()])


def _paths(paths: Texts) -> list[Path] | None:
    """Return the paths that were given, None for standard input."""
    if paths and "-" in paths:
        if len(paths) > 1:
            raise SopkitError(
                message("“-” stands alone: standard input is one file"), message("give either “-” or paths")
            )
        return None
    return [Path(path) for path in paths or ()]


def _report_target(text: str) -> tuple[str, Path]:
    form, equals, file = text.partition("=")
    if not equals or not file:
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=text, option="--report"),
            message("write FORMAT=FILE, such as sarif=temuan.sarif"),
        )
    return choice(form, "--report", FORMATS), Path(file)
