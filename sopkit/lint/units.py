"""The units that sopkit.yaml names, and what to say of one that it doesn't."""

from typing import NamedTuple

from sopkit.lint.lexicon import Lexicon
from sopkit.lint.wording import full_form
from sopkit.locale.message import Message, message
from sopkit.text import nearest

_MOST_LISTED = 12


class UnknownUnit(NamedTuple):
    """What to say of a unit that is not in the list, and what to do.

    `same` is the one of the list that differs from it only in case and spaces.
    """

    message: Message
    advice: Message
    same: str | None = None


def unknown_unit(unit: str, units: tuple[str, ...], lexicon: Lexicon) -> UnknownUnit | None:
    """Return what is to be said of `unit`; None where it is one of `units`, or none are listed."""
    if not units or unit in units:
        return None
    form = _plain(unit)
    same = next((known for known in units if _plain(known) == form), None)
    near = same or _meant(unit, units, lexicon)
    listed = ", ".join((*units[:_MOST_LISTED], "…") if len(units) > _MOST_LISTED else units)
    return UnknownUnit(
        message("“agency: units” of sopkit.yaml does not list the unit “{unit}”", unit=unit),
        message("write “{near}”, as it stands there", near=same)
        if same
        else message("did you mean “{near}”? If it is another unit, add it there", near=near)
        if near
        else message("add it there, or write one of these: {units}", units=listed),
        same,
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _meant(unit: str, units: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """Return the one of `units` that `unit` is another spelling of (Subbag Umum), or near to."""
    form = full_form(unit, lexicon)
    return next((known for known in units if full_form(known, lexicon) == form), None) or nearest(unit, units)
