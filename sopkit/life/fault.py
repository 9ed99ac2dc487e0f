"""What stands wrong in a file that a command reads in passing: told beside its result."""

from typing import Any, NamedTuple

from sopkit.locale.message import Message
from sopkit.source.document import Document
from sopkit.source.problem import Problem


class Fault(NamedTuple):
    """A fault of a file: where (`FILE:LINE:COLUMN`, or only FILE), what, and what to do about it."""

    place: str
    message: Message
    hint: Message | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the fault for JSON, in English."""
        hint = str(self.hint) if self.hint is not None else None
        return {"place": self.place, "message": str(self.message), "hint": hint}


def fault_at(document: Document, problem: Problem) -> Fault:
    """Return what `problem` says of `document`, with its line and column where there is a text."""
    start = document.span(problem.path, problem.role)[0] if problem.span is None else problem.span[0]
    if not document.text:
        return Fault(document.name, problem.message, problem.suggestion)
    line, column = document.position(start)
    return Fault(f"{document.name}:{line}:{column}", problem.message, problem.suggestion)
