"""The command `sopkit`: options for all commands, the commands themselves, and how it ends.

Exit status 0 is clean, 1 findings that fail, 2 wrong use, unreadable input or a fault of sopkit.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.locale.translator import CATALOGUES, LANGUAGES, Translator, choose_language
from sopkit.text import nearest

MODULES = {
    "init": "init",
    "new": "new",
    "lint": "lint",
    "render": "render",
    "book": "book",
    "diff": "diff",
    "extract": "extract",
    "verify": "verify",
    "simulate": "simulate",
    "walk": "walk",
    "list": "list",
    "show": "show",
    "history": "history",
    "bump": "bump",
    "due": "due",
    "form": "form",
    "record": "record",
    "coverage": "coverage",
    "map": "map",
    "rules": "rules",
    "explain": "rules",
    "schema": "schema",
}
"""The commands, in the order of the help, and the module of this folder that makes each."""
COMMANDS = tuple(MODULES)
COLOURS = ("auto", "always", "never")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line `arguments` (without the program's name) and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    globals_, rest = _take_globals(given)
    language = choose_language(globals_.get("--lang"), os.environ, _configured_language(globals_))
    console = Console(
        Translator(language),
        _use_colour(globals_.get("--color"), os.environ, _is_terminal(sys.stdout)),
        _use_colour(globals_.get("--color"), os.environ, _is_terminal(sys.stderr)),
    )
    try:
        _check_globals(globals_)
        return _run(console, rest)
    except SopkitError as error:
        console.fail(error)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        if os.environ.get("SOPKIT_DEBUG"):
            raise
        console.fail(
            SopkitError(
                message("a fault of sopkit itself: {kind}: {error}", kind=type(error).__name__, error=error),
                message("please report it, with what “SOPKIT_DEBUG=1 sopkit …” prints"),
            )
        )
        return 2


def run() -> NoReturn:
    """Run the command line of this process, and leave with its exit status.

    Everything is written and closed by then; letting Python take its modules apart one by one would cost a
    seventh of a short run.
    """
    # What a start imports stays: looking through it for garbage takes a twentieth of a short run.
    gc.disable()
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        pass
    if os.environ.get("SOPKIT_DEBUG"):
        raise SystemExit(status)
    os._exit(status)


def build(console: Console, arguments: Sequence[str]) -> typer.Typer:
    """Return the application for `arguments`, with its help in the language of `console`.

    When they name a command, and ask for no help, only that command is made, and nothing is translated that
    nobody will read: this is a tenth of the time that a check of one file takes.
    """
    from importlib import import_module

    wanted = arguments[0] if arguments else ""
    is_known = wanted in MODULES and not {"-h", "--help"} & set(arguments)
    text = str if is_known else console.translator.text
    app = typer.Typer(
        name="sopkit",
        help=text(
            "Keep standard operating procedures (SOP AP) as text in git: check, print and compare them."
        ),
        epilog=text("Example: sopkit lint subbagian-umum/"),
        cls=parser.group_class(console.translator),
        subcommand_metavar=text("COMMAND [ARGUMENTS]..."),
        add_completion=not is_known,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    @app.callback(invoke_without_command=False)
    def all_commands(
        version: bool = typer.Option(
            False,
            "--version",
            "-V",
            help=text("Show the version and exit."),
            callback=_version,
            is_eager=True,
        ),
        lang: str = typer.Option(
            "",
            "--lang",
            metavar="id|en",
            help=text("Language of messages; else SOPKIT_LANG, sopkit.yaml, the system's."),
        ),
        color: str = typer.Option(
            "auto",
            "--color",
            metavar="auto|always|never",
            help=text("Colour; “auto” looks at the terminal, NO_COLOR and FORCE_COLOR."),
        ),
    ) -> None:
        del version, lang, color  # read before, so that they may stand anywhere on the line

    for name in [MODULES[wanted]] if is_known else dict.fromkeys(MODULES.values()):
        import_module(f"sopkit.cli.{name}").register(app, console, text)
    return app


def _run(console: Console, arguments: list[str]) -> int:
    # The parser's headings come from the same catalogue.
    import gettext

    os.environ["LANGUAGE"] = console.translator.language
    gettext.bindtextdomain("sopkit", CATALOGUES)
    gettext.textdomain("sopkit")
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        near = nearest(arguments[0], COMMANDS)
        raise SopkitError(
            message("there is no command “{name}”", name=arguments[0]),
            message("did you mean “{near}”?", near=near)
            if near
            else message("“{command} --help” shows what there is", command="sopkit"),
        )
    try:
        status = build(console, arguments)(arguments or ["--help"], prog_name="sopkit", standalone_mode=False)
    except parser.UsageError as error:
        raise parser.wrong_use(error) from None
    console.flush()
    return status if isinstance(status, int) else 0


def _take_globals(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the options for all commands, wherever they stand before `--`, and the other arguments."""
    taken: dict[str, str] = {}
    rest: list[str] = []
    todo = list(arguments)
    while todo:
        word = todo.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *todo]
            break
        if name not in ("--lang", "--color"):
            rest.append(word)
        elif equals:
            taken[name] = value
        elif todo:
            taken[name] = todo.pop(0)
        else:
            rest.append(word)
    return taken, rest


def _check_globals(globals_: Mapping[str, str]) -> None:
    for name, allowed in (("--lang", LANGUAGES), ("--color", COLOURS)):
        if name in globals_ and globals_[name] not in allowed:
            raise SopkitError(
                message("“{value}” is not a value of {option}", value=globals_[name], option=name),
                message("allowed: {allowed}", allowed=", ".join(allowed)),
            )


def _configured_language(globals_: Mapping[str, str]) -> str | None:
    """Return `language` of the sopkit.yaml here, None where it isn't needed or is not written."""
    if globals_.get("--lang") in LANGUAGES or os.environ.get("SOPKIT_LANG") in LANGUAGES:
        return None
    from sopkit.project.config import configured_language

    return configured_language(Path.cwd())


def _use_colour(option: str | None, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Tell whether to write in colour: by `--color`, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    if option in ("always", "never"):
        return option == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's code page is: reports go through pipes into files.

    Where a stream is closed (`>&-`), what is written to it goes nowhere.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _version(asked: bool) -> None:
    if asked:
        from sopkit import __version__

        typer.echo(f"sopkit {__version__}")
        raise typer.Exit
