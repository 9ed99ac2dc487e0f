"""The history as Markdown, for a wiki or a report. Nothing that comes from a file is read as markup."""

from collections.abc import Iterator

from sopkit.diff.formats.markdown import escaped
from sopkit.life.history import words
from sopkit.life.history.model import History, Version
from sopkit.locale.translator import Translator


def render(history: History, translator: Translator) -> str:
    """Return every version under a heading of its own, the oldest first."""
    blocks = [f"# {escaped(words.title(history))}", escaped(history.file.as_posix())]
    for version in history.versions:
        blocks.append(f"## {escaped(translator.render(words.heading(version, history)))}")
        blocks += _version(version, translator)
    return "\n\n".join(blocks) + "\n"


def _version(version: Version, translator: Translator) -> Iterator[str]:
    facts = [escaped(translator.render(fact)) for fact in words.facts(version)]
    if facts:
        yield "\n".join(f"- {fact}" for fact in facts)
    if version.touches:
        yield "\n".join(f"- {escaped(words.touch(touch))}" for touch in version.touches)
    if said := words.meaning(version, translator):
        yield f"**{escaped(said)}**"
    changes = words.changes(version, translator)
    if changes:
        yield "\n".join(f"- `{sign}` {escaped(sentence)}" for sign, sentence in changes)
