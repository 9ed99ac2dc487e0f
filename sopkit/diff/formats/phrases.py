"""The words that several formats share: verdicts, figures, what a set comes to, and single changes."""

from typing import NamedTuple

from sopkit.diff.codes import CODES, sentence
from sopkit.diff.formats.marks import Piece, marked
from sopkit.diff.model import Change, Figures, Severity, Verdict
from sopkit.diff.report import Entry, Failure, Report
from sopkit.diff.times import spelled_minutes
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_, Message, message
from sopkit.locale.translator import Translator
from sopkit.model.duration import Calendar

VERDICTS = {
    Verdict.NEW: N_("New SOP"),
    Verdict.CHANGED: N_("Change of procedure"),
    Verdict.CORRECTED: N_("Correction of wording"),
    Verdict.SAME: N_("No change"),
    Verdict.WITHDRAWN: N_("SOP removed"),
}
SEVERITIES = {
    Severity.SUBSTANTIAL: N_("Changes of the procedure (substantial)"),
    Severity.EDITORIAL: N_("Changes of wording and records (editorial)"),
}
_SIGNS = {"-ditambah": "+", "-dihapus": "-", "-dipindah": "↕", "-diurutkan": "↕"}

FIGURES_HEAD = (N_("In figures"), N_("before"), N_("after"))
OVERVIEW_HEAD = (N_("SOP"), N_("Verdict"), N_("Substantial"), N_("Editorial"))
ATTEND = N_("To attend to")
MARKED = N_("taken out"), N_("put in")
_FIGURES = (N_("steps"), N_("executors"), N_("decisions"), N_("longest time"), N_("hand-overs"))


class Figure(NamedTuple):
    """One row of the effect: its name, and the figure before and after."""

    name: str
    before: str
    after: str


def title(entry: Entry, translator: Translator) -> str:
    """Return what people call the SOP: its title and number, on one line and safe to print."""
    comparison = entry.comparison
    name = comparison.title or translator.text("SOP without a title")
    return printable(f"{name} ({comparison.number})" if comparison.number else name)


def files(entry: Entry) -> str:
    """Return the file of the SOP, or both where they are not called the same, safe to print."""
    old, new = entry.comparison.old or "", entry.comparison.new or ""
    is_other = entry.is_renamed or old.rpartition("/")[2] != new.rpartition("/")[2]
    return printable(f"{old} → {new}" if old and new and is_other else new or old)


def verdict(entry: Entry, translator: Translator) -> str:
    """Return the verdict in a person's words."""
    if entry.comparison.verdict is Verdict.SAME and entry.is_renamed:
        return translator.text("File renamed, nothing else changed")
    return translator.text(VERDICTS[entry.comparison.verdict])


def reasons(entry: Entry, translator: Translator) -> str:
    """Return why the verdict is what it is, on one line; empty where no reason is given."""
    return printable("; ".join(translator.render(reason) for reason in entry.comparison.reasons))


def told(change: Change, translator: Translator) -> str:
    """Return the sentence of a change, on one line and safe to print."""
    return printable(translator.render(sentence(change)))


def sign(change: Change) -> str:
    """Return the sign that tells at a glance what happened: + - ↕ or ~."""
    return next((mark for ending, mark in _SIGNS.items() if change.code.endswith(ending)), "~")


def reworded(change: Change, translator: Translator) -> tuple[str, list[Piece]] | None:
    """Return what was put into other words, and its text in pieces; None for any other change."""
    code = CODES[change.code]
    if code.template is not None or change.old is None or change.new is None or sign(change) != "~":
        return None
    pieces = marked(change.old, change.new)
    if pieces is None:
        return None
    step = change.new_step or change.old_step
    subject = message(code.subject)
    place = subject if step is None else message("step {step}: {sentence}", step=step, sentence=subject)
    return printable(translator.render(place)), pieces


def figures(entry: Entry, translator: Translator) -> list[Figure]:
    """Return the effect, row by row; nothing where no figure changes, or there is only one version."""
    effect = entry.comparison.effect
    if effect.before is None or effect.after is None or effect.before == effect.after:
        return []
    before, after = (_cells(side, entry.calendar, translator) for side in (effect.before, effect.after))
    return [
        Figure(translator.text(name), *cells) for name, *cells in zip(_FIGURES, before, after, strict=True)
    ]


def size(entry: Entry, translator: Translator) -> str:
    """Return the figures of an SOP that has one version only, on one line; empty for another."""
    before, after = entry.comparison.effect
    side = after if before is None else before if after is None else None
    if side is None:
        return ""
    return ", ".join(
        f"{translator.text(name)}: {cell}"
        for name, cell in zip(_FIGURES, _cells(side, entry.calendar, translator), strict=True)
    )


def _cells(side: Figures, calendar: Calendar, translator: Translator) -> tuple[str, ...]:
    if side.minutes is None:
        longest = translator.text("unknown")
    else:
        longest = spelled_minutes(side.minutes, calendar)
    return str(side.rows), str(side.executors), str(side.decisions), longest, str(side.handovers)


def failure(one: Failure) -> Message:
    """Return where a file can't be compared, and why."""
    where = one.name if one.place is None else f"{one.name}:{one.place.line}:{one.place.column}"
    if one.is_old:
        return message(
            "“{path}” before the change cannot be compared: {reason}", path=where, reason=one.message
        )
    return message("“{path}” cannot be compared: {reason}", path=where, reason=one.message)


def summary(report: Report, translator: Translator) -> str:
    """Return what everything comes to, in one sentence."""
    changed, corrected, new, gone = (
        report.count(verdict)
        for verdict in (Verdict.CHANGED, Verdict.CORRECTED, Verdict.NEW, Verdict.WITHDRAWN)
    )
    renamed = sum(entry.is_renamed for entry in report.entries)
    alike, failed = len(report.entries) - len(report.differing), len(report.failures)
    count = translator.count
    parts = [
        said
        for number, said in (
            (changed, count("1 change of procedure", "{n} changes of procedure", changed)),
            (corrected, count("1 correction of wording", "{n} corrections of wording", corrected)),
            (new, count("1 new SOP", "{n} new SOPs", new)),
            (gone, count("1 SOP removed", "{n} SOPs removed", gone)),
            (renamed, count("1 file renamed", "{n} files renamed", renamed)),
        )
        if number
    ]
    notes = [
        said
        for number, said in (
            (
                alike,
                count(
                    "1 file says the same in other notation",
                    "{n} files say the same in other notation",
                    alike,
                ),
            ),
            (failed, count("1 file could not be compared", "{n} files could not be compared", failed)),
        )
        if number
    ]
    said = ", ".join(parts) or translator.text("no change")
    return "; ".join([said, *notes])
