"""The baseline: findings that an office knows of and has not mended yet, so that only new ones fail.

A finding is known by its fingerprint, which survives shifted lines, renamed keys around it and another
language; equal findings are counted.
"""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from sopkit.errors import SopkitError, reason
from sopkit.lint.finding import Finding
from sopkit.lint.report import Report
from sopkit.locale.message import message
from sopkit.source.writer import write_whole

_VERSION = 1


def write(file: Path, report: Report) -> None:
    """Record the findings of `report` in `file`, sorted, so that a diff of it shows what was mended.

    What is recorded of files that the report is not about, and of rules that did not run, stays. Raises
    SopkitError where `file` is something else than a baseline, or can't be written.
    """
    known = {
        name: entry
        for name, entry in (_load(file) if file.exists() else {}).items()
        if not _is_about(entry, report)
    }
    counts = Counter(name for finding in report.findings for name in _fingerprints(finding))
    for finding in report.findings:
        for name in _fingerprints(finding):
            known[name] = {
                "code": finding.code,
                "file": finding.place.file,
                "count": counts[name],
                "message": str(finding.message),
            }
    ordered = dict(sorted(known.items(), key=lambda item: (item[1]["file"], item[1]["code"], item[0])))
    text = json.dumps({"version": _VERSION, "findings": ordered}, ensure_ascii=False, indent=2)
    write_whole(file, f"{text}\n".encode())


def split(report: Report, file: Path) -> tuple[Report, int]:
    """Return `report` without the findings that `file` records, and how many of these no longer occur.

    Raises SopkitError where `file` can't be read or is no baseline.
    """
    recorded = _load(file)
    left = Counter({name: int(entry["count"]) for name, entry in recorded.items()})
    new = []
    for finding in report.findings:
        names = Counter(_fingerprints(finding))
        if all(left[name] >= count for name, count in names.items()):
            left -= names
        else:
            new.append(finding)
    gone = sum(count for name, count in left.items() if _is_about(recorded[name], report))
    passed = len(report.findings) - len(new)
    return replace(report, findings=tuple(new), baselined=passed), gone


def _fingerprints(finding: Finding) -> tuple[str, ...]:
    return (finding.fingerprint, *finding.merged)


def _is_about(entry: dict[str, Any], report: Report) -> bool:
    return entry["file"] in report.files and entry["code"] in report.codes


def _load(file: Path) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            raise ValueError
        found: dict[str, dict[str, Any]] = data["findings"]
        if not all(
            isinstance(entry["count"], int) and entry["file"] and entry["code"] for entry in found.values()
        ):
            raise ValueError
    except OSError as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=file, reason=reason(error)),
            message("add --write-baseline to make it"),
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SopkitError(
            message("“{path}” is not a baseline of this version of sopkit", path=file),
            message("name another file, or delete this one and write it anew with --write-baseline"),
        ) from None
    return found
