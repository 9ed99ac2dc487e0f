"""Whether the texts of a layout can be read: measured anew, large enough, and beside what they belong to."""

from collections.abc import Iterable, Iterator

from sopkit.layout.columns import INSET
from sopkit.layout.faults import SMALL, TEXT, LayoutFault
from sopkit.layout.geometry import Box, Point, Size
from sopkit.layout.heading import PADDING
from sopkit.layout.inscription import SMALLEST, Inscription, holds, size_of
from sopkit.layout.measure import LINE, Block, Measurer, Widths, bare
from sopkit.layout.page import TablePage
from sopkit.layout.shapes import bounds_of
from sopkit.layout.table import Layout
from sopkit.layout.verify import Kind

HAIR = 0.5
"""What rounding may do, in points."""
NEAR = 14.0
"""So far from its symbol a text may stand, in points."""


def unreadable(layout: Layout, measurer: Measurer) -> Iterator[LayoutFault]:
    """Yield the texts of `layout` that are too large, too small, or astray."""
    if not layout.pages:
        return
    widths = measurer.widths(_words(_inscriptions(layout.pages)), _words(layout.heading.names))
    yield from _cells(layout, measurer)
    yield from _names(layout, widths)
    yield from _small(layout)
    for page in layout.pages:
        yield from _inside(page, widths)
        yield from _captions(page, widths)
        yield from _labels(page, widths)


def _inscriptions(pages: Iterable[TablePage]) -> list[tuple[str, ...]]:
    return [text.lines for page in pages for text in _texts(page).values()]


def _texts(page: TablePage) -> dict[tuple[str, str], Inscription]:
    """Return every text of the flowchart on a page, by where it stands and whose it is."""
    places = {"inside": page.inside, "beside": page.beside, "label": page.labels}
    return {(place, name): text for place, texts in places.items() for name, text in texts.items()}


def _words(texts: Iterable[tuple[str, ...]]) -> set[str]:
    return {word for lines in texts for line in lines for word in line.split()}


def _cells(layout: Layout, measurer: Measurer) -> Iterator[LayoutFault]:
    """Yield the rows that are lower than the text in one of their cells."""
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


def _names(layout: Layout, widths: Widths) -> Iterator[LayoutFault]:
    """Yield the executors' names that are larger than their cells."""
    heading, cell, page = layout.heading, layout.plan.executor, layout.pages[0]
    for lines in heading.names:
        along = max(widths.length(line, bold=True) for line in lines) * heading.size
        aside = len(lines) * heading.size * LINE
        across, down = (aside, along) if heading.is_turned else (along, aside)
        if across > cell - PADDING or down > heading.height:
            yield LayoutFault(TEXT, page.number, (" ".join(lines),), Point(layout.sheet.body.x, page.top))


def _small(layout: Layout) -> Iterator[LayoutFault]:
    """Yield the texts in a font that is smaller than anyone should have to read."""
    first = layout.pages[0]
    if min(layout.plan.font_size, layout.heading.size) < SMALLEST:
        yield LayoutFault(SMALL, first.number, (), Point(layout.sheet.body.x, first.top))
    for page in layout.pages:
        for (_, name), text in _texts(page).items():
            if text.size < SMALLEST:
                yield LayoutFault(SMALL, page.number, (name,), Point(layout.sheet.body.x, page.top))


def _inside(page: TablePage, widths: Widths) -> Iterator[LayoutFault]:
    """Yield the symbols whose text has no room within their outline."""
    for symbol in page.drawing.symbols:
        text = page.inside.get(symbol.id)
        if text and not holds(symbol.kind, Size(symbol.width, symbol.height), text, widths):
            yield LayoutFault(TEXT, page.number, (symbol.id,), Point(symbol.x, symbol.y))


def _captions(page: TablePage, widths: Widths) -> Iterator[LayoutFault]:
    """Yield the texts beside symbols whose box is too small, or too far from its symbol."""
    symbols = {symbol.id: symbol for symbol in page.drawing.symbols}
    for caption in page.drawing.captions:
        text, symbol, box = page.beside.get(caption.symbol), symbols.get(caption.symbol), caption.box
        if text is None or symbol is None or box is None:
            continue  # told by others
        if not _is_as_large(box, text, widths):
            yield LayoutFault(TEXT, page.number, (symbol.id,), Point(box.x, box.y))
        if bounds_of(box).gap(bounds_of(symbol)) > NEAR:
            yield LayoutFault(Kind.ASTRAY.value, page.number, (symbol.id,), Point(box.x, box.y))


def _labels(page: TablePage, widths: Widths) -> Iterator[LayoutFault]:
    """Yield the labels whose box is too small, or whose words aren't those of their arrow."""
    for arrow in page.drawing.arrows:
        text, box = page.labels.get(arrow.label or ""), arrow.label_box
        if text is None or box is None:
            continue
        if not _is_as_large(box, text, widths) or bare(text.lines) != bare([arrow.label or ""]):
            yield LayoutFault(TEXT, page.number, (f"{arrow.source}>{arrow.target}",), Point(box.x, box.y))


def _is_as_large(box: Box, text: Inscription, widths: Widths) -> bool:
    size = size_of(text, widths)
    return box.width >= size.width - HAIR and box.height >= size.height - HAIR
