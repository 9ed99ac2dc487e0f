"""How a report is written: one module a format, each with a pure `render(report, translator)`.

A format is added with its module and one line in the table below. Modules are imported when asked for.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from sopkit.errors import SopkitError
from sopkit.locale.message import message

if TYPE_CHECKING:
    from sopkit.lint.report import Report
    from sopkit.locale.translator import Translator

Renderer = Callable[["Report", "Translator"], str]

_MODULES = {
    "text": "text",
    "concise": "concise",
    "json": "json_",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
}

FORMATS = tuple(_MODULES)
"""The names of the formats, as `--format` takes them."""


def renderer(name: str) -> Renderer:
    """Return the function that writes a report in the format `name`. Raises SopkitError for no format."""
    if name not in _MODULES:
        raise SopkitError(
            message("there is no format “{name}”", name=name),
            message("the formats are: {names}", names=", ".join(FORMATS)),
        )
    render: Renderer = import_module(f"{__name__}.{_MODULES[name]}").render
    return render
