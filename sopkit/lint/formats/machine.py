"""What the formats for programs share: JSON that passes every pipe, and fingerprints that differ."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def dump(document: Any) -> str:
    r"""Return `document` as indented JSON, ended by a line break.

    It is pure ASCII, so that no console or pipe of Windows spoils it; half a surrogate pair, which many
    readers refuse, becomes U+FFFD.
    """
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _NOT_ASCII.sub(_escaped, whole) + "\n"


def numbered(fingerprints: Iterable[str]) -> list[str]:
    """Return `fingerprints` with `:2`, `:3` … after the second and later ones of equal kind."""
    seen: Counter[str] = Counter()
    unique = []
    for fingerprint in fingerprints:
        seen[fingerprint] += 1
        unique.append(fingerprint if seen[fingerprint] == 1 else f"{fingerprint}:{seen[fingerprint]}")
    return unique


def _escaped(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    high, low = divmod(number - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
