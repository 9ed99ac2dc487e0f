"""Only the names of the files in which anything changed, one a line; of an SOP that went, its last name."""

from sopkit.diff.formats import Look
from sopkit.diff.report import Report
from sopkit.lint.formats.escape import printable


def render(report: Report, look: Look) -> str:
    """Return a line for each file."""
    del look  # names are the same in every language
    return "".join(f"{printable(entry.name)}\n" for entry in report.differing)
