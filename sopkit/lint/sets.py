"""Running the rules about the SOPs of a project together."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from sopkit.errors import SopkitError
from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding, Place
from sopkit.lint.lexicon import lexicon
from sopkit.lint.place import make_finding, place_of
from sopkit.lint.project import Project
from sopkit.lint.registry import all_rules
from sopkit.lint.rule import Hit, Rule
from sopkit.lint.settings import Options
from sopkit.lint.subject import Collection
from sopkit.locale.message import Message, message
from sopkit.project.discovery import from_here
from sopkit.project.git import GitUnavailable
from sopkit.project.history import Versions, changed_sops
from sopkit.project.register import Entry, register
from sopkit.source.document import Document, load_document

Found = tuple[Rule, Path, Hit]


def set_findings(
    project: Project, entries: list[Entry], options: Options, given: Document | None
) -> tuple[dict[str, list[Finding]], list[Fault], list[Message], dict[str, float]]:
    """Return what the rules about the set find: findings by file, faults of rules, notes, seconds by rule.

    `given` is the document of the one file that is not read from disk.
    """
    collection = Collection(
        register(entries),
        project.settings.config,
        project.root.config,
        lexicon(),
        options.today,
        partial(_changed, project, options.base),
    )
    faults: list[Fault] = []
    notes: list[Message] = []
    timings: dict[str, float] = {}
    found: list[Found] = []
    for rule in all_rules():
        if rule.check_set is None or rule.code not in project.settings.codes:
            continue
        started = perf_counter()
        try:
            found += [(rule, file, hit) for file, hit in rule.check_set(collection)]
        except GitUnavailable as unavailable:
            notes.append(
                message("{code} was not checked: {reason}", code=rule.code, reason=unavailable.reason)
            )
        except SopkitError:
            raise
        except Exception:  # a rule may not take the others with it
            import traceback

            faults.append(Fault(rule.code, project.root.folder.as_posix(), traceback.format_exc()))
        if options.timings:
            timings[rule.code] = perf_counter() - started
    return dict(_by_file(project, found, given)), faults, notes, timings


def _changed(project: Project, base: str | None, files: list[Path]) -> Iterator[Versions]:
    return changed_sops(project.root.folder, files, base or "HEAD", project.settings.config.agency.name)


def _by_file(
    project: Project, found: list[Found], given: Document | None
) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the findings of each file, reading one file after the other again for its places."""
    settings = project.settings
    by_file: dict[Path, list[tuple[Rule, Hit]]] = {}
    for rule, file, hit in found:
        by_file.setdefault(file, []).append((rule, hit))
    for file, hits in by_file.items():
        name = project.name(file)
        silent = settings.silent_in(name)
        document = _document(file, given)
        yield (
            document.name,
            [
                make_finding(
                    document, name, rule, hit, settings.severities.get(rule.code), tuple(_elsewhere(hit))
                )
                for rule, hit in hits
                if rule.code not in silent
            ],
        )


def _document(file: Path, given: Document | None = None) -> Document:
    shown = from_here(file).as_posix()
    if given is not None and os.path.abspath(given.name) == os.path.abspath(file):
        return given
    return load_document(file, shown)


def _elsewhere(hit: Hit) -> Iterator[Place]:
    for file, path in hit.elsewhere:
        document = _document(file)
        yield place_of(document, document.span(path))
