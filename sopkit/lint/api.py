"""The public functions: what `import sopkit` offers to other programs."""

import datetime
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.lint.finding import Finding
from sopkit.lint.registry import all_rules
from sopkit.lint.rule import Rule
from sopkit.lint.run import lint_paths
from sopkit.lint.settings import Options
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.project.config import load_config
from sopkit.project.discovery import find_root
from sopkit.project.reading import read_sop
from sopkit.source.document import load_document


def load(path: str | PathLike[str]) -> Sop:
    """Return the SOP in the file at `path`, with the `instansi` of its sopkit.yaml where it has none.

    What the file leaves out, or gives with the wrong type, is None or empty; `lint` tells about that.
    Raises SopkitError for a file that cannot be read or is not YAML.
    """
    file = Path(path)
    document = load_document(file)
    root = find_root(file.absolute().parent)
    config = load_config(root.config, root.config.as_posix())[0] if root.config else None
    sop = read_sop(document, config.agency.name if config else None)
    if sop is None:
        problem = document.problems[0]
        line, column = document.position(problem.span[0] if problem.span else 0)
        raise SopkitError(
            message(
                "{file}:{line}:{column}: {what}",
                file=document.name,
                line=line,
                column=column,
                what=problem.message,
            ),
            problem.suggestion,
        )
    return sop


def lint(
    paths: Iterable[str | PathLike[str]] = (),
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """Return the findings on the SOP files that `paths` name (files and folders), by file and place.

    No path means the project of the current folder. `select` and `ignore` hold codes, slugs or families;
    `today` is the date that counts as now. A rule that crashes is told as a warning, and the others go on.
    Raises SopkitError where there is no SOP, or no such rule.
    """
    import warnings

    options = Options(today or datetime.date.today(), select=tuple(select), ignore=tuple(ignore), jobs=1)
    report = lint_paths([Path(path) for path in paths], options)
    for fault in report.faults:
        warnings.warn(f"rule {fault.rule} of sopkit crashed on {fault.file}:\n{fault.trace}", stacklevel=2)
    return report.findings


def rules() -> tuple[Rule, ...]:
    """Return every rule with its metadata, by family and code."""
    return all_rules()
