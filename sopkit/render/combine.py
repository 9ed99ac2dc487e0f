"""Several SOPs as one PDF."""

from collections.abc import Sequence

from sopkit.render.draw import Sheets, draw_together, holder, located
from sopkit.render.run import Outcome, Task, sheets_of
from sopkit.render.typesetter import MissingGlyph


def combine(tasks: Sequence[Task]) -> tuple[bytes | None, list[Outcome]]:
    """Return one PDF of all `tasks`, in order; nothing, and why, where one of them can't be drawn."""
    parts: list[Sheets] = []
    failed: list[Outcome] = []
    for task in tasks:
        sheets = sheets_of(task)
        if isinstance(sheets, Outcome):
            failed.append(sheets)
        else:
            parts.append(sheets)
    if failed:
        return None, failed
    commits = {task.file: task.commit for task in tasks if task.commit}
    try:
        return draw_together(parts, title_of(parts), commits, tasks[0].epoch), []
    except MissingGlyph as missing:
        subject = holder(missing, parts)
        return None, [Outcome(subject.file, error=located(missing, subject))]


def title_of(parts: Sequence[Sheets]) -> str:
    """Return what the PDF of these SOPs is called: by their agency, where it is one."""
    agencies = {sheets.subject.sop.agency for sheets in parts}
    agency = agencies.pop() if len(agencies) == 1 else None
    return f"Standar Operasional Prosedur {agency or ''}".strip()
