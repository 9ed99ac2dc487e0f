"""Suppression comments: `# sopkit: ignore[LK003] reason` and `# sopkit: ignore-file[DF007] reason`.

The first form stands at the end of a line or on the line above it, the second before the first key.
"""

import re
from typing import NamedTuple

from sopkit.source.document import Document

_COMMENT = re.compile(
    r"(?:(?<=\s)|^)#[ \t]*sopkit:[ \t]*ignore(?P<file>-file)?\b"
    r"(?:[ \t]*\[(?P<rules>[^\]\r\n]*)\])?[^\r\n]*",
    re.MULTILINE,
)
# A plain sign to look for first: the full expression takes a hundred times as long, and few files have any.
_SIGN = re.compile(r"#[ \t]*sopkit:")
_RULE = re.compile(r"[^\s,]+")


class Suppression(NamedTuple):
    """One suppression comment.

    `rules` are its codes, slugs or families with their offsets into the text; `line` (from 1) is the line
    that it speaks of, None for the whole file; `start` and `end` the offsets of the comment.
    """

    rules: tuple[tuple[str, int], ...]
    line: int | None
    start: int
    end: int


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppression comments of `document`, in order. Quoted text is no comment."""
    if not _SIGN.search(document.text):
        return ()
    scalars = sorted(document.scalars())
    first_key = scalars[0][0] if scalars else len(document.text)
    found = []
    for match in _COMMENT.finditer(document.text):
        start = match.start()
        if any(begin <= start < end for begin, end in scalars):
            continue
        if match["file"]:
            line = None if start < first_key else 0
        else:
            line = _meant_line(document, start)
        offset = match.start("rules")
        rules = tuple((rule.group(), offset + rule.start()) for rule in _RULE.finditer(match["rules"] or ""))
        found.append(Suppression(rules, line, start, match.end()))
    return tuple(found)


def _meant_line(document: Document, offset: int) -> int:
    line, column = document.position(offset)
    if document.line(line)[: column - 1].strip():
        return line
    # A comment of its own speaks of the next line that is not a comment.
    for following in range(line + 1, len(document.line_starts) + 1):
        content = document.line(following).strip()
        if content and not content.startswith("#"):
            return following
    return line
