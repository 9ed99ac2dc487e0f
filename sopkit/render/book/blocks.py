"""Running text as data: paragraphs, headings, lists and terms that book.typ sets, whatever they say."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sopkit.layout.measure import SOFT_BREAK
from sopkit.render.identity import LONGEST_WORD

Block = dict[str, Any]
"""A block by its `kind`: paragraph and heading have `runs`, list has `items` of blocks, terms has pairs."""
Run = list[str]
"""A piece of text, and how it is set: "" plainly, "b" bold, "i" italic, "bi" both."""

BREAK: Run = ["\n", ""]
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BLANK_LINES = re.compile(r"\n\s*\n")


def breakable(text: str) -> str:
    """Return `text` with its longest words breakable anywhere."""
    return _LONG.sub(lambda found: SOFT_BREAK.join(found[0]), text)


def run(text: str, style: str = "") -> Run:
    """Return a piece of text in one style."""
    return [breakable(text), style]


def is_blank(runs: Iterable[Run]) -> bool:
    """Tell whether there is nothing to read in `runs`: no text, or only blanks and signs without a shape."""
    return all(unicodedata.category(sign)[0] in "ZC" for text, _ in runs for sign in text)


def heading(level: int, text: str) -> Block:
    """Return a heading; the level of a part of the book is 1."""
    return {"kind": "heading", "level": level, "runs": [run(text)]}


def paragraph(text: str) -> Block:
    """Return one paragraph."""
    return {"kind": "paragraph", "runs": [run(" ".join(text.split()))]}


def paragraphs(text: str) -> list[Block]:
    """Return the paragraphs of `text`, between which blank lines stand."""
    return [paragraph(piece) for piece in _BLANK_LINES.split(text.strip())]


def bullets(texts: Iterable[str]) -> Block:
    """Return a list of one line each."""
    return {"kind": "list", "ordered": False, "start": 1, "items": [[paragraph(text)] for text in texts]}


def terms(pairs: Iterable[tuple[str, str]]) -> Block:
    """Return definitions: words and their meanings."""
    return {
        "kind": "terms",
        "items": [[breakable(" ".join(part.split())) for part in pair] for pair in pairs],
    }
