"""What the parser of the command line says itself, in the user's language.

Typer's own sentences are English in part; the help and the errors that a user meets are written here.
"""

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sopkit.errors import SopkitError
from sopkit.locale.message import N_, Message, message
from sopkit.locale.translator import Translator

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What the parser raises for wrong use, whichever library it comes from."""

_METAVAR = re.compile(r"[A-Z]+")
_COMPLETION = {
    "install_completion": N_("Let the shell complete commands and options from now on."),
    "show_completion": N_("Print what the shell needs for completion, to install it by hand."),
}

_METAVARS = frozenset(
    (
        *(N_("ANSWER"), N_("CHANCE"), N_("CODE"), N_("DATE"), N_("DAYS"), N_("DIR"), N_("FILE"), N_("FORM")),
        *(N_("FORMAT"), N_("KEY"), N_("KIND"), N_("KINDS"), N_("LEVEL"), N_("NAME"), N_("NEW"), N_("NUMBER")),
        *(
            N_("OLD"),
            N_("PAPER"),
            N_("PATHS"),
            N_("RESULT"),
            N_("REV"),
            N_("RULES"),
            N_("SIGN"),
            N_("STATUS"),
        ),
        *(N_("STYLE"), N_("TEXT"), N_("TITLE"), N_("VIEW"), N_("WHAT"), N_("WHO"), N_("WORDS")),
    )
)
"""The words for the values of options and arguments."""


def command_class(translator: Translator) -> type[TyperCommand]:
    """Return the class of commands whose help speaks the language of `translator`."""

    class Command(TyperCommand):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            for parameter in self.params:
                if parameter.metavar:
                    parameter.metavar = _METAVAR.sub(_translated(translator), parameter.metavar)
            super().format_help(ctx, formatter)

        def format_usage(self, ctx: Any, formatter: Any) -> None:
            write_usage(self, ctx, formatter, translator)

        def get_help_option(self, ctx: Any) -> Any:
            return explained(super().get_help_option(ctx), translator)

    return Command


def _translated(translator: Translator) -> Callable[[re.Match[str]], str]:
    return lambda found: translator.text(found[0]) if found[0] in _METAVARS else found[0]


def group_class(translator: Translator) -> type[TyperGroup]:
    """Return the class of the program itself, whose help speaks the language of `translator`."""

    class Group(TyperGroup):
        def format_usage(self, ctx: Any, formatter: Any) -> None:
            write_usage(self, ctx, formatter, translator)

        def get_help_option(self, ctx: Any) -> Any:
            return explained(super().get_help_option(ctx), translator)

        def get_params(self, ctx: Any) -> Any:
            parameters: Any = super().get_params(ctx)
            for parameter in parameters:
                if parameter.name in _COMPLETION:
                    parameter.help = translator.text(_COMPLETION[parameter.name])
            return parameters

    return Group


def write_usage(command: Any, ctx: Any, formatter: Any, translator: Translator) -> None:
    """Write the line that shows how `command` is called."""
    pieces = [
        translator.text(piece) if piece == "[OPTIONS]" else piece
        for piece in command.collect_usage_pieces(ctx)
    ]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=translator.text("Usage:") + " ")


def explained(option: Any, translator: Translator) -> Any:
    """Return the option `--help` with its explanation translated."""
    if option is not None:
        option.help = translator.text("Show this message and exit.")
    return option


def wrong_use(error: Any) -> SopkitError:
    """Return what `error`, raised by the parser, says, in words of ours."""
    see = message(
        "“{command} --help” shows what there is", command=error.ctx.command_path if error.ctx else "sopkit"
    )
    name = getattr(error, "option_name", None)
    if name is not None and hasattr(error, "possibilities"):
        near = ", ".join(error.possibilities or ())
        return SopkitError(
            message("there is no option “{name}”", name=name),
            message("did you mean “{near}”?", near=near) if near else see,
        )
    if name is not None:
        return SopkitError(message("the option “{name}” lacks its value", name=name), see)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        shown = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.make_metavar(error.ctx)
        if type(error).__name__ == "MissingParameter":
            return SopkitError(message("“{name}” is missing", name=_named(shown)), see)
        return SopkitError(message("the value of “{name}” is not what it takes", name=_named(shown)), see)
    return SopkitError(message("wrong use: {said}", said=error.format_message()), see)


def _named(shown: str) -> Message | str:
    """Return the name of an argument or option; that of an argument is a word to be translated."""
    word = shown.strip("[]{}.")
    return message(word) if word in _METAVARS else word
