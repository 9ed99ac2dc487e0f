"""Where a new SOP belongs: its unit, its folder, the schema that its first line names."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.life.register.entry import Register
from sopkit.locale.message import message
from sopkit.project.discovery import find_root, repository_of
from sopkit.project.ordering import unit_test
from sopkit.text import file_stem, normalise

_SCHEMAS = ("schemas/sop.schema.json", "sop.schema.json")


def check_project(register: Register) -> None:
    """Raise SopkitError where the current folder belongs to no project, and no SOP is there or below."""
    if register.entries or register.faults or find_root(Path.cwd()).config is not None:
        return
    raise SopkitError(
        message(
            "“{folder}” is no folder of SOPs: there is no sopkit.yaml, and no SOP",
            folder=Path.cwd().as_posix(),
        ),
        message("go to the folder of the SOPs, or make this one ready with “sopkit init”"),
    )


def units_of(register: Register) -> tuple[str, ...]:
    """Return the units of the project: those of sopkit.yaml, else those that its SOPs name."""
    return register.units or tuple(dict.fromkeys(one.sop.unit for one in register.entries if one.sop.unit))


def full_unit(wanted: str, register: Register) -> str:
    """Return the whole name of the unit with the words of `wanted` in its name.

    Where sopkit.yaml names no units, a new one is taken as it is given. Raises SopkitError where it names
    some and none is meant, and where several may be.
    """
    units = units_of(register)
    key = normalise(wanted)
    if not register.units and not any(key in normalise(unit) for unit in units):
        return wanted
    is_meant = unit_test(wanted, units)
    exact = [unit for unit in units if normalise(unit) == key]
    found = exact or [unit for unit in units if is_meant(unit)]
    if len(found) > 1:
        raise SopkitError(
            message("“{wanted}” fits several units: {units}", wanted=wanted, units="; ".join(found)),
            message("write more of the name of the one that is meant"),
        )
    return found[0]


def folder_of(unit: str, register: Register, project: Path) -> Path:
    """Return where most SOPs of `unit` are, else a folder of `project` that is called after it."""
    folders = Counter(one.file.parent for one in register.entries if one.sop.unit == unit)
    if folders:
        return min(folders, key=lambda folder: (-folders[folder], folder.as_posix()))
    return project / (file_stem(unit) or "")


def check_folder(folder: Path, project: Path) -> None:
    """Raise SopkitError where an SOP in `folder` would not belong to `project`, also by way of a link."""
    inside = folder.resolve().is_relative_to(project.resolve())
    if not inside or find_root(folder.absolute(), project.absolute()).folder.resolve() != project.resolve():
        raise SopkitError(
            message(
                "“{folder}” is not in the project “{project}”",
                folder=folder.as_posix(),
                project=project.absolute().as_posix(),
            ),
            message("name a folder below it, or go to the project that is meant"),
        )


def schema_from(folder: Path, project: Path) -> str | None:
    """Return the way from `folder` to the schema of SOP files, None where the project holds none.

    It is looked for in the folder of the project and in those above, up to the top of its git repository.
    """
    project = project.absolute()
    top = repository_of(project) or project
    for place in _upwards(project, top):
        for name in _SCHEMAS:
            if (place / name).is_file():
                return Path(os.path.relpath(place / name, folder.absolute())).as_posix()
    return None


def _upwards(folder: Path, top: Path) -> Iterable[Path]:
    yield folder
    while folder not in (top, folder.parent):
        folder = folder.parent
        yield folder
