"""Which files are SOPs, and which project each belongs to.

The project of a file is the folder of the nearest sopkit.yaml upwards, else the top of its git repository,
else the path that was given.
"""

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message
from sopkit.project.config import CONFIG_NAME

SUFFIXES = (".sop.yaml", ".sop.yml")
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


class Root(NamedTuple):
    """The folder of a project, and the sopkit.yaml in it, if there is one."""

    folder: Path
    config: Path | None = None


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield the SOP files that `paths` name, each once, and whether it was named itself.

    A folder stands for the `*.sop.yaml` and `*.sop.yml` below it, hidden folders aside, in order of name.
    Raises SopkitError for a path that does not exist.
    """
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            found: Iterable[tuple[Path, bool]] = ((file, False) for file in _walk(path))
        elif os.path.lexists(path):
            found = [(path, True)]
        else:
            raise SopkitError(
                message("“{path}” does not exist", path=path),
                message("name a file or folder that does, or none for the whole project"),
            )
        for file, named in found:
            key = os.path.abspath(file)
            if key not in seen:
                seen.add(key)
                yield file, named


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_unreadable_folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _SKIPPED)
        for name in sorted(files):
            if name.endswith(SUFFIXES) and name not in SUFFIXES:
                yield Path(parent, name)


def group_files(paths: Iterable[Path]) -> dict[Root, list[tuple[Path, bool]]]:
    """Return the SOP files that `paths` name, by project, and whether each was named itself.

    No path means the project here. Raises SopkitError for a path that does not exist.
    """
    roots: dict[Root, list[tuple[Path, bool]]] = {}
    known: dict[tuple[Path, Path], Root] = {}
    for path in asked_paths(paths):
        given = (path if path.is_dir() else path.parent).absolute()
        for file, named in find_files([path]):
            if (file.parent, given) not in known:
                known[file.parent, given] = find_root(file.parent, given)
            roots.setdefault(known[file.parent, given], []).append((file, named))
    return roots


def asked_paths(paths: Iterable[Path]) -> list[Path]:
    """Return `paths` as seen from the current folder; for none, the folder of the project here."""
    asked = list(paths) or [Path(os.path.relpath(find_root(Path.cwd()).folder))]
    return [from_here(path) for path in asked]


def no_files(paths: Iterable[Path]) -> SopkitError:
    """Return the error that says that `paths` hold no SOP file."""
    return SopkitError(
        message(
            "no SOP file found: looked for {suffixes} in {paths}",
            suffixes=", ".join(f"*{suffix}" for suffix in SUFFIXES),
            paths=", ".join(f"“{path.as_posix()}”" for path in asked_paths(paths)),
        ),
        message(
            "go to the folder of the SOPs, or name it; the names of files that hold SOPs end with “.sop.yaml”"
        ),
    )


def _unreadable_folder(error: OSError) -> None:
    raise SopkitError(
        message("the folder “{path}” cannot be read: {reason}", path=error.filename, reason=reason(error)),
        message("check who may read it, or name the folders to check"),
    )


def is_excluded(file: Path, root: Root, patterns: Iterable[str]) -> bool:
    """Tell whether `file` matches one of `patterns`, read relative to the folder of `root`."""
    name = relative_name(file, root.folder)
    return any(matches(name, pattern) for pattern in patterns)


def matches(name: str, pattern: str) -> bool:
    """Tell whether a path, relative to sopkit.yaml with “/” between its parts, fits `pattern`.

    `arsip/` and `arsip/*` stand for everything below that folder, `*` for any characters.
    """
    pattern = pattern.replace("\\", "/").removeprefix("./")
    if pattern.endswith("/"):
        pattern += "*"
    return fnmatchcase(name, pattern) or (
        "/" not in pattern and fnmatchcase(name.rsplit("/", 1)[-1], pattern)
    )


def relative_name(file: Path, folder: Path) -> str:
    """Return `file` as seen from `folder`, with “/” between its parts."""
    inside, outside = os.path.abspath(file), os.path.abspath(folder)
    if inside.startswith(outside + os.sep):
        return inside[len(outside) + 1 :].replace(os.sep, "/")
    return Path(os.path.relpath(inside, outside)).as_posix()


def from_here(path: Path) -> Path:
    """Return `path` as seen from the current folder where it is below it, to be shown to people."""
    try:
        return path.relative_to(Path.cwd()) if path.is_absolute() else path
    except ValueError:
        return path


def find_root(folder: Path, given: Path | None = None) -> Root:
    """Return the project of the files in `folder`; `given` is the path that was asked for."""
    path = os.path.abspath(folder)
    while True:
        config = os.path.join(path, CONFIG_NAME)
        if os.path.isfile(config):
            return Root(Path(path), Path(config))
        if os.path.exists(os.path.join(path, ".git")):
            return Root(Path(path))
        parent = os.path.dirname(path)
        if parent == path:
            return Root(given if given is not None else folder)
        path = parent


def repository_of(folder: Path) -> Path | None:
    """Return the top of the git repository that holds `folder`, None if there is none."""
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return None
