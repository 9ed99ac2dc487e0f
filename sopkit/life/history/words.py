"""The words about a version that several formats share."""

from collections.abc import Iterator

from sopkit.diff.codes import BOOKKEEPING
from sopkit.diff.formats import phrases
from sopkit.life.history.model import History, Version
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message, message
from sopkit.locale.translator import Translator
from sopkit.project.log import Touch

_SHORT_HASH = 10


def title(history: History) -> str:
    """Return what people call the SOP: its title and number, safe to print."""
    sop = history.sop
    return printable(" ".join(filter(None, (sop.title, f"({sop.number})" if sop.number else ""))) or "SOP")


def heading(version: Version, history: History) -> Message:
    """Return what a version is called."""
    sop = version.snapshot.sop if version.snapshot else None
    if version.number is None:
        last = max((one.number for one in history.versions if one.number is not None), default=1)
        return message("After version {number}, not in a version yet", number=last)
    if sop is not None and not sop.is_current:
        return message("The end: {status}", status=sop.status)
    if sop is not None and sop.status != "berlaku":
        return message("Version {number}, a draft", number=version.number)
    if version.is_open:
        return message("Version {number}, not committed yet", number=version.number)
    return message("Version {number}", number=version.number)


def facts(version: Version) -> Iterator[Message]:
    """Yield what `riwayat` says of a version: what was done when, in which words, and on what basis."""
    for entry in version.entries:
        kind, day, summary = entry.kind or "-", entry.date or "-", entry.summary or "-"
        yield (
            message(
                "{day} {kind}: {summary}; basis: {basis}",
                day=day,
                kind=kind,
                summary=summary,
                basis=entry.basis,
            )
            if entry.basis
            else message("{day} {kind}: {summary}", day=day, kind=kind, summary=summary)
        )
    if not version.entries and version.number is not None:
        yield message("“riwayat” does not speak of it")


def touch(one: Touch) -> str:
    """Return who committed what when, on one line and safe to print."""
    return printable(f"{one.date[:10]} {one.author}: {one.subject} ({one.hash[:_SHORT_HASH]})")


def meaning(version: Version, translator: Translator) -> str:
    """Return what all that changed means; of a version with nothing before it, how large it is."""
    if version.change is None:
        return ""
    said = phrases.verdict(version.change, translator)
    why = phrases.reasons(version.change, translator)
    return f"{said}: {why}" if why else said


def changes(version: Version, translator: Translator) -> list[tuple[str, str]]:
    """Return each change by meaning: its sign, and its sentence. What `riwayat` tells is told already."""
    if version.change is None:
        return []
    found = [one for one in version.change.comparison.changes if one.code not in BOOKKEEPING]
    return [(phrases.sign(change), phrases.told(change, translator)) for change in found]
