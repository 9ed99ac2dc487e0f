"""Making git show SOPs through sopkit in one repository, and taking that back.

`git diff` runs `diff.sopkit.command`, which tells the changes as `sopkit diff` does. `git log -p` and
`git show` run no such command unless they are told to (`--ext-diff`), but they do run `diff.sopkit.textconv`:
it writes an SOP as one fact a line, and git compares these (and `git blame` tells who wrote each). Where both
are switched off, the hunk headers of git's own diff still name the step.
"""

import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.discovery import SUFFIXES
from sopkit.project.git import GitMissing, GitUnavailable, open_repository, program
from sopkit.source.reader import MAX_BYTES, Unreadable, read
from sopkit.source.writer import write_whole

ATTRIBUTES = ".gitattributes"
ATTRIBUTE = "diff=sopkit"
"""What a line of .gitattributes says of the files that git is to show through sopkit."""
_LINES = tuple(f"*{suffix} {ATTRIBUTE}" for suffix in SUFFIXES)
STEP_NAME = r"^[ \t]*(- id:.*|(- )?kegiatan:.*|Langkah:.*)$" + "\n" + r"^([a-zA-Z_]+:.*)$"
"""What git may put into the header of a hunk: a step's id or activity, or a key of the file's top level."""


class Plan(NamedTuple):
    """What is to be written: the whole text of .gitattributes (None where it stays), and settings of git.

    `added` and `removed` are the lines of .gitattributes that come and go. A setting of None is taken out.
    `repository` is the top of the work tree.
    """

    repository: Path
    attributes: str | None
    settings: tuple[tuple[str, str | None], ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The .gitattributes of the repository."""
        return self.repository / ATTRIBUTES

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return self.attributes is None and not self.settings


def plan_install(folder: Path) -> Plan:
    """Return what is to be written so that git shows the SOPs of the repository of `folder` through sopkit.

    Raises SopkitError where there is no repository.
    """
    top = _top(folder)
    before = _attributes(top)
    lines = [line for line in _LINES if not any(_says(written, line) for written in before.splitlines())]
    end = "\r\n" if "\r\n" in before else "\n"
    glue = end if before and not before.endswith("\n") else ""
    after = before + glue + "".join(f"{line}{end}" for line in lines)
    wanted = {
        "diff.sopkit.command": command("--git-driver"),
        "diff.sopkit.textconv": command("--git-facts"),
        "diff.sopkit.xfuncname": STEP_NAME,
    }
    settings = tuple((key, value) for key, value in wanted.items() if _setting(top, key) != value)
    return Plan(top, after if lines else None, settings, added=tuple(lines))


def plan_uninstall(folder: Path) -> Plan:
    """Return what is to be written to take the installation back; what others wrote stays.

    Raises SopkitError where there is no repository.
    """
    top = _top(folder)
    before = _attributes(top)
    lines = before.splitlines(keepends=True)
    after = "".join(line for line in lines if line.strip() not in _LINES)
    removed = tuple(line.strip() for line in lines if line.strip() in _LINES)
    keys = ("diff.sopkit.command", "diff.sopkit.textconv", "diff.sopkit.xfuncname")
    settings = tuple((key, None) for key in keys if _setting(top, key) is not None)
    return Plan(top, after if removed else None, settings, removed=removed)


def carry_out(plan: Plan) -> None:
    """Write what `plan` says; a .gitattributes in which nothing is left is deleted.

    Raises SopkitError where something can't be written.
    """
    if plan.attributes is not None and plan.attributes.strip():
        write_whole(plan.file, plan.attributes.encode("utf-8", "surrogateescape"))
    elif plan.attributes is not None:
        plan.file.unlink()
    for key, value in plan.settings:
        change = ("--replace-all", key, value) if value is not None else ("--unset-all", key)
        status, _ = _git(plan.repository, "config", "--local", *change)
        if status:
            raise SopkitError(
                message("git does not write the setting “{key}”", key=key),
                message("check who may write “{path}”", path=plan.repository / ".git" / "config"),
            )


def command(option: str) -> str:
    """Return the command as git's shell reads it; `-P` keeps modules of the repository out."""
    python = Path(sys.executable).as_posix()
    return f"{shlex.quote(python)} -P -m sopkit diff {option} --"


def _says(written: str, line: str) -> bool:
    """Tell whether a line of .gitattributes sets what `line` sets, perhaps among other things."""
    pattern, attribute = line.split()
    fields = written.split()
    return fields[:1] == [pattern] and attribute in fields


def _top(folder: Path) -> Path:
    try:
        return open_repository(folder).top
    except GitUnavailable as unavailable:
        raise SopkitError(
            message("git can't be told about sopkit: {reason}", reason=unavailable.reason),
            message("go to the folder of the repository first, or make one with “git init”"),
        ) from None


def _attributes(top: Path) -> str:
    file = top / ATTRIBUTES
    if not file.exists():
        return ""
    try:
        content = read(file)
    except Unreadable as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=file, reason=error.problem.message)
        ) from None
    if len(content) > MAX_BYTES:
        raise SopkitError(message("“{path}” is larger than 1 MiB", path=file))
    return content.decode("utf-8", "surrogateescape")


def _setting(top: Path, key: str) -> str | None:
    status, said = _git(top, "config", "--local", "--null", "--get", key)
    return said.decode("utf-8", "replace").removesuffix("\0") if status == 0 else None


def _git(top: Path, *arguments: str) -> tuple[int, bytes]:
    import subprocess

    try:
        done = subprocess.run(
            [program(), "-C", str(top), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (GitMissing, OSError):
        raise SopkitError(message("the program “git” was not found")) from None
    return done.returncode, done.stdout
