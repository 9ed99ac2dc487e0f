"""The mark by which sopkit knows the files that it made, and may write over."""

import re
import struct
import zlib

from sopkit import __version__
from sopkit.render.options import Form

MARK = b"dibuat dengan sopkit"
_PNG_HEADER = 33
"""Bytes of a PNG's signature and first chunk."""


def marked(content: bytes, form: Form) -> bytes:
    """Return a file of this form with the mark in it, where nobody but a program sees it."""
    words = MARK + b" " + __version__.encode("ascii")
    if form == "svg":
        end = content.index(b">") + 1
        return content[:end] + b"<!-- " + words + b" -->" + content[end:]
    if form == "png":
        body = b"tEXtSoftware\0" + words
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return content[:_PNG_HEADER] + chunk + content[_PNG_HEADER:]
    if form == "dot":
        return b"// " + words + b"\n" + content
    return content


def is_ours(content: bytes) -> bool:
    """Tell whether a file was made by sopkit."""
    return MARK in content or bool(re.match(rb'\{\s*"generator": "sopkit', content))
