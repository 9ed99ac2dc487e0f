"""The title of an SOP, taken apart: a needless prefix, its nouns of activity, and its capitals."""

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from sopkit.lint.lexicon import Lexicon
from sopkit.lint.wording import capitalised, phrases
from sopkit.project.discovery import SUFFIXES
from sopkit.text import Word, file_stem, located_words, words

_AFTER_PREFIX = r"(?:\s*\((?:SOP|S\.O\.P\.?|SOP[ -]AP)\))?(?:\s+(?:tentang|mengenai|untuk)\b)?[\s:–—-]*"
_WORDS_AND_COMMAS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,&]")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\S+")
_IN_BRACKETS = re.compile(r"\(\s*([^\W_]+(?:[-/][^\W_]+)*)\s*\)")
_ROMAN = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"[AEIOU]")
_JOINING = frozenset(("dan", "serta", "&"))
_LONGEST_WITHOUT_VOWELS = 5


class Prefix(NamedTuple):
    """A needless “SOP” before a title: where it begins and ends, and where the title itself begins."""

    start: int
    end: int
    rest: int


def prefix(title: str, lexicon: Lexicon) -> Prefix | None:
    """Return the “SOP” or “Standar Operasional Prosedur” that `title` begins with."""
    if not words(title) or words(title)[0].split("-")[0] not in _prefix_beginnings(lexicon):
        return None
    found = _prefixes(lexicon).match(title)
    if not found:
        return None
    return Prefix(found.start(1), found.end(1), found.end())


def file_name_for(title: str, lexicon: Lexicon) -> str | None:
    """Return what the file of the SOP called `title` is called, None where nothing of it can stand in a name.

    A needless “SOP” before it, which ID002 asks to delete, is left out.
    """
    needless = prefix(title, lexicon)
    stem = file_stem(title[needless.rest :] if needless else title)
    return stem and stem + SUFFIXES[0]


def title_words(title: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words of `title` after a needless prefix; numbers before the first word don't count."""
    found = prefix(title, lexicon)
    start = found.rest if found else 0
    located = tuple(
        Word(word.lower, word.start + start, word.end + start) for word in located_words(title[start:])
    )
    return located[len([*takewhile(lambda word: word.lower.isdigit(), located)]) :]


def begins_with_aspect(title: str, located: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """Tell whether the first of the words `located` names an activity (the Permen's aspek kegiatan)."""
    return any(
        phrases(lexicon, "aspek-kegiatan", group).at(title, located, 0)
        for group in ("baku", "lain", "singkatan")
    ) or lexicon.is_activity_noun(located[0].lower)


def is_aspect(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the single word `word`, in lower case, names an activity."""
    return (
        word in lexicon.words("aspek-kegiatan", "baku")
        or word in lexicon.words("aspek-kegiatan", "lain")
        or lexicon.is_activity_noun(word)
    )


def two_activities(title: str, lexicon: Lexicon) -> tuple[Word, Word] | None:
    """Return the nouns of the first two activities that `title` names, None where it names one.

    It names two where the nouns stand side by side at its beginning (“Pengelolaan dan Pelayanan …”), and
    where a second one begins after the object of the first (“Pengelolaan Kinerja dan Penyusunan …”). A
    noun that belongs to the object (“Penyusunan Laporan Pengawasan dan Pengendalian”) is none.
    """
    tokens = _tokens(title, lexicon)
    if len(tokens) < 3 or not is_aspect(tokens[0].lower, lexicon):
        return None
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower not in _JOINING and tokens[index].lower != ",":
            continue
        second = next(token for token in tokens[index + 1 :] if token.lower not in _JOINING)
        if not is_aspect(second.lower, lexicon):
            continue
        if index == 1:
            pair = f"{tokens[0].lower} {tokens[1].lower} {second.lower}"
            if pair in lexicon.words("aspek-kegiatan", "satu_napas"):
                continue
            return tokens[0], second
        is_joined = tokens[index].lower in _JOINING
        has_object = second.end < tokens[-1].end and tokens[-1].lower != ","
        is_topic = second.lower in lexicon.words("aspek-kegiatan", "juga_pokok")
        before = tokens[index - 1].lower
        if is_joined and has_object and not is_topic and before != "," and not is_aspect(before, lexicon):
            return tokens[0], second
    return None


def is_capitals(title: str, lexicon: Lexicon) -> bool:
    """Tell whether `title` is written in capitals, abbreviations aside."""
    return title.isupper() and title_case(title, lexicon) != title


def title_case(title: str, lexicon: Lexicon) -> str:
    """Return `title`, written in capitals, with a capital for each word but the small ones.

    Abbreviations stay: those of a list, those in brackets, words without vowels, Roman numbers, and what
    holds digits.
    """
    first = _LETTERS.search(title)
    bracketed = {found[1] for found in _IN_BRACKETS.finditer(title)}

    def written(token: re.Match[str]) -> str:
        text = token.group()
        if any(sign.isdigit() for sign in text):
            return text
        at = first.start() - token.start() if first else 0
        return _LETTERS.sub(
            lambda word: _word_case(word.group(), lexicon, bracketed, is_first=word.start() == at), text
        )

    return _TOKEN.sub(written, title)


def _word_case(word: str, lexicon: Lexicon, bracketed: set[str], *, is_first: bool) -> str:
    known = _abbreviations(lexicon).get(word)
    if known:
        return known
    is_short = 1 < len(word) <= _LONGEST_WITHOUT_VOWELS
    if word in bracketed or _ROMAN.fullmatch(word) or (is_short and not _VOWEL.search(word)):
        return word
    lower = word.lower()
    return lower if lower in lexicon.words("judul", "kata_kecil") and not is_first else capitalised(lower)


def _tokens(title: str, lexicon: Lexicon) -> list[Word]:
    """Return words and commas of `title` after a needless prefix, the first letter of one to be a word."""
    found = prefix(title, lexicon)
    return [
        Word(match.group().lower(), match.start(), match.end())
        for match in _WORDS_AND_COMMAS.finditer(title, found.rest if found else 0)
    ]


@cache
def _prefix_beginnings(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(words(form)[0].split("-")[0] for form in lexicon.words("judul", "awalan"))


@cache
def _prefixes(lexicon: Lexicon) -> re.Pattern[str]:
    forms = sorted(lexicon.words("judul", "awalan"), key=len, reverse=True)
    listed = "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in forms)
    return re.compile(rf"\s*({listed})(?![\w.])(?!-\d){_AFTER_PREFIX}", re.IGNORECASE)


@cache
def _abbreviations(lexicon: Lexicon) -> dict[str, str]:
    """Return the listed abbreviations by their capitals."""
    return {word.upper(): word for word in lexicon.entries("judul", "singkatan")}
