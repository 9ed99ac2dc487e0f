"""From a path to text: what can go wrong before there is any text is told as a problem, not raised."""

import re
from pathlib import Path

from sopkit.errors import reason
from sopkit.locale.message import Message, message
from sopkit.source.problem import Problem

MAX_BYTES = 1024 * 1024
"""An SOP of 100 rows has some 40 KiB."""

# What an ordinary file consists of; only another byte is worth a closer look.
_HARMLESS = bytes([9, 10, 13, *range(32, 127)])
BOM = b"\xef\xbb\xbf"
# YAML 1.2.2, production [1] c-printable, turned round.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Unicode TR 36: marks that make a line read otherwise than it is stored.
_BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# YAML 1.1 readers break lines at these, YAML 1.2 readers do not.
HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


class Unreadable(Exception):
    """Raised with the problem because of which a file has no text."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


def read(path: Path) -> bytes:
    """Return the bytes of the file at `path`, at most one more than `MAX_BYTES`.

    Raises Unreadable for a folder, a pipe, a broken link, a file that may not be read or is gone.
    """
    try:
        if not path.is_file() and path.exists() and not path.is_dir():
            raise _unreadable(message("this is no ordinary file"))  # a pipe would be waited for
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise _unreadable(message("this is a folder, not a file")) from None
    except FileNotFoundError:
        text = (
            message("this link points to a file that does not exist")
            if path.is_symlink()
            else message("the file is no longer there")
        )
        raise _unreadable(text) from None
    except PermissionError:
        # Windows says so of a folder as well.
        text = (
            message("this is a folder, not a file")
            if path.is_dir()
            else message("the file may not be read: permission denied")
        )
        raise _unreadable(text) from None
    except OSError as error:
        raise _unreadable(message("the file cannot be read: {reason}", reason=reason(error))) from None


def decode(content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of `content` without its byte order mark, and what is suspicious in it.

    Raises Unreadable where it is too large, or not UTF-8 text.
    """
    if len(content) > MAX_BYTES:
        raise _unreadable(
            message("larger than 1 MiB"),
            message("an SOP has a few pages; is this the right file?"),
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _unreadable(
            message("this file is UTF-16, not UTF-8"),
            message("save it again as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"),
        )
    body = content.removeprefix(BOM)
    if b"\0" in body:
        raise _unreadable(
            message("this is a binary file, not text"),
            message("keep the SOP as YAML text; a Word or Excel file only looks like one by its name"),
        )
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(body, error.start) from None
    if not body.translate(None, _HARMLESS):
        return text, []
    return text, _suspicious(text)


def _not_utf8(body: bytes, at: int) -> Unreadable:
    # What stands before the first wrong byte is valid, so its characters can be counted.
    start = len(body[:at].decode("utf-8"))
    return _unreadable(
        message("not UTF-8: byte 0x{byte:02X} here belongs to an older encoding", byte=body[at]),
        message("save it again as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"),
        (start, start + 1),
    )


def _suspicious(text: str) -> list[Problem]:
    problems = []
    if found := _UNPRINTABLE.search(text):
        problems.append(
            Problem(
                "YM001",
                message("an invisible control character, U+{code:04X}", code=ord(found.group())),
                message("delete it"),
                span=found.span(),
            )
        )
    if found := _BIDIRECTIONAL.search(text):
        problems.append(
            Problem(
                "YM004",
                message(
                    "an invisible direction mark, U+{code:04X}: the line reads otherwise than it is stored",
                    code=ord(found.group()),
                ),
                message("delete it; Indonesian text never needs one"),
                span=found.span(),
            )
        )
    if found := HIDDEN_BREAK.search(text):
        problems.append(
            Problem(
                "YM004",
                message(
                    "an invisible line break, U+{code:04X}, which programs read differently",
                    code=ord(found.group()),
                ),
                message("delete it, and press Enter if a new line is meant"),
                span=found.span(),
            )
        )
    return problems


def _unreadable(text: Message, hint: Message | None = None, span: tuple[int, int] = (0, 0)) -> Unreadable:
    return Unreadable(Problem("YM004", text, hint, span=span))
