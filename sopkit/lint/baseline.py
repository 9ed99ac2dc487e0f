"""The baseline: findings that an office knows of and has not mended yet, so that only new ones fail.

A finding is known by its fingerprint, which survives shifted lines, renamed keys around it and another
language; equal findings are counted.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sopkit.errors import SopkitError, reason
from sopkit.lint.finding import Finding
from sopkit.lint.report import Report
from sopkit.locale.message import message
from sopkit.source.writer import write_whole

_VERSION = 1


def write(file: Path, findings: Iterable[Finding]) -> None:
    """Record `findings` in `file`, sorted, so that a diff of it shows what was mended.

    Raises SopkitError where it can't be written.
    """
    known: dict[str, dict[str, object]] = {}
    counts = Counter(finding.fingerprint for finding in findings)
    for finding in findings:
        known[finding.fingerprint] = {
            "code": finding.code,
            "file": finding.place.file,
            "count": counts[finding.fingerprint],
            "message": str(finding.message),
        }
    ordered = dict(
        sorted(known.items(), key=lambda item: (str(item[1]["file"]), str(item[1]["code"]), item[0]))
    )
    text = json.dumps({"version": _VERSION, "findings": ordered}, ensure_ascii=False, indent=2)
    write_whole(file, f"{text}\n".encode())


def read(file: Path) -> Counter[str]:
    """Return how often each fingerprint is recorded in `file`. Raises SopkitError where it is no baseline."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            raise ValueError
        return Counter({name: int(entry["count"]) for name, entry in data["findings"].items()})
    except OSError as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=file, reason=reason(error)),
            message("add --write-baseline to make it"),
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SopkitError(
            message("“{path}” is not a baseline of this version of sopkit", path=file),
            message("write it anew with --write-baseline"),
        ) from None


def split(report: Report, known: Counter[str]) -> tuple[Report, int]:
    """Return `report` without the findings that `known` records, and how many of these no longer occur."""
    left = Counter(known)
    new = []
    for finding in report.findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            new.append(finding)
    passed = len(report.findings) - len(new)
    return replace(report, findings=tuple(new), baselined=passed), sum(left.values())
