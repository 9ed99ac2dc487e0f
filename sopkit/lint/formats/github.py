"""Workflow commands that GitHub Actions turns into annotations on the changed lines.

Every character that could end a command, a property or a line is escaped, and a command is always one line,
so nothing in a file can start a command of its own.
"""

from collections import Counter

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding, Severity
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.wording import fault_sentence
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

LIMIT = 10
"""How many annotations of a kind GitHub shows for a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, translator: Translator) -> str:
    """Return a command for each fault and finding, the worst first, and what GitHub will not show of them."""
    findings = sorted(report.findings, key=lambda finding: -finding.severity)
    lines = [_fault(fault, translator) for fault in report.faults]
    lines += [_finding(finding, translator) for finding in findings]
    kinds = Counter(finding.severity for finding in findings)
    kinds[Severity.ERROR] += len(report.faults)
    hidden = sum(max(0, number - LIMIT) for number in kinds.values())
    if hidden:
        lines.append(
            translator.count(
                "GitHub does not show {n} more finding: it shows {limit} of a kind for a step",
                "GitHub does not show {n} more findings: it shows {limit} of a kind for a step",
                hidden,
                limit=LIMIT,
            )
        )
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, translator: Translator) -> str:
    start, end = finding.place.start, finding.place.end
    properties: dict[str, object] = {"file": finding.place.file, "line": start.line}
    if start.line == end.line:
        # GitHub refuses columns of a place that spans lines.
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{finding.code} {finding.slug}"
    sentences = [finding.message] + ([finding.suggestion] if finding.suggestion else [])
    data = "\n".join(printable(translator.render(sentence)) for sentence in sentences)
    return _command(_COMMANDS[finding.severity], properties, data)


def _fault(fault: Fault, translator: Translator) -> str:
    file = {"file": fault.file} if fault.file else {}
    return _command("error", {**file, "title": f"sopkit {fault.rule}"}, fault_sentence(fault, translator))


def _command(name: str, properties: dict[str, object], data: str) -> str:
    listed = ",".join(f"{key}={_property(printable(str(value)))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(data)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
