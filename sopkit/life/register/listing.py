"""The register as text and as JSON; `sheet` writes it as a table for other programs."""

from typing import Any, NamedTuple

from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.query import by_unit
from sopkit.life.register.search import Match
from sopkit.life.table import WIDTH, day, row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator

VERSION = 1
_STATE, _DATE = 12, 10  # columns of a terminal
_SHORTEST_TITLE = 24
_SHORTEST_NUMBER, _LONGEST_NUMBER = 6, 26


class Listing(NamedTuple):
    """What is shown of a register: these entries in this order, grouped by unit or not.

    `matches` holds, by file, what a search found.
    """

    register: Register
    entries: list[Entry]
    matches: dict[str, Match]
    is_grouped: bool

    def match(self, entry: Entry) -> Match | None:
        """Return what the search found in `entry`, None where nothing was searched for."""
        return self.matches.get(entry.file.as_posix())


def render_text(listing: Listing, translator: Translator) -> str:
    """Return the listing for a terminal of 80 columns; the last line counts."""
    number = max((len(one.name) for one in listing.entries), default=0)
    number = min(max(number, _SHORTEST_NUMBER), _LONGEST_NUMBER)
    title = max(WIDTH - number - _STATE - _DATE - 6, _SHORTEST_TITLE)
    widths = (number, title, _STATE, _DATE)
    lines: list[str] = []
    if listing.entries:
        heads = [translator.text(one) for one in (N_("Number"), N_("Title"), N_("Status"))]
        dates = "\n".join(translator.text(one) for one in (N_("In force"), N_("Review")))
        lines += [*row([*heads, dates], widths), rule(widths)]
    groups = (
        by_unit(listing.entries, listing.register.units) if listing.is_grouped else {None: listing.entries}
    )
    for unit, entries in groups.items():
        if unit is not None:
            lines += ["", printable(unit or translator.text("(no unit)"))]
        for entry in entries:
            lines += row(_cells(listing, entry, translator, with_unit=unit is None), widths)
    lines += ["", translator.count("1 SOP", "{n} SOPs", len(listing.entries))]
    return "".join(f"{line}\n" for line in lines).removeprefix("\n")


def _cells(listing: Listing, entry: Entry, translator: Translator, *, with_unit: bool) -> tuple[str, ...]:
    sop = entry.sop
    title = [sop.title or "-"]
    if with_unit and sop.unit:
        title.append(sop.unit)
    if match := listing.match(entry):
        where = ", ".join(f"{key} {count}" for key, count in match.found)
        title.append(translator.render(message("found: {where}", where=where)))
    state = translator.render(message("v{version} {change}", version=sop.version, change=sop.change))
    return (
        entry.name,
        "\n".join(title),
        f"{sop.status or '-'}\n{state}",
        f"{day(sop.dates.effective)}\n{day(sop.dates.review)}",
    )


def render_json(listing: Listing) -> str:
    """Return the listing as one JSON object; `at` tells of which time it is, null for now."""
    register = listing.register
    moment = {"day": day(register.day), "commit": register.commit} if register.day is not None else None
    return dump(
        {
            "version": VERSION,
            "at": moment,
            "sops": [_data(listing, entry) for entry in listing.entries],
            "errors": [fault.as_data() for fault in register.faults],
        }
    )


def _data(listing: Listing, entry: Entry) -> dict[str, Any]:
    match = listing.match(entry)
    found = {"score": match.score, "found": dict(match.found)} if match is not None else {}
    return {**entry_data(entry), **found}


def entry_data(entry: Entry) -> dict[str, Any]:
    """Return one SOP of the register for JSON; dates as 2022-06-16, null where there is none."""
    sop = entry.sop
    return {
        "number": sop.number,
        "title": sop.title,
        "unit": sop.unit,
        "status": sop.status,
        "change": sop.change,
        "sop_version": sop.version,
        "dates": {key: str(date) if date else None for key, date in sop.dates._asdict().items()},
        "file": entry.file.as_posix(),
    }
