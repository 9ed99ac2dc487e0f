"""Asking git, through its program; never writing."""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.project.discovery import repository_of
from sopkit.project.programs import on_path

_PLAIN_LOG = ("-z", "--no-color", "--no-show-signature", "--no-follow", "--encoding=UTF-8")
"""What keeps the settings of the user out of what `git log` prints."""


WORK_TREE = "0" * 7
"""What stands for the id of a blob that git has not stored: its content is in the work tree."""


class GitUnavailable(Exception):
    """Raised with the reason why git can't be asked here: told once, not a failure."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class GitMissing(GitUnavailable):
    """Raised where there is no program to ask."""


class Commit(NamedTuple):
    """One commit: its full `hash`, when it was made (`date`, ISO 8601), and the first line of its message."""

    hash: str
    date: str
    subject: str


class Differing(NamedTuple):
    """A file that is not the same in two revisions: its name from the top, and the ids of its two blobs.

    An id is None where there is no ordinary file, and `WORK_TREE` where the file on disk is meant.
    `is_unmerged` tells that the index holds the versions of a merge that is not settled.
    """

    name: str
    old: str | None
    new: str | None
    is_unmerged: bool = False


class Repository(NamedTuple):
    """The git repository whose work tree begins at `top`."""

    top: Path

    def changed(self, base: str, files: list[Path]) -> list[Path]:
        """Return those of `files` that differ from the revision `base`, and exist in it.

        Raises GitUnavailable where there is no such revision.
        """
        wanted = {name: file for file in files if (name := self._name(file)) is not None}
        try:
            names = self._run(
                "diff",
                "--name-only",
                "--diff-filter=MT",
                "--no-renames",
                "-z",
                base,
                "--",
                *self._limit(wanted),
            )
        except GitMissing:
            raise
        except GitUnavailable:
            if base == "HEAD" and self._is_unborn():
                raise GitUnavailable(message("nothing has been committed yet")) from None
            raise
        return [
            wanted[name] for name in names.decode("utf-8", "surrogateescape").split("\0") if name in wanted
        ]

    def content(self, base: str, file: Path) -> bytes:
        """Return what `file` held in the revision `base`."""
        return self._run("show", f"{base}:{self._name(file)}")

    def commit(self, revision: str) -> str:
        """Return the id of the commit that `revision` names."""
        found = self._run("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        return found.decode("ascii", "replace").strip()

    def commits(self, names: Iterable[str]) -> dict[str, str]:
        """Return the ids of the commits that `names` stand for; what names none is left out."""
        asked = [name for name in names if name and "\n" not in name]
        said = self._run("cat-file", "--batch-check", given=_lines(f"{name}^{{commit}}" for name in asked))
        answers = [line.split(" ") for line in said.decode("utf-8", "replace").splitlines()]
        return {
            name: answer[0] for name, answer in zip(asked, answers, strict=True) if answer[1:2] == ["commit"]
        }

    def merge_base(self, left: str, right: str) -> str | None:
        """Return the id of the last commit that two commits have in common, None where there is none."""
        try:
            return self._run("merge-base", left, right).decode("ascii", "replace").strip()
        except GitMissing:
            raise
        except GitUnavailable:
            return None

    def differing(self, old: str, new: str | None, paths: Iterable[str], *, staged: bool) -> list[Differing]:
        """Return what differs between the commits `old` and `new`, below `paths`, which may hold wildcards.

        For None, `new` is the work tree or, with `staged`, the index. Nothing is written, not even the times
        of files that git keeps in the index.
        """
        sides = [old, *([new] if new is not None else []), *(["--cached"] if staged else [])]
        asked = ("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules", "--no-relative")
        limits = [f":(top){path}" for path in paths]
        said = self._run("--no-optional-locks", *asked, *sides, "--", *limits)
        fields = said.decode("utf-8", "surrogateescape").split("\0")[:-1]
        return [*map(_differing, fields[::2], fields[1::2])]

    def blobs(self, names: Iterable[str]) -> list[bytes | None]:
        """Return the contents of blobs, by id or as `REVISION:PATH`, in one go; None for what is no blob."""
        asked = list(names)
        if not asked:
            return []
        said = self._run("cat-file", "--batch", given=_lines(asked))
        found: list[bytes | None] = []
        at = 0
        for _ in asked:
            end = said.index(b"\n", at)
            answer = said[at:end].rsplit(b" ", 2)
            at = end + 1
            if len(answer) == 3 and answer[2].isdigit():
                size = int(answer[2])
                found.append(said[at : at + size] if answer[1] == b"blob" else None)
                at += size + 1
            else:
                found.append(None)
        return found

    def exists(self, names: Iterable[str]) -> bool:
        """Tell whether any of `names`, such as `REVISION:PATH`, stands for something that git has stored."""
        said = self._run("cat-file", "--batch-check=%(objecttype)", given=_lines(names))
        return any(not line.endswith((b" missing", b" ambiguous")) for line in said.splitlines())

    @property
    def is_shallow(self) -> bool:
        """Tell whether older commits were left out when this was cloned."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def untracked(self, paths: Iterable[str]) -> list[str]:
        """Return the files below `paths` that git was never told of, and is not told to ignore."""
        asked = ("ls-files", "--others", "--exclude-standard", "-z")
        said = self._run(*asked, "--", *(f":(top){path}" for path in paths))
        return said.decode("utf-8", "surrogateescape").split("\0")[:-1]

    def last_commits(self, files: list[Path]) -> dict[Path, str]:
        """Return the full hash of the last commit that touched each of `files` that is as it was committed.

        What is untracked, modified, staged or outside the work tree is left out, and everything where git
        can't be asked or nothing has been committed. Only the first parents of merges are followed: a file
        that came with a merge counts as touched by the merge, after which it is as it is now.
        """
        wanted = {name: file for file in files if (name := self._name(file)) is not None}
        found: dict[Path, str] = {}
        if not wanted:
            return found
        try:
            for name in self._unsettled(wanted):
                wanted.pop(name, None)
            with closing(self._touched(wanted)) as changes:
                for commit, status, name in changes:
                    file = wanted.pop(name, None)
                    if file is not None and status != "D":
                        found[file] = commit
                    if not wanted:
                        break
        except GitUnavailable:
            return {}
        return found

    def commits_since(self, file: Path, commit: str) -> tuple[Commit, ...]:
        """Return the commits after `commit` that touched `file` under its present name, newest first.

        There are none for a commit that is not known here, and where git can't be asked.
        """
        name = self._name(file)
        if name is None:
            return ()
        try:
            span = f"{self.commit(commit)}..HEAD"
            form = "--format=%H%x00%cI%x00%s"
            said = self._run("log", *_PLAIN_LOG, form, span, "--", f":(top,literal){name}")
        except GitUnavailable:
            return ()
        fields = said.decode("utf-8", "replace").split("\0")[:-1]
        return tuple(Commit(*fields[at : at + 3]) for at in range(0, len(fields), 3))

    def _unsettled(self, wanted: dict[str, Path]) -> Iterator[str]:
        """Yield what is not as HEAD has it: in the work tree, in the index, or unknown to git."""
        asked = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
        said = self._run("--no-optional-locks", *asked, "--", *self._limit(wanted))
        for entry in said.decode("utf-8", "surrogateescape").split("\0"):
            yield entry[3:]

    def _touched(self, wanted: dict[str, Path]) -> Generator[tuple[str, str, str], None, None]:
        """Yield commit, status letter and name of every change, newest first, as git finds them."""
        if not wanted:
            return
        asked = ("--first-parent", "-m", "--root", "--name-status", "--no-renames", "--format=%x01%H")
        fields = self._stream("log", *_PLAIN_LOG, *asked, "--", *self._limit(wanted))
        commit = ""
        for field in fields:
            if field.startswith("\1"):
                commit = field[1:]
            else:
                yield commit, field.strip(), next(fields, "")

    def _is_unborn(self) -> bool:
        """Tell whether the branch has no commit yet."""
        try:
            self.commit("HEAD")
        except GitMissing:
            raise
        except GitUnavailable:
            return True
        return False

    def _name(self, file: Path) -> str | None:
        """Return `file` as git calls it, None outside the work tree; a link is itself, not its target."""
        try:
            return Path(os.path.abspath(file)).relative_to(os.path.abspath(self.top)).as_posix()
        except ValueError:
            return None

    @staticmethod
    def _limit(wanted: dict[str, Path]) -> list[str]:
        # A few names are given to git; many are cheaper to sort out here, and too long for a command line.
        return [f":(top,literal){name}" for name in wanted] if len(wanted) <= 50 else []

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        import subprocess

        try:
            done = subprocess.run(
                self._command(arguments), capture_output=True, check=False, input=given, env=_environment()
            )
        except OSError:
            raise GitMissing(message("the program “git” was not found")) from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitUnavailable(message("git says: {said}", said=said[0] if said else done.returncode))
        return done.stdout

    def _stream(self, *arguments: str) -> Iterator[str]:
        """Yield what git prints, NUL for NUL; git is stopped when nobody wants more."""
        import subprocess

        try:
            process = subprocess.Popen(
                self._command(arguments),
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            raise GitMissing(message("the program “git” was not found")) from None
        with process:
            try:
                rest = b""
                while chunk := process.stdout.read1(65536):  # type: ignore[union-attr]
                    *whole, rest = (rest + chunk).split(b"\0")
                    for field in whole:
                        yield field.decode("utf-8", "surrogateescape")
            finally:
                process.kill()

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [program(), "-c", "core.quotePath=false", "-C", str(self.top), *arguments]


def program() -> str:
    """Return where git is. Raises GitMissing where it is not on the PATH."""
    found = on_path("git", os.environ)
    if found is None:
        raise GitMissing(message("the program “git” was not found"))
    return found


def _environment() -> dict[str, str]:
    """Return the environment without what would lead git away from the repository that it is asked about.

    The index stays as it is named: in a hook it may be that of the commit to come.
    """
    return {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}


def _differing(entry: str, name: str) -> Differing:
    """Return what one entry of `git diff --raw` says."""
    old_mode, new_mode, old, new, status = entry.removeprefix(":").split(" ")
    return Differing(name, _blob(old_mode, old), _blob(new_mode, new), status == "U")


def _blob(mode: str, id_: str) -> str | None:
    if not mode.startswith("100"):  # links and submodules hold no text
        return None
    return id_ if id_.strip("0") else WORK_TREE


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")


def open_repository(folder: Path) -> Repository:
    """Return the repository that holds `folder`. Raises GitUnavailable where there is none."""
    top = repository_of(Path(os.path.abspath(folder)))
    if top is None:
        raise GitUnavailable(message("this folder is not in a git repository"))
    return Repository(top)


def require_revision(folder: Path, revision: str) -> None:
    """Raise SopkitError unless `revision` names a commit of the repository that holds `folder`."""
    try:
        repository = open_repository(folder)
    except GitUnavailable as unavailable:
        raise SopkitError(
            message("no revision “{revision}” here: {reason}", revision=revision, reason=unavailable.reason),
            message("leave --base out"),
        ) from None
    try:
        repository.commit(revision)
    except GitUnavailable as unavailable:
        raise SopkitError(
            message("no revision “{revision}” here: {reason}", revision=revision, reason=unavailable.reason),
            message("this clone is shallow: fetch the whole history first, with “git fetch --unshallow”")
            if repository.is_shallow
            else message("see “git log” and “git branch --all” for the names that exist"),
        ) from None
