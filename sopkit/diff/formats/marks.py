"""Word for word, what was taken out of a text and what was put in."""

import re
from enum import Enum
from typing import NamedTuple

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.5
"""How much two texts must have in common for marks inside of them to be easier to read than both in full."""

_FEWEST = 4
"""Words of a text that is worth marks inside of it."""


class Mark(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"


class Piece(NamedTuple):
    """A piece of a text, as long as the same happened to all of it."""

    mark: Mark
    text: str


def marked(old: str, new: str) -> list[Piece] | None:
    """Return both texts as one, in pieces; None where they have too little in common to be read so."""
    from difflib import SequenceMatcher

    left, right = (_TOKEN.findall(" ".join(text.split())) for text in (old, new))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if min(len(old.split()), len(new.split())) < _FEWEST or matcher.ratio() < _ALIKE:
        return None
    runs: list[tuple[str, str, bool]] = []
    codes = matcher.get_opcodes()
    for at, (kind, a, b, c, d) in enumerate(codes):
        gone, come = "".join(left[a:b]), "".join(right[c:d])
        # A blank between two changes is part of both: words are replaced, not every word for itself.
        is_kept = kind == "equal" and not (gone.isspace() and 0 < at < len(codes) - 1)
        if runs and not is_kept and not runs[-1][2]:
            runs[-1] = (runs[-1][0] + gone, runs[-1][1] + come, False)
        else:
            runs.append((gone, come, is_kept))
    return [piece for run in runs for piece in _pieces(*run)]


def _pieces(gone: str, come: str, is_kept: bool) -> list[Piece]:
    if is_kept:
        return [Piece(Mark.KEPT, come)]
    return [Piece(mark, text) for mark, text in ((Mark.GONE, gone), (Mark.COME, come)) if text]
