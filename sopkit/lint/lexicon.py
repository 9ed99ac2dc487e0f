"""What sopkit knows of Indonesian: verbs, nouns of activity, misspellings, positions.

The knowledge is data (data/*.yaml, each group with its source), compiled into data/lexicon.json; here are
the questions that rules put to it. Words are compared in lower case.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_COMPILED = Path(__file__).parent / "data" / "lexicon.json"
_ACTIVE = re.compile(r"me(?:ng|ny|m|n|r|l|w|y)?[a-z]{2,}(?:-[a-z]+)?")
_NOMINAL = re.compile(r"pe[a-z-]{3,}an")


class Lexicon:
    """The language data, read once; every answer is a plain look-up."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._sets: dict[tuple[str, str], frozenset[str]] = {}

    def words(self, file: str, group: str) -> frozenset[str]:
        """Return the entries of a list, in lower case."""
        key = (file, group)
        if key not in self._sets:
            self._sets[key] = frozenset(word.lower() for word in self._data[file][group])
        return self._sets[key]

    def pairs(self, file: str, group: str) -> dict[str, str]:
        """Return the entries of a mapping from what is written to what it stands for."""
        found: dict[str, str] = self._data[file][group]
        return found

    def entries(self, file: str, group: str) -> Any:
        """Return a group that is neither a list of words nor a mapping of them, as it is."""
        return self._data[file][group]

    def is_active_verb(self, word: str) -> bool:
        """Tell whether `word` is an active verb that may begin an activity.

        A me- word counts unless it is listed as none, a ber- or bare word only if it is listed.
        """
        word = word.lower()
        if word in self.words("kata-kerja", "ber") or word in self.words("kata-kerja", "tanpa_awalan"):
            return True
        return bool(_ACTIVE.fullmatch(word)) and word not in self.words("kata-kerja", "bukan_kata_kerja")

    def is_checking_verb(self, word: str) -> bool:
        """Tell whether `word` is a verb of checking, which has an outcome."""
        return word.lower() in self.words("kata-kerja", "pemeriksa")

    def is_passive(self, word: str) -> bool:
        """Tell whether `word` is a passive di- verb, not a noun such as disposisi."""
        word = word.lower()
        return (
            len(word) > 4
            and word.startswith("di")
            and word.isalpha()
            and word not in self.words("kata-kerja", "pasif_bukan")
        )

    def is_activity_noun(self, word: str) -> bool:
        """Tell whether `word` names an activity: a Pe-…-an noun or a listed loanword."""
        word = word.lower()
        if word in self.pairs("nomina", "nomina_ke_verba") or word in self.pairs(
            "nomina", "serapan_ke_verba"
        ):
            return True
        return bool(_NOMINAL.fullmatch(word)) and word not in self.words("nomina", "nomina_bukan")

    def verb_of(self, word: str) -> str | None:
        """Return the active verb for a noun of activity or a bare root, None where it isn't known."""
        word = word.lower()
        for group in ("nomina_ke_verba", "serapan_ke_verba", "dasar_ke_verba"):
            verb = self.pairs("nomina", group).get(word)
            if verb:
                return verb
        return None


@cache
def lexicon() -> Lexicon:
    """Return the language data that comes with sopkit."""
    return Lexicon(json.loads(_COMPILED.read_text(encoding="utf-8")))
