"""Lint over many files: the rules of one SOP on each, then those of the set on every project.

Files of a project that were not asked for are only entered in the register, so that rules about the set see
the whole project even when pre-commit gives one file.
"""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sopkit.lint.engine import Fault, lint_document, merge_equal
from sopkit.lint.finding import Finding
from sopkit.lint.lexicon import lexicon
from sopkit.lint.place import make_finding
from sopkit.lint.project import Project, find_projects, make_project
from sopkit.lint.registry import rules_by_name
from sopkit.lint.report import Report
from sopkit.lint.sets import set_findings
from sopkit.lint.settings import Options, Settings
from sopkit.lint.suppress import Suppressions
from sopkit.locale.message import Message
from sopkit.model.build import outline
from sopkit.project.discovery import find_root, from_here
from sopkit.project.git import require_revision
from sopkit.project.register import Entry, enter
from sopkit.source.document import Document, load_document, parse_document
from sopkit.source.reader import Unreadable, read
from sopkit.source.skim import skim

PARALLEL_FROM = 300
"""Files from which on a second process pays for its start."""


class Task(NamedTuple):
    """One file to look at: `name` as seen from the project, `document` where it is not on disk."""

    file: Path
    name: str
    settings: Settings
    is_target: bool
    timed: bool
    document: Document | None = None


class Outcome(NamedTuple):
    """What is kept of one file: small enough for thousands, and to send between processes.

    `commented` holds the document and its suppression comments where it has any: whether they are of use
    is only known after the rules of the set.
    """

    task: Task
    findings: tuple[Finding, ...]
    entry: Entry | None
    suppressed: int
    faults: tuple[Fault, ...]
    timings: dict[str, float]
    commented: tuple[Document, Suppressions] | None


@dataclass
class _Tally:
    """What a run collects over its projects."""

    findings: list[Finding] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    notes: dict[Message, None] = field(default_factory=dict)
    suppressed: int = 0
    timings: dict[str, float] = field(default_factory=dict)

    def time(self, timings: dict[str, float]) -> None:
        for code, seconds in timings.items():
            self.timings[code] = self.timings.get(code, 0.0) + seconds


def lint_paths(paths: Iterable[Path], options: Options) -> Report:
    """Return the report on the SOP files that `paths` name, or on the project here for none.

    Raises SopkitError for wrong use: no SOP found, an unknown rule, an unknown revision.
    """
    return lint_projects(find_projects(paths, options), options)


def lint_text(content: bytes, file: Path, options: Options) -> Report:
    """Return the report on `content`, an SOP that is or will be kept in `file`."""
    project, document = project_of_text(content, file, options)
    return lint_projects([project], options, document)


def project_of_text(content: bytes, file: Path, options: Options) -> tuple[Project, Document]:
    """Return the project that `file` belongs to, with it as the only target, and `content` parsed."""
    file = from_here(file)
    project = make_project(find_root(file.absolute().parent), [(file, True)], options)
    return project, parse_document(file.as_posix(), content)


def lint_projects(projects: Sequence[Project], options: Options, given: Document | None = None) -> Report:
    """Return the report on the targets of `projects`; `given` is the one of them that is not on disk."""
    tally = _Tally()
    for project in projects:
        if options.base is not None:
            require_revision(project.root.folder, options.base)
        if project.targets:
            _lint_project(project, options, tally, given)
    return Report(
        tuple(sorted(tally.findings, key=lambda finding: finding.sort_key)),
        tuple(tally.faults),
        tuple(tally.files),
        tuple(tally.notes),
        tally.suppressed,
        codes=frozenset(code for project in projects for code in project.settings.codes),
        timings=tally.timings,
    )


def _lint_project(project: Project, options: Options, tally: _Tally, given: Document | None) -> None:
    tally.findings += project.config_findings
    rules = rules_by_name()
    has_set_rules = any(rules[code].scope == "set" for code in project.settings.codes)
    tasks = [
        Task(file, project.name(file), project.settings, True, options.timings, given)
        for file in project.targets
    ]
    if has_set_rules:
        tasks += [Task(file, project.name(file), project.settings, False, False) for file in project.others()]
    entries: list[Entry] = []
    outcomes: dict[str, Outcome] = {}
    for outcome in _look(tasks, options.jobs):
        if outcome.entry is not None:
            entries.append(outcome.entry)
        if not outcome.task.is_target:
            continue
        tally.files.append(outcome.task.file.as_posix())
        tally.findings += outcome.findings
        tally.suppressed += outcome.suppressed
        tally.faults += outcome.faults
        tally.time(outcome.timings)
        if outcome.commented:
            outcomes[outcome.task.file.as_posix()] = outcome
    if has_set_rules:
        _lint_set(project, entries, options, tally, outcomes, given)
    for outcome in outcomes.values():
        tally.findings += _unused(outcome, project.settings)


def _lint_set(
    project: Project,
    entries: list[Entry],
    options: Options,
    tally: _Tally,
    outcomes: dict[str, Outcome],
    given: Document | None,
) -> None:
    found, faults, notes, timings = set_findings(project, entries, options, given)
    tally.faults += faults
    tally.notes |= dict.fromkeys(notes)
    tally.time(timings)
    for file, findings in found.items():
        outcome = outcomes.get(file)
        kept = outcome.commented[1].keep(findings) if outcome is not None and outcome.commented else findings
        tally.suppressed += len(findings) - len(kept)
        tally.findings += merge_equal(kept)


def _unused(outcome: Outcome, settings: Settings) -> Iterator[Finding]:
    """Yield YM005 for the comments of a file that suppressed nothing, now that all rules have run."""
    codes = settings.codes - settings.silent_in(outcome.task.name)
    if outcome.commented is None or "YM005" not in codes:
        return
    document, comments = outcome.commented
    rule = rules_by_name()["YM005"]
    for hit in comments.unused(document, codes):
        yield make_finding(document, outcome.task.name, rule, hit, settings.severities.get("YM005"))


def _look(tasks: list[Task], jobs: int | None) -> Iterator[Outcome]:
    workers = _workers(len(tasks), jobs)
    if len(tasks) >= PARALLEL_FROM:
        gc.enable()
    if workers == 1:
        yield from map(look, tasks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Only on Linux is a fork both cheap and safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    chunk = max(1, len(tasks) // (workers * 4))
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(look, tasks, chunksize=chunk)


def _workers(files: int, jobs: int | None) -> int:
    """Return how many processes to use: as asked for, else as many as pay for themselves."""
    if jobs is not None:
        return max(1, min(jobs, files, 61 if os.name == "nt" else jobs))  # Windows waits for no more
    if files < PARALLEL_FROM or os.name == "nt":
        return 1
    return max(1, min(os.cpu_count() or 1, files // (PARALLEL_FROM // 2)))


def look(task: Task) -> Outcome:
    """Return the outcome of one file; of one that was not asked for only its entry."""
    if not task.is_target:
        return Outcome(task, (), _skimmed(task), 0, (), {}, None)
    document = task.document or load_document(task.file)
    result = lint_document(document, task.name, task.settings, lexicon(), timed=task.timed)
    return Outcome(
        task._replace(document=None),
        tuple(result.findings),
        enter(result.sop, task.file, task.name, is_target=True) if result.sop else None,
        result.suppressions.count,
        tuple(result.faults),
        result.timings,
        (document, result.suppressions) if result.suppressions.any else None,
    )


def _skimmed(task: Task) -> Entry | None:
    """Return the register's entry of a file that was not asked for, None where it can't be read."""
    try:
        data = skim(read(task.file))
    except Unreadable:
        return None
    return enter(outline(data), task.file, task.name, is_target=False) if isinstance(data, dict) else None
