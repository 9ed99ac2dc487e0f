"""Asking git, through its program; never writing."""

import os
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.project.discovery import repository_of


class GitUnavailable(Exception):
    """Raised with the reason why git can't be asked here: told once, not a failure."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class GitMissing(GitUnavailable):
    """Raised where there is no program to ask."""


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

    def _is_unborn(self) -> bool:
        """Tell whether the branch has no commit yet."""
        try:
            self.commit("HEAD")
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

    def _run(self, *arguments: str) -> bytes:
        import subprocess

        try:
            done = subprocess.run(
                ["git", "-c", "core.quotePath=false", "-C", str(self.top), *arguments],
                capture_output=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except OSError:
            raise GitMissing(message("the program “git” was not found")) from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitUnavailable(message("git says: {said}", said=said[0] if said else done.returncode))
        return done.stdout


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
        shallow = (repository.top / ".git" / "shallow").exists()
        raise SopkitError(
            message("no revision “{revision}” here: {reason}", revision=revision, reason=unavailable.reason),
            message("this clone is shallow: fetch the whole history first, with “git fetch --unshallow”")
            if shallow
            else message("see “git log” and “git branch --all” for the names that exist"),
        ) from None
