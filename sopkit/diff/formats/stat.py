"""A table of the SOPs in which anything changed: the verdict, and how many changes of each severity."""

from sopkit.diff.formats import Look
from sopkit.diff.formats.phrases import files, summary, verdict
from sopkit.diff.model import Severity
from sopkit.diff.report import Report


def render(report: Report, look: Look) -> str:
    """Return a line for each SOP, and what everything comes to."""
    translator = look.translator
    rows = [
        (
            files(entry),
            verdict(entry, translator),
            translator.text("{n} substantial").format(n=entry.count(Severity.SUBSTANTIAL)),
            translator.text("{n} editorial").format(n=entry.count(Severity.EDITORIAL)),
        )
        for entry in report.differing
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "".join(f" {line}\n" for line in lines) + f"{summary(report, translator)}\n"
