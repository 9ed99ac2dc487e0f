"""sopkit.yaml: the settings of an agency, found upwards from each SOP."""

import datetime
import re
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.locale.message import message
from sopkit.model.duration import Calendar
from sopkit.schema.problems import schema_problems
from sopkit.source.document import Document, load_document
from sopkit.source.problem import Problem

CONFIG_NAME = "sopkit.yaml"


class Agency(NamedTuple):
    """`agency`: what every SOP below has in common."""

    name: str | None = None
    logo: str | None = None
    units: tuple[str, ...] = ()
    number_pattern: str | None = None


class LintConfig(NamedTuple):
    """`lint`: which rules run, where, and how bad their findings are.

    `select` is None where the default rules run; `per_file_ignores` pairs a pattern of paths, relative to
    sopkit.yaml, with the rules that are silent there.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    exclude: tuple[str, ...] = ()


class RenderConfig(NamedTuple):
    """`render`: how the official pages are printed; None where the default counts.

    `dot` is the program of Graphviz to use in place of the one that sopkit brings.
    """

    paper: str | None = None
    font: str | None = None
    terminator: str | None = None
    dot: str | None = None


class Decree(NamedTuple):
    """`book: keputusan`: the decision that laid down the SOPs of a book; None for what is still open."""

    official: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    subject: str | None = None


class Explanation(NamedTuple):
    """`book: penjelasan`: scope, summary and definitions, each as it is written; None where nothing is.

    `terms` are the words defined and their meanings. `file` is a Markdown file that holds all of it instead,
    relative to sopkit.yaml.
    """

    scope: str | None = None
    summary: str | None = None
    terms: tuple[tuple[str, str], ...] = ()
    file: str | None = None


class BookConfig(NamedTuple):
    """`book`: what a book of SOPs says before them; None where the default counts."""

    title: str | None = None
    year: int | None = None
    address: str | None = None
    decree: Decree = Decree()
    explanation: Explanation = Explanation()


class Config(NamedTuple):
    """The settings of one project, with the defaults where sopkit.yaml says nothing or does not exist."""

    language: str | None = None
    agency: Agency = Agency()
    calendar: Calendar = Calendar()
    lint: LintConfig = LintConfig()
    render: RenderConfig = RenderConfig()
    book: BookConfig = BookConfig()


def load_config(path: Path, name: str) -> tuple[Config, Document, tuple[Problem, ...]]:
    """Return the settings in the file at `path`, its document (called `name`), and what is wrong in it.

    What is wrong is left out, as if it had not been written; the rest counts.
    """
    document = load_document(path, name)
    problems = list(document.problems)
    lines = [line.strip() for line in document.text.splitlines()]
    if all(not line or line.startswith("#") for line in lines) and path.is_file():
        return Config(), document, ()  # nothing but comments sets nothing
    if isinstance(document.data, dict):
        problems += schema_problems(document, "sopkit")
        told = {problem.path for problem in problems}
        problems += [problem for problem in _pattern_problems(document.data) if problem.path not in told]
    bad = {problem.path for problem in problems}
    return _config(_without(document.data, bad)), document, tuple(problems)


def configured_language(folder: Path) -> str | None:
    """Return the `language` that the sopkit.yaml above `folder` sets, None where it sets none."""
    from sopkit.project.discovery import find_root

    config = find_root(folder).config
    if config is None:
        return None
    data = load_document(config).data
    language = data.get("language") if isinstance(data, dict) else None
    return language if isinstance(language, str) else None


def _pattern_problems(data: dict[str, Any]) -> list[Problem]:
    """Return the regular expression that Python refuses although the schema let it pass."""
    agency = data.get("agency")
    pattern = agency.get("nomor_pattern") if isinstance(agency, dict) else None
    if not isinstance(pattern, str):
        return []
    try:
        re.compile(pattern)
    except re.error as error:
        return [
            Problem(
                "SK005",
                message("“{value}” is not a regular expression", value=pattern),
                message("check its brackets and backslashes: {reason}", reason=error.msg),
                ("agency", "nomor_pattern"),
            )
        ]
    return []


def _without(value: Any, bad: set[tuple[str | int, ...]], path: tuple[str | int, ...] = ()) -> Any:
    """Return `value` without the entries at the paths in `bad`."""
    if isinstance(value, dict):
        return {
            key: _without(child, bad, (*path, key)) for key, child in value.items() if (*path, key) not in bad
        }
    if isinstance(value, list):
        return [
            _without(child, bad, (*path, index))
            for index, child in enumerate(value)
            if (*path, index) not in bad
        ]
    return value


def _config(data: Any) -> Config:
    top = data if isinstance(data, dict) else {}
    agency = top.get("agency") or {}
    calendar = top.get("calendar") or {}
    lint = top.get("lint") or {}
    render = top.get("render") or {}
    select = lint.get("select")
    return Config(
        language=top.get("language"),
        agency=Agency(
            agency.get("instansi"),
            agency.get("logo"),
            tuple(agency.get("units") or ()),
            agency.get("nomor_pattern"),
        ),
        calendar=Calendar(**{key: float(value) for key, value in calendar.items() if value}),
        lint=LintConfig(
            tuple(select) if select is not None else None,
            tuple(lint.get("extend-select") or ()),
            tuple(lint.get("ignore") or ()),
            tuple(
                (pattern, tuple(rules or ()))
                for pattern, rules in (lint.get("per-file-ignores") or {}).items()
            ),
            tuple((lint.get("severity") or {}).items()),
            tuple(lint.get("exclude") or ()),
        ),
        render=RenderConfig(*(render.get(key) for key in RenderConfig._fields)),
        book=_book(top.get("book") or {}),
    )


def _book(data: dict[str, Any]) -> BookConfig:
    decree, said = data.get("keputusan") or {}, data.get("penjelasan") or {}
    date = decree.get("tanggal")
    return BookConfig(
        title=data.get("judul"),
        year=data.get("tahun"),
        address=data.get("alamat"),
        decree=Decree(
            decree.get("pejabat"),
            decree.get("nomor"),
            datetime.date.fromisoformat(date) if date else None,
            decree.get("tentang"),
        ),
        explanation=Explanation(file=said)
        if isinstance(said, str)
        else Explanation(
            said.get("ruang_lingkup"),
            said.get("ringkasan"),
            # What is wrong was left out: of a term without its meaning, all.
            tuple(
                (one["istilah"], one["arti"])
                for one in said.get("definisi") or ()
                if one.keys() >= {"istilah", "arti"}
            ),
        ),
    )
