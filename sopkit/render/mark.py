"""The mark by which sopkit knows the files that it made, and may write over."""

import re
import struct
import zlib

from sopkit import __version__
from sopkit.errors import SopkitError
from sopkit.render.options import Form

MARK = b"dibuat dengan sopkit"
_SIGNED = re.compile(rb"/ByteRange\b|/(?:Type|FT)\s*/Sig\b")
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 33
"""Bytes of a PNG's signature and first chunk."""
_PNG_MARK = b"tEXtSoftware\0" + MARK + b" "

_FIRST_WORDS = re.compile(
    rb"<(?:svg|\?xml)\b[^>]*><!-- %(mark)b \S+ -->|// %(mark)b \S+\r?\n|\{\s*\"generator\": \"sopkit[\" ]"
    % {b"mark": MARK}
)
"""How our SVG, DOT and JSON begin."""


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
    """Tell whether a file was made by sopkit, and neither signed nor changed by appending to it.

    Only the place of the mark counts: a text may well speak of it.
    """
    if content.startswith(b"%PDF-"):
        from sopkit.render.embedded import first_revision

        if is_signed(content):
            return False
        return first_revision(content) == content.rstrip() and MARK.decode("ascii") in _keywords(content)
    if content.startswith(_PNG):
        return content.startswith(_PNG_MARK, _PNG_HEADER + 4)
    return _FIRST_WORDS.match(content) is not None


def is_signed(content: bytes) -> bool:
    """Tell whether a file is a PDF with a signature.

    That names the ranges of bytes which it covers, and so is never compressed itself, however it was added.
    """
    return content.startswith(b"%PDF-") and _SIGNED.search(content) is not None


def _keywords(pdf: bytes) -> str:
    from sopkit.render.embedded import printed

    try:
        return printed(pdf).keywords
    except SopkitError:  # damaged, and so not as sopkit made it
        return ""
