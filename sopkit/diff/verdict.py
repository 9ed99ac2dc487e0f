"""What the changes together mean for the SOP, and why."""

from collections import Counter
from collections.abc import Sequence

from sopkit.diff.codes import BOOKKEEPING, CODES
from sopkit.diff.model import Change, Severity, Verdict
from sopkit.locale.message import Message, message
from sopkit.model.sop import Sop


def judge(old: Sop | None, new: Sop | None, changes: Sequence[Change]) -> tuple[Verdict, tuple[Message, ...]]:
    """Return the verdict on `changes`, and its reasons; a side that is None is not there."""
    if old is None:
        return Verdict.NEW, (message("there is no earlier version"),)
    if new is None:
        return Verdict.WITHDRAWN, (message("there is no later version"),)
    if old.is_current and not new.is_current:
        return Verdict.WITHDRAWN, (
            message("its status is now “{status}”: it applies no longer", status=new.status),
        )
    if not changes:
        return Verdict.SAME, (message("both versions say the same"),)
    counts = Counter(
        CODES[change.code].aspect for change in changes if change.severity is Severity.SUBSTANTIAL
    )
    if counts:
        return Verdict.CHANGED, tuple(
            message("it changes {aspect} ({count})", aspect=message(aspect.value), count=count)
            for aspect, count in counts.most_common()
        )
    if all(change.code in BOOKKEEPING for change in changes):
        return Verdict.CORRECTED, (message("only what records the document differs, not the procedure"),)
    return Verdict.CORRECTED, (
        message(
            "only wording, spelling, order without meaning or bookkeeping differ ({count})",
            count=len(changes),
        ),
    )
