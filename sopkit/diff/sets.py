"""Comparing everything that was asked for: what can't be read is told, and the rest is compared."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from sopkit.diff.compare import compare
from sopkit.diff.pairing import Located, Pair, match
from sopkit.diff.report import Entry, Failure, Position, Report, Side
from sopkit.diff.request import Files, Revisions
from sopkit.diff.sources import Raw, Sources, sources
from sopkit.locale.message import message
from sopkit.project.config import Config, load_config
from sopkit.project.discovery import find_root
from sopkit.project.reading import read_sop
from sopkit.source.document import Document, parse_document
from sopkit.source.problem import Problem

_KEYS = frozenset({"sopkit", "nomor", "langkah"})
"""Without any of these, a file is no SOP, whatever it is called."""

_NO_SOP = Problem(
    "SK001",
    message("this is no SOP: it has no number and no steps"),
    message("name a file that holds one, or give it another ending than “.sop.yaml”"),
)

_Settings = Callable[[Path], Config]


def compare_all(asked: Files | Revisions, stdin: Callable[[], bytes]) -> Report:
    """Return what differs between the two sides that were `asked` for; `stdin` reads standard input.

    Raises SopkitError where a side does not exist, GitUnavailable where git refuses.
    """
    return report_on(sources(asked, stdin))


def report_on(found: Sources) -> Report:
    """Return what differs between the pairs of files that were `found`."""
    settings = cache(_settings)
    failures = [*found.failures]
    pairs: list[Pair] = []
    for raw in found.pairs:
        old, new = (_read(one, settings, is_old=one is raw.old) if one is not None else None for one in raw)
        if isinstance(new, Failure):
            failures.append(new)
        elif isinstance(old, Failure):
            failures.append(old)
        else:
            pairs.append(Pair(old, new))
    entries = (_entry(pair) for pair in (match(pairs) if found.is_set else pairs))
    return Report(tuple(entries), tuple(failures), found.notes)


def _read(raw: Raw, settings: _Settings, *, is_old: bool) -> Located | Failure:
    """Return the SOP in `raw`, or why there is none."""
    if isinstance(raw.content, Problem):
        return _failure(Document(raw.name, ""), raw.content, is_old=is_old)
    document = parse_document(raw.name, raw.content)
    config = settings(raw.folder)
    sop = read_sop(document, config.agency.name)
    if sop is None:
        problems = sorted(document.problems, key=lambda problem: problem.code != "YM001")
        return _failure(document, problems[0], is_old=is_old)
    if not _KEYS & document.data.keys():
        return _failure(document, _NO_SOP, is_old=is_old)
    return Located(raw.name, raw.key, Side(document, sop), config.calendar)


def _failure(document: Document, problem: Problem, *, is_old: bool) -> Failure:
    """Return what `problem` says of `document`, with its place where there is a text."""
    start = document.span(problem.path, problem.role)[0] if problem.span is None else problem.span[0]
    place = Position(*document.position(start)) if document.text else None
    return Failure(document.name, problem.message, problem.suggestion, place, is_old)


def _settings(folder: Path) -> Config:
    """Return the settings that count for the SOPs in `folder`, which need not exist any more."""
    config = find_root(folder).config
    return load_config(config, config.as_posix())[0] if config is not None else Config()


def _entry(pair: Pair) -> Entry:
    old, new = pair
    calendar = next(one.calendar for one in (new, old) if one is not None)
    comparison = compare(
        old.side.sop if old is not None else None,
        new.side.sop if new is not None else None,
        old_name=old.name if old is not None else None,
        new_name=new.name if new is not None else None,
        calendar=calendar,
    )
    return Entry(
        comparison,
        old.side if old is not None else None,
        new.side if new is not None else None,
        calendar,
        pair.is_renamed,
    )
