"""Wording: listed phrases and misspellings found in a text, and how a replacement is written there."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sopkit.lint.lexicon import Lexicon
from sopkit.text import Word, located_words, normalise, words

# Part of an address or a file name, in which no word is anybody's to correct.
_ADDRESS = re.compile(r"[@\\_]|\w\.\w|://")
_CITATION = re.compile(r"\btahun\s+\d{4}\b", re.IGNORECASE)


class Found(NamedTuple):
    """A listed phrase in a text: its place, and what it stands for."""

    start: int
    end: int
    value: str


class Phrases:
    """Listed words and phrases, found in a text as whole words; of two at one place the longer."""

    def __init__(self, entries: Mapping[str, str] | Iterable[str]) -> None:
        pairs = entries.items() if isinstance(entries, Mapping) else ((entry, entry) for entry in entries)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        # Of each phrase its longest word, of equals the last: the others are often common ones.
        self.marks: set[str] = set()
        for phrase, value in pairs:
            # Most entries are one plain word, which need not be taken apart.
            parts = (phrase.lower(),) if phrase.isalnum() else words(phrase)
            self._by_first.setdefault(parts[0], []).append((parts, value))
            self.marks.add(max(reversed(parts), key=len))
        for listed in self._by_first.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[Found]:
        """Yield the phrases in `text` in their order; they do not overlap."""
        if self.marks.isdisjoint(words(text)):
            return
        located = located_words(text)
        index = 0
        while index < len(located):
            found = self.at(text, located, index)
            if found is None:
                index += 1
                continue
            yield found
            while index < len(located) and located[index].start < found.end:
                index += 1

    def at(self, text: str, located: tuple[Word, ...], index: int) -> Found | None:
        """Return the phrase that begins with the word `index` of `text`."""
        for parts, value in self._by_first.get(located[index].lower, ()):
            run = located[index : index + len(parts)]
            if tuple(word.lower for word in run) == parts and _is_one_run(text, run):
                return Found(run[0].start, run[-1].end, value)
        return None


@cache
def phrases(lexicon: Lexicon, file: str, group: str) -> Phrases:
    """Return a group of the language data, a list or a mapping, as phrases."""
    return Phrases(lexicon.entries(file, group))


def like(original: str, replacement: str, *, is_name: bool = False) -> str:
    """Return `replacement` with the capitals of `original`; in a name every word has its own."""
    if len(original) > 1 and original.isupper():
        return replacement.upper()
    if not original[:1].isupper():
        return replacement
    if is_name:
        return " ".join(capitalised(word) for word in replacement.split(" "))
    return capitalised(replacement)


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def replaced(text: str, found: Found, replacement: str) -> str:
    """Return `text` with `replacement` in the place of `found`."""
    return text[: found.start] + replacement + text[found.end :]


def outside(found: Iterable[Found], exceptions: Phrases, text: str) -> list[Found]:
    """Return those of `found` that do not lie in a phrase of `exceptions`, nor in an address."""
    kept = list(_outside_addresses(found, text))
    if not kept:
        return kept
    spared = list(exceptions.find(text))
    ends = [exception.end for exception in spared]

    def is_spared(hit: Found) -> bool:
        at = bisect_right(ends, hit.start)
        return at < len(spared) and spared[at].start < hit.end

    return [hit for hit in kept if not is_spared(hit)]


def _outside_addresses(found: Iterable[Found], text: str) -> Iterator[Found]:
    """Yield those of `found`, in order, that belong to no web or mail address nor the name of a file."""
    left = right = at = 0
    is_address = False
    for hit in found:
        # What stands around is looked up once for all that share it: a text may be one long address.
        known = left, right
        left = max(left, text.rfind(" ", at, hit.start) + 1, text.rfind("\n", at, hit.start) + 1)
        at = hit.start
        if right < hit.end:
            end = text.find(" ", hit.end)
            right = end if end >= 0 else len(text)
        if (left, right) != known:
            is_address = bool(_ADDRESS.search(text, left, right))
        if not is_address:
            yield hit


@lru_cache(maxsize=8192)
def corrections(text: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """Return the misspellings in `text`, each with its right form in the capitals of the text.

    They are the listed ones, and passive verbs whose prefix stands apart (di kirim). The title of a law
    keeps its old spelling.
    """
    listed = phrases(lexicon, "salah-tulis", "salah_tulis")
    if "di" not in words(text) and listed.marks.isdisjoint(words(text)):  # of most texts
        return ()
    wrong = outside(listed.find(text), phrases(lexicon, "salah-tulis", "kecuali"), text)
    if wrong and _CITATION.search(text):
        wrong = []
    if "di" in words(text):
        taken = {hit.start for hit in wrong}
        wrong += [hit for hit in _split_passives(text, lexicon) if hit.start not in taken]
    return tuple(
        hit._replace(value=like(text[hit.start : hit.end], hit.value, is_name=hit.start > 0))
        for hit in sorted(wrong)
    )


def _split_passives(text: str, lexicon: Lexicon) -> Iterator[Found]:
    located = located_words(text)
    apart = phrases(lexicon, "ejaan", "di_terpisah")
    marks = phrases(lexicon, "ejaan", "penanda")
    always, marked = _split_verbs(lexicon)
    for index in range(len(located) - 1):
        di, verb = located[index : index + 2]
        if di.lower != "di" or not text[di.end : verb.start].isspace():
            continue
        # A capital only on the second word makes it the name of a place: di Bina Marga.
        if text[di.start].islower() and text[verb.start].isupper():
            continue
        is_passive = verb.lower in always or (
            verb.lower in marked and index + 2 < len(located) and marks.at(text, located, index + 2)
        )
        if is_passive and not apart.at(text, located, index + 1):
            yield Found(di.start, verb.end, di.lower + verb.lower)


@cache
def _split_verbs(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that make a passive verb after “di”: always, and only before certain words."""
    roots = lexicon.words("ejaan", "kata_dasar")
    always = {root + ending for root in roots for ending in ("", "kan", "i")}
    return frozenset(always | lexicon.words("ejaan", "berimbuhan")), lexicon.words("ejaan", "juga_nomina")


@lru_cache(maxsize=4096)
def full_form(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of the name of a position or unit, with its abbreviations written out.

    Two spellings of one name (Kasubbag Umum, Kepala Sub Bagian Umum) have the same form.
    """
    plain = normalise(name).replace("-", " ")
    parts = []
    at = 0
    for found in phrases(lexicon, "pelaksana", "singkatan").find(plain):
        parts += [plain[at : found.start], found.value]
        at = found.end
    return tuple(" ".join([*parts, plain[at:]]).split())


def _is_one_run(text: str, run: tuple[Word, ...]) -> bool:
    return all(text[left.end : right.start].isspace() for left, right in itertools.pairwise(run))
