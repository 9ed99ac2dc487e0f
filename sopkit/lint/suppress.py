"""Suppression comments at work, and YM005 for those that suppress nothing."""

from collections.abc import Iterable

from sopkit.lint.finding import Finding
from sopkit.lint.registry import matching
from sopkit.lint.rule import Hit
from sopkit.locale.message import message
from sopkit.source.comments import Suppression
from sopkit.source.document import Document
from sopkit.source.edits import Cut


class Suppressions:
    """The suppression comments of one file, and which of them were of use."""

    def __init__(self, comments: tuple[Suppression, ...]) -> None:
        self._comments = comments
        self._used: dict[int | None, set[str]] = {}
        self.count = 0
        """How many findings were kept silent."""
        self._codes = {word: matching(word) for comment in comments for word, _ in comment.rules}
        # What is silent on each line, and under None in the whole file; `_used` tells what of it had to be.
        self._silent: dict[int | None, set[str]] = {}
        for comment in comments:
            silent = self._silent.setdefault(comment.line, set())
            silent.update(*(self._codes[word] for word in {word for word, _ in comment.rules}))

    @property
    def any(self) -> bool:
        """Tell whether the file has suppression comments."""
        return bool(self._comments)

    def keep(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that no comment suppresses, and remember the comments that did."""
        if not self._comments:
            return list(findings)
        return [finding for finding in findings if not self._suppresses(finding)]

    def _suppresses(self, finding: Finding) -> bool:
        lines = [
            line for line in (None, finding.place.start.line) if finding.code in self._silent.get(line, ())
        ]
        for line in lines:
            self._used.setdefault(line, set()).add(finding.code)
        self.count += bool(lines)
        return bool(lines)

    def unused(self, document: Document, codes: frozenset[str]) -> Iterable[Hit]:
        """Yield a hit for each comment, or word of one, that was of no use.

        A word that stands for rules which did not run (`codes` did) is left alone.
        """
        for comment in self._comments:
            used = self._used.get(comment.line, set())
            if not comment.rules:
                yield Hit(
                    (),
                    message("this suppression names no rule"),
                    message("write the code in brackets: “# sopkit: ignore[LK003] reason”"),
                    span=(comment.start, comment.end),
                    fix=(_cut_whole(document, comment),),
                )
            for place, (word, offset) in enumerate(comment.rules):
                meant = self._codes[word]
                if not meant.isdisjoint(used) or (meant and meant.isdisjoint(codes)):
                    continue
                if not meant:
                    text = message("there is no rule “{word}”", word=word)
                elif comment.line == 0:
                    text = message("“ignore-file” only counts above the first key")
                else:
                    text = message("nothing here breaks {word}", word=word)
                yield Hit(
                    (),
                    text,
                    message("delete it"),
                    span=(offset, offset + len(word)),
                    fix=(_cut(document, comment, place),),
                )


def _cut(document: Document, comment: Suppression, place: int) -> Cut:
    """Return the cut of the word at `place` with its comma, or of the whole comment if it has no other."""
    if len(comment.rules) == 1:
        return _cut_whole(document, comment)
    word, offset = comment.rules[place]
    if place + 1 < len(comment.rules):
        return Cut(offset, comment.rules[place + 1][1])
    before, start = comment.rules[place - 1]
    return Cut(start + len(before), offset + len(word))


def _cut_whole(document: Document, comment: Suppression) -> Cut:
    return Cut(_with_space_before(document, comment.start), comment.end)


def _with_space_before(document: Document, start: int) -> int:
    """Return where the comment at `start` begins with the blanks before it, or its whole line."""
    text = document.text
    line, _ = document.position(start)
    line_start = document.line_starts[line - 1]
    blank = text[line_start:start].rstrip(" \t")
    if blank:
        return line_start + len(blank)
    # A comment alone on its line goes with the end of the line before.
    if text[line_start - 2 : line_start] == "\r\n":
        return line_start - 2
    return max(line_start - 1, 0)
