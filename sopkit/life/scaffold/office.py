"""What must be known of an office before its repository can be made: name, units, how its numbers look."""

import datetime
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.fault import fault_at
from sopkit.life.numbering.shape import Shape, possible_shapes, shape_among, shape_of
from sopkit.life.register.reading import contents_of, make_register
from sopkit.locale.message import message
from sopkit.model.sop import Sop
from sopkit.project.config import CONFIG_NAME, Config, load_config
from sopkit.project.discovery import find_files
from sopkit.text import tidy

_AGENCY, _UNIT = "Nama Instansi", "Subbagian Umum"
"""Made up, for whoever wants to look first."""


class Office(NamedTuple):
    """An agency, its units in their order, and one of its numbers, as an example of all.

    In the number brackets may stand around the part that counts up.
    """

    agency: str
    units: tuple[str, ...]
    number: str


def configured(folder: Path) -> Office | None:
    """Return what the sopkit.yaml of `folder` says, None where there is none.

    Raises SopkitError, with line and column, where it can't be read.
    """
    file = folder / CONFIG_NAME
    if not file.exists():
        return None
    config, document, problems = load_config(file, file.as_posix())
    if problems:
        fault = fault_at(document, problems[0])
        raise SopkitError(message("{place}: {reason}", place=fault.place, reason=fault.message), fault.hint)
    return Office(config.agency.name or "instansi ini", config.agency.units, "")


def guessed(folder: Path, year: int) -> Office:
    """Return what the SOPs that lie in `folder` already tell, made-up answers where there are none."""
    sops = _sops(folder)
    agency = Counter(tidy(sop.agency) for sop in sops if sop.agency).most_common(1)
    units = tuple(dict.fromkeys(tidy(sop.unit) for sop in sops if sop.unit))
    numbers = [sop.number for sop in sops if sop.number and shape_of(sop.number) is not None]
    return Office(
        agency[0][0] if agency else _AGENCY,
        units or (_UNIT,),
        _example_of(numbers) if numbers else f"001/SOP/{year}",
    )


def _example_of(numbers: list[str]) -> str:
    """Return the first of `numbers`; where it leaves open what counts, and they don't, with brackets."""
    shape = shape_among(numbers) if len(possible_shapes(numbers[0])) > 1 else None
    return shape.marked if shape is not None else numbers[0]


def shape_of_numbers(number: str) -> Shape:
    """Return how numbers such as `number` are made. Raises SopkitError where nothing in it counts up."""
    shape = shape_of(number)
    if shape is None:
        raise SopkitError(
            message("“{number}” holds no running number", number=number),
            message("give one whole number as your office writes it, such as 001/RT.02-SOP/3576/2026"),
        )
    return shape


def check_number(number: str, *, must_be_clear: bool = False) -> None:
    """Raise SopkitError where nothing in `number` counts up, or, if it `must_be_clear`, several parts may."""
    shape_of_numbers(number)
    possible = possible_shapes(number)
    if must_be_clear and len(possible) > 1:
        ways = "; ".join(f'--nomor "{shape.marked}"' for shape in possible)
        raise SopkitError(
            message("it is not clear which part of “{number}” counts up", number=number),
            message("put that part in brackets: {ways}", ways=ways),
        )


def first_number(office: Office, day: datetime.date) -> str:
    """Return the first number of the year of `day`, in the form of the office's."""
    return shape_of_numbers(office.number).first(day)


def has_sops(folder: Path) -> bool:
    """Tell whether there are SOP files in `folder` or below."""
    return folder.is_dir() and any(True for _ in find_files([folder]))


def _sops(folder: Path) -> list[Sop]:
    return [
        entry.sop
        for entry in make_register(contents_of([folder]) if folder.is_dir() else (), Config()).entries
    ]
