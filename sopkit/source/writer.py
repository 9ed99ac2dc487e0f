"""Files are only written whole: beside the target, then put in its place."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, so that a reader finds the old file or the new one, never a part.

    A link is followed, the file's permissions are kept, and what is no ordinary file (/dev/stdout) is written
    to. Raises SopkitError where it can't be written; the old file then is as it was.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
            return
        with _aside(target, content) as temporary:
            os.replace(temporary, target)
    except OSError as error:
        raise cannot_write(path, error) from None


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to `path`, where nothing may stand yet: nothing is ever overwritten, nor half written.

    Raises SopkitError where something stands there, and where it can't be written.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError
        with _aside(path, content) as temporary:
            _put(temporary, path)
    except FileExistsError:
        raise SopkitError(
            message("“{path}” exists already, and nothing is written over it", path=path.as_posix()),
            message("give the new one another name or folder, or move the old one away"),
        ) from None
    except OSError as error:
        raise cannot_write(path, error) from None


@contextmanager
def _aside(target: Path, content: bytes) -> Iterator[str]:
    """Write `content` beside `target`, with its permissions; what is left there at the end is deleted."""
    handle, temporary = tempfile.mkstemp(prefix=".sopkit-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        yield temporary
    finally:
        if os.path.lexists(temporary):
            os.unlink(temporary)


def _put(temporary: str, path: Path) -> None:
    """Call a file `path`. Raises FileExistsError where something stands there already."""
    if sys.platform == "win32":
        Path(temporary).rename(path)  # refuses to write over a file
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: what comes there in this very moment is lost
        if os.path.lexists(path):
            raise FileExistsError from None
        Path(temporary).rename(path)


def rename(path: Path, name: str) -> Path:
    """Call the file at `path` `name`, in the same folder, and return its new path.

    Raises SopkitError where another file has that name, or it can't be done.
    """
    target = path.with_name(name)
    try:
        if target.exists() and not target.samefile(path):  # the same on a disk that knows no capitals
            raise FileExistsError
        path.rename(target)
    except FileExistsError:
        raise SopkitError(
            message("“{path}” cannot be called “{name}”: another file has that name", path=path, name=name),
            message("give the two SOPs different titles, or put them into different folders"),
        ) from None
    except OSError as error:
        raise cannot_write(path, error) from None
    return target


def cannot_write(path: object, error: OSError) -> SopkitError:
    """Return the error that says why `path` can't be written, and what to do."""
    missing = isinstance(error, (FileNotFoundError, NotADirectoryError, IsADirectoryError))
    return SopkitError(
        message("“{path}” cannot be written: {reason}", path=path, reason=reason(error)),
        message("name a file in a folder that exists")
        if missing
        else message("close the program that has it open, or check who may write there"),
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
