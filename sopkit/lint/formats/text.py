"""For people: findings grouped by file, each with the line that it is about and what to write instead."""

from itertools import groupby
from unicodedata import combining, east_asian_width

from sopkit.lint.finding import Applicability, Finding, Place, Severity
from sopkit.lint.formats.escape import printable
from sopkit.lint.report import Report
from sopkit.locale.message import N_
from sopkit.locale.translator import Translator

_WORDS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")}
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD, _DIM = "1", "2"
_WIDEST = 110
"""Columns of an excerpt; a longer line is cut around the wrong piece."""


def render(report: Report, translator: Translator) -> str:
    """Return the report without colour, for a file."""
    return render_text(report, translator, colour=False)


def render_text(report: Report, translator: Translator, *, colour: bool) -> str:
    """Return the report for a terminal; the last line counts."""
    page = _Page(translator, colour)
    blocks = []
    for file, findings in groupby(report.findings, key=lambda finding: finding.place.file):
        blocks.append(page.paint(printable(file), _BOLD) + "\n")
        blocks += [page.finding(finding) for finding in findings]
    return "".join(blocks) + page.summary(report)


class _Page:
    """Writes the parts of a report in one language, with colour or without."""

    def __init__(self, translator: Translator, colour: bool) -> None:
        self._translator = translator
        self._colour = colour

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def finding(self, finding: Finding) -> str:
        """Return where, what, the line with the wrong piece marked, and the remedy."""
        start = finding.place.start
        colour = _COLOURS[finding.severity]
        word = self.paint(self._translator.text(_WORDS[finding.severity]), colour)
        head = f"  {start.line}:{start.column} {word} {self.paint(finding.code, _BOLD)} {finding.slug}"
        lines = [head, f"     {printable(self._translator.render(finding.message))}"]
        lines += self._frame(finding.excerpt, finding.place, colour)
        if finding.suggestion is not None:
            remedy = printable(self._translator.render(finding.suggestion))
            lines.append(f"     → {remedy}{self._mark(finding)}")
        elif finding.fix is not None:
            lines.append(f"     {self._mark(finding).strip()}")
        if finding.related:
            also = ", ".join(self._also(finding, place) for place in finding.related)
            title = self._translator.text("see also")
            lines.append(self.paint(f"     {title}: {also}", _DIM))
        return "\n".join(lines) + "\n\n"

    def summary(self, report: Report) -> str:
        """Return the last line: how much was found, and how much of it can be mended."""
        count = self._translator.count
        files = count("in 1 file", "in {n} files", len(report.files))
        if not report.findings:
            found = self._translator.text("no finding")
        else:
            parts = (
                count("1 error", "{n} errors", report.count(Severity.ERROR)),
                count("1 warning", "{n} warnings", report.count(Severity.WARNING)),
                count("1 info", "{n} infos", report.count(Severity.INFO)),
            )
            found = ", ".join(parts)
        notes = [note for note in self._notes(report) if note]
        return f"{found} {files}{''.join(f'; {note}' for note in notes)}\n"

    def _notes(self, report: Report) -> tuple[str, ...]:
        count = self._translator.count
        fixes = [finding.fix for finding in report.findings if finding.fix]
        safe = sum(fix.applicability is Applicability.SAFE for fix in fixes)
        unsafe = len(fixes) - safe

        def told(number: int, one: str, many: str) -> str:
            return count(one, many, number) if number else ""

        return (
            told(report.fixed, "1 was fixed", "{n} were fixed"),
            told(safe, "1 can be fixed with --fix", "{n} can be fixed with --fix"),
            told(unsafe, "1 with --fix --unsafe-fixes", "{n} with --fix --unsafe-fixes"),
            told(report.suppressed, "1 suppressed", "{n} suppressed"),
            told(report.baselined, "1 in the baseline", "{n} in the baseline"),
        )

    def _mark(self, finding: Finding) -> str:
        if finding.fix is None:
            return ""
        option = "--fix" if finding.fix.applicability is Applicability.SAFE else "--fix --unsafe-fixes"
        return self.paint(f"  [{option}]", _DIM)

    @staticmethod
    def _also(finding: Finding, place: Place) -> str:
        where = f"{place.start.line}:{place.start.column}"
        return where if place.file == finding.place.file else f"{printable(place.file)}:{where}"

    def _frame(self, line: str, place: Place, colour: str) -> list[str]:
        """Return the line of the file and, below it, carets under the wrong piece."""
        if not line.strip():
            return []
        start = place.start.column - 1
        stop = place.end.column - 1 if place.end.line == place.start.line else len(line)
        stop = max(start + 1, min(stop, len(line)))
        left, piece, right = _window(line, start, stop)
        number = str(place.start.line)
        gutter = " " * (len(number) + 5)
        carets = self.paint("^" * max(_width(piece), 1), colour)
        return [
            f"{self.paint(f'   {number} │', _DIM)} {left}{piece}{right}",
            f"{self.paint(f'{gutter[:-1]}│', _DIM)} {' ' * _width(left)}{carets}",
        ]


def _window(line: str, start: int, stop: int) -> tuple[str, str, str]:
    """Return what stands before, in and after the wrong piece, cut to fit and safe to print."""
    begin = 0
    if stop > _WIDEST:
        begin = max(0, min(start - 20, stop - _WIDEST))
    end = min(len(line), begin + _WIDEST)
    stop = min(stop, end)
    left = ("…" if begin else "") + printable(line[begin:start].replace("\t", " "))
    right = printable(line[stop:end].replace("\t", " ")) + ("…" if end < len(line) else "")
    return left, printable(line[start:stop]), right


def _width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
