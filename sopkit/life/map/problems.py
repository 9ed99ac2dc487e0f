"""What is wrong with the links of a project, where, and what to do: what lint finds, by kinds."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from sopkit.life.fault import Fault
from sopkit.lint.finding import Place
from sopkit.lint.lexicon import lexicon
from sopkit.lint.place import make_finding, place_of
from sopkit.lint.registry import rules_by_name
from sopkit.lint.rule import Hit
from sopkit.lint.subject import Collection
from sopkit.lint.suppress import Suppressions
from sopkit.project.config import Config
from sopkit.project.discovery import from_here
from sopkit.project.register import Entry, Register
from sopkit.source.comments import suppressions
from sopkit.source.document import Document, load_document

Kind = Literal["broken", "lapsed", "one-way", "contradiction", "makro-circle", "order-circle"]
_RULES: dict[str, Kind] = {
    "KT002": "broken",
    "KT005": "one-way",
    "KT006": "makro-circle",
    "KT007": "lapsed",
    "KT008": "contradiction",
    "KT009": "order-circle",
}
"""The rules of lint that a map tells, too."""


class LinkProblem(NamedTuple):
    """One thing that is wrong with a link: what, where and why, and further places that belong to it.

    `names` are the files that it concerns, as seen from the project; `code` is the rule of lint that finds
    it.
    """

    kind: Kind
    names: frozenset[str]
    fault: Fault
    code: str
    related: tuple[str, ...] = ()


class _Told(NamedTuple):
    code: str
    hit: Hit


def link_problems(register: Register, config: Config) -> tuple[LinkProblem, ...]:
    """Return what is wrong with the links of `register`, by file and place."""
    told: dict[Path, list[_Told]] = {}
    for file, one in _all(register, config):
        told.setdefault(file, []).append(one)
    load = cache(_document)
    names = {entry.file: entry.name for entry in register.entries}
    problems: list[LinkProblem] = []
    for entry in register.entries:
        if entry.file in told:
            found = _located(entry, told[entry.file], names, load)
            problems += (problem for _, problem in sorted(found, key=lambda one: (one[0].start, one[1].kind)))
    return tuple(problems)


def _all(register: Register, config: Config) -> Iterator[tuple[Path, _Told]]:
    # These rules look at the register alone: neither the day nor git has a say.
    collection = Collection(register, config, None, lexicon(), datetime.date.min, lambda _: iter(()))
    for code in _RULES:
        check = rules_by_name()[code].check_set
        for file, hit in check(collection) if check is not None else ():
            yield file, _Told(code, hit)


def _located(
    entry: Entry, told: list[_Told], names: Mapping[Path, str], load: Callable[[Path], Document]
) -> Iterator[tuple[Place, LinkProblem]]:
    """Yield the problems of one file with their places; the comments that silence lint silence them here."""
    document = load(entry.file)
    silent = Suppressions(suppressions(document))
    for code, hit in told:
        if not silent.keep([make_finding(document, entry.name, rules_by_name()[code], hit)]):
            continue
        place = place_of(document, document.span(hit.path, hit.role))
        related = tuple(_shown(place_of(load(file), load(file).span(path))) for file, path in hit.elsewhere)
        concerned = frozenset((entry.name, *(names[file] for file, _ in hit.elsewhere)))
        fault = Fault(_shown(place), hit.message, hit.suggestion)
        yield place, LinkProblem(_RULES[code], concerned, fault, code, related)


def _shown(place: Place) -> str:
    return f"{place.file}:{place.start.line}:{place.start.column}"


def _document(file: Path) -> Document:
    return load_document(file, from_here(file).as_posix())
