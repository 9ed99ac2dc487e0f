"""Suppression comments: `# sopkit: ignore[LK003] reason` and `# sopkit: ignore-file[DF007] reason`.

The first form stands at the end of a line or on the line above it, the second before the first key.
"""

import re
from bisect import bisect_right
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
    begins = [begin for begin, _ in scalars]
    first_key = begins[0] if begins else len(document.text)
    following = _following_content(document)
    found = []
    for match in _COMMENT.finditer(document.text):
        start = match.start()
        # Scalars do not overlap: only the last one that begins before can hold the comment.
        holder = bisect_right(begins, start) - 1
        if holder >= 0 and start < scalars[holder][1]:
            continue
        if match["file"]:
            line = None if start < first_key else 0
        else:
            line = _meant_line(document, start, following)
        offset = match.start("rules")
        rules = tuple((rule.group(), offset + rule.start()) for rule in _RULE.finditer(match["rules"] or ""))
        found.append(Suppression(rules, line, start, match.end()))
    return tuple(found)


def _meant_line(document: Document, offset: int, following: list[int]) -> int:
    line, column = document.position(offset)
    if document.line(line)[: column - 1].strip():
        return line
    # A comment of its own speaks of the next line that is not a comment.
    return following[line] or line


def _following_content(document: Document) -> list[int]:
    """Return for each line (from 1) the next one that is not a comment, 0 where there is none."""
    following = [0] * (len(document.line_starts) + 1)
    for line in range(len(document.line_starts), 1, -1):
        content = document.line(line).strip()
        following[line - 1] = line if content and not content.startswith("#") else following[line]
    return following
