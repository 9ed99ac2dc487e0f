"""Where the two sides come from: files, folders, standard input, or what git has stored.

Only what differs, byte for byte, is handed on; of a thousand SOPs the other 990 are not even read from git.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sopkit.diff.report import Failure
from sopkit.diff.request import STDIN, Files, Revisions, no_revision
from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.project.discovery import SUFFIXES, find_files, from_here, relative_name
from sopkit.project.git import WORK_TREE, Differing, GitUnavailable, open_repository
from sopkit.source.problem import Problem
from sopkit.source.reader import Unreadable, read

_WILDCARDS = frozenset("*?[")


class Raw(NamedTuple):
    """One file of one side.

    `name` is how people call it, `key` its path within its set, `folder` where its settings are looked for;
    `content` is its bytes, or the problem because of which there are none.
    """

    name: str
    key: str
    folder: Path
    content: bytes | Problem


class RawPair(NamedTuple):
    """Two files that are called the same, or the one where only one side has such a file."""

    old: Raw | None
    new: Raw | None


class Sources(NamedTuple):
    """What is to be compared, in order of name.

    In a set, a file that is missing on one side may be found again under another name.
    """

    pairs: tuple[RawPair, ...]
    is_set: bool
    failures: tuple[Failure, ...] = ()
    notes: tuple[Message, ...] = ()


def sources(asked: Files | Revisions, stdin: Callable[[], bytes]) -> Sources:
    """Return what differs between the two sides that were `asked` for; `stdin` reads standard input.

    Raises SopkitError where a side does not exist, GitUnavailable where git refuses.
    """
    if isinstance(asked, Revisions):
        return _of_revisions(asked)
    kinds = [name != STDIN and Path(name).is_dir() for name in asked]
    if all(kinds):
        return Sources(tuple(_of_folders(Path(asked.old), Path(asked.new))), is_set=True)
    if any(kinds):
        raise SopkitError(
            message("a folder can't be compared with a file: “{old}”, “{new}”", old=asked.old, new=asked.new),
            message("name two files or two folders"),
        )
    pair = RawPair(_of_name(asked.old, stdin), _of_name(asked.new, stdin))
    return Sources((pair,), is_set=False)


def _of_name(name: str, stdin: Callable[[], bytes]) -> Raw:
    if name == STDIN:
        return Raw(name, "", Path.cwd(), stdin())
    path = Path(name)
    if os.path.lexists(name):
        return Raw(path.as_posix(), "", path.absolute().parent, _content(path))
    return _of_blob(name)


def _of_blob(name: str) -> Raw:
    """Return the file that `REVISION:PATH` names; a path that begins with `./` is seen from here."""
    revision, _, path = name.partition(":")
    try:
        repository = open_repository(Path.cwd())
        if path.startswith(("./", "../")):
            path = relative_name(Path(path), repository.top)
        content = repository.blobs([f"{revision}:{path}"])[0]
        if content is None and not repository.commits([revision]):
            raise no_revision(repository, revision)
    except GitUnavailable as unavailable:
        raise SopkitError(
            message("“{name}” can't be read: {reason}", name=name, reason=unavailable.reason),
            message("name a file that exists"),
        ) from None
    if content is None:
        raise SopkitError(
            message("“{path}” is not in the revision “{revision}”", path=path, revision=revision),
            message("“{command}” shows what is", command=f"git ls-tree -r --name-only {revision}"),
        )
    return Raw(name, "", (repository.top / path).parent, content)


def _of_folders(old: Path, new: Path) -> Iterator[RawPair]:
    """Yield the SOP files of two folders that differ."""
    olds, news = _listed(old), _listed(new)
    for key in sorted(olds | news):
        pair = RawPair(_of_file(olds.get(key), key), _of_file(news.get(key), key))
        if pair.old is None or pair.new is None or pair.old.content != pair.new.content:
            yield pair


def _listed(folder: Path) -> dict[str, Path]:
    return {relative_name(file, folder): file for file, _ in find_files([folder])}


def _of_file(file: Path | None, key: str) -> Raw | None:
    if file is None:
        return None
    return Raw(file.as_posix(), key, file.absolute().parent, _content(file))


def _content(file: Path) -> bytes | Problem:
    try:
        return read(file)
    except Unreadable as error:
        return error.problem


def _of_revisions(asked: Revisions) -> Sources:
    repository = asked.repository
    changed = repository.differing(asked.old, asked.new, asked.paths, staged=asked.is_staged)
    files = sorted(one for one in changed if _is_asked(one.name, asked.paths) and not one.is_unmerged)
    stored = iter(repository.blobs(_stored(files)))

    def side(name: str, id_: str | None) -> Raw | None:
        if id_ is None:
            return None
        file = repository.top / name
        content = _content(file) if id_ == WORK_TREE else next(stored) or b""
        return Raw(from_here(file).as_posix(), name, file.parent, content)

    pairs = [RawPair(side(one.name, one.old), side(one.name, one.new)) for one in files]
    return Sources(
        tuple(pair for pair in pairs if pair != (None, None)),
        is_set=True,
        failures=(*_missing(asked, {one.name for one in changed}), *_unmerged(asked, changed)),
        notes=tuple(_untracked(asked)),
    )


def _stored(files: Iterable[Differing]) -> Iterator[str]:
    """Yield the ids of what git has stored, old before new, as they will be wanted."""
    return (id_ for one in files for id_ in (one.old, one.new) if id_ not in (None, WORK_TREE))


def _is_asked(name: str, paths: tuple[str, ...]) -> bool:
    """Tell whether `name` is called as an SOP is, or was named itself."""
    return name in paths or (name.endswith(SUFFIXES) and name.rpartition("/")[2] not in SUFFIXES)


def _missing(asked: Revisions, changed: set[str]) -> Iterator[Failure]:
    """Yield the paths that neither side has."""
    for path in asked.paths:
        if not path or path in changed or _WILDCARDS & set(path) or _is_known(asked, path):
            continue
        yield Failure(
            from_here(asked.repository.top / path).as_posix(),
            message("there is no such file on either side"),
            message(
                "“{command}” shows what there is", command=f"git ls-tree -r --name-only {asked.old[:10]}"
            ),
        )


def _unmerged(asked: Revisions, changed: Iterable[Differing]) -> Iterator[Failure]:
    """Yield the files of which the index holds several versions; the one on disk is compared as it is."""
    for name in sorted({one.name for one in changed if one.is_unmerged and asked.is_staged}):
        if _is_asked(name, asked.paths):
            yield Failure(
                from_here(asked.repository.top / name).as_posix(),
                message("the merge of this file is not settled"),
                message("settle the conflict in the file, then “git add” it"),
            )


def _is_known(asked: Revisions, path: str) -> bool:
    if asked.new is None and not asked.is_staged and os.path.lexists(asked.repository.top / path):
        return True
    sides = [asked.old, asked.new or ""] if asked.new or asked.is_staged else [asked.old]
    return asked.repository.exists(f"{side}:{path}" for side in sides)


def _untracked(asked: Revisions) -> Iterator[Message]:
    """Yield what to know about SOP files that git was never told of, and so are not compared."""
    if asked.new is not None or asked.is_staged:
        return
    files = [name for name in asked.repository.untracked(asked.paths) if _is_asked(name, ())]
    if files:
        shown = ", ".join(f"“{from_here(asked.repository.top / name).as_posix()}”" for name in files[:3])
        yield message(
            "not compared, for git does not know them yet: {files}; “git add” makes them known",
            files=f"{shown}, … ({len(files)})" if len(files) > 3 else shown,
        )
