"""The free flowchart of an SOP as a file: Graphviz draws it, Typst puts it on a page."""

import os

from sopkit.render.document import document_data
from sopkit.render.dot import draw_dot, find_engine
from sopkit.render.draw import located_glyphs, source_attachment, timestamp, typesetter
from sopkit.render.flowchart import flowchart_dot, flowchart_in, flowchart_page_size
from sopkit.render.mark import marked
from sopkit.render.options import Options
from sopkit.render.subject import Subject
from sopkit.render.typesetter import FONTS
from sopkit.render.words import chart_in_words

MARGIN = 24.0
"""Around the flowchart on its page, in points."""


def draw_flowchart(subject: Subject, options: Options, commit: str | None, epoch: int | None) -> list[bytes]:
    """Return the flowchart of an SOP as the only file of a list: dot, svg, png or pdf.

    Raises SopkitError where there is no engine to draw it, or a letter is in none of the fonts.
    """
    source = flowchart_dot(subject.sop, subject.flow)
    if options.form == "dot":
        return [marked(source.encode("utf-8"), "dot")]
    engine = find_engine(subject.project.config.render.dot, os.environ)
    svg = draw_dot(source, "svg", engine, pinned=True)
    if options.form == "svg":
        return [marked(svg, "svg")]
    width, height = flowchart_page_size(svg)
    sop = subject.sop
    data = document_data(sop.title, sop.agency, [sop.number]) | {
        "width": width + 2 * MARGIN,
        "height": height + 2 * MARGIN,
        "margin": MARGIN,
        "svg": flowchart_in(svg, FONTS[0]).decode("utf-8"),
        "alt": chart_in_words(sop, subject.flow),
        "attachments": [source_attachment(subject, commit)],
    }
    with located_glyphs(subject):
        pages = typesetter(None).pages("flowchart.typ", data, options.form, timestamp=timestamp([sop], epoch))
    return [marked(page, options.form) for page in pages]
