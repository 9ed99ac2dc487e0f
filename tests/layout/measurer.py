"""A measurer with a plain rule, so that layouts can be tested without setting type."""

from collections.abc import Collection, Sequence

from sopkit.layout.measure import LINE, Block, Widths, count_lines

LETTER, SPACE = 0.5, 0.25


class PlainMeasurer:
    """Every letter is half as wide as the font size; a soft break has no width."""

    def widths(self, regular: Collection[str], bold: Collection[str]) -> Widths:
        return Widths(
            {word: LETTER * len(word) for word in regular}, {word: LETTER * len(word) for word in bold}, SPACE
        )

    def heights(self, blocks: Sequence[Block]) -> list[float]:
        return [sum(_lines(text, block) for text in block.paragraphs) * LINE * block.size for block in blocks]


def _lines(text: str, block: Block) -> int:
    words = [LETTER * len(word.replace("\u200b", "")) for word in text.split()]
    return count_lines(words, SPACE, block.width / block.size)
