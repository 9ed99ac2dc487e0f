"""What the layout must know of set text; the room to the right, which sets it, gives the answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol


class Block(NamedTuple):
    """Paragraphs in one font size (points), set to `width` (points); several are a list with dashes."""

    paragraphs: tuple[str, ...]
    width: float
    size: float
    bold: bool = False


class Widths(NamedTuple):
    """The widths of words, for each point of font size: regular and bold, and of the space between.

    A word that was not measured is as wide as its letters together.
    """

    regular: Mapping[str, float]
    bold: Mapping[str, float]
    space: float

    def of(self, word: str, *, bold: bool = False) -> float:
        """Return the width of one word for each point of font size."""
        table = self.bold if bold else self.regular
        width = table.get(word)
        return width if width is not None else sum(table.get(letter, 0.6) for letter in word)

    def words(self, text: str) -> list[float]:
        """Return the widths of the words of `text` for each point of font size."""
        return [self.of(word) for word in text.split()]

    def length(self, text: str, *, bold: bool = False) -> float:
        """Return the width of `text` on one line, for each point of font size."""
        words = text.split()
        return sum(self.of(word, bold=bold) for word in words) + self.space * max(0, len(words) - 1)

    def soften(self, text: str, width: float) -> str:
        """Return `text` with single spaces, and its words that are wider than `width` breakable anywhere."""
        return " ".join(SOFT_BREAK.join(word) if self.of(word) > width else word for word in text.split())


def count_lines(words: Sequence[float], space: float, width: float) -> int:
    """Return on how many lines words of these widths stand; what is wider than a line is broken anywhere."""
    count, room = 1, width
    for length in words:
        if length <= room:
            room -= length + space
        elif length <= width:
            count += 1
            room = width - length - space
        else:
            count += int(length // width) + (room < width)
            room = width - length % width - space
    return count if words else 0


class Measurer(Protocol):
    """Whoever sets the text, and so knows how large it becomes."""

    def widths(self, regular: Collection[str], bold: Collection[str]) -> Widths:
        """Return the widths of these words."""

    def heights(self, blocks: Sequence[Block]) -> list[float]:
        """Return the height of each block in points."""


SOFT_BREAK = "\u200b"
"""Where a line may end within a word: it has no width and no ink."""
LINE = 1.22
"""The distance of two lines, as a multiple of the font size."""


def bare(texts: Iterable[str]) -> str:
    """Return the letters of `texts`, however they are broken into lines."""
    return "".join("".join(texts).replace(SOFT_BREAK, "").split())
