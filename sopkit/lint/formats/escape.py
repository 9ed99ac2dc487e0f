"""Text from files, made harmless to look at: nothing in it moves a cursor, hides or reverses itself."""

from unicodedata import category

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that are not seen as themselves: controls, format and bidi signs, line ends."""

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    r"""Return `text` on one line, its control and bidi characters shown as `\n`, `\x1b` or `\u202e`.

    Everything else, backslashes too, stays as it is.
    """
    if text.isprintable():
        return text
    return "".join(_shown(sign) if category(sign) in _HIDDEN else sign for sign in text)


def _shown(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    number = ord(sign)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
