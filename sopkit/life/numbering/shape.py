"""How a number is made: its running number, the year, a Roman month and a classification code.

Which group of digits counts up is read off it (see `places`). Who knows better writes that one in brackets:
065/[001]/SOP/2026.
"""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from sopkit.life.numbering.places import (
    ANYTHING,
    Fits,
    Pieces,
    changed,
    code_letters,
    form_of,
    pieces_of,
    places,
    rivals,
    year_place,
)

LONGEST = 200
"""Characters; what is longer is no number."""
_MARKED = re.compile(r"(?<![0-9])\[([0-9]+)\](?![0-9])")
_MONTH = re.compile(r"(?<=[\W_])(?:I{1,3}|I[VX]|VI{0,3}|XI{0,2})(?=[\W_]+$)")
"""A Roman month, in the text before a year: only there it is not taken for another Roman numeral."""
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SPECIAL = re.compile(r"[.^$*+?()\[\]{}|\\]")
_LEAST_FIXED_WIDTH = 3


class Shape(NamedTuple):
    """A number taken apart; which group counts up, which is the year, whether a Roman month precedes it."""

    pieces: Pieces
    running: int
    year: int | None
    has_month: bool = False

    @property
    def value(self) -> int:
        """The running number."""
        return int(self.pieces[self.running])

    @property
    def month(self) -> str | None:
        """The Roman month, None where there is none that changes."""
        return _month_in(self.pieces, self.year) if self.has_month else None

    @property
    def frame(self) -> Pieces:
        """All but the running number, the year and the month."""
        pieces = self._with_month(_MONTHS[0])
        return tuple(piece for at, piece in enumerate(pieces) if at not in (self.running, self.year))

    @property
    def marked(self) -> str:
        """The number with the running number in brackets."""
        return changed(self.pieces, self.running, f"[{self.pieces[self.running]}]")

    @property
    def successor(self) -> str:
        """The number after this one, in the same year and month."""
        digits = self.pieces[self.running]
        return changed(self.pieces, self.running, str(self.value + 1).zfill(len(digits)))

    def written(self, value: int, day: datetime.date, width: int = 0) -> str:
        """Return the number with another running number, of at least `width` digits, and of another day."""
        pieces = self._with_month(_MONTHS[day.month - 1])
        pieces[self.running] = str(value).zfill(width)
        if self.year is not None:
            pieces[self.year] = str(day.year)
        return "".join(pieces)

    def first(self, day: datetime.date) -> str:
        """Return the first number of the year of `day`, with zeros before it where this one has them."""
        digits = self.pieces[self.running]
        return self.written(1, day, len(digits) if _is_padded(digits) else 1)

    def _with_month(self, roman: str) -> list[str]:
        pieces = [*self.pieces]
        if self.has_month and self.year is not None:
            pieces[self.year - 1] = _MONTH.sub(roman, pieces[self.year - 1])
        return pieces


def shapes_of(series: Sequence[Pieces], fits: Fits, day: datetime.date | None = None) -> dict[Pieces, Shape]:
    """Return how the numbers of a `series`, all of one form, are made; empty where nothing in them counts.

    What `fits` refuses to see changed does not change: the running number, and the month into that of `day`.
    """
    at_year = year_place(series)
    found = places(series, at_year, fits)
    return {pieces: _shape(pieces, found[0], at_year, fits, day) for pieces in series} if found else {}


def shape_of(number: str) -> Shape | None:
    """Return how one number alone is most likely made, None where nothing in it counts.

    Brackets around a group of digits say that it is the one that counts, and are no part of the number.
    """
    possible = possible_shapes(number)
    return possible[0] if possible else None


def possible_shapes(number: str) -> tuple[Shape, ...]:
    """Return how one number may be made, the likeliest first: one where it is clear, none where none is."""
    if len(number) > LONGEST:
        return ()
    marks = _MARKED.findall(number)
    if len(marks) == 1:
        before, digits, after = _MARKED.split(number)
        running = len(pieces_of(before))
        pieces = pieces_of(f"{before}{digits}{after}")
        return (_shape(pieces, running, year_place([pieces], running)),)
    pieces = pieces_of(number)
    at_year = year_place([pieces])
    return tuple(_shape(pieces, at, at_year) for at in rivals(pieces, at_year))


def shape_among(numbers: Sequence[str]) -> Shape | None:
    """Return how the first of `numbers` is made, where the others of its form leave no doubt; else None."""
    first = pieces_of(numbers[0])
    series = [
        pieces for pieces in map(pieces_of, dict.fromkeys(numbers)) if form_of(pieces) == form_of(first)
    ]
    differing = {at: len({pieces[at] for pieces in series}) for at in rivals(first, year_place([first]))}
    most = max(differing.values(), default=0)
    likeliest = [at for at in differing if differing[at] == most]
    return _shape(first, likeliest[0], year_place(series)) if len(likeliest) == 1 else None


def pattern_of(shape: Shape) -> str:
    """Return the regular expression of all numbers that are made as `shape` is.

    The running number, the year, a Roman month and a classification code with letters may change; all else
    stays as it is, so that `shapes_of` finds the same running number by it.
    """
    pattern = _pattern(shape, _code(shape))
    found = shapes_of([shape.pieces], re.compile(pattern).search).get(shape.pieces)
    return pattern if found is not None and found.running == shape.running else _pattern(shape, None)


def code_of(shape: Shape) -> str | None:
    """Return the classification code in `shape`, such as RT.02; None where it has none with letters."""
    code = _code(shape)
    return code[1] + shape.pieces[code[0] + 1] if code is not None else None


def _pattern(shape: Shape, code: tuple[int, str] | None) -> str:
    parts = [_escaped(piece) for piece in shape.pieces]
    digits = shape.pieces[shape.running]
    parts[shape.running] = f"[0-9]{{{len(digits)}}}" if _is_padded(digits) else "[0-9]+"
    if shape.year is not None:
        parts[shape.year] = "20[0-9]{2}" if shape.pieces[shape.year].startswith("20") else "[0-9]{4}"
        if shape.has_month:
            parts[shape.year - 1] = "[IVX]+".join(map(_escaped, _MONTH.split(shape.pieces[shape.year - 1])))
    if code is not None:
        at, letters = code
        parts[at] = f"{_escaped(shape.pieces[at].removesuffix(letters))}[A-Z]{{{len(letters) - 1}}}\\."
        parts[at + 1] = f"[0-9]{{{len(shape.pieces[at + 1])}}}"
    return f"^{''.join(parts)}$"


def _shape(
    pieces: Pieces,
    running: int,
    at_year: int | None,
    fits: Fits = ANYTHING,
    day: datetime.date | None = None,
) -> Shape:
    shape = Shape(pieces, running, at_year, has_month=_month_in(pieces, at_year) is not None)
    if (
        shape.has_month
        and day is not None
        and not fits(shape.written(shape.value, day, len(pieces[running])))
    ):
        return shape._replace(has_month=False)
    return shape


def _month_in(pieces: Pieces, at_year: int | None) -> str | None:
    found = _MONTH.search(pieces[at_year - 1]) if at_year is not None else None
    return found[0] if found else None


def _code(shape: Shape) -> tuple[int, str] | None:
    """Return which text of `shape` ends with the letters of a classification code, and these with the dot."""
    for at in range(0, len(shape.pieces) - 1, 2):
        letters = code_letters(shape.pieces, at + 1)
        if letters and at + 1 not in (shape.running, shape.year):
            return at, letters
    return None


def _escaped(text: str) -> str:
    # re.escape also escapes signs that other readers of the pattern (JSON Schema) don't allow to be.
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _is_padded(digits: str) -> bool:
    return digits.startswith("0") or len(digits) >= _LEAST_FIXED_WIDTH
