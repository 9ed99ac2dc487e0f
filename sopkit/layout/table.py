"""The whole table of an SOP on its pages: columns, head, rows and pages are planned, then drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from string import ascii_uppercase, digits

from sopkit.layout.chart import Chart, Mark, Terminator, make_chart
from sopkit.layout.columns import HEADINGS, LONGEST_WORD, SPACINGS, Cells, ColumnPlan, Spacing, plan_columns
from sopkit.layout.heading import UPPER, Heading, plan_heading
from sopkit.layout.measure import Measurer, Widths
from sopkit.layout.page import PageMaker, TablePage
from sopkit.layout.pages import PagePlan, break_pages, lone_strips, page_height
from sopkit.layout.paper import Sheet
from sopkit.layout.rows import RowPlan, plan_rows, row_cells, split_row, symbol_texts
from sopkit.layout.verify import verify
from sopkit.model.flow import Flow
from sopkit.model.sop import Executor, Sop

BETWEEN = 10.0
"""Between the identity block and the table on one page, in points."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How much the identity block takes: its pages, and its height on the last of them in points."""

    pages: int
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """An SOP on its pages."""

    sheet: Sheet
    plan: ColumnPlan
    heading: Heading
    opening: Opening
    pages: tuple[TablePage, ...]

    @property
    def page_count(self) -> int:
        """The number of pages of the whole document."""
        return max([self.opening.pages, *(page.number for page in self.pages)])


def lay_out(
    sop: Sop,
    flow: Flow,
    sheet: Sheet,
    measurer: Measurer,
    *,
    opening: Opening,
    terminator: Terminator = "replace",
    together: bool = False,
    ghosts: Sequence[Mark] = (),
) -> Layout:
    """Return the layout of the table of `sop`; with `together`, below the identity block if all of it fits.

    `ghosts` are symbols beside those of the flow, in rows of their own, which no arrow touches.

    An SOP without steps has no pages of table; one without executors has an empty column for them.
    """
    executors = sop.executors or (Executor("", "", ()),)
    chart = make_chart(sop, flow, terminator)
    chart = replace(chart, marks=(*chart.marks, *ghosts))
    cells = row_cells(sop)
    widths = measurer.widths(*_vocabulary(executors, cells, chart))
    table = _Table(sop, chart, cells, executors, widths, measurer, sheet, opening, together)
    return _best(map(table.draft, SPACINGS))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A layout whose `pages` are drawn one by one, when they are asked for."""

    bare: Layout
    pages: Iterator[TablePage]


def _best(drafts: Iterable[_Draft]) -> Layout:
    """Return the layout with the fewest faults, of several the first.

    A draft is given up at the page that makes it no better than one before; none is begun after one without
    a fault.
    """
    better: list[Layout] = []
    fewest = inf
    for draft in drafts:
        pages: list[TablePage] = []
        faults = 0
        for page in draft.pages:
            pages.append(page)
            faults += len(verify(page.drawing))
            if faults >= fewest:
                break
        else:
            better.append(replace(draft.bare, pages=tuple(pages)))
            fewest = faults
        if not fewest:
            break
    return better[-1]


@dataclass(frozen=True, slots=True)
class _Table:
    """What stays the same however much room the arrows get."""

    sop: Sop
    chart: Chart
    cells: list[Cells]
    executors: tuple[Executor, ...]
    widths: Widths
    measurer: Measurer
    sheet: Sheet
    opening: Opening
    together: bool

    def draft(self, spacing: Spacing) -> _Draft:
        """Return the layout with this much room for arrows."""
        body = self.sheet.body
        plan = plan_columns(self.cells, len(self.executors), body.width, self.widths, spacing)
        heading = plan_heading(self.executors, plan, self.widths)
        bare = Layout(self.sheet, plan, heading, self.opening, ())
        if not self.cells:
            return _Draft(bare, iter(()))
        texts = symbol_texts(self.chart, plan, self.widths)
        head, strip = UPPER + heading.height, plan.band
        capacity = body.height - head
        whole = plan_rows(self.sop, self.cells, self.chart, plan, texts, self.measurer, self.widths)
        rooms = [capacity - levels * strip for levels in lone_strips(whole, self.chart)]
        rows = _fitting(whole, rooms, capacity, plan, self.measurer)
        pages = break_pages(rows, self.chart, capacity, strip)
        shift = self._shift(pages, capacity, strip)
        first = self.opening.pages if shift else self.opening.pages + 1
        letters = {connector.letter for page in pages for connector in (*page.head, *page.foot)}
        maker = PageMaker(
            self.executors, plan, self.chart, texts, self.widths, body.x, first, is_lettered=len(letters) > 1
        )
        top = body.y + shift
        made = (maker.make(page, number, top, top + head) for number, page in enumerate(pages, first))
        return _Draft(bare, made)

    def _shift(self, pages: Sequence[PagePlan], capacity: float, strip: float) -> float:
        """Return how far below the margin the table begins: 0, or below the identity block."""
        shift = self.opening.height + BETWEEN
        is_short = len(pages) == 1 and self.opening.pages == 1
        return (
            shift if self.together and is_short and page_height(pages[0], strip) + shift <= capacity else 0.0
        )


def _fitting(
    rows: Iterable[RowPlan], rooms: Iterable[float], capacity: float, plan: ColumnPlan, measurer: Measurer
) -> list[RowPlan]:
    """Return the rows, those that are higher than their page's room in parts."""
    parts: list[RowPlan] = []
    for row, room in zip(rows, rooms, strict=True):
        parts += [row] if row.height <= room else split_row(row, room, capacity, plan, measurer)
    return parts


def _vocabulary(
    executors: Iterable[Executor], cells: Iterable[Cells], chart: Chart
) -> tuple[set[str], set[str]]:
    """Return every word of the table, those in regular and those in bold type."""
    regular = [text for row in cells for cell in row for text in cell]
    regular += [mark.text for mark in chart.marks if mark.text]
    regular += [bond.label for bond in chart.bonds if bond.label]
    regular += ["hal.", *digits, *ascii_uppercase]
    bold = [*HEADINGS, *(name for one in executors for name in (one.name, one.short or ""))]
    return _words(regular), _words(bold)


def _words(texts: Iterable[str]) -> set[str]:
    """Return the words of `texts`, and the letters of those that may be broken anywhere."""
    words = {word for text in texts for word in text.split()}
    return words | {letter for word in words if len(word) >= LONGEST_WORD for letter in word}
