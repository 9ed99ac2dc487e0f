"""A Code Quality report for merge requests of GitLab: a JSON list, `[]` when there is nothing to say."""

from hashlib import blake2b
from typing import Any

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding, Place, Severity
from sopkit.lint.formats.machine import dump, numbered
from sopkit.lint.formats.wording import fault_sentence, sentence
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, translator: Translator) -> str:
    """Return the findings and faults of `report`; no two have the same fingerprint, as GitLab wants it."""
    entries = [_finding(finding, translator) for finding in report.findings]
    entries += [_fault(fault, translator) for fault in report.faults]
    for entry, fingerprint in zip(entries, numbered(entry["fingerprint"] for entry in entries), strict=True):
        entry["fingerprint"] = fingerprint
    return dump(entries)


def _finding(finding: Finding, translator: Translator) -> dict[str, Any]:
    return {
        "description": f"{finding.code} {finding.slug}: {sentence(finding, translator)}",
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": finding.place.file,
            "lines": {"begin": finding.place.start.line, "end": _last_line(finding.place)},
        },
    }


def _last_line(place: Place) -> int:
    """Return the last line that has a character of `place`, whose end is exclusive."""
    ends_before_line = place.end.column == 1 and place.end.line > place.start.line
    return place.end.line - ends_before_line


def _fault(fault: Fault, translator: Translator) -> dict[str, Any]:
    known_as = repr(("fault", fault.rule, fault.file)).encode("utf-8", "surrogatepass")
    return {
        "description": fault_sentence(fault, translator),
        "check_name": fault.rule,
        "fingerprint": blake2b(known_as, digest_size=8).hexdigest(),
        "severity": "blocker",
        "location": {"path": fault.file or ".", "lines": {"begin": 1, "end": 1}},
    }
