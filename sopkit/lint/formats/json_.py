"""The report for other programs: schemas/lint-report.schema.json describes it, `version` counts its shapes.

Texts are given as they are, not made safe for a terminal; JSON escapes all that is not ASCII.
"""

from typing import Any

from sopkit.lint.finding import Finding, Fix, Place, Position, Severity
from sopkit.lint.formats.machine import dump
from sopkit.lint.registry import rules_by_name
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

VERSION = 1


def render(report: Report, translator: Translator) -> str:
    """Return `report` as one JSON object, of the same shape with and without findings."""
    return dump(
        {
            "version": VERSION,
            "summary": _summary(report, translator),
            "findings": [finding_data(finding, translator) for finding in report.findings],
        }
    )


def _summary(report: Report, translator: Translator) -> dict[str, Any]:
    return {
        "files": len(report.files),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "fixable": sum(finding.fix is not None for finding in report.findings),
        "suppressed": report.suppressed,
        "baselined": report.baselined,
        "fixed": report.fixed,
        "faults": len(report.faults),
        "notes": [translator.render(note) for note in report.notes],
    }


def finding_data(finding: Finding, translator: Translator) -> dict[str, Any]:
    """Return `finding` as one entry of the report."""
    rule = rules_by_name().get(finding.code)
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.word,
        "message": translator.render(finding.message),
        "suggestion": translator.render(finding.suggestion) if finding.suggestion else None,
        **_place(finding.place),
        "path": list(finding.path),
        "fix": _fix(finding.fix) if finding.fix else None,
        "url": rule.url if rule else None,
        "related": [_place(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": fix.applicability.value,
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
        "rename": fix.rename,
    }
