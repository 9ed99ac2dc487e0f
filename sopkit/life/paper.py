"""What the lists on paper have in common: the sheet, the agency with its logo, and how they are drawn."""

from collections.abc import Iterable
from typing import Any

from sopkit.layout.paper import FOOT, MARGIN, sheet
from sopkit.model.sop import Sop
from sopkit.project.config import Config
from sopkit.render.document import document_data
from sopkit.render.draw import timestamp, typesetter
from sopkit.render.mark import marked

_PAPER = "F4"


def list_data(title: str, config: Config, *, portrait: bool = False) -> dict[str, Any]:
    """Return what list.typ needs of a list called `title`: what the PDF says of itself, and its paper."""
    paper = sheet(config.render.paper or _PAPER, portrait=portrait)
    return document_data(title, config.agency.name, []) | {
        "sheet": {"width": paper.width, "height": paper.height, "margin": MARGIN, "foot": FOOT}
    }


def draw_list(template: str, data: dict[str, Any], config: Config, sops: Iterable[Sop]) -> bytes:
    """Return the list as a PDF, dated as the newest of `sops`.

    Raises SopkitError where a letter is in none of the fonts.
    """
    pages = typesetter(config.render.font).pages(template, data, "pdf", timestamp=timestamp([*sops], None))
    return marked(pages[0], "pdf")
