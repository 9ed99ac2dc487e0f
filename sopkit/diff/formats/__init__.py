"""How a report is written: one module a format, each with a pure `render(report, look)`.

A format is added with its module and one line in the table below. Modules are imported when asked for.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from sopkit.locale.translator import Translator

if TYPE_CHECKING:
    from sopkit.diff.report import Report

_MODULES = {
    "text": "text",
    "concise": "concise",
    "json": "json_",
    "markdown": "markdown",
    "github": "github",
    "html": "html",
}
_LISTS = {"stat": "stat", "name-only": "names"}

FORMATS = tuple(_MODULES)
"""The names of the formats, as `--format` takes them."""


class Look(NamedTuple):
    """How a report is to look: in which language, and whether in colour."""

    translator: Translator
    colour: bool = False


Renderer = Callable[["Report", Look], str]


def renderer(name: str) -> Renderer:
    """Return the function that writes a report in the format `name`: one of `FORMATS`, stat or name-only."""
    render: Renderer = import_module(f"{__name__}.{(_MODULES | _LISTS)[name]}").render
    return render
