"""Replacing what a file holds, unless somebody else has written it in the meantime.

Two runs of sopkit that change one file at the same time take turns at the moment of writing; the second one
finds that the file is no longer what it read, and begins anew. So neither change is lost, and nothing waits
for longer than one file takes to be written.
"""

import hashlib
import os
import tempfile
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
    import filelock

    place = _lock_place(file)
    try:
        with filelock.FileLock(place, timeout=_PATIENCE):
            if file.read_bytes() != before:
                return False
            write_whole(file, after)
            return True
    except filelock.Timeout:
        raise SopkitError(
            message("“{path}” is being written by another run of sopkit, which does not end", path=file),
            message("end that run, then try again"),
        ) from None
    except OSError as error:
        raise cannot_write(file, error) from None


def _lock_place(file: Path) -> Path:
    """Return the file by which runs take turns: in git's own folder, which nobody commits, else aside."""
    top = repository_of(file.resolve().parent)
    git = top / ".git" if top is not None else None
    if git is not None and git.is_dir() and os.access(git, os.W_OK):
        return git / "sopkit.lock"
    name = hashlib.sha256(os.path.normcase(file.resolve().parent).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"sopkit-{name}.lock")
