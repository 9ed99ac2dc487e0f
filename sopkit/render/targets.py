"""The file of each drawing: beside its SOP, or in a folder that is laid out as the one that was asked for."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.discovery import asked_paths
from sopkit.render.options import FORMS
from sopkit.render.output import stem
from sopkit.render.run import Task


def with_targets(tasks: Sequence[Task], asked: Sequence[Path], output: str | None) -> list[Task]:
    """Return `tasks` with their files; `output` is a file or folder, `asked` what the command line names.

    Raises SopkitError where two drawings would have one file.
    """
    if output is not None and len(tasks) == 1 and not _is_folder(output):
        return [replace(tasks[0], target=Path(output))]
    if output is not None and Path(output).is_file():
        raise SopkitError(
            message("“{path}” is a file, and there are {count} drawings", path=output, count=len(tasks)),
            message("name a folder, or use --combine for one document"),
        )
    found: dict[str, Task] = {}
    folders = [path for path in asked_paths(asked) if path.is_dir()]
    for task in tasks:
        folder = task.file.parent if output is None else Path(output) / _below(task.file, folders)
        target = folder / f"{stem(task.file)}.{task.options.form}"
        other = found.setdefault(os.path.normcase(target), task)
        if other is not task:
            raise SopkitError(
                message(
                    "“{one}” and “{two}” would both be drawn as “{path}”",
                    one=other.file.as_posix(), two=task.file.as_posix(), path=target.as_posix(),
                ),
                message("draw them into different folders"),
            )  # fmt: skip
        found[os.path.normcase(target)] = replace(task, target=target)
    return list(found.values())


def _is_folder(output: str) -> bool:
    """Tell whether `output` is meant to be a folder: it is one, or is not called like a drawing."""
    if Path(output).is_dir() or output.endswith(("/", os.sep)):
        return True
    return Path(output).suffix.lstrip(".").lower() not in FORMS


def _below(file: Path, folders: Sequence[Path]) -> Path:
    """Return the folder of `file` as seen from the one of `folders` that holds it; "." for a named file."""
    for folder in folders:
        if file.is_relative_to(folder):
            return file.parent.relative_to(folder)
    return Path()
