"""Two versions of one SOP compared: what changed, and what that means."""

from sopkit.diff.effect import figures
from sopkit.diff.executors import executor_changes, match_executors, replaced
from sopkit.diff.identity import identity_changes
from sopkit.diff.model import Change, Comparison, Effect, Figures
from sopkit.diff.remarks import remarks
from sopkit.diff.sides import Side
from sopkit.diff.steps import Alignment, align
from sopkit.diff.table import row_pairs, table_changes
from sopkit.diff.verdict import judge
from sopkit.model.duration import Calendar
from sopkit.model.flow import build_flow
from sopkit.model.sop import Sop, Step


def compare(
    old: Sop | None, new: Sop | None, *, old_name: str | None, new_name: str | None, calendar: Calendar
) -> Comparison:
    """Return what changed from `old` to `new`; a side that is None is not there.

    The names are how the files are called. `calendar` says how long working time is.
    """
    alignment = Alignment()
    changes: tuple[Change, ...] = ()
    if old is not None and new is not None:
        alignment, changes = _differences(old, new, calendar)
    verdict, reasons = judge(old, new, changes)
    named = new or old
    return Comparison(
        old=old_name,
        new=new_name,
        number=named.number if named else None,
        title=named.title if named else None,
        verdict=verdict,
        changes=changes,
        reasons=reasons,
        effect=Effect(_figures(old, calendar), _figures(new, calendar)),
        remarks=tuple(remarks(old, new, verdict, changes)) if old and new else (),
        steps=_steps(alignment, old.steps if old else (), new.steps if new else ()),
    )


def _differences(old: Sop, new: Sop, calendar: Calendar) -> tuple[Alignment, tuple[Change, ...]]:
    roles = match_executors(old, new)
    alignment = align(old.steps, new.steps, roles.keys)
    roles = replaced(roles, [(old.steps[i], new.steps[j]) for i, j in alignment.pairs])
    keys = roles.keys
    return alignment, (
        *identity_changes(old, new, calendar),
        *executor_changes(roles),
        *table_changes((Side.of(old, keys[0]), Side.of(new, keys[1])), alignment, calendar),
    )


def _figures(sop: Sop | None, calendar: Calendar) -> Figures | None:
    return figures(sop, build_flow(sop), calendar) if sop is not None else None


def _steps(
    alignment: Alignment, old: tuple[Step, ...], new: tuple[Step, ...]
) -> tuple[tuple[int | None, int | None], ...]:
    """Return the rows that belong together by their numbers."""
    return tuple(
        (None if i is None else old[i].number, None if j is None else new[j].number)
        for i, j in row_pairs(alignment, len(old), len(new))
    )
