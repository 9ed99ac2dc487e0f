"""Files are only written whole: beside the target, then put in its place."""

import os
import tempfile
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, so that a reader finds the old file or the new one, never a part.

    A link is followed, the file's permissions are kept. Raises SopkitError where it can't be written; the
    old file then is as it was.
    """
    target = path.resolve()
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        raise SopkitError(
            message("“{path}” cannot be written: {reason}", path=path, reason=error.strerror),
            message("close the program that has it open, or check who may write there"),
        ) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
