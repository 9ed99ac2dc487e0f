"""The rules, the engine that runs them, their fixes, and the formats of the report.

`sopkit.lint` is this room and, for other programs, also the function `sopkit.lint(paths)`: the room itself
can be called.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopkit.lint.finding import Finding


class _Room(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> "tuple[Finding, ...]":
        """Return the findings on SOP files; see `sopkit.lint.api.lint`."""
        from sopkit.lint.api import lint

        return lint(*arguments, **options)


sys.modules[__name__].__class__ = _Room
