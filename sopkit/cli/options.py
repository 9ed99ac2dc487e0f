"""Declaring options, and reading their values."""

import datetime
import os
from collections.abc import Callable
from typing import Protocol, TypeVar

import typer

from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message
from sopkit.model.dates import written_date

Word = TypeVar("Word", bound=str)


class OptionMaker(Protocol):
    """Declares an option by its names; `help` is as the code has it, and is translated."""

    def __call__(self, *names: str, help: str, metavar: str | None = None) -> typer.models.OptionInfo:
        """Return the option, whose value is called `metavar` in the help."""


def option_maker(text: Callable[[str], str]) -> OptionMaker:
    """Return what declares the options of a command; `text` translates their help."""

    def option(*names: str, help: str, metavar: str | None = None) -> typer.models.OptionInfo:
        info: typer.models.OptionInfo = typer.Option(
            *names, help=text(help), metavar=metavar, show_default=False
        )
        return info

    return option


class CommonOptions:
    """The options that mean the same in every command that has them; `text` translates their help."""

    def __init__(self, text: Callable[[str], str]) -> None:
        option = option_maker(text)
        self.force = option("--force", help=N_("Write over files that sopkit did not make."))
        self.output = option(
            "--output", "-o", metavar="FILE", help=N_("Where to write; “-” is standard output (default).")
        )
        self.quiet = option("--quiet", "-q", help=N_("Say nothing about what went well."))
        self.text_or_json = option("--format", metavar="FORMAT", help=N_("text (default) or json."))
        self.unit = option(
            "--unit", metavar="NAME", help=N_("Only of the unit with these words in its name.")
        )


def choice(value: str, name: str, allowed: tuple[Word, ...]) -> Word:
    """Return `value`, one of `allowed`. Raises SopkitError for another, naming the option `name`."""
    for word in allowed:
        if value == word:
            return word
    raise SopkitError(
        message("“{value}” is not a value of {option}", value=value, option=name),
        message("allowed: {allowed}", allowed=", ".join(allowed)),
    )


def words(values: list[str] | None) -> tuple[str, ...]:
    """Return the words of a repeatable option, which commas or spaces may separate as well."""
    return tuple(word for value in values or () for word in value.replace(",", " ").split())


def date(text: str | None, name: str) -> datetime.date:
    """Return the date that `text` gives as people write it, today for None.

    Raises SopkitError for what is no date.
    """
    if text is None:
        return datetime.date.today()
    found = written_date(text)
    if found is None:
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=text, option=name),
            message("write year-month-day, such as 2022-06-16"),
        )
    return found


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, None where it is not set. Raises SopkitError where it is no number."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 11:
        raise SopkitError(
            message("SOURCE_DATE_EPOCH is “{value}”", value=value),
            message("set it to whole seconds since 1970, or unset it"),
        )
    return int(value)
