"""Writing to git, where that is asked for: one file committed, and its version tagged."""

from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.git import GitUnavailable, Repository, open_repository


class Releaser(Repository):
    """A repository that takes a commit and a tag."""

    def has_tag(self, name: str) -> bool:
        """Tell whether there is a tag `name`."""
        return bool(self._run("tag", "--list", name).strip())

    def commit_file(self, file: Path, said: str) -> None:
        """Commit `file` alone, with the message `said`; what else is staged stays staged."""
        name = self._name(file) or ""
        self._run("add", "--", f":(top,literal){name}")
        self._run("commit", "--quiet", "--only", f"--message={said}", "--", f":(top,literal){name}")

    def tag(self, name: str, said: str) -> None:
        """Tag the last commit as `name`, with the message `said`."""
        self._run("tag", "--annotate", f"--message={said}", name)


def check_release(file: Path, tag: str) -> Releaser:
    """Return the repository of `file`. Raises SopkitError where there is none, or it has `tag` already."""
    try:
        repository = Releaser(*open_repository(file.absolute().parent))
        has_tag = repository.has_tag(tag)
    except GitUnavailable as unavailable:
        raise SopkitError(
            message("nothing can be tagged: {reason}", reason=unavailable.reason), message("leave --tag out")
        ) from None
    if has_tag:
        raise SopkitError(
            message("there is a tag “{tag}” already", tag=tag),
            message("leave --tag out, or delete the tag: “git tag -d {tag}”", tag=tag),
        )
    return repository


def release(repository: Releaser, file: Path, tag: str, said: str) -> None:
    """Commit `file`, and tag the commit. Raises SopkitError where git refuses; the file stays as it is."""
    try:
        repository.commit_file(file, said)
        repository.tag(tag, said)
    except GitUnavailable as unavailable:
        raise SopkitError(
            message(
                "“{path}” is changed, but not committed and tagged: {reason}",
                path=file.as_posix(),
                reason=unavailable.reason,
            ),
            message("put that right, then: git commit, git tag -a {tag}", tag=tag),
        ) from None
