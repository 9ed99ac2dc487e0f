"""Whether a text fits inside a symbol, and how it is broken into lines there."""

from math import hypot
from typing import NamedTuple

from sopkit.layout.geometry import CONNECTOR, Size
from sopkit.layout.measure import LINE, Widths
from sopkit.model.flow import DECISION, END, START

SIZES = (7.5, 7.0, 6.5)
"""Font sizes inside a symbol, in points; 6.5 is the smallest that is allowed anywhere."""
SMALLEST = SIZES[-1]
PADDING = 1.6
"""Between the outline of a symbol and its text, in points."""
LONGEST_WORD = 24
"""Letters of a word that stands beside a symbol in one piece."""
INK = 0.95
"""From the top of a capital to the foot of a letter such as g, for each point of font size."""
REACH = 0.4
"""From the middle of a line to the top of a capital or below the foot of a letter, for each point of size."""
CLEARANCE, CLEARANCE_OF_SMALLEST = 2.0, 1.25
"""Between the corners of a line of text and the sides of a diamond, in points.

In the smallest size they come nearer before the text leaves the diamond, where it belongs.
"""
MOST_LINES = 4


class Inscription(NamedTuple):
    """The lines of a text in or beside a symbol, in `size` points."""

    lines: tuple[str, ...]
    size: float


def inscribe(text: str, kind: str, symbol: Size, widths: Widths) -> Inscription | None:
    """Return `text` as it stands inside a symbol of this kind and size, None where it does not fit."""
    breakings = _breakings(text, widths)
    for size in SIZES:
        for lines in breakings:
            inscription = Inscription(lines, size)
            if holds(kind, symbol, inscription, widths):
                return inscription
    return None


def beside(text: str, width: float, widths: Widths) -> Inscription:
    """Return `text` as it stands beside a symbol, `width` points wide or as wide as its longest word.

    A word that nobody would write in one is broken.
    """
    words = [
        word[start : start + LONGEST_WORD]
        for word in text.split()
        for start in range(0, len(word), LONGEST_WORD)
    ]
    return Inscription(_wrap(words, width / SMALLEST, widths), SMALLEST)


def size_of(inscription: Inscription, widths: Widths) -> Size:
    """Return how large a set text is, in points."""
    width = max((widths.length(line) for line in inscription.lines), default=0.0)
    return Size(width * inscription.size + 1.0, len(inscription.lines) * inscription.size * LINE)


def holds(kind: str, symbol: Size, inscription: Inscription, widths: Widths) -> bool:
    """Tell whether a set text has room within the outline of a symbol."""
    width = max(widths.length(line) for line in inscription.lines) * inscription.size
    height = ((len(inscription.lines) - 1) * LINE + INK) * inscription.size
    across, down = symbol.width - 2 * PADDING, symbol.height - PADDING
    if kind == DECISION:
        return _is_in_diamond(inscription, symbol, widths)
    if kind in (START, END):
        across -= symbol.height * 0.35
    if kind == CONNECTOR:  # above the point
        down *= 0.72
    return width <= across and height <= down


def _is_in_diamond(inscription: Inscription, symbol: Size, widths: Widths) -> bool:
    """Tell whether every line keeps clear of the sides of a diamond.

    A side is where x / (width / 2) + y / (height / 2) = 1, counted from the middle.
    """
    lines, size = inscription
    kept = (CLEARANCE if size > SMALLEST else CLEARANCE_OF_SMALLEST) * hypot(
        2 / symbol.width, 2 / symbol.height
    )
    for place, line in enumerate(lines):
        across = widths.length(line) * size / symbol.width
        off = abs(place - (len(lines) - 1) / 2) * LINE + REACH
        if across + 2 * off * size / symbol.height > 1 - kept:
            return False
    return True


def _breakings(text: str, widths: Widths) -> list[tuple[str, ...]]:
    """Return the ways to break `text` into one line and more, each as even as possible."""
    words = text.split()
    found: list[tuple[str, ...]] = []
    total = widths.length(text)
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        for slack in (1.0, 1.15, 1.35):
            lines = _wrap(words, total / count * slack, widths)
            if len(lines) <= count:
                break
        if len(lines) <= count and lines not in found:
            found.append(lines)
    return found


def _wrap(words: list[str], width: float, widths: Widths) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and widths.length(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
