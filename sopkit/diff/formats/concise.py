"""One line a change, to be searched with grep and jumped to by editors.

    umum/a.sop.yaml:12:5: S waktu-diubah: step 3: time changed from “10 menit” to “1 jam”

The letter is S for a change of the procedure, R for one of wording. Of an SOP that came, went or only got
another file name, one line says so. What is no longer there has the place where it was, in the old file.
"""

from collections.abc import Iterator

from sopkit.diff.formats import Look
from sopkit.diff.formats.phrases import title, told, verdict
from sopkit.diff.model import Change, Severity
from sopkit.diff.report import Entry, Report, position
from sopkit.lint.formats.escape import printable

_LETTERS = {Severity.SUBSTANTIAL: "S", Severity.EDITORIAL: "R"}


def render(report: Report, look: Look) -> str:
    """Return a line for each change of `report`."""
    return "".join(f"{line}\n" for entry in report.differing for line in _lines(entry, look))


def _lines(entry: Entry, look: Look) -> Iterator[str]:
    comparison = entry.comparison
    if entry.old is None or entry.new is None or entry.is_renamed:
        letter = _LETTERS[Severity.SUBSTANTIAL if entry.is_substantial else Severity.EDITORIAL]
        files = " → ".join(printable(name) for name in (comparison.old, comparison.new) if name)
        said = f"{verdict(entry, look.translator)}: {title(entry, look.translator)}"
        yield f"{files}: {letter} {comparison.verdict.value.replace(' ', '-')}: {said}"
    yield from (_line(entry, change, look) for change in comparison.changes)


def _line(entry: Entry, change: Change, look: Look) -> str:
    name, place = entry.comparison.new, position(entry.new, change.new_path)
    if place is None:
        name, place = entry.comparison.old, position(entry.old, change.old_path)
    where = printable(name or entry.name) + (f":{place.line}:{place.column}" if place else "")
    return f"{where}: {_LETTERS[change.severity]} {change.code}: {told(change, look.translator)}"
