"""Which part of a number counts up, and which is the year.

How an agency numbers its SOPs is its own rule (tata naskah dinas; PermenPANRB 35/2012, Bagian Identitas,
item 2), so this is a reading of numbers, not a rule. A running number is a group of digits. Of several that
may be it, those that differ between the numbers at hand are likelier, and less likely are

- the digits of a classification code of archives: with letters, as in RT.02; without, as the first part of
  numbers such as 800/001/SOP/2026 and 065/001/SOP/2026;
- what does not stand at the beginning, or alone between slashes.

A dotted group such as 000.8.3.4 is a classification code, and counts only where nothing else can.
"""

import re
from collections.abc import Callable, Iterable, Sequence

Pieces = tuple[str, ...]
"""A number taken apart: texts and groups of digits by turns; the groups have the odd places."""
Fits = Callable[[str], object]
"""Tells whether a number is as the agency wants it."""
ANYTHING: Fits = re.compile("").search

_DIGITS = re.compile(r"([0-9]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"(?<![A-Za-z])(?!SOP)[A-Z]{2,3}\.$")
"""The letters of a classification code of archives, such as RT.02, before its digits."""
_DOTTED = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)+(?![\w.])")
_CODE_WIDTH = 3
"""Digits of a classification code without letters, and at most of the running number after it."""


def pieces_of(number: str) -> Pieces:
    """Return texts and groups of digits by turns."""
    return tuple(_DIGITS.split(number))


def form_of(pieces: Sequence[str]) -> Pieces:
    """Return what numbers of one form have in common: letters and digits only as such."""
    return tuple("0" if at % 2 else _LETTERS.sub("A", piece) for at, piece in enumerate(pieces))


def year_place(series: Sequence[Pieces], running: int | None = None) -> int | None:
    """Return which group of digits, but the running one, is a year in all of `series`: the last such."""
    free = (at for at in range(len(series[0]) - 2, 0, -2) if at != running)
    return next((at for at in free if all(_YEAR.fullmatch(pieces[at]) for pieces in series)), None)


def code_letters(pieces: Pieces, at: int) -> str | None:
    """Return the letters, with the dot, of the classification code whose digits are at `at`, if they are."""
    letters = _CODE.search(pieces[at - 1])
    return letters[0] if letters and len(pieces[at]) <= 2 else None


def places(series: Sequence[Pieces], at_year: int | None, fits: Fits) -> list[int]:
    """Return which groups of digits may count up, the likeliest first."""
    model = series[-1]
    free = [
        at
        for at in range(1, len(model), 2)
        if at != at_year and any(fits(changed(model, at, digits)) for digits in _others(model[at]))
    ]
    dotted = _dotted_places(model)
    counted = [at for at in free if at not in dotted] or free
    differing = {at: len({pieces[at] for pieces in series}) for at in counted}
    codes = {at for at in counted if _is_code(model, at, at_year)}
    something_else_differs = any(differing[at] > 1 for at in counted if at not in codes)

    def unlikeness(at: int) -> tuple[bool, int, bool, int, int]:
        is_code = at in codes
        return something_else_differs and is_code, -differing[at], is_code, _rank(model, at), -at

    return sorted(counted, key=unlikeness)


def rivals(pieces: Pieces, at_year: int | None) -> list[int]:
    """Return which groups of one number may count up, the likeliest first; that alone where it is clear."""
    found = places([pieces], at_year, ANYTHING)
    found = [at for at in found if code_letters(pieces, at) is None] or found
    return found[:1] if _is_clear(pieces, found, at_year) else found


def _is_clear(pieces: Pieces, found: Sequence[int], at_year: int | None) -> bool:
    """Tell whether the first of the places `found` is the running number beyond doubt."""
    whole = [at for at in found if _is_whole(pieces, at)]
    # Zeros before it make a running number likely: codes of places and offices have none.
    padded = [at for at in whole if pieces[at].startswith("0")]
    if any(_is_first(pieces, at) for at in found):
        is_alone = not _follows_whole(pieces, at_year) and not [at for at in padded if at != 1]
        return is_alone and _is_first(pieces, found[0])
    return found[:1] in (whole, padded)


def changed(pieces: Sequence[str], at: int, digits: str) -> str:
    """Return the number with other digits at `at`."""
    return "".join((*pieces[:at], digits, *pieces[at + 1 :]))


def _others(digits: str) -> Iterable[str]:
    """Yield other digits of the same width, to see whether the pattern takes them."""
    width = len(digits)
    for value in (int(digits) + 1, 1, 10**width - 1):
        other = str(value).zfill(width)
        if other != digits:
            yield other


def _dotted_places(pieces: Pieces) -> set[int]:
    """Return the groups of digits that belong to a dotted group, such as 000.8.3.4."""
    number = "".join(pieces)
    spans = [found.span() for found in _DOTTED.finditer(number)]
    begins = {at: len("".join(pieces[:at])) for at in range(1, len(pieces), 2)}
    return {at for at, begin in begins.items() if any(start <= begin < end for start, end in spans)}


def _is_code(pieces: Pieces, at: int, at_year: int | None) -> bool:
    """Tell whether the group at `at` looks like (a part of) a classification code."""
    if code_letters(pieces, at) is not None:
        return True
    digits = pieces[at]
    if not _is_first(pieces, at) or not _is_whole(pieces, at) or len(digits) != _CODE_WIDTH:
        return False
    if _follows_whole(pieces, at_year):
        return digits[0] != "0" or len(pieces[at + 2]) <= _CODE_WIDTH
    later = [pieces[other] for other in range(at + 2, len(pieces), 2) if _is_whole(pieces, other)]
    return digits[0] != "0" and any(other[0] == "0" for other in later)


def _is_first(pieces: Pieces, at: int) -> bool:
    return at == 1 and not pieces[0]


def _is_whole(pieces: Pieces, at: int) -> bool:
    """Tell whether the group at `at` stands alone between slashes or spaces."""
    return pieces[at - 1][-1:] in ("", "/", " ") and pieces[at + 1][:1] in ("", "/", " ")


def _follows_whole(pieces: Pieces, at_year: int | None) -> bool:
    """Tell whether the part after the first is all digits too, and no year."""
    return len(pieces) > 3 and at_year != 3 and pieces[2].strip() == "/" and _is_whole(pieces, 3)


def _rank(pieces: Pieces, at: int) -> int:
    """Return how unlikely the group at `at` is, by its place, to be the running number."""
    if _is_first(pieces, at):
        return 0
    if not _is_whole(pieces, at):
        return 4
    if pieces[at].startswith("0"):
        return 1
    # Longer ones are codes of regions and offices, such as 3576.
    return 2 if len(pieces[at]) <= _CODE_WIDTH else 3
