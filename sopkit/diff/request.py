"""What the words of the command line ask to compare: two files, or two revisions, told apart as git does."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.project.discovery import SUFFIXES, relative_name
from sopkit.project.git import GitUnavailable, Repository, open_repository

STDIN = "-"
_HERE = "HEAD"


class Files(NamedTuple):
    """Two files or folders, as they were named: paths, `-` or `REVISION:PATH`."""

    old: str
    new: str


class Revisions(NamedTuple):
    """Two commits, by id; None stands for the work tree or, with `is_staged`, for the index.

    `paths` limits what is compared: names from the top of the repository, perhaps with wildcards.
    """

    repository: Repository
    old: str
    new: str | None
    is_staged: bool
    paths: tuple[str, ...]


def understand(
    arguments: Sequence[str], limits: Sequence[str] | None, *, is_staged: bool
) -> Files | Revisions:
    """Return what is asked for by `arguments` and by `limits`, what stands after `--` (None without one).

    Raises SopkitError for what is neither a revision nor a path, or may be both.
    """
    if limits is None and _are_files(arguments):
        if is_staged:
            raise SopkitError(
                message("--staged compares with the index, not two files"), message("leave --staged out")
            )
        return Files(*arguments)
    try:
        repository = open_repository(Path.cwd())
        return _revisions(repository, arguments, limits, is_staged=is_staged)
    except GitUnavailable as unavailable:
        missing = next((word for word in arguments if not os.path.lexists(word)), None)
        if missing is not None:
            text = message("“{path}” does not exist", path=missing)
        else:
            text = message("revisions can't be compared here: {reason}", reason=unavailable.reason)
        raise SopkitError(text, message("name two files or folders: “sopkit diff OLD NEW”")) from None


def _are_files(arguments: Sequence[str]) -> bool:
    """Tell whether the words name two files or folders. Raises SopkitError for half of that."""
    if STDIN in arguments or any(_is_blob(word) for word in arguments):
        if len(arguments) != 2:
            raise SopkitError(
                message("“-” and “REVISION:PATH” are one of two sides"),
                message("name the other side too, such as “sopkit diff - surat-masuk.sop.yaml”"),
            )
        if all(word == STDIN for word in arguments):
            raise SopkitError(
                message("standard input can only be one side"), message("name a file for the other side")
            )
        return True
    if len(arguments) != 2 or not all(os.path.lexists(word) for word in arguments):
        return False
    uncertain = [word for word in arguments if not _is_plainly_a_path(word)]
    try:
        known = open_repository(Path.cwd()).commits(uncertain) if uncertain else {}
    except GitUnavailable:
        return True
    if known:
        raise _ambiguous(next(iter(known)))
    return True


def _is_blob(word: str) -> bool:
    """Tell whether `word` is written `REVISION:PATH`; one letter before the colon is a drive of Windows."""
    revision, colon, path = word.partition(":")
    return bool(colon and path) and len(revision) > 1 and not os.path.lexists(word)


def _is_plainly_a_path(word: str) -> bool:
    return (
        word in (".", "..")
        or word.startswith(("./", "../", "/"))
        or "\\" in word
        or word.endswith((*SUFFIXES, "/"))
    )


def _revisions(
    repository: Repository, arguments: Sequence[str], limits: Sequence[str] | None, *, is_staged: bool
) -> Revisions:
    ends = {word: _ends(word) for word in arguments}
    asked = dict.fromkeys([_HERE, *(end for pair in ends.values() for end in pair)])
    known = repository.commits(asked)
    if limits is None:
        revisions, paths = _sorted_out(arguments, ends, known)
    else:
        revisions, paths = list(arguments), list(limits)
    if len(revisions) > 2 or (len(revisions) == 2 and any(len(ends[word]) == 2 for word in revisions)):
        raise SopkitError(
            message("more than two revisions: {names}", names=" ".join(revisions)),
            message("name one, two, or a range such as “main...HEAD”"),
        )
    old, new = _sides(repository, revisions, ends, known)
    if is_staged and new is not None:
        raise SopkitError(
            message("--staged compares one revision with the index, not two revisions"),
            message("leave --staged out, or name one revision"),
        )
    inside = tuple(_inside(repository, path) for path in paths)
    return Revisions(repository, old, new, is_staged, inside)


def _ends(word: str) -> tuple[str, ...]:
    """Return the revisions that `word` names: both ends of a range, where a missing one is HEAD."""
    for dots in ("...", ".."):
        if dots in word and not _is_plainly_a_path(word):
            left, _, right = word.partition(dots)
            return left or _HERE, right or _HERE
    return (word,)


def _sorted_out(
    arguments: Sequence[str], ends: dict[str, tuple[str, ...]], known: dict[str, str]
) -> tuple[list[str], list[str]]:
    """Return the revisions, which come first, and the paths. Raises SopkitError where that isn't clear."""
    revisions: list[str] = []
    paths: list[str] = []
    for word in arguments:
        is_path = os.path.lexists(word)
        is_revision = all(end in known for end in ends[word]) and not _is_plainly_a_path(word)
        if is_path and is_revision and not paths:
            raise _ambiguous(word)
        if is_path:
            paths.append(word)
        elif is_revision and not paths:
            revisions.append(word)
        else:
            raise SopkitError(
                message("“{word}” is neither a revision nor a file here", word=word),
                message(
                    "see “git log --oneline” and “git branch --all”; a file that is no longer there comes "
                    "after “--”"
                ),
            )
    return revisions, paths


def _ambiguous(word: str) -> SopkitError:
    return SopkitError(
        message("“{word}” is both a revision and a file here", word=word),
        message("write “{word} --” for the revision, “-- {word}” or “./{word}” for the file", word=word),
    )


def no_revision(repository: Repository, name: str) -> SopkitError:
    """Return the error that says that `name` is no revision, and what to do about it."""
    hint: Message = (
        message("this clone is shallow: fetch the whole history first, with “git fetch --unshallow”")
        if repository.is_shallow
        else message("see “git log” and “git branch --all” for the names that exist")
    )
    if name == _HERE:
        return SopkitError(
            message("nothing has been committed yet"),
            message("commit once, or name two files: “sopkit diff OLD NEW”"),
        )
    return SopkitError(message("there is no revision “{name}” here", name=name), hint)


def _sides(
    repository: Repository, revisions: list[str], ends: dict[str, tuple[str, ...]], known: dict[str, str]
) -> tuple[str, str | None]:
    names = [end for word in revisions for end in ends[word]] or [_HERE]
    for name in names:
        if name not in known:
            raise no_revision(repository, name)
    old, *rest = (known[name] for name in names)
    if not rest:
        return old, None
    if "..." in revisions[0]:
        base = repository.merge_base(old, rest[0])
        if base is None:
            raise SopkitError(
                message("“{left}” and “{right}” have no commit in common", left=names[0], right=names[1]),
                message("compare them as they are: “{left} {right}”", left=names[0], right=names[1]),
            )
        old = base
    return old, rest[0]


def _inside(repository: Repository, path: str) -> str:
    """Return `path` as seen from the top of the repository. Raises SopkitError for one outside of it."""
    name = relative_name(Path(path), repository.top)
    if name == ".." or name.startswith("../") or Path(name).is_absolute():
        raise SopkitError(
            message("“{path}” is outside of this repository", path=path),
            message("go to the folder of its repository first"),
        )
    return "" if name == "." else name
