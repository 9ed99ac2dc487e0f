"""A comment on a merge request: what it all comes to, a table, and the details of each SOP folded.

Nothing that comes from a file is read as markup, links, mentions anybody or closes a fold.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sopkit.diff.formats import Look
from sopkit.diff.formats.marks import Mark, Piece
from sopkit.diff.formats.phrases import (
    ATTEND,
    FIGURES_HEAD,
    OVERVIEW_HEAD,
    SEVERITIES,
    failure,
    figures,
    files,
    reasons,
    reworded,
    sign,
    size,
    summary,
    title,
    told,
    verdict,
)
from sopkit.diff.model import Change, Severity
from sopkit.diff.report import Entry, Failure, Report
from sopkit.lint.formats.escape import printable
from sopkit.locale.translator import Translator

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536, and refuses a longer one as a whole."""

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")
# What turns words into mentions, references, emojis and links, also after the markup has been read.
_REFERENCE = re.compile(r"(?<=[@#!%])(?=\w)|(?<=:)(?=[a-z+/-])|(?<=www)(?=\.)", re.IGNORECASE)
_ZERO_WIDTH = "\u200b"
_TAGS = {Mark.GONE: "del", Mark.COME: "ins"}


def render(report: Report, look: Look) -> str:
    """Return the comment; without changes, one line."""
    translator = look.translator
    compared = translator.text("SOPs compared")
    blocks = [f"**{compared}:** {escaped(summary(report, translator))}"]
    entries = report.differing
    if entries:
        blocks.append(_overview(entries, translator))
    if report.failures:
        blocks.append("\n".join(_failure(one, translator) for one in report.failures))
    length = sum(map(len, blocks))
    for at, entry in enumerate(entries):
        block = _details(entry, translator)
        length += len(block) + 2
        if length > LONGEST:
            left = len(entries) - at
            blocks.append(
                translator.count(
                    "Details of 1 more SOP: “sopkit diff”", "Details of {n} more SOPs: “sopkit diff”", left
                )
            )
            break
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that says just that."""
    text = _REFERENCE.sub(_ZERO_WIDTH, printable(text))
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)


def _overview(entries: Sequence[Entry], translator: Translator) -> str:
    head = [translator.text(name) for name in OVERVIEW_HEAD]
    rows = [
        (
            escaped(title(entry, translator)),
            escaped(verdict(entry, translator)),
            str(entry.count(Severity.SUBSTANTIAL)),
            str(entry.count(Severity.EDITORIAL)),
        )
        for entry in entries
    ]
    return _table(head, rows, ("---", "---", "---:", "---:"))


def _details(entry: Entry, translator: Translator) -> str:
    heading = f"<b>{escaped(title(entry, translator))}</b>: {escaped(verdict(entry, translator))}"
    blocks = [f"<details><summary>{heading}</summary>", escaped(files(entry))]
    blocks += [escaped(said) for said in (reasons(entry, translator), size(entry, translator)) if said]
    for severity in Severity:
        items = [
            _change(change, translator) for change in entry.comparison.changes if change.severity is severity
        ]
        if items:
            blocks.append(f"**{translator.text(SEVERITIES[severity])}**\n\n" + "\n".join(items))
    if rows := figures(entry, translator):
        head = [translator.text(name) for name in FIGURES_HEAD]
        blocks.append(_table(head, (map(escaped, row) for row in rows), ("---", "---:", "---:")))
    if entry.comparison.remarks:
        said = "\n".join(f"- {escaped(translator.render(remark))}" for remark in entry.comparison.remarks)
        blocks.append(f"**{translator.text(ATTEND)}**\n\n{said}")
    return "\n\n".join([*blocks, "</details>"])


def _change(change: Change, translator: Translator) -> str:
    words = reworded(change, translator)
    said = escaped(told(change, translator)) if words is None else f"{escaped(words[0])}: {_marked(words[1])}"
    return f"- `{sign(change)}` {said}"


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(
        escaped(text) if mark is Mark.KEPT else f"<{_TAGS[mark]}>{escaped(text)}</{_TAGS[mark]}>"
        for mark, text in pieces
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], lines: Iterable[str]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, lines, *rows))


def _failure(one: Failure, translator: Translator) -> str:
    parts: Iterator[str] = (translator.render(part) for part in (failure(one), one.hint) if part is not None)
    return f"- ⚠ {escaped('; '.join(parts))}"
