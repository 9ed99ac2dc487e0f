"""Searching all that SOPs say, the best first.

An SOP is found that holds every word asked for, or a word that begins with it. It counts how often they
occur: ten times as much in the number or the title as elsewhere, so that an SOP about a thing comes before
those that mention it. What was counted is told with the result.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sopkit.life.register.entry import Entry
from sopkit.source.reader import Unreadable, read
from sopkit.source.skim import skim
from sopkit.text import normalise

_HEAVY = frozenset({"nomor", "judul"})
_HEAVY_WEIGHT = 10


class Match(NamedTuple):
    """An SOP that was found: how well it fits, and how many words fit under each key of its file."""

    entry: Entry
    score: int
    found: tuple[tuple[str, int], ...]


def search(entries: Iterable[Entry], asked: str) -> list[Match]:
    """Return the SOPs among `entries` that hold all words of `asked`, the best first.

    Their files are read again as they are now, whole.
    """
    terms = _terms(asked)
    if not terms:
        return []
    # A whole word, or what it begins with.
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, terms))})")
    matches = [match for entry in entries if (match := _match(entry, terms, pattern)) is not None]
    return sorted(matches, key=lambda match: (-match.score, match.entry.place))


def _terms(asked: str) -> list[str]:
    """Return the words to look for; one that another begins with is found with it."""
    terms = [*dict.fromkeys(normalise(asked).split())]
    return [one for one in terms if not any(other != one and other.startswith(one) for other in terms)]


def _match(entry: Entry, terms: list[str], pattern: re.Pattern[str]) -> Match | None:
    found: Counter[str] = Counter()
    missing = set(terms)
    for key, text in _texts(_data(entry)):
        hits = pattern.findall(text.lower())
        if hits:
            found[key] += len(hits)
            missing.difference_update(hits)
    if missing or not found:
        return None
    score = sum(count * (_HEAVY_WEIGHT if key in _HEAVY else 1) for key, count in found.items())
    return Match(entry, score, tuple(found.items()))


def _data(entry: Entry) -> dict[str, Any]:
    try:
        data = skim(read(entry.file))
    except Unreadable:
        return {}
    return data if isinstance(data, dict) else {}


def _texts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a file with the key at the top that it belongs to; names of ids are none."""
    for key, value in data.items():
        todo = [value]
        while todo:
            one = todo.pop()
            if isinstance(one, str):
                yield key, one
            elif isinstance(one, dict):
                todo += one.values()
            elif isinstance(one, list):
                todo += one
