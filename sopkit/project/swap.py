"""Replacing what a file holds, unless somebody else has written it in the meantime.

Two runs of sopkit that change one file at the same time take turns at the moment of writing; the second one
finds that the file is no longer what it read, and begins anew. So neither change is lost, and nothing waits
for longer than one file takes to be written.
"""

import getpass
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.discovery import repository_of
from sopkit.source.writer import cannot_write, write_whole

_PATIENCE = 20.0
"""Seconds to wait for another run; one that writes takes a fraction of one."""


def swap(file: Path, before: bytes, after: bytes) -> bool:
    """Write `after` to `file` if it still holds `before`, and tell whether it did.

    The file is only ever the old or the new one. Raises SopkitError where it can't be read or written.
    """
    with turn(file.resolve().parent):
        try:
            if file.read_bytes() != before:
                return False
        except OSError as error:
            raise cannot_write(file, error) from None
        write_whole(file, after)
        return True


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait until no other run of sopkit writes into the repository of `folder`, and keep others waiting.

    Without a repository the runs of one user on one computer take turns. Where a folder on a network knows no
    locks, nobody waits, and only what `swap` compares protects a file. Raises SopkitError where another run
    does not end.
    """
    import filelock

    lock = filelock.FileLock(_lock_place(folder), timeout=_PATIENCE)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise SopkitError(
            message("another run of sopkit writes in “{path}”, and does not end", path=folder.as_posix()),
            message("end that run, then try again"),
        ) from None
    except (OSError, NotImplementedError):  # no locks there
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _lock_place(folder: Path) -> Path:
    """Return the file by which runs take turns: in git's own folder, which nobody commits, else aside."""
    top = repository_of(folder)
    git = top / ".git" if top is not None else None
    if git is not None and git.is_dir() and os.access(git, os.W_OK):
        return git / "sopkit.lock"
    return Path(tempfile.gettempdir(), f"sopkit-{_user()}.lock")


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a user without a name, as in a container
        return "user"
