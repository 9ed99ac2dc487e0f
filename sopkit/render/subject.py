"""What is to be drawn: an SOP as it was read, and whether it can be drawn at all."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.build import build, outline
from sopkit.model.flow import Flow, build_flow
from sopkit.model.sop import Sop
from sopkit.project.config import Config, load_config
from sopkit.project.discovery import Root, find_files, from_here, group_files, no_files, relative_name
from sopkit.project.reading import as_text
from sopkit.schema.problems import schema_problems
from sopkit.source.document import Document, load_document, parse_document
from sopkit.source.problem import Problem
from sopkit.source.reader import Unreadable, read
from sopkit.source.skim import skim

DRAWN_KEYS = frozenset({"pelaksana", "langkah"})
"""The keys that the flowchart is made of: a value of the wrong type there can't be drawn."""


@dataclass(frozen=True)
class Project:
    """The project that a file belongs to: its settings, and what its SOPs hold."""

    root: Root
    config: Config

    def linked_titles(self, sop: Sop) -> dict[str, str]:
        """Return the titles of the SOPs that `sop` links to, by the number or path that it names.

        Of a thousand files only those are parsed in which one of the numbers is written.
        """
        wanted = {link.target for link in sop.links if link.target}
        found: dict[str, str] = {}
        for file, content in self.contents if wanted else ():
            name = relative_name(file, self.root.folder)
            if name not in wanted and not any(target.encode("utf-8") in content for target in wanted):
                continue
            data = skim(content)
            other = outline(data) if isinstance(data, dict) else Sop()
            for target in {name, other.number} & wanted:
                if other.title and target:
                    found.setdefault(target, other.title)
        return found

    @cached_property
    def contents(self) -> tuple[tuple[Path, bytes], ...]:
        """The SOP files of the project that can be read, and what they hold."""
        found = []
        for file, _ in find_files([self.root.folder]):
            try:
                found.append((file, read(file)))
            except Unreadable:
                continue
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Subject:
    """One SOP that is to be drawn; `is_drawable` tells whether its flow can be."""

    file: Path
    project: Project
    document: Document
    sop: Sop
    flow: Flow
    is_drawable: bool

    @property
    def source(self) -> str:
        """The file's text to the byte, its byte order mark included."""
        return ("\ufeff" if self.document.has_bom else "") + self.document.text


def find_projects(paths: list[Path]) -> list[tuple[Project, list[Path]]]:
    """Return the SOP files that `paths` name, by project; none of them means the project here.

    Raises SopkitError where there is none, or a path does not exist.
    """
    found = [
        (load_project(root), list(dict.fromkeys(file for file, _ in files)))
        for root, files in group_files(paths).items()
    ]
    if not any(files for _, files in found):
        raise no_files(paths)
    return found


def load_project(root: Root) -> Project:
    """Return the project at `root`. Raises SopkitError for the first fault in its sopkit.yaml.

    A wrong setting would be printed: on other paper, without the logo.
    """
    if root.config is None:
        return Project(root, Config())
    config, document, problems = load_config(root.config, from_here(root.config).as_posix())
    if problems:
        first = problems[0]
        line, column = document.position(
            document.span(first.path, first.role)[0] if not first.span else first.span[0]
        )
        raise SopkitError(
            message(
                "{file}:{line}:{column}: {what}",
                file=document.name,
                line=line,
                column=column,
                what=first.message,
            ),
            first.suggestion,
        )
    return Project(root, config)


def load_subject(file: Path, project: Project) -> Subject:
    """Return the SOP in `file`. Raises SopkitError where the file can't be read at all."""
    return _subject(file, project, load_document(file))


def parse_subject(content: bytes, file: Path, project: Project) -> Subject:
    """Return the SOP in `content`, which is or will be kept in `file`."""
    return _subject(file, project, parse_document(file.as_posix(), content))


def _subject(file: Path, project: Project, document: Document) -> Subject:
    if not isinstance(document.data, dict):
        return Subject(file, project, document, Sop(), build_flow(Sop()), is_drawable=False)
    problems = schema_problems(document, "sop")
    sop = build(as_text(document, problems), project.config.agency.name)
    flow = build_flow(sop)
    return Subject(file, project, document, sop, flow, _is_drawable(document, problems, sop, flow))


def is_drawable(document: Document, sop: Sop, flow: Flow) -> bool:
    """Tell whether the flow of `sop`, read from `document`, can be drawn."""
    return _is_drawable(document, schema_problems(document, "sop"), sop, flow)


def _is_drawable(document: Document, problems: list[Problem], sop: Sop, flow: Flow) -> bool:
    is_sound = not (document.problems or _malformed(problems) or flow.unknown or flow.repeated)
    return is_sound and _knows_executors(sop)


def _malformed(problems: list[Problem]) -> bool:
    return any(
        problem.code == "SK002" and problem.path[:1][0] in DRAWN_KEYS for problem in problems if problem.path
    )


def _knows_executors(sop: Sop) -> bool:
    """Tell whether every executor of a step has a column; without any column, none is wrong."""
    known = {executor.id for executor in sop.executors}
    return not known or all(
        reference.id in known for step in sop.steps for spec in step.symbols for reference in spec.executors
    )
