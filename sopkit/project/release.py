"""Writing to git, where that is asked for: one file committed, and its version tagged."""

from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.project.git import GitUnavailable, Repository, open_repository


class Releaser(Repository):
    """A repository that takes a commit and a tag."""

    def start(self) -> None:
        """Make the folder a repository."""
        self._run("init", "--quiet")

    def has_tag(self, name: str) -> bool:
        """Tell whether there is a tag `name`."""
        return bool(self._run("for-each-ref", f"refs/tags/{name}").strip())

    def has_author(self) -> bool:
        """Tell whether git knows who commits here."""
        try:
            self._run("var", "GIT_AUTHOR_IDENT")
        except GitUnavailable:
            return False
        return True

    def is_known(self, file: Path) -> bool:
        """Tell whether git has been told of `file`."""
        return bool(self._run("ls-files", "--", self._path(file)).strip())

    def is_ignored(self, file: Path) -> bool:
        """Tell whether git is told to leave `file` alone."""
        asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "--", self._path(file))
        return bool(self._run(*asked).strip())

    def commit_file(self, file: Path, said: str) -> None:
        """Commit `file` alone, with the message `said`; what else is staged stays staged."""
        if not self.is_known(file):
            self._run("add", "--intent-to-add", "--", self._path(file))
        self._run("commit", "--quiet", "--only", f"--message={said}", "--", self._path(file))

    def tag(self, name: str, said: str) -> None:
        """Tag the last commit as `name`, with the message `said`."""
        self._run("tag", "--annotate", f"--message={said}", "--", name)

    def _path(self, file: Path) -> str:
        return f":(top,literal){self._name(file)}"


def start_repository(folder: Path) -> bool:
    """Make `folder` the top of a git repository; False where there is no git, or it refuses."""
    try:
        Releaser(folder).start()
    except GitUnavailable:
        return False
    return True


class Release(NamedTuple):
    """A file that is to be committed, and the tag that its commit gets."""

    repository: Releaser
    file: Path
    tag: str

    def carry_out(self, said: str) -> SopkitError | None:
        """Commit and tag, with the message `said`. Return why git refused, None where it did not."""
        path = self.file.as_posix()
        try:
            self.repository.commit_file(self.file, said)
        except GitUnavailable as unavailable:
            return SopkitError(
                message(
                    "“{path}” is changed, but git took no commit: {reason}",
                    path=path,
                    reason=unavailable.reason,
                ),
                message(
                    'put that right, then: git commit -m "…" -- "{path}"; git tag -a -m "…" {tag}',
                    path=path,
                    tag=self.tag,
                ),
            )
        try:
            self.repository.tag(self.tag, said)
        except GitUnavailable as unavailable:
            return SopkitError(
                message(
                    "“{path}” is committed, but git took no tag: {reason}",
                    path=path,
                    reason=unavailable.reason,
                ),
                message('put that right, then: git tag -a -m "…" {tag}', tag=self.tag),
            )
        return None


def prepare_release(file: Path, tag: str) -> Release:
    """Return the release of `file` as `tag`. Raises SopkitError where git would refuse it."""
    try:
        repository = Releaser(*open_repository(file.absolute().parent))
        refusal = _refusal(repository, file, tag)
    except GitUnavailable as unavailable:
        refusal = (
            message("nothing can be tagged: {reason}", reason=unavailable.reason),
            message("leave --tag out"),
        )
    if refusal is not None:
        raise SopkitError(*refusal)
    return Release(repository, file, tag)


def _refusal(repository: Releaser, file: Path, tag: str) -> tuple[Message, Message] | None:
    """Return why git would take no commit or no tag, and what to do about it."""
    if repository.has_tag(tag):
        return (
            message("there is a tag “{tag}” already", tag=tag),
            message(
                "“git show {tag}” tells what bears it; if that is another branch, merge it first", tag=tag
            ),
        )
    if not repository.has_author():
        return (
            message("git does not know who you are"),
            message('tell it once: git config --global user.name "…"; git config --global user.email "…"'),
        )
    if not repository.is_known(file) and repository.is_ignored(file):
        return (
            message("git is told to ignore “{path}”", path=file.as_posix()),
            message("take it out of .gitignore, or leave --tag out"),
        )
    return None
