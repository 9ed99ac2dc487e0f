"""The widths of the table's columns: they follow what the cells hold.

The executors' columns are alike, wide enough for a legible symbol. The columns of text share the rest so that
the rows become as low as possible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.layout.measure import LINE, Widths, count_lines
from sopkit.locale.message import message

TEXT_COLUMNS = ("kegiatan", "kelengkapan", "waktu", "output", "keterangan")
HEADINGS = ("Kegiatan", "Kelengkapan", "Waktu", "Output", "Keterangan")
INSET = 3.0
"""Between the rules of a cell and its text, in points."""
FONT_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5)
"""From the most legible to the smallest that is allowed, in points."""
LEAST_ROOM = 0.6
"""Of the width that its words want, what a table must have for its texts: below, nobody could read them."""
WORTH_SHRINKING = 0.92
"""The next smaller font is taken where the rows become lower by this factor."""
LEGIBLE = 7.5
"""Below this size, in points, text goes only where its words would not fit else."""
NUMBER_WIDTH = 22.0
WIDEST_EXECUTOR, NARROWEST_EXECUTOR = 84.0, 32.0
WIDEST_SYMBOL, NARROWEST_SYMBOL = 52.0, 20.0
STEP = 4.0
"""By how many points a column of text grows at a time."""
TIME = TEXT_COLUMNS.index("waktu")
UNBROKEN = 14
"""Letters up to which a time stands on one line."""
LONGEST_WORD = 24
"""Letters from which on a word may be broken anywhere."""


class Spacing(NamedTuple):
    """The room for arrows around a symbol, in points."""

    across: float
    """Beside it, on both sides together."""
    gap: float
    """Above it, and as much below."""
    stretch: float
    """By what the executors' columns are wider than usual."""


SPACINGS = (
    Spacing(22.0, 11.0, 1.0),
    Spacing(28.0, 14.0, 1.15),
    Spacing(34.0, 18.0, 1.35),
    Spacing(30.0, 22.0, 1.0),
)
"""From what nearly always does to what the densest flows want."""
LEAST_SHARE = 0.58
"""Of a column's width, what the symbol takes at least where arrows are few."""

Cell = tuple[str, ...]
"""The paragraphs of one cell."""


class Cells(NamedTuple):
    """The cells of one row, in the order of TEXT_COLUMNS."""

    activity: Cell
    inputs: Cell
    time: Cell
    outputs: Cell
    note: Cell


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """The widths of the columns in points, and the size of the text that fits them."""

    font_size: float
    number: float
    activity: float
    executor: float
    rest: tuple[float, ...]
    """Kelengkapan, waktu, output, keterangan."""
    spacing: Spacing

    @property
    def texts(self) -> tuple[float, ...]:
        """The widths of the columns of text, in the order of TEXT_COLUMNS."""
        return self.activity, *self.rest

    @property
    def symbol(self) -> float:
        """The width of a symbol; it is half as high."""
        least = self.executor * LEAST_SHARE if self.spacing == SPACINGS[0] else 0.0
        return min(WIDEST_SYMBOL, max(NARROWEST_SYMBOL, self.executor - self.spacing.across, least))

    @property
    def band(self) -> float:
        """The least height of a symbol with its room above and below."""
        return self.symbol / 2 + 2 * self.spacing.gap


def plan_columns(
    rows: Sequence[Cells], executors: int, width: float, widths: Widths, spacing: Spacing = SPACINGS[0]
) -> ColumnPlan:
    """Return the plan of a table `width` points wide, in the largest font that suits its texts.

    It suits them when their words fit their columns, and a smaller one would not make the rows much lower.
    """
    planner = _Planner(rows, executors, width, widths, spacing)
    sizes = [size for size in FONT_SIZES if planner.fits(size)] or [FONT_SIZES[-1]]
    best = planner.plan(sizes[0])
    for size in sizes[1:]:
        if size < LEGIBLE:
            break
        smaller = planner.plan(size)
        if planner.height(smaller) > planner.height(best) * WORTH_SHRINKING:
            break
        best = smaller
    return best


@dataclass(frozen=True, slots=True)
class _Planner:
    """One table, for which plans in several font sizes are compared."""

    rows: Sequence[Cells]
    executors: int
    width: float
    widths: Widths
    spacing: Spacing

    def fits(self, size: float) -> bool:
        """Tell whether every word fits its column."""
        return sum(self._least(size)) <= self._room(self._executor())

    def plan(self, size: float) -> ColumnPlan:
        """Return the plan in this font size."""
        least = self._least(size)
        usual = _executor_width(self.executors, self.width)
        spare = (self.width - NUMBER_WIDTH - sum(least)) / self.executors
        executor = max(NARROWEST_EXECUTOR, min(max(usual, self._executor()), spare))
        room = self._room(executor)
        if room < sum(least) * LEAST_ROOM:
            raise SopkitError(
                message("the table has too many executors for this paper: {count}", count=self.executors),
                message("choose a wider paper, let it lie, or divide the SOP"),
            )
        if sum(least) > room:  # the words are broken, then
            least = [one * room / sum(least) for one in least]
        texts = _share(self.rows, least, room, size, self.widths)
        wider = min(WIDEST_EXECUTOR, executor + (room - sum(texts)) / self.executors)
        stretch = self._room(wider) / sum(texts)
        texts = [width * stretch for width in texts]
        return ColumnPlan(size, NUMBER_WIDTH, texts[0], wider, tuple(texts[1:]), self.spacing)

    def height(self, plan: ColumnPlan) -> float:
        """Return about how high the rows are together, in points."""
        total = 0.0
        for row in self.rows:
            lines = max(
                sum(
                    count_lines(
                        self.widths.words(text), self.widths.space, inner_width(cell, width, plan.font_size)
                    )
                    for text in cell
                )
                for cell, width in zip(row, plan.texts, strict=True)
            )
            total += max(plan.band, lines * LINE * plan.font_size + 2 * INSET)
        return total

    def _executor(self) -> float:
        return _executor_width(self.executors, self.width) * self.spacing.stretch

    def _room(self, executor: float) -> float:
        return self.width - NUMBER_WIDTH - executor * self.executors

    def _least(self, size: float) -> list[float]:
        return [
            _least(self.rows, number, self.widths) * size + 2 * INSET for number in range(len(TEXT_COLUMNS))
        ]


def inner_width(cell: Cell, width: float, size: float) -> float:
    """Return the room for text in a cell, for each point of font size."""
    return (width - 2 * INSET) / size - (DASH if len(cell) > 1 else 0.0)


def _executor_width(executors: int, width: float) -> float:
    share = min(0.60, 0.40 + 0.0125 * executors)
    return min(WIDEST_EXECUTOR, max(NARROWEST_EXECUTOR, share * width / executors))


def _least(rows: Sequence[Cells], column: int, widths: Widths) -> float:
    """Return the width of the longest word of a column that is not broken, for each point of font size."""
    texts = [text for row in rows for text in row[column]]
    words = [text for text in texts if len(text) <= UNBROKEN] if column == TIME else []
    words += [word for text in texts for word in text.split()]
    longest = max((widths.length(word) for word in words if len(word) < LONGEST_WORD), default=0.0)
    dash = DASH if any(len(row[column]) > 1 for row in rows) else 0.0
    return max(longest + dash, widths.of(HEADINGS[column], bold=True))


def _share(
    rows: Sequence[Cells], least: list[float], room: float, size: float, widths: Widths
) -> list[float]:
    """Return the widths of the columns of text, grown from `least` where that lowers the rows most.

    What is lowered is the sum of the cells' heights, each to the third power: high cells weigh most, since
    the highest of a row decides.
    """
    columns = [_TextColumn([row[number] for row in rows], size, widths) for number in range(len(least))]
    chosen = list(least)
    offers = [column.offer(width, MOST_STEPS) for column, width in zip(columns, chosen, strict=True)]
    while (spare := int((room - sum(chosen)) // STEP)) > 0:
        if spare < MOST_STEPS:
            offers = [column.offer(width, spare) for column, width in zip(columns, chosen, strict=True)]
        number = max(range(len(offers)), key=offers.__getitem__)
        gain, steps = offers[number]
        if gain <= 0:
            break
        chosen[number] -= steps * STEP  # offers prefer few steps, and count them below zero
        offers[number] = columns[number].offer(chosen[number], min(MOST_STEPS, spare))
    return chosen


class _TextColumn:
    """One column of text, and how heavy its cells are at the widths that were asked for."""

    def __init__(self, cells: Sequence[Cell], size: float, widths: Widths) -> None:
        self.cells = [[widths.words(text) for text in cell] for cell in cells]
        self.size, self.space = size, widths.space
        self.weights: dict[float, float] = {}

    def offer(self, width: float, most: int) -> tuple[float, int]:
        """Return how much lighter each step makes the cells at best, if the column grows by up to `most`.

        With it comes the number of steps, below zero, so that of equals the fewest are best.
        """
        now = self.weight(width)
        return max(
            ((now - self.weight(width + steps * STEP)) / steps, -steps) for steps in range(1, most + 1)
        )

    def weight(self, width: float) -> float:
        """Return the sum of the heights to the third power."""
        if width not in self.weights:
            inner = (width - 2 * INSET) / self.size
            self.weights[width] = sum(self._lines(cell, inner) ** 3 for cell in self.cells)
        return self.weights[width]

    def _lines(self, cell: list[list[float]], width: float) -> int:
        room = width - (DASH if len(cell) > 1 else 0.0)
        return sum(count_lines(words, self.space, room) for words in cell)


MOST_STEPS = 6
"""How far ahead it is looked whether growing pays: a word may need several steps to fit the line above."""
DASH = 0.75
"""What the dash before each item of a list takes, for each point of font size."""
