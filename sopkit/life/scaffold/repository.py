"""A repository of SOPs, made ready in a folder: what is missing is written, all of it or nothing."""

import datetime
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sopkit import __version__
from sopkit.diff.formats.markdown import escaped
from sopkit.diff.install import ATTRIBUTE, ATTRIBUTES
from sopkit.errors import SopkitError
from sopkit.life.numbering.shape import pattern_of
from sopkit.life.scaffold.office import Office, first_number, has_sops, shape_of_numbers
from sopkit.life.scaffold.templates import fill
from sopkit.locale.message import message
from sopkit.project.config import CONFIG_NAME
from sopkit.project.discovery import find_root, repository_of
from sopkit.schema.validator import SchemaName, schema_text
from sopkit.source.edits import plain_or_quoted
from sopkit.source.writer import cannot_write, write_new
from sopkit.text import file_stem, shell_word

_SCHEMAS: tuple[SchemaName, ...] = ("sop", "sopkit", "kebutuhan")
_EXAMPLE = "peminjaman-ruang-rapat.sop.yaml"
_TOP_ONLY = frozenset({".pre-commit-config.yaml", ".github/workflows/sop.yml", ".gitlab-ci.yml"})
"""What is read at the top of a git repository only."""


class Item(NamedTuple):
    """A file to be: its name as seen from the folder, with “/” between its parts, and its text."""

    name: str
    text: str


class Plan(NamedTuple):
    """What is to be written into `folder`, what stays because it is there, and what belongs elsewhere.

    `top` is the top of the git repository around `folder`, None where there is none yet; `misplaced` are the
    files that would only work there. `example` names the example SOP where one is written.
    """

    folder: Path
    new: tuple[Item, ...]
    kept: tuple[str, ...]
    misplaced: tuple[str, ...]
    top: Path | None
    example: str | None

    @property
    def lacks_attributes(self) -> bool:
        """Tell whether the .gitattributes that stays says nothing of sopkit."""
        file = self.folder / ATTRIBUTES
        is_kept = ATTRIBUTES in self.kept and file.is_file()
        return is_kept and ATTRIBUTE.encode() not in file.read_bytes()


def check_place(folder: Path) -> None:
    """Raise SopkitError where `folder` is none, or lies within another project."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise SopkitError(
            message("“{path}” is no folder", path=folder.as_posix()),
            message("name a folder, or none for this one"),
        )
    around = find_root(folder.absolute()).config
    if around is not None and not _is_same(around.parent, folder):
        raise SopkitError(
            message(
                "“{folder}” lies within the project of “{config}”",
                folder=folder.as_posix(),
                config=around.as_posix(),
            ),
            message("a folder of a project needs nothing of its own: “sopkit new” makes an SOP there"),
        )


def plan_repository(folder: Path, office: Office, day: datetime.date) -> Plan:
    """Return what makes `folder`, which need not exist, a repository of the SOPs of `office`.

    Raises SopkitError as `check_place` does.
    """
    check_place(folder)
    is_begun = (folder / CONFIG_NAME).exists() or has_sops(folder)
    example = None if is_begun else f"{file_stem(office.units[0]) or 'contoh'}/{_EXAMPLE}"
    items = [*_items(folder, office, day, example)]
    kept = [item.name for item in items if os.path.lexists(folder / item.name)]
    top = repository_of(folder.absolute())
    is_inner = top is not None and not _is_same(top, folder)
    misplaced = [item.name for item in items if is_inner and item.name in _TOP_ONLY and item.name not in kept]
    new = tuple(item for item in items if item.name not in (*kept, *misplaced))
    return Plan(folder, new, tuple(kept), tuple(misplaced), top, example)


def carry_out(plan: Plan) -> None:
    """Write what `plan` says. Raises SopkitError where something can't be written; then nothing is."""
    written: list[Path] = []
    made: list[Path] = []
    try:
        for item in plan.new:
            file = plan.folder / item.name
            _make_folders(file.parent, made)
            written.append(file)
            write_new(file, item.text.encode("utf-8"))
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise


def _items(folder: Path, office: Office, day: datetime.date, example: str | None) -> Iterator[Item]:
    # Of a sopkit.yaml that is there, the form of the numbers is not known, nor needed: it stays.
    yield Item(CONFIG_NAME, "" if (folder / CONFIG_NAME).exists() else _config(office, day))
    yield Item(ATTRIBUTES, fill("gitattributes"))
    yield Item(".gitignore", fill("gitignore"))
    yield Item(".pre-commit-config.yaml", fill("pre-commit-config.yaml", version=__version__))
    yield Item(".github/workflows/sop.yml", fill("github-workflow.yml", version=__version__))
    yield Item(".gitlab-ci.yml", fill("gitlab-ci.yml", version=__version__))
    unit = office.units[0] if office.units else "Subbagian Umum"
    shown = {"instansi": escaped(office.agency), "unit_option": shell_word(unit), "version": __version__}
    shown_example = PurePosixPath(example or "umum/surat-masuk.sop.yaml")
    shown |= {"example": f"{shown_example}", "example_folder": f"{shown_example.parent}"}
    yield Item("README.md", fill("README.md", **shown))
    for name in _SCHEMAS:
        yield Item(f"schemas/{name}.schema.json", schema_text(name))
    if example is not None:
        yield Item("kebutuhan.yaml", fill("kebutuhan.yaml", unit=plain_or_quoted(unit)))
        yield Item(example, _example(office, day))


def _config(office: Office, day: datetime.date) -> str:
    return fill(
        "sopkit.yaml",
        instansi=plain_or_quoted(office.agency),
        units="\n".join(f"    - {plain_or_quoted(unit)}" for unit in office.units),
        tahun=f"{day.year}",
        tanggal=day.isoformat(),
        nomor_pattern=_single_quoted(pattern_of(shape_of_numbers(office.number))),
    )


def _example(office: Office, day: datetime.date) -> str:
    return fill(
        "example.yaml",
        schema="../schemas/sop.schema.json",
        nomor=plain_or_quoted(first_number(office, day)),
        unit=plain_or_quoted(office.units[0]),
        tanggal=day.isoformat(),
    )


def _single_quoted(text: str) -> str:
    """Return `text`, which stands on one line, as a YAML scalar in which a backslash is only that."""
    return "'{}'".format(text.replace("'", "''"))


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make `folder` and those above it that are missing, and add them to `made`, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    try:
        for one in reversed(missing):
            one.mkdir()
            made.append(one)
    except OSError as error:
        raise cannot_write(missing[-1], error) from None
