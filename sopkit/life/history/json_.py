"""The history for other programs; `version` counts the shapes of the object."""

from typing import Any

from sopkit.diff.formats.json_ import file_data
from sopkit.life.history.model import History, Version
from sopkit.lint.formats.machine import dump
from sopkit.locale.translator import Translator
from sopkit.model.sop import Revision

VERSION = 1


def render(history: History, translator: Translator) -> str:
    """Return the history as one JSON object; what changed is told as `diff --format json` does."""
    return dump(
        {
            "version": VERSION,
            "file": history.file.as_posix(),
            "number": history.sop.number,
            "title": history.sop.title,
            "versions": [_version(version, translator) for version in history.versions],
            "notes": [translator.render(note) for note in history.notes],
        }
    )


def _version(version: Version, translator: Translator) -> dict[str, Any]:
    sop = version.snapshot.sop if version.snapshot else None
    return {
        "sop_version": version.number,
        "status": sop.status if sop else None,
        "open": version.is_open,
        "entries": [_entry(entry) for entry in version.entries],
        "commits": [touch._asdict() for touch in version.touches],
        "change": file_data(version.change, translator) if version.change else None,
    }


def _entry(entry: Revision) -> dict[str, Any]:
    return {
        "date": str(entry.date) if entry.date else None,
        "kind": entry.kind,
        "summary": entry.summary,
        "basis": entry.basis,
    }
