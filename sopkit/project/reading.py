"""From a document to an SOP: one way of reading, whoever asks."""

from collections.abc import Iterable
from typing import Any

from sopkit.model.build import build
from sopkit.model.sop import Sop
from sopkit.schema.problems import schema_problems
from sopkit.source.document import Document
from sopkit.source.problem import Path, Problem


def read_sop(document: Document, agency: str | None = None) -> Sop | None:
    """Return the SOP in `document`, None where it has no structure.

    `agency` is the `instansi` of sopkit.yaml, which counts where the file has none.
    """
    if not isinstance(document.data, dict):
        return None
    return build(as_text(document, schema_problems(document, "sop")), agency)


def as_text(document: Document, problems: Iterable[Problem]) -> Any:
    """Return the data, in which plain values that should have been text (YM003) are as they are written."""
    places = [
        problem.path
        for problem in problems
        if problem.code == "YM003" and not isinstance(_at(document.data, problem.path), str)
    ]
    if not places:
        return document.data
    import copy

    data = copy.deepcopy(document.data)
    for path in places:
        _at(data, path[:-1])[path[-1]] = document.raw(path)
    return data


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
