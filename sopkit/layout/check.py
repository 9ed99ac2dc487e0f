"""Measuring a whole layout for faults: its drawings, its texts, its pages, and whether it shows the SOP.

Nothing here trusts the plan: text is measured anew, what is drawn is compared with what the flow asks for.
"""

from collections.abc import Iterator

from sopkit.layout.chart import Chart
from sopkit.layout.faithful import unfaithful
from sopkit.layout.faults import PAGE, SHAPE, LayoutFault
from sopkit.layout.geometry import Point
from sopkit.layout.measure import Measurer
from sopkit.layout.page import TablePage
from sopkit.layout.table import Layout
from sopkit.layout.texts import unreadable
from sopkit.layout.verify import verify
from sopkit.model.sop import Sop

HAIR = 0.5
"""What rounding may do, in points."""


def check_layout(layout: Layout, measurer: Measurer, sop: Sop, chart: Chart) -> tuple[LayoutFault, ...]:
    """Return the faults of `layout`, by page; `chart` is what is to be drawn of `sop`, ghosts included."""
    faults = [
        LayoutFault(fault.kind.value, page.number, fault.ids, fault.place)
        for page in layout.pages
        for fault in verify(page.drawing)
    ]
    for page in layout.pages:
        faults += _shapes(page, layout)
        faults += _margins(page, layout)
    faults += unreadable(layout, measurer)
    faults += unfaithful(layout, sop, chart)
    return tuple(sorted(faults, key=lambda fault: (fault.page, fault.kind, fault.ids)))


def _shapes(page: TablePage, layout: Layout) -> Iterator[LayoutFault]:
    """Yield the symbols that aren't as large as all others, twice as wide as high."""
    width = layout.plan.symbol
    for symbol in page.drawing.symbols:
        if abs(symbol.width - width) > HAIR or abs(symbol.height - width / 2) > HAIR:
            yield LayoutFault(SHAPE, page.number, (symbol.id,), Point(symbol.x, symbol.y))


def _margins(page: TablePage, layout: Layout) -> Iterator[LayoutFault]:
    """Yield a corner of the table that lies outside the body of the page."""
    body, plan, drawing = layout.sheet.body, layout.plan, page.drawing
    left = min(column.x0 for column in drawing.columns) - plan.activity - plan.number
    right = max(column.x1 for column in drawing.columns) + sum(plan.rest)
    bottom = max(row.y1 for row in drawing.rows)
    if left < body.x - HAIR or page.top < body.y - HAIR:
        yield LayoutFault(PAGE, page.number, (), Point(left, page.top))
    if right > body.x + body.width + HAIR or bottom > body.y + body.height + HAIR:
        yield LayoutFault(PAGE, page.number, (), Point(right, bottom))
