"""From an SOP and its layout to what permen.typ sets."""

from collections.abc import Sequence
from typing import Any

from sopkit import __version__
from sopkit.layout.columns import INSET, Cells
from sopkit.layout.geometry import Point
from sopkit.layout.heading import UPPER
from sopkit.layout.inscription import Inscription
from sopkit.layout.page import TablePage
from sopkit.layout.paper import FOOT, MARGIN
from sopkit.layout.rows import RowPlan
from sopkit.layout.table import Layout
from sopkit.model.canonical import fingerprint
from sopkit.model.sop import Sop
from sopkit.render.mark import MARK
from sopkit.render.marks import UNMARKED, Marks
from sopkit.render.words import flow_in_words

LONGEST_NUMBER = 80
"""Letters of an SOP's number in the footer; the whole of it stands in the identity block."""
WATERMARKS = {"rancangan": "RANCANGAN", "digantikan": "DIGANTIKAN", "dicabut": "DICABUT"}


def document_data(title: str | None, agency: str | None, numbers: Sequence[str | None]) -> dict[str, Any]:
    """Return what a PDF says of itself; that sopkit made it is how `mark` knows it again."""
    return {
        "title": title or "SOP",
        "author": [agency] if agency else [],
        "keywords": [*(number for number in numbers if number), f"{MARK.decode('ascii')} {__version__}"],
    }


def sop_data(
    sop: Sop,
    layout: Layout,
    identity: dict[str, Any],
    attachments: Sequence[dict[str, str]],
    marks: Marks = UNMARKED,
) -> dict[str, Any]:
    """Return one SOP for permen.typ; `attachments` have a name, content and description."""
    sheet, plan, heading = layout.sheet, layout.plan, layout.heading
    return {
        "sheet": {"width": sheet.width, "height": sheet.height, "margin": MARGIN, "foot": FOOT},
        "identity": identity,
        "footer": _footer(sop),
        "pages": layout.page_count,
        "watermark": WATERMARKS.get(sop.status or "rancangan", ""),
        "summary": marks.summary,
        "attachments": attachments,
        "table": {
            "size": plan.font_size,
            "inset": INSET,
            "columns": [
                plan.number,
                plan.activity,
                *[plan.executor] * len(heading.names),
                *plan.rest,
            ],
            "heading": {
                "upper": UPPER,
                "height": heading.height,
                "size": heading.size,
                "turned": heading.is_turned,
                "names": heading.names,
            },
        },
        "tables": [_page(sop, page, layout, marks) for page in layout.pages],
    }


def _footer(sop: Sop) -> str:
    number = " ".join((sop.number or "").split())
    if len(number) > LONGEST_NUMBER:
        number = f"{number[:LONGEST_NUMBER]}…"
    return "  ·  ".join((f"SOP {number}".strip(), f"versi {sop.version}", fingerprint(sop)))


def _page(sop: Sop, page: TablePage, layout: Layout, marks: Marks) -> dict[str, Any]:
    drawing = page.drawing
    return {
        "breaks": page.number > layout.opening.pages,
        "top": page.top,
        "head": page.head,
        "foot": page.foot,
        "rows": _rows(page.rows, _times(sop), marks),
        "alt": flow_in_words(sop, page),
        "symbols": [
            {
                "kind": symbol.kind, "x": symbol.x, "y": symbol.y,
                "width": symbol.width, "height": symbol.height, "mark": marks.symbols.get(symbol.id, ""),
                **_inscribed(page.inside.get(symbol.id)),
            }
            for symbol in drawing.symbols
        ],
        "arrows": [
            {"points": _points(arrow.points), "mark": marks.arrows.get((arrow.source, arrow.target), "")}
            for arrow in drawing.arrows
        ],
        "joints": [{"points": _points(joint.points)} for joint in drawing.joints],
        "labels": [
            {**arrow.label_box._asdict(), **_inscribed(page.labels[arrow.label])}
            for arrow in drawing.arrows
            if arrow.label and arrow.label_box
        ]
        + [
            {**caption.box._asdict(), **_inscribed(page.beside[caption.symbol])}
            for caption in drawing.captions
            if caption.box
        ],
    }  # fmt: skip


def _points(points: tuple[Point, ...]) -> list[list[float]]:
    return [[point.x, point.y] for point in points]


def _inscribed(text: Inscription | None) -> dict[str, Any]:
    return {"lines": text.lines if text else (), "size": text.size if text else 0}


def _times(sop: Sop) -> dict[int, str]:
    """Return the time that each row shares or has, by the number of its step."""
    times: dict[int, str] = {}
    last = ""
    for step in sop.steps:
        if step.time is not None and not step.time.is_shared:
            last = step.time.text
        times[step.number] = last if step.time is not None else ""
    return times


def _rows(rows: tuple[RowPlan, ...], times: dict[int, str], marks: Marks) -> list[dict[str, Any]]:
    found = []
    for place, row in enumerate(rows):
        is_merged = row.shares_time and place > 0
        following = rows[place + 1 :]
        span = next((n for n, other in enumerate(following) if not other.shares_time), len(following)) + 1
        time = row.cells.time or ((times[row.step],) if row.shares_time or span > 1 else ())
        found.append(
            {
                "number": marks.numbers.get(row.step, f"{row.step}."),
                "mark": marks.rows.get(row.step, ""),
                "continued": row.is_continued,
                "height": row.height,
                "time": time,
                "time-span": 0 if is_merged else span,
                **_texts(row.cells),
            }
        )
    return found


def _texts(cells: Cells) -> dict[str, Any]:
    return {
        "activity": cells.activity,
        "inputs": cells.inputs,
        "outputs": cells.outputs,
        "note": cells.note,
    }
