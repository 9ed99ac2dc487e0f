"""A map as a file: Graphviz draws it, Typst puts it on a page, and each box leads to the file of its SOP."""

import os
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sopkit.life.map.boxes import WIDTH
from sopkit.life.map.chart import Chart
from sopkit.life.map.drawing import map_dot
from sopkit.life.map.layout import Sheet, lay_out
from sopkit.life.map.legend import Legend, legend_of
from sopkit.life.map.words import heading, map_in_words
from sopkit.project.config import Config
from sopkit.render.document import document_data
from sopkit.render.dot import draw_dot, find_engine
from sopkit.render.draw import located_in, timestamp, typesetter
from sopkit.render.flowchart import flowchart_in, flowchart_page_size
from sopkit.render.mark import marked
from sopkit.render.typesetter import FONTS, PPI, MissingGlyph
from sopkit.source.document import load_document

Form = Literal["svg", "png", "pdf", "dot"]
TEMPLATE = "map.typ"
_MARGIN = 24.0
"""Around the map on its page, in points."""
_MOST_PIXELS = 8000
"""Along the longer side of a PNG; every pixel takes memory."""
_ORIGIN = re.compile(rb'transform="[^"]*translate\(([-\d.]+) ([-\d.]+)\)"')


def draw_map(chart: Chart, config: Config, form: Form, folder: Path) -> bytes:
    """Return the map as a file that will lie in `folder`.

    Raises SopkitError where there is no engine to draw it, or a letter is in none of the fonts.
    """
    engine = find_engine(config.render.dot, os.environ)
    sheet = lay_out(chart, {group.key: heading(chart, group.key) for group in chart.groups}, engine)
    legend = legend_of(chart, sheet, config.agency.name)
    source = map_dot(sheet, legend, lambda node: address(node.file, folder))
    if form == "dot":
        return marked(source.encode("utf-8"), "dot")
    svg = draw_dot(source, "svg", engine, pinned=True)
    if form == "svg":
        return marked(svg, "svg")
    data = document_data(" ".join(legend.title.split()), config.agency.name, []) | _page(
        svg, sheet, legend, map_in_words(chart), folder
    )
    when = timestamp([node.sop for node in chart.nodes.values()], None)
    ppi = min(PPI, _MOST_PIXELS * 72 / max(data["width"], data["height"]))
    setter = typesetter(config.render.font)
    try:
        return marked(setter.pages(TEMPLATE, data, form, timestamp=when, ppi=ppi)[0], form)
    except MissingGlyph as missing:
        documents = (load_document(node.file) for node in chart.nodes.values())
        raise located_in(missing, documents) from None


def address(file: Path, folder: Path) -> str:
    """Return the address of `file` as seen from `folder`, with every sign encoded that has a meaning."""
    try:
        path = Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return file.absolute().as_uri()
    return quote(path, safe="/")


def _page(svg: bytes, sheet: Sheet, legend: Legend, alt: str, folder: Path) -> dict[str, Any]:
    width, height = flowchart_page_size(svg)
    found = _ORIGIN.search(svg)
    left, top = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return {
        "width": width + 2 * _MARGIN,
        "height": height + 2 * _MARGIN,
        "margin": _MARGIN,
        "svg": flowchart_in(svg, FONTS[0]).decode("utf-8"),
        "alt": alt,
        "links": [
            {
                "to": address(box.node.file, folder),
                "x": left + sheet.places[name][0] - WIDTH / 2,
                "y": top + sheet.places[name][1] + legend.height - box.height / 2,
                "width": WIDTH,
                "height": box.height,
            }
            for name, box in sheet.boxes.items()
        ],
    }
