"""Running the rules on one file: from document to findings, and to its entry in the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from time import perf_counter
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.lint.finding import Finding, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.place import make_finding
from sopkit.lint.registry import all_rules, rules_by_name
from sopkit.lint.rule import Hit, Rule
from sopkit.lint.settings import Settings
from sopkit.lint.subject import Subject
from sopkit.lint.suppress import Suppressions
from sopkit.locale.message import message
from sopkit.model.build import build
from sopkit.model.flow import build_flow
from sopkit.model.sop import Sop
from sopkit.project.reading import as_text
from sopkit.schema.problems import ambiguous, schema_problems
from sopkit.source.comments import suppressions
from sopkit.source.document import Document
from sopkit.source.edits import Edit, Quote, RenameKey
from sopkit.source.problem import Path, Problem

# Rules that miss a part: where a key is unknown, it is probably that part.
_MISSING_PARTS = frozenset({"AL004", "MB001", "MB008", "MB011"})
_DATE_KEYS = frozenset({"pembuatan", "revisi", "efektif", "reviu", "tanggal"})


class Fault(NamedTuple):
    """A fault of sopkit itself: `rule` (its code) crashed on `file` with `trace`."""

    rule: str
    file: str
    trace: str


@dataclass
class FileResult:
    """What lint knows of one file after its own rules ran, before those of the set."""

    document: Document
    sop: Sop | None
    findings: list[Finding]
    suppressions: Suppressions
    faults: list[Fault] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by rule code; empty unless asked for."""


def lint_document(
    document: Document, name: str, settings: Settings, lexicon: Lexicon, *, timed: bool = False
) -> FileResult:
    """Run the rules about one SOP on `document`, whose file is `name` as seen from its project."""
    codes = settings.codes - settings.silent_in(name)
    result = FileResult(document, None, [], Suppressions(suppressions(document)))
    problems = list(document.problems)
    hits = [(rules_by_name()[problem.code], _hit(problem)) for problem in problems]
    if isinstance(document.data, dict):
        form = form_problems(document)
        hits += [(rules_by_name()[problem.code], _hit(problem)) for problem in form]
        sop = build(as_text(document, form), settings.config.agency.name)
        result.sop = sop
        subject = Subject(sop, build_flow(sop), settings.config, lexicon, settings.today, FilePath(name).name)
        hits += _missing_from_project(subject, document)
        for rule in all_rules():
            if rule.check is not None and rule.code in codes:
                hits += _run(rule, subject, result, timed)
    findings = [
        make_finding(document, name, rule, hit, settings.severities.get(rule.code))
        for rule, hit in _hold_back(hits)
        if rule.code in codes
    ]
    result.findings = merge_equal(result.suppressions.keep(findings))
    return result


def form_problems(document: Document) -> list[Problem]:
    """Return what the schema says of `document`, and the plain texts that other readers misread (YM003)."""
    problems = schema_problems(document, "sop")
    known = {problem.path for problem in problems}
    problems += [
        ambiguous(path, document.raw(path), reading)
        for path, reading in document.foreign
        if path not in known and not _is_exempt(path, reading)
    ]
    return problems


def merge_equal(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` with the equal ones of an informative rule told once, the other places listed."""
    kept: dict[object, Finding] = {}
    for index, finding in enumerate(findings):
        is_info = finding.severity is Severity.INFO and finding.fix is None
        key: object = (finding.code, finding.message) if is_info else index
        first = kept.setdefault(key, finding)
        if first is not finding:
            kept[key] = first._replace(
                related=(*first.related, finding.place), merged=(*first.merged, finding.fingerprint)
            )
    return list(kept.values())


def _is_exempt(path: Path, reading: str) -> bool:
    """Tell whether a plain value may stand at `path`: a date, a time (the MB rules' business), own data."""
    return (
        (reading == "date" and path[-1] in _DATE_KEYS)
        or path[-1] == "waktu"
        or any(isinstance(step, str) and step.startswith("x-") for step in path)
    )


def _hit(problem: Problem) -> Hit:
    return Hit(
        problem.path,
        problem.message,
        problem.suggestion,
        problem.role,
        span=problem.span,
        related_spans=problem.related,
        fix=_mend(problem),
    )


def _mend(problem: Problem) -> tuple[Edit, ...]:
    if problem.code == "YM003":
        return (Quote(problem.path),)
    if problem.code == "SK004" and problem.replacement:
        return (RenameKey(problem.path, problem.replacement),)
    return ()


def _missing_from_project(subject: Subject, document: Document) -> Iterator[tuple[Rule, Hit]]:
    """Yield SK001 for what may stand in the file or in sopkit.yaml, and stands in neither."""
    rule = rules_by_name()["SK001"]
    if subject.sop.agency is None and "instansi" not in document.data:
        yield (
            rule,
            Hit(
                ("instansi",),
                message("the key “{key}” is missing", key="instansi"),
                message("write it here, or “agency: {instansi: …}” in sopkit.yaml for all SOPs"),
            ),
        )
    if subject.sop.unit is None and "unit" not in document.data:
        yield (
            rule,
            Hit(
                ("unit",),
                message("the key “{key}” is missing", key="unit"),
                message("write the unit that makes this SOP"),
                severity=Severity.WARNING,
            ),
        )


def _run(rule: Rule, subject: Subject, result: FileResult, timed: bool) -> list[tuple[Rule, Hit]]:
    started = perf_counter() if timed else 0.0
    try:
        return [(rule, hit) for hit in rule.check(subject)] if rule.check else []
    except SopkitError:
        raise
    except Exception:  # a rule may not take the others with it
        import traceback

        result.faults.append(Fault(rule.code, result.document.name, traceback.format_exc()))
        return []
    finally:
        if timed:
            result.timings[rule.code] = perf_counter() - started


def _hold_back(hits: list[tuple[Rule, Hit]]) -> Iterator[tuple[Rule, Hit]]:
    """Yield the hits but those that only follow from another fault.

    Such a fault is one of form at the same place, around it, or at a place that the hit relates to; a key
    that is unknown where the hit misses one; or, for a spelling, the passive that it belongs to. A plain
    value that wants quotes (YM003) does not explain an error.
    """
    form = [(rule, hit) for rule, hit in hits if rule.family in ("YM", "SK") and hit.path]
    faulty = {hit.path for rule, hit in form if hit.role == "value" and rule.code != "YM003"}
    unquoted = {hit.path for rule, hit in form if rule.code == "YM003"}
    keyless = {hit.path for rule, hit in form if rule.family == "SK" and hit.role == "key"}
    muddled = {path[:-1] for path in keyless if len(path) > 1}
    passive = {(hit.path, hit.at, hit.piece) for rule, hit in hits if rule.code == "LK002"}
    for rule, hit in hits:
        around = [hit.path[:depth] for depth in range(1, len(hit.path) + 1)]
        severity = hit.severity or rule.severity
        if rule.family not in ("YM", "SK") and (
            not faulty.isdisjoint(around)
            or (severity < Severity.ERROR and not unquoted.isdisjoint(around))
            or hit.path in keyless
            or not faulty.isdisjoint(hit.related)
            or (rule.code in _MISSING_PARTS and not muddled.isdisjoint(around))
            or (rule.code == "LK007" and (hit.path, hit.at, hit.piece) in passive)
        ):
            continue
        yield rule, hit
