"""SARIF 2.1.0, for GitHub code scanning, editors and other programs that gather findings.

The log depends on nothing but the report: the rules that fired by code, the findings in their order. Texts
in `message` are kept from being read as links or placeholders of SARIF.
"""

import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import sopkit
from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding, Fix, Place, Severity
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump, numbered
from sopkit.lint.formats.wording import fault_error, fault_sentence, sentence
from sopkit.lint.registry import rules_by_name
from sopkit.lint.report import Report
from sopkit.lint.rule import DOCS_URL, Rule
from sopkit.locale.translator import Translator

SCHEMA_URL = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = DOCS_URL.partition("/blob/")[0]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_DRIVE = re.compile(r"[A-Za-z]:/")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(report: Report, translator: Translator) -> str:
    """Return the SARIF log of `report`."""
    return dump(log(report, translator, rules_by_name()))


def log(report: Report, translator: Translator, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the SARIF log of `report` as plain data, its rules described from `rules`, known by code."""
    slugs = {finding.code: finding.slug for finding in report.findings}
    codes = sorted(slugs.keys() | {fault.rule for fault in report.faults})
    driver = {
        "name": "sopkit",
        "version": sopkit.__version__,
        "informationUri": HOME,
        "rules": [_descriptor(code, slugs.get(code), rules.get(code), translator) for code in codes],
    }
    fingerprints = numbered(finding.fingerprint for finding in report.findings)
    run = {
        "tool": {"driver": driver},
        "language": translator.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, translator)],
        "results": [
            _result(finding, codes.index(finding.code), fingerprint, translator)
            for finding, fingerprint in zip(report.findings, fingerprints, strict=True)
        ],
    }
    return {"$schema": SCHEMA_URL, "version": "2.1.0", "runs": [run]}


def _descriptor(code: str, slug: str | None, rule: Rule | None, translator: Translator) -> dict[str, Any]:
    if rule is None:
        return {"id": code, **({"name": slug} if slug else {})}
    return {
        "id": code,
        "name": rule.slug,
        "shortDescription": {"text": translator.text(rule.summary)},
        "fullDescription": {"text": translator.text(rule.why)},
        "help": _help(rule, translator),
        "helpUri": rule.url,
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        # Tags are for programs and so the same in every language.
        "properties": {"tags": [rule.family, rule.principle.value]},
    }


def _help(rule: Rule, translator: Translator) -> dict[str, str]:
    why, source = translator.text(rule.why), translator.text(rule.source)
    origin = translator.text("Source")
    head = [why, f"{origin}: {source}"]
    examples = [
        (translator.text("Wrong"), rule.wrong.rstrip("\n")),
        (translator.text("Right"), rule.right.rstrip("\n")),
    ]
    plain = [f"{title}:\n{example}" for title, example in examples]
    marked = [f"**{title}**\n\n```yaml\n{example}\n```" for title, example in examples]
    return {"text": "\n\n".join(head + plain), "markdown": "\n\n".join(head + marked)}


def _result(finding: Finding, index: int, fingerprint: str, translator: Translator) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(sentence(finding, translator)),
        "locations": [_location(finding.place)],
        "partialFingerprints": {"sopkit/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [_location(place) for place in finding.related]
    if finding.fix and finding.fix.edits:
        result["fixes"] = [_fix(finding, finding.fix, translator)]
    return result


def _fix(finding: Finding, fix: Fix, translator: Translator) -> dict[str, Any]:
    """Return the edits of `fix`; SARIF has no way to rename a file."""
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    described = printable(translator.render(finding.suggestion or finding.message))
    change = {"artifactLocation": _artifact(finding.place.file), "replacements": replacements}
    return {
        "description": _message(described),
        "artifactChanges": [change],
        "properties": {"applicability": fix.applicability.value},
    }


def _invocation(report: Report, translator: Translator) -> dict[str, Any]:
    """Return how the run went: the rules that crashed, and the notes."""
    notes = [
        {"level": "note", "message": _message(printable(translator.render(note)))} for note in report.notes
    ]
    return {
        "executionSuccessful": not report.faults,
        "toolExecutionNotifications": [_fault(fault, translator) for fault in report.faults] + notes,
    }


def _fault(fault: Fault, translator: Translator) -> dict[str, Any]:
    notification: dict[str, Any] = {
        "level": "error",
        "message": _message(fault_sentence(fault, translator)),
        "associatedRule": {"id": fault.rule},
        "exception": {"message": printable(fault_error(fault))},
    }
    if fault.file:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(fault.file)}}]
    return notification


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(place.file), "region": region}}


def _artifact(file: str) -> dict[str, str]:
    """Return the address of `file`: relative to the root of the sources, absolute for an absolute path."""
    if _DRIVE.match(file):
        return {"uri": f"file:///{file[:2]}{_quoted(file[2:])}"}
    if file.startswith("/"):
        return {"uri": ("file:" if file.startswith("//") else "file://") + _quoted(file)}
    return {"uri": _quoted(file), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    # The bytes of the file name, even of one that is not UTF-8.
    return quote(os.fsencode(path), safe="/")


def _message(text: str) -> dict[str, str]:
    """Return `text` as a message in which `[a](b)` is no link and `{0}` no placeholder (SARIF 3.11.5-6)."""
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "] ("))}
