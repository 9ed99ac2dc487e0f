"""Who wrote a file, when, and how it was called then: its commits, through renames."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sopkit.locale.message import message
from sopkit.project.git import GitUnavailable, Repository

_FORM = "--format=%x01%H%x00%aN%x00%aI%x00%s"
_PLAIN = ("-z", "--no-color", "--no-show-signature", "--encoding=UTF-8", "--topo-order")


class Touch(NamedTuple):
    """A commit that changed a file: its full `hash`, who wrote it, when (ISO 8601), its first line.

    `name` is how the file was called in it, as seen from the top of the repository.
    """

    hash: str
    author: str
    date: str
    subject: str
    name: str


class Log(Repository):
    """A repository that is asked for the past of one file."""

    def touches(self, file: Path) -> list[Touch]:
        """Return the commits that changed `file`, the oldest first, under whatever name it had.

        It begins where the file was made, also by copying another one: that one's past is not its own. Raises
        GitUnavailable where git can't be asked, or nothing has been committed.
        """
        name = self._name(file)
        if name is None:
            return []
        if self._is_unborn():
            raise GitUnavailable(message("nothing has been committed yet"))
        asked = ("--name-status", "--follow", "-M", _FORM, "HEAD", "--", name)
        said = self._run("--literal-pathspecs", "log", *_PLAIN, *asked).decode("utf-8", "surrogateescape")
        found: list[Touch] = []
        for touch, status in _entries(iter(said.split("\0")), name):
            found.append(touch)
            if status[:1] in ("A", "C"):
                break
        return found[::-1]

    def contents(self, touches: list[Touch]) -> list[bytes | None]:
        """Return what the file held after each of `touches`; None where it was not there."""
        return self.blobs(f"{touch.hash}:{touch.name}" for touch in touches)


def _entries(fields: Iterator[str], name: str) -> Iterator[tuple[Touch, str]]:
    """Yield each commit, the newest first, with the letter of what it did to the file.

    A merge that changed nothing itself has no letter; the file is called there as after it.
    """
    head: list[str] = []
    is_told = True
    for field in fields:
        if "\1" in field:
            if not is_told:
                yield _touch(head, name), ""
            head, is_told = [field.partition("\1")[2], *(next(fields, "") for _ in range(3))], False
        elif head and field.strip():
            status = field.strip()
            old = next(fields, name)
            new = next(fields, old) if status[0] in "RC" else old
            yield _touch(head, new), status
            name, is_told = old, True
    if not is_told:
        yield _touch(head, name), ""


def _touch(head: list[str], name: str) -> Touch:
    commit, author, date, subject = head
    return Touch(commit, author, date, subject, name)
