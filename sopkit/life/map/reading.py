"""From the files of a project to what a map shows of each SOP, and the register of their links."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.life.fault import Fault
from sopkit.life.register.reading import Content, is_sop, read_sops
from sopkit.model.sop import Sop
from sopkit.project.config import Config
from sopkit.project.discovery import relative_name
from sopkit.project.register import Register, enter, register
from sopkit.schema.validator import validator
from sopkit.source.skim import skim

_USED = frozenset(("nomor", "judul", "unit", "status", "menggantikan", "keterkaitan", "proses_bisnis"))
"""The keys whose faults would make the map say something wrong; those of a step are lint's business."""
_LOOKED_AT = _USED | {"langkah"}


class LinkedSops(NamedTuple):
    """The SOPs of the project in `folder`: `sops` by file name as seen from there, in order of name."""

    folder: Path
    register: Register
    sops: dict[str, Sop]
    faults: tuple[Fault, ...] = ()


def collect(contents: Iterable[Content], folder: Path, config: Config) -> LinkedSops:
    """Return the SOPs that `contents` hold. A file that can't be read is told, and the others count."""
    sops: dict[str, Sop] = {}
    entries = []
    faults: list[Fault] = []
    for file, sop, wrong in read_sops(contents, config.agency.name, _USED, _glance):
        faults += wrong
        if sop is not None:
            name = relative_name(file, folder)
            sops[name] = sop
            entries.append(enter(sop, file, name, is_target=True))
    found = register(entries)
    return LinkedSops(folder, found, {entry.name: sops[entry.name] for entry in found.entries}, tuple(faults))


def _glance(content: bytes) -> dict[str, Any] | None:
    """Return the data of a file without faults that a map may show."""
    data = skim(content)
    if not is_sop(data):
        return None
    faulty = {one.path[0] for one in validator("sop").violations(data) if one.path}
    return data if faulty.isdisjoint(_LOOKED_AT) else None
