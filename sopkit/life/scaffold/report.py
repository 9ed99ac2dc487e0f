"""What was made, for other programs."""

from typing import Any

from sopkit.life.scaffold.new import Draft
from sopkit.life.scaffold.repository import Plan
from sopkit.lint.formats.json_ import finding_data
from sopkit.lint.formats.machine import dump
from sopkit.lint.report import Report
from sopkit.locale.translator import Translator

VERSION = 1


def repository_json(plan: Plan, git: str) -> str:
    """Return which files of a repository were written, which stayed, and which belong elsewhere.

    `git` is `made`, `there` or `none`: whether the folder lies in a git repository, and since when.
    """
    data: dict[str, Any] = {
        "version": VERSION,
        "folder": plan.folder.as_posix(),
        "written": [(plan.folder / item.name).as_posix() for item in plan.new],
        "kept": [(plan.folder / name).as_posix() for name in plan.kept],
        "left_out": [(plan.folder / name).as_posix() for name in plan.misplaced],
        "git": git,
    }
    return dump(data)


def draft_json(draft: Draft, report: Report, translator: Translator) -> str:
    """Return the file of a new SOP, its number and the model of that, and what is left to do."""
    data: dict[str, Any] = {
        "version": VERSION,
        "path": draft.file.as_posix(),
        "number": draft.number,
        "made_after": draft.model,
        "findings": [finding_data(finding, translator) for finding in report.findings],
    }
    return dump(data)
