"""Workflow commands that GitHub Actions turns into annotations on the changed lines.

A change of the procedure is a warning, one of wording a notice, a file that can't be compared an error.
"""

from collections import Counter
from collections.abc import Iterator

from sopkit.diff.formats import Look
from sopkit.diff.formats.phrases import failure, reasons, title, told, verdict
from sopkit.diff.model import Change, Severity
from sopkit.diff.report import Entry, Failure, Position, Report, position
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.github import LIMIT
from sopkit.lint.formats.github import _command as command
from sopkit.locale.translator import Translator

_KINDS = {Severity.SUBSTANTIAL: "warning", Severity.EDITORIAL: "notice"}
_ORDER = ("error", "warning", "notice")

Annotation = tuple[str, dict[str, object], str]
"""The kind, where and under which title, and the text."""


def render(report: Report, look: Look) -> str:
    """Return a command for each failure and change, the worst first, and how many GitHub won't show."""
    found = [_failure(one, look.translator) for one in report.failures]
    found += [one for entry in report.differing for one in _annotations(entry, look.translator)]
    found.sort(key=lambda one: _ORDER.index(one[0]))
    lines = [command(*one) for one in found]
    hidden = sum(max(0, number - LIMIT) for number in Counter(kind for kind, *_ in found).values())
    if hidden:
        lines.append(
            look.translator.count(
                "GitHub does not show {n} more change: it shows {limit} of a kind for a step",
                "GitHub does not show {n} more changes: it shows {limit} of a kind for a step",
                hidden,
                limit=LIMIT,
            )
        )
    return "".join(f"{line}\n" for line in lines)


def _annotations(entry: Entry, translator: Translator) -> Iterator[Annotation]:
    if entry.old is None or entry.new is None or entry.is_renamed:
        kind = _KINDS[Severity.SUBSTANTIAL if entry.is_substantial else Severity.EDITORIAL]
        said = ": ".join(filter(None, (title(entry, translator), reasons(entry, translator))))
        yield kind, {"file": entry.name, "title": verdict(entry, translator)}, said
    for change in entry.comparison.changes:
        yield _KINDS[change.severity], _properties(entry, change), told(change, translator)


def _properties(entry: Entry, change: Change) -> dict[str, object]:
    # What is no longer there is told at the top of the file: GitHub knows only the new lines.
    place = position(entry.new, change.new_path) or Position(1, 1)
    return {"file": entry.name, "line": place.line, "col": place.column, "title": change.code}


def _failure(one: Failure, translator: Translator) -> Annotation:
    place = one.place if one.place is not None and not one.is_old else Position(1, 1)
    said = "\n".join(printable(translator.render(part)) for part in (failure(one), one.hint) if part)
    title = translator.text("SOP that can't be compared")
    return "error", {"file": one.name, "line": place.line, "col": place.column, "title": title}, said
