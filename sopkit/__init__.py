"""sopkit keeps the standard operating procedures of government offices as text in git.

The public names are `load`, `lint`, `rules` and the classes that they give back. They are resolved on
first use, so that `import sopkit` and the command line pay for nothing that they do not need.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopkit.errors import SopkitError
    from sopkit.lint.api import lint, load, rules
    from sopkit.lint.finding import Finding
    from sopkit.model.sop import Sop

__version__ = "0.1.0"

__all__ = ["Finding", "Sop", "SopkitError", "__version__", "lint", "load", "rules"]

_HOMES = {
    "Finding": "sopkit.lint.finding",
    "Sop": "sopkit.model.sop",
    "SopkitError": "sopkit.errors",
    "lint": "sopkit.lint.api",
    "load": "sopkit.lint.api",
    "rules": "sopkit.lint.api",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sopkit' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(home), name)
