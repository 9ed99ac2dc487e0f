"""Drawing again what is saved, until somebody stops it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.project.config import CONFIG_NAME
from sopkit.render.run import Outcome, Task, run


def redraw(tasks: Sequence[Task], again: Callable[[], list[Task]]) -> Iterator[Outcome]:
    """Yield the outcome of each drawing that a saved file calls for; ends with Ctrl+C.

    `again` finds the tasks anew: files may come and go, and settings change.
    """
    from watchfiles import watch

    folders = {task.file.parent for task in tasks} | {task.project.root.folder for task in tasks}
    try:
        for changes in watch(*folders, raise_interrupt=True):
            changed = {Path(path) for _, path in changes}
            try:
                found = again()
            except SopkitError as error:
                yield Outcome(tasks[0].project.root.folder / CONFIG_NAME, error=error)
                continue
            yield from run(concerned_tasks(found, changed), jobs=1)
    except KeyboardInterrupt:
        return


def concerned_tasks(tasks: Sequence[Task], changed: set[Path]) -> list[Task]:
    """Return the tasks whose SOP changed; all of a project whose sopkit.yaml or logo did."""
    resolved = {path.resolve() for path in changed}
    found = []
    for task in tasks:
        root = task.project.root.folder
        common = [root / CONFIG_NAME]
        if task.project.config.agency.logo:
            common.append(root / task.project.config.agency.logo)
        if any(path.resolve() in resolved and path.exists() for path in (task.file, *common)):
            found.append(task)
    return found
