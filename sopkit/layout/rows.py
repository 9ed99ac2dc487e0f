"""The rows of the table: as high as their text and their symbols want."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopkit.layout.chart import LONGEST_TEXT, Chart, Mark, symbol_text
from sopkit.layout.columns import INSET, Cell, Cells, ColumnPlan, inner_width
from sopkit.layout.geometry import Size
from sopkit.layout.inscription import Inscription, beside, inscribe, size_of
from sopkit.layout.measure import LINE, SOFT_BREAK, Block, Measurer, Widths
from sopkit.model.sop import Sop, Step

NARROWEST_LETTER = 0.18
"""The width of a letter such as i, for each point of font size."""
CAPTION_WIDTH = 62.0
"""What a text beside a symbol may take, in points; it may reach into the next column."""
_PIECE = re.compile(rf"[^ {SOFT_BREAK}]+[ {SOFT_BREAK}]?")


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row, or the part of it that stands on one page; only the first part has symbols."""

    step: int
    cells: Cells
    height: float
    levels: int
    shares_time: bool = False
    """Whether the time is that of the row above."""
    is_continued: bool = False


def row_cells(sop: Sop) -> list[Cells]:
    """Return the texts of every row; the time of a shared one is empty, for it stands above."""
    return [_cells(step) for step in sop.steps]


def shares_time(step: Step) -> bool:
    """Tell whether a step shares the time of the row above (`waktu: bersama`)."""
    return step.number > 1 and step.time is not None and step.time.is_shared


def _cells(step: Step) -> Cells:
    note = [step.note] if step.note else []
    texts = (symbol_text(spec) for spec in step.symbols)
    note += [text for text in texts if text is not None and len(text) > LONGEST_TEXT]
    if step.sop:
        note.append(f"Dilaksanakan menurut SOP {step.sop}")
    return Cells(
        _cell(step.activity),
        tuple(text.value for text in step.inputs if text.value.strip()),
        () if shares_time(step) else _cell(step.time.text if step.time is not None else None),
        tuple(text.value for text in step.outputs if text.value.strip()),
        tuple(note),
    )


def _cell(text: str | None) -> Cell:
    return (text,) if text and text.strip() else ()


@dataclass(frozen=True, slots=True)
class SymbolTexts:
    """The texts of the symbols, by id: inside where they fit, else beside."""

    inside: dict[str, Inscription]
    beside: dict[str, Inscription]


def symbol_texts(chart: Chart, plan: ColumnPlan, widths: Widths) -> SymbolTexts:
    """Return where the text of each symbol stands, and how it is broken into lines."""
    size = Size(plan.symbol, plan.symbol / 2)
    texts = SymbolTexts({}, {})
    for mark in chart.marks:
        if mark.text and mark.text.strip():
            inside = inscribe(mark.text, mark.kind, size, widths)
            if inside is not None:
                texts.inside[mark.id] = inside
            else:
                texts.beside[mark.id] = beside(mark.text, max(CAPTION_WIDTH, plan.executor * 0.9), widths)
    return texts


def plan_rows(
    sop: Sop, cells: Sequence[Cells], chart: Chart, plan: ColumnPlan, texts: SymbolTexts, measurer: Measurer,
    widths: Widths,
) -> list[RowPlan]:  # fmt: skip
    """Return the rows of the whole table."""
    cells = [_soften(row, plan, widths) for row in cells]
    text_heights = iter(measurer.heights(_blocks(cells, plan)))
    marks: dict[int, list[Mark]] = {}
    for mark in chart.marks:
        marks.setdefault(mark.step, []).append(mark)
    rows = []
    for step, row in zip(sop.steps, cells, strict=True):
        tallest = max(next(text_heights) for _ in row) + 2 * INSET
        here = marks.get(step.number, [])
        drawn = symbols_height(here, plan, texts, widths)
        levels = max((mark.level + 1 for mark in here), default=0)
        rows.append(RowPlan(step.number, row, max(tallest, drawn), levels, shares_time(step)))
    return rows


def symbols_height(here: Sequence[Mark], plan: ColumnPlan, texts: SymbolTexts, widths: Widths) -> float:
    """Return how high the symbols of one row want it, in points."""
    levels = max((mark.level + 1 for mark in here), default=1)
    captions = [
        size_of(texts.beside[mark.id], widths).height + 5.0 for mark in here if mark.id in texts.beside
    ]
    gap = max([plan.spacing.gap, *captions])
    return levels * (plan.symbol / 2 + 2 * gap)


def _soften(row: Cells, plan: ColumnPlan, widths: Widths) -> Cells:
    """Return the cells of a row with every word breakable that is wider than its column."""
    return Cells(
        *(
            tuple(widths.soften(text, inner_width(cell, width, plan.font_size)) for text in cell)
            for cell, width in zip(row, plan.texts, strict=True)
        )
    )


def _blocks(cells: Sequence[Cells], plan: ColumnPlan) -> list[Block]:
    return [
        Block(cell, width - 2 * INSET, plan.font_size)
        for row in cells
        for cell, width in zip(row, plan.texts, strict=True)
    ]


def split_row(row: RowPlan, first: float, most: float, plan: ColumnPlan, measurer: Measurer) -> list[RowPlan]:
    """Return a row in parts: one that is at most `first` points high, with the symbols, and lower ones."""
    parts: list[RowPlan] = []
    rest = row.cells
    while any(rest) or not parts:
        room = (most if parts else max(first, symbols_least(row, plan))) - 2 * INSET
        fills = [
            _fill(cell, width - 2 * INSET, room, plan.font_size, measurer)
            for cell, width in zip(rest, plan.texts, strict=True)
        ]
        head = Cells(*(fill[0] for fill in fills))
        rest = Cells(*(fill[1] for fill in fills))
        height = max(measurer.heights(_blocks([head], plan))) + 2 * INSET
        if parts:
            parts.append(replace(row, cells=head, height=height, levels=0, is_continued=True))
        else:
            parts.append(replace(row, cells=head, height=max(height, symbols_least(row, plan))))
    return parts


def symbols_least(row: RowPlan, plan: ColumnPlan) -> float:
    """Return the least height of a row for its symbols alone, in points."""
    return max(row.levels, 1) * plan.band


def _fill(cell: Cell, width: float, height: float, size: float, measurer: Measurer) -> tuple[Cell, Cell]:
    """Return as much of a cell as `height` holds, and the rest; at least one word goes in."""
    words = [(number, word) for number, text in enumerate(cell) for word in _PIECE.findall(text)]
    if not words:
        return (), ()
    # No more than this has room, however narrow the letters are: the rest of a long text is not measured.
    most = int(height / (size * LINE) + 1) * int(width / (size * NARROWEST_LETTER) + 1)
    if len(words) <= most and measurer.heights([Block(cell, width, size)])[0] <= height:
        return cell, ()
    low, high = 1, min(len(words), most + 1)
    while low + 1 < high:
        middle = (low + high) // 2
        if measurer.heights([Block(_join(words[:middle]), width, size)])[0] <= height:
            low = middle
        else:
            high = middle
    return _join(words[:low]), _join(words[low:])


def _join(words: Sequence[tuple[int, str]]) -> Cell:
    paragraphs: dict[int, list[str]] = {}
    for number, word in words:
        paragraphs.setdefault(number, []).append(word)
    return tuple("".join(text).rstrip() for text in paragraphs.values())
