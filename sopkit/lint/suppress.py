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
        self._used: set[tuple[int, str]] = set()
        self.count = 0
        """How many findings were kept silent."""
        self._codes = {
            (index, word): matching(word)
            for index, comment in enumerate(comments)
            for word, _ in comment.rules
        }

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
        found = False
        for index, comment in enumerate(self._comments):
            if comment.line not in (None, finding.place.start.line):
                continue
            for word, _ in comment.rules:
                if finding.code in self._codes[index, word]:
                    self._used.add((index, word))
                    found = True
        self.count += found
        return found

    def unused(self, document: Document, codes: frozenset[str]) -> Iterable[Hit]:
        """Yield a hit for each comment, or word of one, that was of no use.

        A word that stands for rules which did not run (`codes` did) is left alone.
        """
        for index, comment in enumerate(self._comments):
            cut = Cut(_with_space_before(document.text, comment.start), comment.end)
            if not comment.rules:
                yield Hit(
                    (),
                    message("this suppression names no rule"),
                    message("write the code in brackets: “# sopkit: ignore[LK003] reason”"),
                    span=(comment.start, comment.end),
                    fix=(cut,),
                )
            for word, offset in comment.rules:
                if (index, word) in self._used:
                    continue
                meant = self._codes[index, word]
                if meant and not meant & codes:
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
                    fix=(self._cut(document, comment, offset, word),),
                )

    @staticmethod
    def _cut(document: Document, comment: Suppression, offset: int, word: str) -> Cut:
        """Return the cut of one word with its comma, or of the whole comment if it has no other."""
        if len(comment.rules) == 1:
            return Cut(_with_space_before(document.text, comment.start), comment.end)
        last = offset == comment.rules[-1][1]
        if not last:
            following = next(start for _, start in comment.rules if start > offset)
            return Cut(offset, following)
        before, start = comment.rules[-2]
        return Cut(start + len(before), offset + len(word))


def _with_space_before(text: str, start: int) -> int:
    """Return where the comment at `start` begins with the blanks before it, or its whole line."""
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    blank = text[line_start:start].rstrip(" \t")
    if blank:
        return line_start + len(blank)
    # A comment alone on its line goes with the end of the line before.
    if text[line_start - 2 : line_start] == "\r\n":
        return line_start - 2
    return max(line_start - 1, 0)
