"""The SOP that is to be tried out: found, read, and known to have a flow that can be followed."""

from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.lint.finding import Finding
from sopkit.locale.message import message
from sopkit.model.sop import Path as DataPath
from sopkit.project.discovery import find_root
from sopkit.render.subject import Subject, load_project, load_subject, parse_subject
from sopkit.schema.problems import schema_problems


class Unfollowable(SopkitError):
    """Raised for an SOP whose flow can't be followed; `findings` tell why."""

    def __init__(self, file: Path, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(
            message("“{path}” can't be tried out: its flow can't be followed", path=file.as_posix()),
            message("mend what is listed above")
            if findings
            else message("“sopkit lint” tells why; comments in the file silence it"),
        )


def load_trial(file: Path) -> Subject:
    """Return the SOP in `file`. Raises SopkitError where there is none, or its flow can't be followed."""
    if not file.is_file():
        raise SopkitError(
            message("“{path}” is no file", path=file.as_posix()), message("name the file of one SOP")
        )
    return _sound(load_subject(file, load_project(find_root(file.parent.absolute()))))


def parse_trial(content: bytes) -> Subject:
    """Return the SOP in `content`, as if it were kept in the current folder. Raises as `load_trial` does."""
    return _sound(parse_subject(content, Path("-"), load_project(find_root(Path.cwd()))))


def place(subject: Subject, path: DataPath) -> str:
    """Return file, line and column of what stands at `path`, as people and editors write it."""
    line, column = subject.document.position(subject.document.span(path)[0])
    return f"{subject.file.as_posix()}:{line}:{column}"


def _sound(subject: Subject) -> Subject:
    """Return `subject`. Raises SopkitError where a chance is none, or the flow can't be followed."""
    if isinstance(subject.document.data, dict):
        _check_chances(subject)
    if not subject.is_drawable or not subject.flow.symbols:
        from sopkit.render.refusal import refusal

        raise Unfollowable(subject.file, refusal(subject))
    for symbol in subject.flow.symbols:
        if symbol.lacks_answers:
            raise SopkitError(
                message(
                    "{place}: the decision of row {row} has fewer than two answers",
                    place=place(subject, symbol.path),
                    row=symbol.row,
                ),
                message("write under “keputusan” where “ya” and “tidak”, or each of “cabang”, lead"),
            )
    return subject


def _check_chances(subject: Subject) -> None:
    for problem in schema_problems(subject.document, "sop"):
        if "peluang" in problem.path:
            where = place(subject, problem.path)
            raise SopkitError(
                message("{place}: {what}", place=where, what=problem.message), problem.suggestion
            )
