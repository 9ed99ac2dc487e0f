"""Several SOPs as one PDF."""

from collections.abc import Sequence

from sopkit.render.draw import Sheets, draw_together
from sopkit.render.run import Outcome, Task, sheets_of


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
    agencies = {sheets.subject.sop.agency for sheets in parts}
    agency = agencies.pop() if len(agencies) == 1 else None
    title = f"Standar Operasional Prosedur {agency or ''}".strip()
    return draw_together(parts, title, commits, tasks[0].epoch), []
