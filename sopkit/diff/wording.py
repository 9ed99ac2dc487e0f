"""Wording: how alike two texts are, and whether one only says the other in different words.

A rewording keeps the first word (of an activity its verb), every number, every word that turns a meaning
round, and nearly all others. When in doubt a text says something else: a reviewer who looks once too often
loses a minute, one who is not asked may miss a change of procedure.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from sopkit.lint.lexicon import lexicon
from sopkit.lint.wording import corrections, full_form, replaced
from sopkit.text import words

FORCE = frozenset(
    words(
        "tidak tak bukan belum tanpa jangan dilarang kecuali selain hanya atau dari ke kepada sebelum "
        "sesudah setelah sejak hingga sampai dapat boleh bisa wajib harus maksimal minimal paling lebih "
        "kurang semua seluruh setiap sebagian langsung"
    )
)
"""Words on which a meaning turns: a text with others of them says something else."""
FUNCTION = frozenset(
    words(
        "yang untuk guna agar serta beserta dan dengan tersebut ini itu para lalu kemudian selanjutnya akan "
        "secara di pada dalam oleh atas terhadap sebagai tentang mengenai adalah yaitu yakni pun juga"
    )
)
"""Words that may come and go without a change of meaning."""

_DESCRIBING = 0.12
"""Part of the words that carry meaning which a rewording may add or leave out: one word of a long text."""
_SHORTEST_TYPO = 5


def plain(text: str | None) -> str | None:
    """Return `text` composed and with single spaces, as two texts are compared; None for no text."""
    return " ".join(unicodedata.normalize("NFC", text).split()) or None if text else None


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Return the words of `text` that carry its meaning."""
    return frozenset(words(unicodedata.normalize("NFC", text))) - FUNCTION


@lru_cache(maxsize=16384)
def verbs(text: str) -> frozenset[str]:
    """Return the active verbs of the activity `text`, and its first word, whatever that is."""
    said = words(text)
    return frozenset(word for at, word in enumerate(said) if at == 0 or lexicon().is_active_verb(word))


def overlap(left: Collection[str], right: Collection[str]) -> float:
    """Return how much two sets have in common, 0 to 1: twice the shared part of both (Dice)."""
    if not left or not right:
        return float(not left and not right)
    return 2 * len(set(left) & set(right)) / (len(left) + len(right))


def is_same_name(old: str, new: str) -> bool:
    """Tell whether two names of positions, units or agencies differ only in spelling or abbreviation."""
    return spelled_out(old) == spelled_out(new)


@lru_cache(maxsize=4096)
def is_rewording(old: str, new: str) -> bool:
    """Tell whether `new` says what `old` says: other spelling, or other words that change nothing."""
    before, after = sorted((spelled_out(old), spelled_out(new)))  # the same in both directions
    if before == after:
        return True
    if not before or not after or not _is_variant(before[0], after[0]):
        return False
    gone, come = _unpaired(before, after)
    if any(_weighs(word) for word in (*gone, *come)):
        return False
    # What is replaced is another thing; a word that is only added or left out may describe it.
    less, more = sorted((_meaning(gone), _meaning(come)))
    return less == 0 and more <= _DESCRIBING * (_meaning(before) + _meaning(after))


@lru_cache(maxsize=4096)
def is_other_force(old: str, new: str) -> bool:
    """Tell whether a number or a word on which a meaning turns came or went."""
    gone, come = _unpaired(*sorted((spelled_out(old), spelled_out(new))))
    return any(_weighs(word) for word in (*gone, *come))


def _meaning(said: Collection[str]) -> int:
    return sum(word not in FUNCTION for word in said)


def _weighs(word: str) -> bool:
    """Tell whether a text without `word` says something else for certain."""
    return word in FORCE or any(letter.isdigit() for letter in word)


@lru_cache(maxsize=8192)
def spelled_out(text: str) -> tuple[str, ...]:
    """Return the words of `text` with misspellings put right and abbreviations of positions written out."""
    right = unicodedata.normalize("NFKC", text)
    for found in reversed(corrections(right, lexicon())):
        right = replaced(right, found, found.value)
    return full_form(right, lexicon())


class _Unpaired(NamedTuple):
    """The words that only the old text has, and those that only the new one has."""

    gone: tuple[str, ...]
    come: tuple[str, ...]


def _unpaired(before: tuple[str, ...], after: tuple[str, ...]) -> _Unpaired:
    gone = [*(Counter(before) - Counter(after)).elements()]
    come = [*(Counter(after) - Counter(before)).elements()]
    for word in tuple(gone):
        variant = next((other for other in come if _is_variant(word, other)), None)
        if variant is not None:
            gone.remove(word)
            come.remove(variant)
    return _Unpaired(tuple(gone), tuple(come))


def _is_variant(left: str, right: str) -> bool:
    """Tell whether two words are one: equal, with another ending, or with a slip of the pen."""
    short, long = sorted((left, right), key=len)
    if left == right or long in (short + "kan", short + "nya", short + "lah"):
        return True
    if len(short) < _SHORTEST_TYPO or short[0] != long[0] or _weighs(left) or _weighs(right):
        return False
    return _is_slip(short, long)


def _is_slip(short: str, long: str) -> bool:
    """Tell whether a letter is missing or two neighbours changed places; another letter is another word."""
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short) + 1:
        return short[at:] == long[at + 1 :]
    return (
        len(long) == len(short)
        and short[at : at + 2] == long[at : at + 2][::-1]
        and short[at + 2 :] == long[at + 2 :]
    )
