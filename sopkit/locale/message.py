"""A message is a template and its arguments; the words are chosen only when it is shown.

Keeping the two apart lets one finding be told in two languages, and lets a baseline recognise it by its
arguments even after the wording has changed.
"""

from typing import NamedTuple


def N_(template: str) -> str:
    """Mark `template` for the catalogue without translating it here."""
    return template


class Message(NamedTuple):
    """An untranslated sentence: `template` in English with `{name}` fields, filled from `args`.

    `str(message)` is the English sentence; `Translator.render` gives another language's.
    """

    template: str
    args: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.args)) if self.args else self.template


def message(template: str, /, **args: object) -> Message:
    """Return the message of `template`; `args` are text, numbers, or messages themselves."""
    return Message(template, tuple(args.items()))
