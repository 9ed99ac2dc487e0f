"""A layout as plain data, for other programs: `sopkit render --format json`, by layout.schema.json."""

from typing import Any

from sopkit.layout.geometry import Arrow, Box
from sopkit.layout.page import TablePage
from sopkit.layout.table import Layout

VERSION = 1


def layout_data(layout: Layout) -> dict[str, Any]:
    """Return the pages of the table with everything on them, in points from the top left of each page."""
    return {
        "generator": "sopkit",
        "version": VERSION,
        "unit": "pt",
        "page_count": layout.page_count,
        "pages": [_page(page, layout) for page in layout.pages],
    }


def _page(page: TablePage, layout: Layout) -> dict[str, Any]:
    drawing = page.drawing
    return {
        "number": page.number,
        "width": layout.sheet.width,
        "height": layout.sheet.height,
        "columns": [
            {"executor": column.executor, "x0": _round(column.x0), "x1": _round(column.x1)}
            for column in drawing.columns
        ],
        "rows": [
            {"step": row.step, "y0": _round(row.y0), "y1": _round(row.y1)}
            for row in drawing.rows
            if row.step is not None
        ],
        "symbols": [
            {
                "id": symbol.id,
                "step": symbol.step,
                "executor": symbol.executor,
                "kind": symbol.kind,
                "x": _round(symbol.x),
                "y": _round(symbol.y),
                "width": _round(symbol.width),
                "height": _round(symbol.height),
                "text": page.text(symbol.id) or None,
            }
            for symbol in drawing.symbols
        ],
        "arrows": [_arrow(arrow) for arrow in drawing.arrows],
        "joints": [
            {
                "from": joint.source,
                "to": joint.target,
                "points": [[_round(x), _round(y)] for x, y in joint.points],
            }
            for joint in drawing.joints
        ],
        "captions": [
            {"symbol": caption.symbol, "text": caption.text, "box": _box(caption.box)}
            for caption in drawing.captions
        ],
    }


def _arrow(arrow: Arrow) -> dict[str, Any]:
    return {
        "from": arrow.source,
        "to": arrow.target,
        "label": arrow.label,
        "points": [[_round(x), _round(y)] for x, y in arrow.points],
        "label_box": _box(arrow.label_box),
    }


def _box(box: Box | None) -> list[float] | None:
    return [_round(side) for side in box] if box else None


def _round(value: float) -> float:
    return round(value, 3)
