"""The next free number.

How an agency numbers its SOPs is its own rule (tata naskah dinas; PermenPANRB 35/2012, Bagian Identitas,
item 2). It is not asked for but read off the numbers that there are:

1. The model is one of them: of the unit and the year, else of the unit, else of the year, else any. Among
   these it has the form that occurs most often, of that form the classification code that does, and of these
   it is the highest.
2. Its running number is the likeliest group of digits that the agency's pattern lets change (see `places`).
3. It counts within the widest group of numbers in which it never repeats: all of this form, those of one
   year, those that are alike but for it. The next one is one more than the highest there.
4. The year and a Roman month before it become those of the day asked for, the width stays, and what
   comes out must fit the pattern.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sopkit.life.numbering.places import form_of, pieces_of
from sopkit.life.numbering.shape import LONGEST, Shape, shapes_of

_MOST_TRIES = 1000


class Known(NamedTuple):
    """A number that an SOP has, and the unit of that SOP."""

    number: str
    unit: str | None = None


class Proposal(NamedTuple):
    """A number that is free, and the one that it was made after."""

    number: str
    model: str


def next_number(
    known: Iterable[Known], unit: str | None, day: datetime.date, pattern: str | None
) -> Proposal | None:
    """Return the next free number for an SOP of `unit` of `day`, None where the known ones don't tell.

    `pattern` is the agency's regular expression, None where it has none.
    """
    fits = re.compile(pattern or "").search
    everything = [one for one in known if len(one.number) <= LONGEST]
    usable = {
        one: pieces for one in everything if len(pieces := pieces_of(one.number)) > 1 and fits(one.number)
    }
    preferred = _preferred(usable, unit, day.year)
    if not preferred:
        return None
    form = Counter(form_of(usable[one]) for one in preferred).most_common(1)[0][0]
    series = [pieces for pieces in dict.fromkeys(usable.values()) if form_of(pieces) == form]
    shapes = shapes_of(series, fits, day)
    chosen = [shapes[pieces] for one in preferred if (pieces := usable[one]) in shapes]
    if not chosen:
        return None
    uses = Counter(shape.frame for shape in chosen)
    model = max(chosen, key=lambda shape: (uses[shape.frame], _year(shape), shape.value))
    first = max((shape.value for shape in _scope([*shapes.values()], model, day.year)), default=0) + 1
    # Where some number has fewer digits than others, there are no zeros before it.
    width = min(len(pieces[model.running]) for pieces in series)
    taken = {_key(one.number) for one in everything}
    tries = (model.written(value, day, width) for value in range(first, first + _MOST_TRIES))
    number = next((number for number in tries if _key(number) not in taken), "")
    return Proposal(number, "".join(model.pieces)) if number and fits(number) else None


def _preferred(usable: Iterable[Known], unit: str | None, year: int) -> list[Known]:
    """Return the numbers to take the model from."""
    everything = [*usable]
    of_unit = [one for one in everything if unit is not None and one.unit == unit]
    of_year = {one: None for one in everything if str(year) in pieces_of(one.number)[1::2]}
    both = [one for one in of_unit if one in of_year]
    return both or of_unit or [*of_year] or everything


def _year(shape: Shape) -> int:
    return int(shape.pieces[shape.year]) if shape.year is not None else 0


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
