"""Carrying fixes out: over passes until nothing changes, and never at the price of a valid file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sopkit.lint.engine import form_problems, lint_document
from sopkit.lint.finding import Applicability, Finding
from sopkit.lint.lexicon import lexicon
from sopkit.lint.project import Project, find_projects
from sopkit.lint.report import Report
from sopkit.lint.run import lint_projects, project_of_text
from sopkit.lint.settings import Options
from sopkit.project.swap import swap
from sopkit.source.document import Document, load_document, parse_document
from sopkit.source.edits import TextEdit, apply_edits
from sopkit.source.reader import BOM
from sopkit.source.writer import rename

MAX_PASSES = 10
"""A fix may make room for another; no chain of them is longer than this."""


class Change(NamedTuple):
    """What fixes made of one file: its new content, and its new name where that changes too."""

    file: Path
    before: bytes
    after: bytes
    fixes: int
    rename: str | None = None


def fix_files(paths: Iterable[Path], options: Options, *, unsafe: bool) -> Report:
    """Mend the SOP files that `paths` name, and return the report on what is left.

    `unsafe` also carries out the fixes that want a person's eye. A file that sopkit may not write raises
    SopkitError; those before it are mended already.
    """
    asked = list(paths)
    fixed = 0
    report, changes = plan_fixes(asked, options, unsafe=unsafe)
    for _ in range(MAX_PASSES):
        if not changes:
            break
        # A file that somebody has written since it was read is mended in the next pass, as it is then.
        written = tuple(change for change in changes if _carry_out(change))
        fixed += sum(change.fixes for change in written)
        asked = [_renamed(path, written) for path in asked]
        # A suppression that is needed no more now may only be known after the whole has been checked again.
        report, changes = plan_fixes(asked, options, unsafe=unsafe)
    return replace(report, fixed=fixed)


def _carry_out(change: Change) -> bool:
    """Write and rename the file, unless it is no longer as it was read; tell whether that was done."""
    if change.after != change.before and not swap(change.file, change.before, change.after):
        return False
    if change.rename:
        rename(change.file, change.rename)
    return True


def plan_fixes(paths: Iterable[Path], options: Options, *, unsafe: bool) -> tuple[Report, tuple[Change, ...]]:
    """Return the report on the SOP files that `paths` name, and what fixes would make of them."""
    projects = find_projects(paths, options)
    report = lint_projects(projects, options)
    return report, tuple(_changes(projects, report, unsafe=unsafe))


def fix_text(content: bytes, file: Path, options: Options, *, unsafe: bool) -> tuple[bytes, Report]:
    """Return `content`, an SOP called `file`, mended, and the report on what is left."""
    fixed = 0
    project, document = project_of_text(content, file, options)
    report = lint_projects([project], options, document)
    for _ in range(MAX_PASSES):
        change = next(_changes([project], report, unsafe=unsafe, given=document), None)
        if change is None:
            break
        content = change.after
        fixed += change.fixes
        _, document = project_of_text(content, file, options)
        report = lint_projects([project], options, document)
    return content, replace(report, fixed=fixed)


def _changes(
    projects: Iterable[Project], report: Report, *, unsafe: bool, given: Document | None = None
) -> Iterator[Change]:
    """Yield what the fixes make of each file of `report`; `given` is the one that is not on disk."""
    by_file: dict[str, list[Finding]] = {}
    taken: set[Path] = set()
    for finding in report.findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    for project in projects:
        for file in project.targets:
            findings = by_file.get(file.as_posix(), [])
            if not any(_applies(finding, unsafe) for finding in findings):
                continue
            document = given or load_document(file)
            findings = _afresh(document, findings, project, project.name(file))
            text, count, findings = _settle(document, findings, project, project.name(file), unsafe)
            new_name = None if given else _new_name(file, findings, unsafe, taken)
            if count or new_name:
                before = _bytes(document, document.text)
                yield Change(file, before, _bytes(document, text), count + bool(new_name), new_name)


def _afresh(document: Document, findings: list[Finding], project: Project, name: str) -> list[Finding]:
    """Return the findings on `document` as it is now: an editor may have saved it since it was checked.

    Of `findings` only the unused suppressions (YM005) are kept, where they still stand: whether the set needs
    them is known from the whole run alone.
    """
    fresh = lint_document(document, name, project.settings, lexicon()).findings
    return fresh + [finding for finding in findings if finding.code == "YM005"]


def _settle(
    document: Document, findings: list[Finding], project: Project, name: str, unsafe: bool
) -> tuple[str, int, list[Finding]]:
    """Return the text of `document` after passes of fixes, their number, and the findings that are left.

    The first pass has all `findings`; later ones only those about this file alone. Unused suppressions
    (YM005) are not among these: whether the set needs them is not known here.
    """
    total = 0
    for _ in range(MAX_PASSES):
        text, count = _mend(document, [finding for finding in findings if _applies(finding, unsafe)])
        if not count:
            break
        total += count
        document = parse_document(document.name, text.encode())
        findings = lint_document(document, name, project.settings, lexicon()).findings
    return document.text, total, findings


def _applies(finding: Finding, unsafe: bool) -> bool:
    return finding.fix is not None and (unsafe or finding.fix.applicability is Applicability.SAFE)


def _new_name(file: Path, findings: list[Finding], unsafe: bool, taken: set[Path]) -> str | None:
    """Return the name that a fix gives `file`, None where it keeps its own or another file has that one.

    `taken` are the names that this run has given away already.
    """
    for finding in findings:
        if _applies(finding, unsafe) and finding.fix and finding.fix.rename:
            target = file.with_name(finding.fix.rename)
            if target.exists() or target in taken:
                return None
            taken.add(target)
            return finding.fix.rename
    return None


def _mend(document: Document, findings: list[Finding]) -> tuple[str, int]:
    """Return the text of `document` with as many fixes as fit together, and their number."""
    chosen: list[tuple[TextEdit, ...]] = []
    taken: list[TextEdit] = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        if not edits or not _still_stands(document, finding):
            continue
        fresh = tuple(edit for edit in edits if edit not in taken)
        if not any(_overlap(edit, other) for edit in fresh for other in taken):
            chosen.append(fresh)
            taken += fresh
    text = apply_edits(document.text, tuple(taken))
    if _is_no_worse(document, text):
        return text, len(chosen)
    # One of them breaks the file: keep those that on top of the others do not.
    kept: list[TextEdit] = []
    count = 0
    for fresh in chosen:
        attempt = (*kept, *fresh)
        if _is_no_worse(document, apply_edits(document.text, attempt)):
            kept, count = list(attempt), count + 1
    return apply_edits(document.text, tuple(kept)), count


def _still_stands(document: Document, finding: Finding) -> bool:
    """Tell whether the line of `finding` is what it was when the finding was made."""
    line = finding.place.start.line
    return line <= len(document.line_starts) and document.line(line) == finding.excerpt


def _overlap(left: TextEdit, right: TextEdit) -> bool:
    """Tell whether two edits touch; insertions at one place do, for their order is not told."""
    return left.start <= right.end and right.start <= left.end


def _is_no_worse(document: Document, text: str) -> bool:
    return len(_faults(document)) >= len(_faults(parse_document(document.name, text.encode())))


def _faults(document: Document) -> list[object]:
    if not isinstance(document.data, dict):
        return [problem.message for problem in document.problems] or [None]
    return [problem.path for problem in (*document.problems, *form_problems(document))]


def _bytes(document: Document, text: str) -> bytes:
    return (BOM if document.has_bom else b"") + text.encode("utf-8")


def _renamed(path: Path, changes: Iterable[Change]) -> Path:
    for change in changes:
        if change.file == path and change.rename:
            return path.with_name(change.rename)
    return path


def patch(file: Path, before: bytes, after: bytes, rename: str | None = None) -> str:
    """Return the change from `before` to `after` as a patch that `git apply` takes."""
    from difflib import unified_diff

    old = file.as_posix()
    new = file.with_name(rename).as_posix() if rename else old
    lines = [f"diff --git a/{old} b/{new}\n"]
    if rename:
        lines += [f"rename from {old}\n", f"rename to {new}\n"]
    body = unified_diff(_lines(before), _lines(after), f"a/{old}", f"b/{new}")
    for line in body:
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines) if len(lines) > 1 else ""


def _lines(content: bytes) -> list[str]:
    # Not splitlines: git knows no other line ends than the newline.
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8", "replace"))
