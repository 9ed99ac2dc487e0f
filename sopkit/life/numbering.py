"""Numbers of SOPs: the next free one, and the form that one number shows.

How an agency numbers its SOPs is its own rule (tata naskah dinas; PermenPANRB 35/2012, Bagian Identitas,
item 2). It is not asked for but read off the numbers that there are:

1. The model is one of them: of the unit and the year, else of the unit, else of the year, else any. Among
   these it has the form that occurs most often, of that form the classification code that does, and of these
   it is the highest.
2. Its running number is the group of digits that the agency's pattern lets change and that differs most
   between the numbers of this form; of equals the one at the beginning, then one that stands alone between
   slashes.
3. It counts within the widest group of numbers in which it never repeats: all of this form, those of one
   year, those that are alike but for it. The next one is one more than the highest there.
4. The year becomes the year asked for, the width stays, and what comes out must fit the pattern.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

_DIGITS = re.compile(r"([0-9]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,3}\.$")
"""The letters of a classification code of archives, such as RT.02, before its digits."""
_SPECIAL = re.compile(r"[.^$*+?()\[\]{}|\\]")
_LEAST_FIXED_WIDTH = 3
_MOST_TRIES = 1000
_LONGEST = 200
"""Characters; what is longer is no number."""


class Known(NamedTuple):
    """A number that an SOP has, and the unit of that SOP."""

    number: str
    unit: str | None = None


class Proposal(NamedTuple):
    """A number that is free, and the one that it was made after."""

    number: str
    model: str


class Shape(NamedTuple):
    """A number taken apart: texts and groups of digits by turns; which group counts up, which is the year."""

    pieces: tuple[str, ...]
    running: int
    year: int | None

    @property
    def value(self) -> int:
        """The running number."""
        return int(self.pieces[self.running])

    @property
    def frame(self) -> tuple[str, ...]:
        """All but the running number and the year."""
        return tuple(piece for at, piece in enumerate(self.pieces) if at not in (self.running, self.year))

    def written(self, value: int, year: int, width: int = 0) -> str:
        """Return the number with another running number, of at least `width` digits, and another year."""
        pieces = [*self.pieces]
        pieces[self.running] = str(value).zfill(width)
        if self.year is not None:
            pieces[self.year] = str(year)
        return "".join(pieces)

    def first(self, year: int) -> str:
        """Return the first number of a year, with zeros before it where this one looks like that."""
        digits = self.pieces[self.running]
        return self.written(1, year, len(digits) if _is_padded(digits) else 1)


def next_number(known: Iterable[Known], unit: str | None, year: int, pattern: str | None) -> Proposal | None:
    """Return the next free number for an SOP of `unit` in `year`, None where the known ones don't tell.

    `pattern` is the agency's regular expression, None where it has none.
    """
    fits = re.compile(pattern or "").search
    everything = [one for one in known if len(one.number) <= _LONGEST]
    usable = {
        one: pieces for one in everything if len(pieces := _pieces(one.number)) > 1 and fits(one.number)
    }
    preferred = _preferred(usable, unit, year)
    if not preferred:
        return None
    form = Counter(_form(usable[one]) for one in preferred).most_common(1)[0][0]
    series = [pieces for pieces in dict.fromkeys(usable.values()) if _form(pieces) == form]
    at_year = _year_place(series)
    running = _running_place(series, at_year, fits)
    if running is None:
        return None
    shapes = {pieces: Shape(pieces, running, at_year) for pieces in series}
    chosen = [shapes[pieces] for one in preferred if (pieces := usable[one]) in shapes]
    uses = Counter(shape.frame for shape in chosen)
    model = max(chosen, key=lambda shape: (uses[shape.frame], _year(shape), shape.value))
    first = max((shape.value for shape in _scope([*shapes.values()], model, year)), default=0) + 1
    # Where some number has fewer digits than others, there are no zeros before it.
    width = min(len(pieces[running]) for pieces in series)
    taken = {_key(one.number) for one in everything}
    tries = (model.written(value, year, width) for value in range(first, first + _MOST_TRIES))
    number = next((number for number in tries if _key(number) not in taken), "")
    return Proposal(number, "".join(model.pieces)) if number and fits(number) else None


def shape_of(number: str) -> Shape | None:
    """Return how one number alone is most likely made, None where nothing in it counts."""
    pieces = _pieces(number)
    at_year = _year_place([pieces])
    running = _running_place([pieces], at_year, re.compile("").search) if len(number) <= _LONGEST else None
    return Shape(pieces, running, at_year) if running is not None else None


def pattern_of(shape: Shape) -> str:
    """Return the regular expression of all numbers that are made as `shape` is.

    The running number, the year and a classification code may change; all else stays as it is.
    """
    parts = [_escaped(piece) for piece in shape.pieces]
    digits = shape.pieces[shape.running]
    parts[shape.running] = f"[0-9]{{{len(digits)}}}" if _is_padded(digits) else "[0-9]+"
    if shape.year is not None:
        parts[shape.year] = "20[0-9]{2}"
    code = _code(shape)
    if code is not None:
        at, letters = code
        parts[at] = f"{_escaped(shape.pieces[at].removesuffix(letters))}[A-Z]{{{len(letters) - 1}}}\\."
        parts[at + 1] = f"[0-9]{{{len(shape.pieces[at + 1])}}}"
    return f"^{''.join(parts)}$"


def code_of(shape: Shape) -> str | None:
    """Return the classification code in `shape`, such as RT.02; None where it has none."""
    code = _code(shape)
    return code[1] + shape.pieces[code[0] + 1] if code is not None else None


def _code(shape: Shape) -> tuple[int, str] | None:
    """Return which text of `shape` ends with the letters of a classification code, and these with the dot."""
    for at in range(0, len(shape.pieces) - 1, 2):
        letters = _CODE.search(shape.pieces[at])
        if letters and len(shape.pieces[at + 1]) <= 2 and at + 1 not in (shape.running, shape.year):
            return at, letters[0]
    return None


def _escaped(text: str) -> str:
    # re.escape also escapes signs that other readers of the pattern (JSON Schema) don't allow to be.
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _is_padded(digits: str) -> bool:
    return digits.startswith("0") or len(digits) >= _LEAST_FIXED_WIDTH


def _pieces(number: str) -> tuple[str, ...]:
    """Return texts and groups of digits by turns: the groups have the odd places."""
    return tuple(_DIGITS.split(number))


def _form(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return what numbers of one form have in common: letters and digits only as such."""
    return tuple("0" if at % 2 else _LETTERS.sub("A", piece) for at, piece in enumerate(pieces))


def _preferred(usable: Iterable[Known], unit: str | None, year: int) -> list[Known]:
    """Return the numbers to take the model from."""
    everything = [*usable]
    of_unit = [one for one in everything if unit is not None and one.unit == unit]
    of_year = {one: None for one in everything if str(year) in _pieces(one.number)[1::2]}
    both = [one for one in of_unit if one in of_year]
    return both or of_unit or [*of_year] or everything


def _year_place(series: Sequence[Sequence[str]]) -> int | None:
    """Return which group of digits is a year in all of `series`: the last such."""
    places = range(len(series[0]) - 2, 0, -2)
    return next((at for at in places if all(_YEAR.fullmatch(pieces[at]) for pieces in series)), None)


def _year(shape: Shape) -> int:
    return int(shape.pieces[shape.year]) if shape.year is not None else 0


def _running_place(
    series: Sequence[tuple[str, ...]], at_year: int | None, fits: Callable[[str], object]
) -> int | None:
    """Return which group of digits counts up, None where the pattern lets none change."""
    model = series[-1]
    places = [
        at
        for at in range(1, len(model), 2)
        if at != at_year and any(fits(_changed(model, at, digits)) for digits in _others(model[at]))
    ]
    differing = {at: len({pieces[at] for pieces in series}) for at in places}
    return min(places, key=lambda at: (-differing[at], *_unlikeness(model, at)), default=None)


def _changed(pieces: Sequence[str], at: int, digits: str) -> str:
    return "".join((*pieces[:at], digits, *pieces[at + 1 :]))


def _others(digits: str) -> Iterable[str]:
    """Yield other digits of the same width, to see whether the pattern takes them."""
    width = len(digits)
    for value in (int(digits) + 1, 1, 10**width - 1):
        other = str(value).zfill(width)
        if other != digits:
            yield other


def _unlikeness(pieces: Sequence[str], at: int) -> tuple[int, int]:
    """Return how unlikely the group at `at` is to be the running number, to compare with others."""
    before, after = pieces[at - 1], pieces[at + 1]
    is_first = at == 1 and not before
    is_alone = before[-1:] in ("", "/", " ") and after[:1] in ("", "/", " ")
    rank = 0 if is_first else 1 if is_alone and pieces[at].startswith("0") else 2 if is_alone else 3
    return rank, -at


def _scope(shapes: Sequence[Shape], model: Shape, year: int) -> list[Shape]:
    """Return the numbers among which the next one has to differ by its running number."""
    if _never_repeats(shapes):
        return [*shapes]
    years: dict[int, list[Shape]] = {}
    for shape in shapes:
        years.setdefault(_year(shape), []).append(shape)
    this_year = years.get(year if model.year is not None else 0, [])
    if all(map(_never_repeats, years.values())):
        return this_year
    return [shape for shape in this_year if shape.frame == model.frame]


def _never_repeats(shapes: Sequence[Shape]) -> bool:
    return len({shape.value for shape in shapes}) == len(shapes)


def _key(number: str) -> str:
    return "".join(number.split()).casefold()
