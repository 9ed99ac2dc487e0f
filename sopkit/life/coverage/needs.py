"""kebutuhan.yaml: the activities of an office that need an SOP, as in Tabel 6 of PermenPANRB 35/2012."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.fault import Fault, fault_at
from sopkit.lint.lexicon import lexicon
from sopkit.locale.message import message
from sopkit.project.discovery import asked_paths
from sopkit.schema.problems import schema_problems
from sopkit.source.document import Document, load_document
from sopkit.source.problem import Path as DataPath

FILE_NAME = "kebutuhan.yaml"
_CARRIED = ("unit", "tugas", "fungsi", "uraian_tugas", "kegiatan")
"""What counts for the rows below as well, until another is written: the joined cells of the printed form."""


class Need(NamedTuple):
    """One row of Tabel 6: who does what, its final output, and the aspect that the SOP is to be about.

    `place` is its `FILE:LINE:COLUMN`; `number` names the SOP where the row does.
    """

    place: str
    unit: str | None
    task: str | None
    function: str | None
    description: str | None
    activity: str | None
    output: str
    aspect: str
    number: str | None

    @property
    def title(self) -> str:
        """The title of its SOP by the rule of Tabel 6: aspect of the activity, then final output."""
        small = lexicon().words("judul", "kata_kecil")
        said = f"{self.aspect} {self.output}".split()
        return " ".join(
            word if at and word.lower() in small else word[:1].upper() + word[1:]
            for at, word in enumerate(said)
        )


class NamedUnit(NamedTuple):
    """A unit as a row writes it, and its `FILE:LINE:COLUMN`."""

    place: str
    name: str


class Needs(NamedTuple):
    """The rows of a file, the units that they name, and what is wrong in it; a row at fault is left out."""

    file: Path
    rows: tuple[Need, ...]
    faults: tuple[Fault, ...]
    units: tuple[NamedUnit, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Whether nothing of the file could be read, because of what is wrong in it."""
        return bool(self.faults) and not self.rows


def needs_file() -> Path:
    """Return where the kebutuhan.yaml of the project here is, or would be."""
    return asked_paths(())[0] / FILE_NAME


def read_needs(file: Path | None = None) -> Needs:
    """Return the rows of `file`, by default the kebutuhan.yaml of the project here.

    Raises SopkitError where there is no such file, or nothing in it can be read.
    """
    path = file or needs_file()
    if not path.exists():
        raise SopkitError(
            message("“{path}” does not exist", path=path.as_posix()),
            message(
                "list there what the office does and needs an SOP for (Tabel 6); “{command}” describes it",
                command="sopkit schema kebutuhan",
            ),
        )
    document = load_document(path)
    problems = [*document.problems]
    if isinstance(document.data, dict):
        problems += schema_problems(document, "kebutuhan")
    faults = tuple(fault_at(document, problem) for problem in problems)
    bad = {
        problem.path[1]
        for problem in problems
        if problem.path[:1] == ("kebutuhan",) and len(problem.path) > 1
    }
    rows = document.data.get("kebutuhan") if isinstance(document.data, dict) else None
    if not isinstance(rows, list):
        return Needs(path, (), faults)
    return Needs(path, tuple(_rows(document, rows, bad)), faults, tuple(_units(document, rows)))


def _units(document: Document, rows: list[Any]) -> Iterator[NamedUnit]:
    for index, row in enumerate(rows):
        if isinstance(row, dict) and isinstance(row.get("unit"), str):
            yield NamedUnit(_place(document, ("kebutuhan", index, "unit")), row["unit"])


def _rows(document: Document, rows: list[Any], bad: set[str | int]) -> Iterator[Need]:
    carried: dict[str, str | None] = dict.fromkeys(_CARRIED)
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            continue
        for at, key in enumerate(_CARRIED):
            if isinstance(row.get(key), str):
                # Another task has functions of its own: what stood below the old one counts no more.
                carried.update(dict.fromkeys(_CARRIED[at:]))
                carried[key] = row[key]
        if index not in bad:
            yield Need(
                _place(document, ("kebutuhan", index)),
                unit=carried["unit"],
                task=carried["tugas"],
                function=carried["fungsi"],
                description=carried["uraian_tugas"],
                activity=carried["kegiatan"],
                output=row["output"],
                aspect=row["aspek"],
                number=row.get("sop"),
            )


def _place(document: Document, path: DataPath) -> str:
    line, column = document.position(document.span(path)[0])
    return f"{document.name}:{line}:{column}"
