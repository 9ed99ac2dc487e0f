"""Coverage as text by unit and as JSON."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sopkit.life.coverage.match import Coverage, Row
from sopkit.life.register.entry import Entry
from sopkit.life.register.listing import entry_data
from sopkit.life.table import row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator
from sopkit.project.ordering import by_unit

VERSION = 1
_WIDTHS = (1, 36, 39)
"""Of the columns, 80 together: covered or not, the activity, its SOP."""
_YES, _DRAFT, _NO = "✓", "~", "✗"


class Unit(NamedTuple):
    """The part of a coverage that is one unit's; `name` is empty for rows that name none."""

    name: str
    rows: tuple[Row, ...]
    orphans: tuple[Entry, ...]

    def having(self, sign: str) -> int:
        """Return how many activities have this sign."""
        return sum(_sign(one) == sign for one in self.rows)


def units(coverage: Coverage) -> list[Unit]:
    """Return the coverage unit by unit: those that sopkit.yaml names in its order, then others.

    The others come in the order of the list of activities, and then those that only SOPs name, by name.
    """
    listed = tuple(row.need.unit for row in coverage.rows if row.need.unit)
    orphans = sorted(coverage.orphans, key=lambda entry: entry.place)
    parts: list[Row | Entry] = [*coverage.rows, *orphans]
    return [
        Unit(
            name,
            tuple(one for one in held if isinstance(one, Row)),
            tuple(one for one in held if isinstance(one, Entry)),
        )
        for name, held in by_unit(parts, _unit_of, (*coverage.units, *listed)).items()
    ]


def _unit_of(one: Row | Entry) -> str | None:
    return one.need.unit if isinstance(one, Row) else one.sop.unit


def render_text(coverage: Coverage, translator: Translator) -> str:
    """Return the coverage for a terminal of 80 columns; the last line counts."""
    lines: list[str] = []
    for unit in units(coverage):
        lines += [*_unit(unit, translator), ""]
    legend = message("{yes} in force  {draft} a draft  {no} no SOP", yes=_YES, draft=_DRAFT, no=_NO)
    lines += [translator.render(legend), _summary(coverage, translator)]
    return "".join(f"{line}\n" for line in lines)


def _unit(unit: Unit, translator: Translator) -> Iterator[str]:
    yield printable(unit.name or translator.text(N_("(no unit)")))
    yield rule(_WIDTHS)
    for one in unit.rows:
        activity = one.need.activity or one.need.output
        yield from row((_sign(one), activity, _found(one, translator)), _WIDTHS)
    if unit.orphans:
        yield translator.text(N_("SOPs that belong to no activity:"))
        for entry in unit.orphans:
            yield from row((" ", entry.name, entry.sop.title or "-"), _WIDTHS)


def _found(one: Row, translator: Translator) -> str:
    """Return the SOP of an activity and how it was found, or what SOP it needs."""
    if one.sop is not None:
        how = (
            message("by the number given")
            if one.by == "number"
            else message("by its title, {percent}% alike", percent=round(100 * one.likeness))
        )
        return f"{one.sop.name}\n{one.sop.sop.title or '-'}\n({translator.render(how)})"
    said = translator.render(message("needs “{title}”", title=one.need.title))
    if one.near is None:
        return said
    near = message(
        "or is it {number} “{title}”? Then write “sop: {number}” in that row",
        number=one.near.name,
        title=one.near.sop.title or "-",
    )
    return f"{said}\n{translator.render(near)}"


def _sign(one: Row) -> str:
    if one.sop is None:
        return _NO
    return _YES if one.sop.sop.status == "berlaku" else _DRAFT


def _summary(coverage: Coverage, translator: Translator) -> str:
    count = translator.count
    said = message(
        "{activities}: {covered} with an SOP, {lacking} without; {orphans}",
        activities=count("1 activity", "{n} activities", len(coverage.rows)),
        covered=len(coverage.rows) - len(coverage.lacking),
        lacking=len(coverage.lacking),
        orphans=count("1 SOP belongs to none", "{n} SOPs belong to none", len(coverage.orphans)),
    )
    return translator.render(said)


def render_json(coverage: Coverage) -> str:
    """Return the coverage as one JSON object."""
    return dump(
        {
            "version": VERSION,
            "units": [_data(unit) for unit in units(coverage)],
            "errors": [fault.as_data() for fault in coverage.faults],
        }
    )


def _data(unit: Unit) -> dict[str, Any]:
    return {
        "unit": unit.name or None,
        "in_force": unit.having(_YES),
        "drafts": unit.having(_DRAFT),
        "lacking": unit.having(_NO),
        "activities": [_row(one) for one in unit.rows],
        "orphans": [entry_data(entry) for entry in unit.orphans],
    }


def _row(one: Row) -> dict[str, Any]:
    need = one.need
    return {
        "place": need.place,
        "task": need.task,
        "function": need.function,
        "description": need.description,
        "activity": need.activity,
        "output": need.output,
        "aspect": need.aspect,
        "proposed_title": need.title,
        "sop": entry_data(one.sop) if one.sop is not None else None,
        "found_by": one.by,
        "likeness": round(one.likeness, 2),
        "perhaps": entry_data(one.near) if one.near is not None else None,
    }
