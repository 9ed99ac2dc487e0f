"""One page of the table: its rows, symbols and texts get their places, and the router draws the arrows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopkit.layout.chart import Chart
from sopkit.layout.columns import ColumnPlan
from sopkit.layout.geometry import CONNECTOR, Caption, Column, Drawing, Link, Row, Size, Symbol
from sopkit.layout.inscription import SMALLEST, Inscription, beside, inscribe, size_of
from sopkit.layout.measure import Widths
from sopkit.layout.pages import Connector, PagePlan, strip_levels
from sopkit.layout.router import draw
from sopkit.layout.rows import RowPlan, SymbolTexts
from sopkit.model.sop import Executor

LABEL_SIZE = 7.0
"""Font size of Ya, Tidak and the names of branches, in points."""
WIDEST_LABEL = 56.0
"""From this width on, in points, the name of a branch is broken into lines."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table. Everything is in points from the top left of the page."""

    number: int
    """The page of the whole document, from 1."""
    top: float
    """Where the head of the table begins."""
    rows: tuple[RowPlan, ...]
    head: float
    """The height of the strip of connectors above the rows."""
    foot: float
    """The height of the strip of connectors below them."""
    drawing: Drawing
    inside: dict[str, Inscription]
    """The texts inside symbols, by their ids."""
    beside: dict[str, Inscription]
    """The texts beside symbols, by their ids."""
    labels: dict[str, Inscription]
    """How the name of each branch is broken into lines."""

    def text(self, symbol: str) -> str:
        """Return the text of a symbol, inside it or beside; nothing where it has none."""
        lines = [
            line for found in (self.inside, self.beside) if symbol in found for line in found[symbol].lines
        ]
        return " ".join(lines)


@dataclass(frozen=True, slots=True)
class PageMaker:
    """What all pages of one table have in common."""

    executors: tuple[Executor, ...]
    plan: ColumnPlan
    chart: Chart
    texts: SymbolTexts
    widths: Widths
    left: float
    """Where the table begins, from the left of the page."""
    first: int
    """The page of the document on which the table begins."""
    is_lettered: bool
    """Whether connectors have letters: a single pair needs none."""

    def make(self, page: PagePlan, number: int, top: float, body: float) -> TablePage:
        """Return the page `number` of the document; its table begins at `top`, the rows at `body`."""
        head, foot = strip_levels(page.head) * self.plan.band, strip_levels(page.foot) * self.plan.band
        rows = _stack(page, body, head, foot)
        columns = self._columns()
        texts = self._texts(page)
        labels = {bond.label: self._label(bond.label) for bond in page.bonds if bond.label}
        drawn = {mark.id for mark in page.marks}
        drawing = draw(
            columns,
            rows,
            list(self._symbols(page, rows, columns)),
            [Link(*bond, self._size(labels.get(bond.label or ""))) for bond in page.bonds],
            joins=[pair for pair in self.chart.joins if pair[0] in drawn],
            captions=[
                Caption(name, " ".join(text.lines), size_of(text, self.widths))
                for name, text in texts.beside.items()
            ],
        )
        return TablePage(number, top, page.rows, head, foot, drawing, texts.inside, texts.beside, labels)

    def _columns(self) -> list[Column]:
        start = self.left + self.plan.number + self.plan.activity
        width = self.plan.executor
        return [
            Column(executor.id, round(start + number * width, 3), round(start + (number + 1) * width, 3))
            for number, executor in enumerate(self.executors)
        ]

    def _symbols(self, page: PagePlan, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Symbol]:
        """Yield the symbols as the flow goes: connectors at the head, marks, connectors at the foot."""
        middle = {column.executor: (column.x0 + column.x1) / 2 for column in columns}
        place = {row.step: row for row in rows if row.step is not None}
        size = self.plan.symbol, self.plan.symbol / 2
        for one in page.head:
            y = rows[0].y0 + (one.level + 0.5) * self.plan.band
            yield Symbol(one.id, None, one.executor, CONNECTOR, middle[one.executor], y, *size)
        for mark in page.marks:
            row = place[mark.step]
            y = row.y0 + (mark.level + 0.5) * (row.y1 - row.y0) / self.chart.levels(mark.step)
            yield Symbol(mark.id, mark.step, mark.executor, mark.kind, middle[mark.executor], y, *size)
        for one in page.foot:
            y = rows[-1].y0 + (one.level + 0.5) * self.plan.band
            yield Symbol(one.id, None, one.executor, CONNECTOR, middle[one.executor], y, *size)

    def _texts(self, page: PagePlan) -> SymbolTexts:
        """Return the texts of all symbols of a page, those of its connectors among them."""
        ids = [mark.id for mark in page.marks]
        inside = {name: self.texts.inside[name] for name in ids if name in self.texts.inside}
        outside = {name: self.texts.beside[name] for name in ids if name in self.texts.beside}
        for connector in (*page.head, *page.foot):
            letter, other = self._connector_text(connector)
            whole = self._inscribe(f"{letter} {other}")
            if whole is None:
                whole = self._inscribe(letter) if letter else None
                rest = other if whole is not None else f"{letter} {other}"
                outside[connector.id] = beside(rest, WIDEST_LABEL, self.widths)
            if whole is not None:
                inside[connector.id] = whole
        return SymbolTexts(inside, outside)

    def _connector_text(self, connector: Connector) -> tuple[str, str]:
        """Return the letter of a connector, if it has one, and the page of its other half."""
        return connector.letter if self.is_lettered else "", f"hal. {self.first + connector.other}"

    def _inscribe(self, text: str) -> Inscription | None:
        size = Size(self.plan.symbol, self.plan.symbol / 2)
        return inscribe(text, CONNECTOR, size, self.widths)

    def _label(self, label: str) -> Inscription:
        return Inscription(beside(label, WIDEST_LABEL * SMALLEST / LABEL_SIZE, self.widths).lines, LABEL_SIZE)

    def _size(self, label: Inscription | None) -> Size | None:
        return size_of(label, self.widths) if label is not None else None


def _stack(page: PagePlan, top: float, head: float, foot: float) -> list[Row]:
    """Return the rows and strips one below the other, from `top` on."""
    bands = [(None, head), *((row.step, row.height) for row in page.rows), (None, foot)]
    rows: list[Row] = []
    for step, height in bands:
        if height:
            rows.append(Row(step, round(top, 3), round(top + height, 3)))
            top += height
    return rows
