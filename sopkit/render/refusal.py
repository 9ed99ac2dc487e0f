"""Why an SOP can't be drawn, in the words of lint."""

import datetime

from sopkit.lint.engine import lint_document
from sopkit.lint.finding import Finding
from sopkit.lint.lexicon import lexicon
from sopkit.lint.settings import Settings
from sopkit.project.config import LintConfig
from sopkit.project.discovery import relative_name
from sopkit.render.subject import DRAWN_KEYS, Subject

CODES = frozenset({"YM001", "YM002", "YM004", "SK002", "PL001", "LK014", "LK015"})


def refusal(subject: Subject) -> tuple[Finding, ...]:
    """Return the findings for which `subject` is not drawn; nothing in its sopkit.yaml silences them."""
    config = subject.project.config._replace(lint=LintConfig())
    settings = Settings(config, datetime.date.min, CODES, {})
    name = relative_name(subject.file, subject.project.root.folder)
    result = lint_document(subject.document, name, settings, lexicon())
    return tuple(
        finding
        for finding in sorted(result.findings, key=lambda one: one.sort_key)
        if finding.code != "SK002" or (finding.path and finding.path[0] in DRAWN_KEYS)
    )
