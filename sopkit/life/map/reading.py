"""From the files of a project to what a map shows of each SOP, and the register of their links."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sopkit.life.fault import Fault, fault_at
from sopkit.life.register.reading import Content, is_sop, misleading_problems
from sopkit.model.build import build
from sopkit.model.sop import Sop
from sopkit.project.config import Config
from sopkit.project.discovery import relative_name
from sopkit.project.reading import read_sop
from sopkit.project.register import Register, enter, register
from sopkit.schema.validator import validator
from sopkit.source.document import Document, parse_document
from sopkit.source.problem import Problem
from sopkit.source.skim import skim

_USED = frozenset(("nomor", "judul", "unit", "status", "menggantikan", "keterkaitan", "proses_bisnis"))
"""The keys whose faults would make the map say something wrong; those of a step are lint's business."""
_LOOKED_AT = _USED | {"langkah"}


class Collection(NamedTuple):
    """The SOPs of the project in `folder`: `sops` by file name as seen from there, in order of name."""

    folder: Path
    register: Register
    sops: dict[str, Sop]
    faults: tuple[Fault, ...] = ()


def collect(contents: Iterable[Content], folder: Path, config: Config) -> Collection:
    """Return the SOPs that `contents` hold. A file that can't be read is told, and the others count."""
    sops: dict[str, Sop] = {}
    entries = []
    faults: list[Fault] = []
    for file, content in contents:
        if isinstance(content, Problem):
            faults.append(Fault(file.as_posix(), content.message, content.suggestion))
            continue
        sop, document = _read(file, content, config.agency.name)
        if document is not None:
            faults += (fault_at(document, problem) for problem in misleading_problems(document, _USED))
        if sop is not None:
            name = relative_name(file, folder)
            sops[name] = sop
            entries.append(enter(sop, file, name, is_target=True))
    found = register(entries)
    return Collection(folder, found, {entry.name: sops[entry.name] for entry in found.entries}, tuple(faults))


def _read(file: Path, content: bytes, agency: str | None) -> tuple[Sop | None, Document | None]:
    """Return the SOP in `content`, and its document where the SOP has faults that a map may show."""
    data = skim(content)
    if is_sop(data):
        faulty = {one.path[0] for one in validator("sop").violations(data) if one.path}
        if faulty.isdisjoint(_LOOKED_AT):
            return build(data, agency), None
    document = parse_document(file.as_posix(), content)
    return read_sop(document, agency) if is_sop(document.data) else None, document
