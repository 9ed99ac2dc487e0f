"""From the files of a project to its register. A file that can't be read is told, and the others count."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.life.fault import Fault, fault_at
from sopkit.life.register.entry import Entry, Register
from sopkit.life.register.head import head
from sopkit.locale.message import message
from sopkit.model.build import build
from sopkit.model.sop import Sop
from sopkit.project.config import Config, load_config
from sopkit.project.discovery import asked_paths, find_files, find_root, no_files
from sopkit.project.reading import read_sop
from sopkit.schema.problems import schema_problems
from sopkit.schema.validator import validator
from sopkit.source.document import Document, parse_document
from sopkit.source.problem import Problem
from sopkit.source.reader import Unreadable, read

_KEYS = frozenset({"sopkit", "nomor", "langkah"})
"""Without any of these, a file is no SOP, whatever it is called."""
_USED = frozenset(
    (
        *("nomor", "judul", "unit", "status", "versi", "jenis_perubahan", "menggantikan"),
        *("tanggal", "evaluasi", "riwayat"),
    )
)
"""The keys whose faults would make the register say something wrong."""
_LISTS = ("dasar_hukum", "kualifikasi_pelaksana", "peralatan", "peringatan", "pencatatan")
_REST = {
    "sopkit": 1,
    "nomor": "1",
    "judul": "…",
    "status": "rancangan",
    "tanggal": {"pembuatan": "2022-06-16"},
    "pengesahan": {"jabatan": "…"},
    **{key: ["…"] for key in _LISTS},
    "pelaksana": {"staf": "…"},
    "langkah": [{"kegiatan": "…", "pelaksana": "staf"}],
}
"""What the schema wants besides: with it a file without faults is known to have none at once."""
_NO_SOP = Problem(
    "SK001",
    message("this is no SOP: it has no number and no steps"),
    message("give the file another ending than “.sop.yaml”"),
)


class Content(NamedTuple):
    """A file as people call it, and its bytes, or the problem because of which there are none."""

    file: Path
    content: bytes | Problem


def read_register() -> Register:
    """Return the register of the project here. Raises SopkitError for a folder that can't be read."""
    return make_register(project_files(), config_of(Path.cwd()))


def config_of(folder: Path) -> Config:
    """Return the settings of the project of `folder`; what is wrong in them is lint's business."""
    file = find_root(folder).config
    return load_config(file, file.as_posix())[0] if file is not None else Config()


def project_files() -> Iterator[Content]:
    """Yield the SOP files of the project here, in order of name.

    Those of another project, which has a sopkit.yaml of its own below this one, are not among them.
    """
    root = find_root(Path.cwd())
    if root.config is None:
        return contents_of(asked_paths(()))
    is_own = cache(lambda folder: find_root(folder.absolute()) == root)
    return _contents(file for file, _ in find_files(asked_paths(())) if is_own(file.parent))


def contents_of(paths: Iterable[Path]) -> Iterator[Content]:
    """Yield the SOP files that `paths` name and that lie below them, in order of name."""
    return _contents(file for file, _ in find_files(paths))


def _contents(files: Iterable[Path]) -> Iterator[Content]:
    for file in files:
        try:
            yield Content(file, read(file))
        except Unreadable as error:
            yield Content(file, error.problem)


def make_register(contents: Iterable[Content], config: Config) -> Register:
    """Return the register of the SOPs that `contents` hold."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for file, sop, wrong in read_sops(contents, config.agency.name, _USED, _glance):
        if sop is not None:
            entries.append(Entry(file, sop))
        faults += wrong
    return Register(tuple(entries), tuple(faults), config.agency.units)


def read_sops(
    contents: Iterable[Content],
    agency: str | None,
    used: frozenset[str],
    glance: Callable[[bytes], dict[str, Any] | None],
) -> Iterator[tuple[Path, Sop | None, list[Fault]]]:
    """Yield each file with its SOP, None where there is none, and what makes the keys `used` misleading.

    `glance` returns the data of a file that needs no closer look; of others faults and places are read, too.
    """
    for file, content in contents:
        if isinstance(content, Problem):
            yield file, None, [Fault(file.as_posix(), content.message, content.suggestion)]
            continue
        data = glance(content)
        if data is not None:
            yield file, build(data, agency), []
            continue
        document = parse_document(file.as_posix(), content)
        sop = read_sop(document, agency) if is_sop(document.data) else None
        yield file, sop, [fault_at(document, problem) for problem in misleading_problems(document, used)]


def require_entries(register: Register) -> Register:
    """Return `register`. Raises SopkitError where there is no SOP, and nothing wrong to tell instead."""
    if not register.entries and not register.faults and register.day is None:
        raise no_files(())
    return register


def is_sop(data: Any) -> bool:
    """Tell whether `data` is an SOP, however faulty."""
    return isinstance(data, dict) and not _KEYS.isdisjoint(data)


def _glance(content: bytes) -> dict[str, Any] | None:
    """Return the data of a file from which the register can be written without a closer look at it."""
    data = head(content)
    if not is_sop(data):
        return None
    used = {key: data[key] for key in _USED & data.keys()}
    found = validator("sop").violations({**_REST, **used})
    return None if any(one.path[:1] and one.path[0] in used for one in found) else data


def misleading_problems(document: Document, used: frozenset[str]) -> list[Problem]:
    """Return what is wrong in a file, as far as it makes what is told by the keys `used` wrong."""
    if document.data is None and document.problems:
        return [min(document.problems, key=lambda problem: problem.code != "YM001")]
    if not is_sop(document.data):
        return [_NO_SOP]
    return [one for one in schema_problems(document, "sop") if _is_misleading(one, used)]


def _is_misleading(problem: Problem, used: frozenset[str]) -> bool:
    """Tell whether more is wrong than a value that is missing, which can be seen, or lacks its quotes."""
    return problem.path[:1] != () and problem.path[0] in used and problem.code not in ("SK001", "YM003")
