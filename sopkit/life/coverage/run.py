"""The needs of an office, or of one unit of it, against its register."""

from sopkit.life.coverage.match import Coverage, cover
from sopkit.life.coverage.needs import Needs
from sopkit.life.register.entry import Register
from sopkit.life.register.query import unit_key
from sopkit.text import normalise


def coverage_of(needs: Needs, register: Register, unit: str = "") -> Coverage:
    """Return how far `register` covers `needs`, seen for the units with the words of `unit` in their name.

    All is compared before anything is left out: an SOP may belong to the activity of another unit. Raises
    SopkitError for a unit that neither names.
    """
    named = (need.unit for need in needs.rows), (entry.sop.unit for entry in register.entries)
    key = unit_key(unit, (*register.units, *named[0], *named[1]))
    whole = cover(needs.rows, register.entries)
    return Coverage(
        tuple(row for row in whole.rows if key in normalise(row.need.unit or "")),
        tuple(entry for entry in whole.orphans if key in normalise(entry.sop.unit or "")),
        (*needs.faults, *register.faults, *whole.faults),
    )
