"""Who wrote a file, when, and how it was called then: its commits, through renames."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sopkit.locale.message import message
from sopkit.project.git import GitUnavailable, Repository

_FORM = "--format=%x01%H%x00%aN%x00%aI%x00%s"
_PLAIN = ("-z", "--no-color", "--no-show-signature", "--encoding=UTF-8", "--topo-order", "--root")


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

    def states(self, file: Path) -> list[Touch]:
        """Return the commits after each of which `file` held something else, the oldest first.

        They follow one another: of a merge, only its first parent is followed, and what came with the merge
        came by it. The past begins where the file was made, also by copying another one: that one's past is
        not its own. Raises GitUnavailable where git can't be asked, or nothing has been committed.
        """
        if self._is_unborn():
            raise GitUnavailable(message("nothing has been committed yet"))
        name = self._name(file)
        return self._states(name) if name is not None else []

    def touches(self, states: Sequence[Touch]) -> list[list[Touch]]:
        """Return, for each of `states`, the commits that led to it from the one before, the oldest first.

        Where a merge brought it, these are the commits of those who wrote it, and the merge itself last.
        """
        names = [*dict.fromkeys(state.name for state in states)]
        before = ["", *(state.hash for state in states)]
        return [self._led(old, state, names) for old, state in zip(before, states, strict=False)]

    def contents(self, touches: Sequence[Touch]) -> list[bytes | None]:
        """Return what the file held after each of `touches`; None where it was not there."""
        return self.blobs(f"{touch.hash}:{touch.name}" for touch in touches)

    def is_modified(self, file: Path) -> bool:
        """Tell whether `file` is otherwise than it is committed, or not committed at all.

        Line ends that git changes when it writes a file are no change.
        """
        name = self._name(file)
        return name is None or any(self._unsettled({name: file}))

    def _led(self, old: str, state: Touch, names: Sequence[str]) -> list[Touch]:
        """Return the commits from `old` to `state`: of a merge, those that it brought, by any of `names`."""
        if not self._is_merge(state.hash):
            return [state]
        span = f"{old}..{state.hash}" if old else state.hash
        found = [_touch(fields, state.name) for fields in self._heads("--no-follow", span, "--", *names)]
        return [*(one for one in reversed(found) if one.hash != state.hash), state]

    def _is_merge(self, commit: str) -> bool:
        return len(self._run("rev-list", "--parents", "--max-count=1", commit).split()) > 2

    def _heads(self, *asked: str) -> Iterator[list[str]]:
        fields = self._told(*asked)
        for field in fields:
            if "\1" in field:
                yield [field.partition("\1")[2], *(next(fields, "") for _ in range(3))]

    def _states(self, name: str) -> list[Touch]:
        asked = ("--name-status", "--follow", "-M", "--first-parent", "-m", "HEAD", "--", name)
        found: list[Touch] = []
        for touch, status in _entries(self._told(*asked), name):
            found.append(touch)
            if status[:1] in ("A", "C"):
                break
        return found[::-1]

    def _told(self, *asked: str) -> Iterator[str]:
        said = self._run("--literal-pathspecs", "log", *_PLAIN, _FORM, *asked)
        return iter(said.decode("utf-8", "surrogateescape").split("\0"))


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
