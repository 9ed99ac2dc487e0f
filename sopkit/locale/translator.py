"""From a message to words of one language.

The order in which the language is chosen: `--lang`, `SOPKIT_LANG`, `language:` in sopkit.yaml, then the
locale of the system, where `en*` gives English and anything else Indonesian.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sopkit.locale.message import Message

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("id", "en")
CATALOGUES = Path(__file__).parent
"""Where gettext finds `id/LC_MESSAGES/sopkit.mo`."""


class Translator:
    """Renders messages in one language, `"id"` or `"en"`. The catalogue is read on first use."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: NullTranslations | None = None

    def text(self, template: str) -> str:
        """Return the words for `template`, which stays as it is where no translation exists."""
        if self.language == "en" or not template:
            return template
        return self._load().gettext(template)

    def count(self, one: str, many: str, number: int, **args: object) -> str:
        """Return the sentence for `number` things; `{n}` in it is the number."""
        if self.language == "en":
            chosen = one if number == 1 else many
        else:
            chosen = self._load().ngettext(one, many, number)
        return chosen.format(n=number, **args)

    def render(self, message: Message) -> str:
        """Return the sentence of `message`, its arguments (messages among them) filled in."""
        template = self.text(message.template)
        if not message.args:
            return template
        return template.format(
            **{
                name: self.render(value) if isinstance(value, Message) else value
                for name, value in message.args
            }
        )

    def _load(self) -> "NullTranslations":
        if self._catalogue is None:
            from gettext import GNUTranslations

            with (CATALOGUES / self.language / "LC_MESSAGES" / "sopkit.mo").open("rb") as stream:
                self._catalogue = GNUTranslations(stream)
        return self._catalogue


def choose_language(option: str | None, environment: Mapping[str, str], configured: str | None = None) -> str:
    """Return `"id"` or `"en"` by the order given at the top of this module."""
    for chosen in (option, environment.get("SOPKIT_LANG"), configured):
        if chosen in LANGUAGES:
            return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "id"
    return "id"
