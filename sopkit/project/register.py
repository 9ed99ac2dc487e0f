"""The register: of each SOP of a project, what the rules about the set look at.

A whole SOP has thousands of values; a register of 10,000 keeps only these.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sopkit.model.sop import Executor, Link, Reference, Sop, Text
from sopkit.text import normalise


class Entry(NamedTuple):
    """One SOP in the register.

    `file` is its path, `name` the same as seen from the project's folder, with “/” between its parts.
    `handovers` names the SOPs that carry out steps of this one (`sop:`), `steps` holds the activities,
    normalised. `is_target` tells whether the file was asked for: findings are only reported there.
    """

    file: Path
    name: str
    number: str | None
    title: str | None
    unit: str | None
    status: str | None
    replaces: str | None
    links: tuple[Link, ...]
    handovers: tuple[Reference, ...]
    executors: tuple[Executor, ...]
    documents: tuple[Text, ...]
    steps: frozenset[str]
    is_target: bool

    @property
    def is_current(self) -> bool:
        """Tell whether the SOP is, or is on its way to be, in force."""
        return self.status not in ("digantikan", "dicabut")

    @property
    def called(self) -> str:
        """What people know the SOP by: its number, else its file name."""
        return self.number or self.name


@dataclass(frozen=True)
class Register:
    """The SOPs of one project, in order of file name."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_number(self) -> dict[str, tuple[Entry, ...]]:
        """The SOPs that carry each number; several where a number is used twice."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.number:
                found.setdefault(entry.number, []).append(entry)
        return {number: tuple(entries) for number, entries in found.items()}

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """The SOPs by their file name as seen from the project's folder."""
        return {entry.name: entry for entry in self.entries}

    def linked(self, entry: Entry, target: str) -> Entry | None:
        """Return the SOP that `target`, a number or a relative path in `entry`'s file, stands for."""
        if target in self.by_number:
            return self.by_number[target][0]
        folder = entry.name.rpartition("/")[0]
        return self.by_name.get(_join(folder, target)) or self.by_name.get(_join("", target))


def enter(sop: Sop, file: Path, name: str, *, is_target: bool) -> Entry:
    """Return the register's entry of `sop`."""
    return Entry(
        file=file,
        name=name,
        number=sop.number,
        title=sop.title,
        unit=sop.unit,
        status=sop.status,
        replaces=sop.replaces,
        links=sop.links,
        handovers=tuple(Reference(step.sop, (*step.path, "sop")) for step in sop.steps if step.sop),
        executors=sop.executors,
        documents=tuple(text for step in sop.steps for text in step.outputs),
        steps=frozenset(normalise(step.activity) for step in sop.steps if step.activity),
        is_target=is_target,
    )


def register(entries: Iterable[Entry]) -> Register:
    """Return the register of `entries`."""
    return Register(tuple(sorted(entries, key=lambda entry: entry.name)))


def _join(folder: str, target: str) -> str:
    parts: list[str] = folder.split("/") if folder else []
    for part in target.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
