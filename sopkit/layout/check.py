"""Measuring a whole layout for faults: those of each page's drawing, its text, and its connectors.

Nothing here trusts the plan: text is measured anew, and pairs of connectors are found by what they name.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sopkit.layout.columns import INSET
from sopkit.layout.geometry import CONNECTOR, Point
from sopkit.layout.heading import PADDING
from sopkit.layout.inscription import Inscription, size_of
from sopkit.layout.measure import LINE, Block, Measurer, Widths
from sopkit.layout.page import TablePage
from sopkit.layout.table import Layout
from sopkit.layout.verify import verify

TEXT, PAIR, PAGE = "text", "pair", "page"
"""Text outside its cell or symbol, a connector without its other half, rows beyond the end of the page."""
HAIR = 0.5
"""What rounding may do, in points."""


class LayoutFault(NamedTuple):
    """One fault on a page: its kind, the ids concerned, and where it is in points."""

    kind: str
    page: int
    ids: tuple[str, ...]
    place: Point


def check_layout(layout: Layout, measurer: Measurer) -> tuple[LayoutFault, ...]:
    """Return the faults of `layout`, by page."""
    faults = [
        LayoutFault(fault.kind.value, page.number, fault.ids, fault.place)
        for page in layout.pages
        for fault in verify(page.drawing)
    ]
    faults += _cells(layout, measurer)
    faults += _names(layout, measurer)
    for page in layout.pages:
        faults += _inscriptions(page, measurer)
        bottom = max((row.y1 for row in page.drawing.rows), default=0.0)
        if bottom > layout.sheet.body.y + layout.sheet.body.height + HAIR:
            faults.append(LayoutFault(PAGE, page.number, (), Point(layout.sheet.body.x, bottom)))
    faults += _pairs(layout)
    return tuple(sorted(faults, key=lambda fault: (fault.page, fault.kind, fault.ids)))


def _cells(layout: Layout, measurer: Measurer) -> Iterator[LayoutFault]:
    """Yield the cells whose text is higher than their row."""
    plan = layout.plan
    rows = [(page, row) for page in layout.pages for row in page.rows]
    blocks = [
        Block(cell, width - 2 * INSET, plan.font_size)
        for _, row in rows
        for cell, width in zip(row.cells, plan.texts, strict=True)
    ]
    heights = iter(measurer.heights(blocks))
    for page, row in rows:
        tallest = max(next(heights) for _ in row.cells)
        if tallest + 2 * INSET > row.height + HAIR:
            yield LayoutFault(TEXT, page.number, (f"{row.step}",), Point(layout.sheet.body.x, page.top))


def _names(layout: Layout, measurer: Measurer) -> Iterator[LayoutFault]:
    """Yield the executors' names that are larger than their cells."""
    heading, cell = layout.heading, layout.plan.executor
    words = {word for lines in heading.names for line in lines for word in line.split()}
    widths = measurer.widths((), words)
    for page in layout.pages[:1]:
        for lines in heading.names:
            along = max(widths.length(line, bold=True) for line in lines) * heading.size
            aside = len(lines) * heading.size * LINE
            across, down = (aside, along) if heading.is_turned else (along, aside)
            if across > cell - PADDING or down > heading.height:
                yield LayoutFault(TEXT, page.number, (" ".join(lines),), Point(layout.sheet.body.x, page.top))


def _inscriptions(page: TablePage, measurer: Measurer) -> Iterator[LayoutFault]:
    """Yield the symbols whose text is wider or higher than they are."""
    inside = page.inside
    widths = measurer.widths({word for text in inside.values() for word in _words(text)}, ())
    for symbol in page.drawing.symbols:
        if symbol.id in inside and not _holds(symbol.width, symbol.height, inside[symbol.id], widths):
            yield LayoutFault(TEXT, page.number, (symbol.id,), Point(symbol.x, symbol.y))


def _holds(width: float, height: float, text: Inscription, widths: Widths) -> bool:
    size = size_of(text, widths)
    return size.width <= width and size.height <= height + HAIR


def _words(text: Inscription) -> list[str]:
    return [word for line in text.lines for word in line.split()]


def _pairs(layout: Layout) -> Iterator[LayoutFault]:
    """Yield the connectors whose letter doesn't stand on just two pages, or that no arrow touches."""
    places = [
        (page, symbol) for page in layout.pages for symbol in page.drawing.symbols if symbol.kind == CONNECTOR
    ]
    letters = Counter(symbol.id.rsplit("-", 1)[0] for _, symbol in places)
    for page, symbol in places:
        arrows = [arrow for arrow in page.drawing.arrows if symbol.id in (arrow.source, arrow.target)]
        if letters[symbol.id.rsplit("-", 1)[0]] != 2 or not arrows:
            yield LayoutFault(PAIR, page.number, (symbol.id,), Point(symbol.x, symbol.y))
