"""The text of a table as a spreadsheet saves it: UTF-8, UTF-16, or the older encoding of Windows."""

from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message, message
from sopkit.source.reader import BOM, MAX_BYTES

_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and .xls begin."""
_SAVE = message("in Excel: Save As, and as its type “CSV UTF-8”")


class Decoded(NamedTuple):
    """The text of a file, and what to know of how it was read."""

    text: str
    note: Message | None = None


def decode_table(name: str, content: bytes) -> Decoded:
    """Return the text of `content`, the bytes of the table `name`.

    Raises SopkitError where it is too large, no text, or in an encoding that can't be told.
    """
    if len(content) > MAX_BYTES:
        raise _refused(name, message("larger than 1 MiB"), message("is this the right file?"))
    if content.startswith(_WORKBOOKS):
        raise _refused(name, message("this is a workbook of a spreadsheet, not a CSV file"), _SAVE)
    if content[:2] in _UTF16:
        return Decoded(_decoded(name, content[2:], _UTF16[content[:2]]))
    if b"\0" in content:
        return Decoded(_decoded(name, content, _utf16_without_mark(content)))
    try:
        return Decoded(content.removeprefix(BOM).decode("utf-8"))
    except UnicodeDecodeError:
        if content.startswith(BOM):
            return Decoded(_decoded(name, content[3:], "utf-8"))
    text = _decoded(name, content, "cp1252")
    return Decoded(
        text,
        message(
            "“{file}” is not UTF-8 and was read as Windows-1252; look whether letters such as é are right",
            file=name,
        ),
    )


def _utf16_without_mark(content: bytes) -> str:
    """Return the byte order of UTF-16 text: of ASCII letters one byte in two is 0."""
    return "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"


def _decoded(name: str, body: bytes, encoding: str) -> str:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _refused(name, message("its encoding can't be told, or it is no text at all"), _SAVE)
    return text


def _refused(name: str, what: Message, hint: Message) -> SopkitError:
    return SopkitError(message("“{path}” cannot be read: {reason}", path=name, reason=what), hint)
