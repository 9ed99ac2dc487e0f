"""The report for other programs: schemas/diff-report.schema.json describes it, `version` counts its shapes.

Texts are given as they are, not made safe for a terminal; JSON escapes all that is not ASCII.
"""

from typing import Any

from sopkit.diff.codes import sentence
from sopkit.diff.formats import Look
from sopkit.diff.model import Change, Figures
from sopkit.diff.report import Entry, Failure, Position, Report, position
from sopkit.lint.formats.machine import dump
from sopkit.locale.translator import Translator

VERSION = 1


def render(report: Report, look: Look) -> str:
    """Return `report` as one JSON object, of the same shape with and without changes."""
    return dump(
        {
            "version": VERSION,
            "files": [file_data(entry, look.translator) for entry in report.entries],
            "errors": [_error(one, look.translator) for one in report.failures],
        }
    )


def file_data(entry: Entry, translator: Translator) -> dict[str, Any]:
    """Return what changed in one SOP."""
    comparison = entry.comparison
    return {
        "old": comparison.old,
        "new": comparison.new,
        "renamed": entry.is_renamed,
        "number": comparison.number,
        "title": comparison.title,
        "verdict": comparison.verdict.value,
        "reasons": [translator.render(reason) for reason in comparison.reasons],
        "effect": {
            "before": _figures(comparison.effect.before),
            "after": _figures(comparison.effect.after),
        },
        "changes": [_change(entry, change, translator) for change in comparison.changes],
        "remarks": [translator.render(remark) for remark in comparison.remarks],
    }


def _figures(figures: Figures | None) -> dict[str, Any] | None:
    return figures._asdict() if figures is not None else None


def _change(entry: Entry, change: Change, translator: Translator) -> dict[str, Any]:
    return {
        "code": change.code,
        "severity": change.severity.value,
        "message": translator.render(sentence(change)),
        "path": list(change.new_path) if change.new_path is not None else None,
        "old_path": list(change.old_path) if change.old_path is not None else None,
        "old": change.old,
        "new": change.new,
        "start": _position(position(entry.new, change.new_path)),
        "old_start": _position(position(entry.old, change.old_path)),
        "step": change.new_step,
        "old_step": change.old_step,
        "detail": dict(change.detail),
    }


def _error(one: Failure, translator: Translator) -> dict[str, Any]:
    return {
        "file": one.name,
        "side": "old" if one.is_old else "new",
        "message": translator.render(one.message),
        "suggestion": translator.render(one.hint) if one.hint is not None else None,
        "start": _position(one.place),
    }


def _position(place: Position | None) -> dict[str, int] | None:
    return place._asdict() if place is not None else None
