"""Where the programs are that sopkit calls."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def on_path(command: str, environment: Mapping[str, str]) -> str | None:
    """Return where `command` is on the PATH of `environment`, None where it isn't.

    It is never looked for in the current folder, which may be a repository that somebody else made: unlike
    what Windows does, and shutil.which there.
    """
    for folder in environment.get("PATH", "").split(os.pathsep):
        path = Path(folder, file_name(command))
        if path.is_absolute() and path.is_file() and os.access(path, os.X_OK):
            return str(path)
    return None


def file_name(command: str) -> str:
    """Return what the file of a program is called here."""
    is_bare = sys.platform == "win32" and not command.lower().endswith(".exe")
    return f"{command}.exe" if is_bare else command
