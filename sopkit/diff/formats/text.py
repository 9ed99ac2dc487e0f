"""For people: each SOP with its verdict, what changed, the effect in figures, and what to attend to."""

from collections.abc import Iterator, Sequence

from sopkit.diff.formats import Look
from sopkit.diff.formats.marks import Mark, Piece
from sopkit.diff.formats.phrases import (
    ATTEND,
    FIGURES_HEAD,
    MARKED,
    SEVERITIES,
    Figure,
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
from sopkit.diff.model import Change, Severity, Verdict
from sopkit.diff.report import Entry, Report, position
from sopkit.lint.formats.escape import printable

_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = "1", "2", "31", "32", "33", "36"
_VERDICTS = {
    Verdict.NEW: "1;32",
    Verdict.CHANGED: "1;33",
    Verdict.CORRECTED: "1;36",
    Verdict.SAME: _DIM,
    Verdict.WITHDRAWN: "1;31",
}
_SIGNS = {"+": _GREEN, "-": _RED, "↕": _CYAN, "~": _YELLOW}
_BRACKETS = {Mark.GONE: ("[-", "-]", "9;31"), Mark.COME: ("{+", "+}", "4;32")}


def render(report: Report, look: Look) -> str:
    """Return the SOPs in which anything changed, one after the other; the last line counts."""
    blocks = [f"{entry_text(entry, look)}\n" for entry in report.differing]
    return "".join(blocks) + summary(report, look.translator) + "\n"


def entry_text(entry: Entry, look: Look) -> str:
    """Return what is to be said of one SOP."""
    page = _Page(look)
    return "".join(f"{line}\n" for line in page.entry(entry))


class _Page:
    """Writes the parts of a report in one language, with colour or without."""

    def __init__(self, look: Look) -> None:
        self._translator = look.translator
        self._colour = look.colour

    def entry(self, entry: Entry) -> Iterator[str]:
        """Yield the lines about one SOP."""
        yield self._paint(title(entry, self._translator), _BOLD)
        yield self._paint(files(entry), _DIM)
        why = reasons(entry, self._translator)
        word = self._paint(verdict(entry, self._translator), _VERDICTS[entry.comparison.verdict])
        yield f"{word}: {why}" if why else word
        if numbers := size(entry, self._translator):
            yield numbers
        for severity in Severity:
            yield from self._changes(entry, severity)
        yield from self._effect(figures(entry, self._translator))
        if entry.comparison.remarks:
            yield ""
            yield f"  {self._paint(self._translator.text(ATTEND), _BOLD)}"
            for remark in entry.comparison.remarks:
                yield f"    {self._paint('!', _YELLOW)} {printable(self._translator.render(remark))}"

    def _changes(self, entry: Entry, severity: Severity) -> Iterator[str]:
        """Yield the changes of one severity under a heading; marks in plain text are explained."""
        changes = [change for change in entry.comparison.changes if change.severity is severity]
        if not changes:
            return
        heading = self._paint(self._translator.text(SEVERITIES[severity]), _BOLD)
        has_marks = any(reworded(change, self._translator) for change in changes)
        legend = ""
        if has_marks and not self._colour:
            gone, come = (self._translator.text(word) for word in MARKED)
            legend = f"  [-{gone}-] {{+{come}+}}"
        yield ""
        yield f"  {heading}{legend}"
        yield from (self._change(entry, change) for change in changes)

    def _change(self, entry: Entry, change: Change) -> str:
        mark = sign(change)
        words = reworded(change, self._translator)
        said = told(change, self._translator) if words is None else f"{words[0]}: {self._marked(words[1])}"
        return f"    {self._paint(mark, _SIGNS[mark])} {said}{self._line(entry, change)}"

    def _marked(self, pieces: Sequence[Piece]) -> str:
        return "".join(
            printable(text) if mark is Mark.KEPT else self._mark(printable(text), *_BRACKETS[mark])
            for mark, text in pieces
        )

    def _mark(self, text: str, opening: str, closing: str, colour: str) -> str:
        return self._paint(text, colour) if self._colour else f"{opening}{text}{closing}"

    def _line(self, entry: Entry, change: Change) -> str:
        """Return on which line of the new file to look; nothing for what is no longer there."""
        place = position(entry.new, change.new_path)
        if place is None:
            return ""
        return self._paint("  " + self._translator.text("(line {line})").format(line=place.line), _DIM)

    def _effect(self, rows: Sequence[Figure]) -> Iterator[str]:
        if not rows:
            return
        head = Figure(*map(self._translator.text, FIGURES_HEAD))
        widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
        yield ""
        for row in (head, *rows):
            cells = (row.name.ljust(widths[0] + 2), row.before.rjust(widths[1]), row.after.rjust(widths[2]))
            line = "  ".join(cells)
            bold = row is head or row.before != row.after
            yield f"  {self._paint(line, _BOLD) if bold else line}"

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text
