"""Comparing texts that people wrote: what counts as the same word, the same title, a near name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DIGITS = re.compile(r"([0-9]+)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_CHARACTERS = "\ufffe\uffff"
_LONGEST_STEM = 150
"""Characters; file systems refuse names of more than 255 bytes, endings and numbers of pages included."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])")
"""Names that Windows keeps for devices, whatever ending they have."""


_LONGEST_NAME = 200  # characters; comparing longer texts takes long, and they are no names


class Word(NamedTuple):
    """One word of a text, in lower case, and where it stands."""

    lower: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case; hyphenated ones stay one word."""
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=16384)
def located_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` as `words` does, each with its place."""
    return tuple(Word(found.group().lower(), *found.span()) for found in _WORD.finditer(text))


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """Return `text` without differences of case, space, punctuation and composition."""
    return " ".join(words(unicodedata.normalize("NFKC", text)))


def natural(text: str) -> tuple[Any, ...]:
    """Return what sorts texts with digits in them as people do: 2 before 10; case doesn't count."""
    # Texts and digits take turns, so that like is compared with like; digits of any length are no number yet.
    return tuple(
        (len(piece.lstrip("0")), piece.lstrip("0")) if at % 2 else piece
        for at, piece in enumerate(_DIGITS.split(text.casefold()))
    )


def slug(text: str) -> str:
    """Return `text` as a name for a file or an id: a-z, 0-9 and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")


def file_stem(text: str) -> str | None:
    """Return the slug of `text` as the name of a file without its ending; None where no letter is left of it.

    The name is short enough for every file system, and none that Windows keeps for itself (CON, NUL).
    """
    name = slug(text)
    if not any(sign.isalpha() for sign in name):
        return None
    if len(name) > _LONGEST_STEM:
        name = name[:_LONGEST_STEM].rpartition("-")[0] or name[:_LONGEST_STEM]
    return f"sop-{name}" if _DEVICES.fullmatch(name) else name


def tidy(text: str) -> str:
    """Return `text` on one line, with single spaces, and without what no text file may hold."""
    shown = (
        sign
        for sign in text
        if sign.isspace() or not (unicodedata.category(sign) in ("Cc", "Cs") or sign in _NO_CHARACTERS)
    )
    return " ".join("".join(shown).split())


def shell_word(word: str) -> str:
    """Return `word`, which stands on one line, as a shell takes it for one, to be shown in a command."""
    import shlex

    if re.fullmatch(r"[\w./:-]+", word):
        return word
    return shlex.quote(word) if set(word) & set('"$`\\!') else f'"{word}"'


def distance(left: str, right: str, limit: int) -> int:
    """Return the edits (insert, delete, replace, swap of neighbours) between two words.

    Stops counting above `limit` and then returns `limit + 1`. Optimal string alignment distance.
    """
    if left == right:
        return 0
    # Each edit brings at most one letter that the other word lacks: this alone rules out most words.
    if abs(len(left) - len(right)) > limit or len(set(left).difference(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `name` was most likely meant to be, None if none is near.

    Near is at most a third of the length in edits; case and the signs between words don't count. Of
    equals the first.
    """
    wanted = normalise(name).replace(" ", "-").replace("_", "-")
    if len(wanted) > _LONGEST_NAME:
        return None
    limit = max(1, len(wanted) // 3)
    best: str | None = None
    for candidate in known:
        form = normalise(candidate).replace(" ", "-").replace("_", "-")
        found = distance(wanted, form, limit)
        if found <= limit and (best is None or found < limit + 1):
            best, limit = candidate, found - 1
            if limit < 0:
                break
    return best
