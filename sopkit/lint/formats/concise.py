"""One line a finding, to be searched with grep and jumped to by editors.

    sop/a.sop.yaml:12:5: W LK003 kata-samar: “segera” can't be measured (write a duration)

The letter is E for an error, W for a warning, I for an information. Without findings nothing is written.
"""

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.wording import fault_sentence, sentence
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator


def render(report: Report, translator: Translator) -> str:
    """Return a line for each finding of `report` and then for each fault."""
    lines = [_finding(finding, translator) for finding in report.findings]
    lines += [_fault(fault, translator) for fault in report.faults]
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, translator: Translator) -> str:
    start = finding.place.start
    where = f"{printable(finding.place.file)}:{start.line}:{start.column}"
    what = f"{finding.severity.name[0]} {finding.code} {finding.slug}"
    return f"{where}: {what}: {sentence(finding, translator)}"


def _fault(fault: Fault, translator: Translator) -> str:
    where = f"{printable(fault.file)}:1:1: " if fault.file else ""
    return f"{where}E {fault.rule} sopkit-fault: {fault_sentence(fault, translator)}"
