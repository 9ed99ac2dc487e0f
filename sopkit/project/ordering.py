"""Units and numbers of SOPs: which unit is meant, and in what order units and SOPs are told everywhere."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.text import natural, nearest, normalise

Item = TypeVar("Item")


def by_unit(
    items: Iterable[Item], unit_of: Callable[[Item], str | None], units: Sequence[str] = ()
) -> dict[str, list[Item]]:
    """Return `items` by the name of their unit, "" for none; those of one unit keep their order.

    Case, blanks and punctuation tell no units apart. Units come in the order of `units` and are called as
    there; then others by name, called as the first of their items does; what has no unit comes last.
    """
    known = {normalise(unit): (place, unit) for place, unit in reversed([*enumerate(units)])}
    found: dict[str, list[Item]] = {}
    names: dict[str, str] = {}
    for item in items:
        name = " ".join((unit_of(item) or "").split())
        key = normalise(name)
        names.setdefault(key, known[key][1] if key in known else name)
        found.setdefault(key, []).append(item)
    order = sorted(found, key=lambda key: (not key, known[key][0] if key in known else len(units), key))
    return {names[key] if key else "": found[key] for key in order}


def by_number(sop: Sop, file: str) -> tuple[Any, ...]:
    """Return what sorts SOPs by their number, then by title and file; those without a number come last."""
    number = " ".join((sop.number or "").split())
    return not number, natural(number), normalise(sop.title or ""), file


def unit_test(wanted: str, units: Iterable[str | None]) -> Callable[[str | None], bool]:
    """Return what tells whether the name of a unit holds the words of `wanted`; any does for none.

    Raises SopkitError where none of `units` does.
    """
    key = normalise(wanted)

    def is_meant(unit: str | None) -> bool:
        return key in normalise(unit or "")

    known = dict.fromkeys(unit for unit in units if unit)
    if key and not any(map(is_meant, known)):
        near = nearest(wanted, known)
        raise SopkitError(
            message("no unit here is called “{unit}”", unit=wanted),
            message("did you mean “{near}”?", near=near)
            if near
            else message("units here: {units}", units="; ".join(known) or "-"),
        )
    return is_meant
