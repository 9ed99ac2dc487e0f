"""The history for a terminal of 80 columns, the oldest version first."""

from collections.abc import Iterator

from sopkit.life.history import words
from sopkit.life.history.model import History, Version
from sopkit.life.table import WIDTH, wrapped
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_
from sopkit.locale.translator import Translator

_BOLD, _DIM = "1", "2"


def render(history: History, translator: Translator, *, colour: bool = False) -> str:
    """Return every version with what is said of it, who wrote it, and what changed by meaning."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines = [paint(words.title(history), _BOLD), paint(printable(history.file.as_posix()), _DIM)]
    for version in history.versions:
        lines += ["", paint(translator.render(words.heading(version, history)), _BOLD)]
        lines += _version(version, translator)
    return "".join(f"{line}\n" for line in lines)


def _version(version: Version, translator: Translator) -> Iterator[str]:
    for fact in words.facts(version):
        yield from _hanging("  ", translator.render(fact))
    for touch in version.touches:
        yield from _hanging("  · ", words.touch(touch))
    if version.snapshot is not None and version.snapshot.touch is None:
        yield from _hanging("  · ", translator.text(N_("not committed yet")))
    if said := words.meaning(version, translator):
        yield from _hanging("  ", said)
    for sign, sentence in words.changes(version, translator):
        yield from _hanging(f"    {sign} ", sentence)


def _hanging(lead: str, text: str) -> Iterator[str]:
    """Yield `text` in lines below each other, `lead` before the first."""
    for number, line in enumerate(wrapped(text, WIDTH - len(lead))):
        yield f"{' ' * len(lead) if number else lead}{line}".rstrip()
