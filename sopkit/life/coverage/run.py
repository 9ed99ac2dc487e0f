"""The needs of an office, or of one unit of it, against its register."""

from collections.abc import Iterator

from sopkit.life.coverage.match import Coverage, cover
from sopkit.life.coverage.needs import Needs
from sopkit.life.fault import Fault
from sopkit.life.register.entry import Register
from sopkit.lint.lexicon import lexicon
from sopkit.lint.units import unknown_unit
from sopkit.project.ordering import unit_test


def coverage_of(needs: Needs, register: Register, unit: str = "") -> Coverage:
    """Return how far `register` covers `needs`, seen for the units with the words of `unit` in their name.

    All is compared before anything is left out: an SOP may belong to the activity of another unit. Raises
    SopkitError for a unit that neither names.
    """
    named = (need.unit for need in needs.rows), (entry.sop.unit for entry in register.entries)
    is_meant = unit_test(unit, (*register.units, *named[0], *named[1]))
    whole = cover(needs.rows, register.entries)
    return Coverage(
        tuple(row for row in whole.rows if is_meant(row.need.unit)),
        tuple(entry for entry in whole.orphans if is_meant(entry.sop.unit)),
        (*needs.faults, *_unlisted(needs, register), *register.faults, *whole.faults),
        register.units,
    )


def _unlisted(needs: Needs, register: Register) -> Iterator[Fault]:
    """Yield the units that `needs` names and sopkit.yaml, where it lists any, does not."""
    for unit in needs.units:
        found = unknown_unit(unit.name, register.units, lexicon())
        if found is not None:
            yield Fault(unit.place, found.message, found.advice)
