"""What the lists on paper have in common: the sheet, the agency with its logo, and how they are drawn."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sopkit.layout.paper import FOOT, MARGIN, sheet
from sopkit.life.coverage.needs import needs_file
from sopkit.model.sop import Sop
from sopkit.project.config import Config
from sopkit.project.discovery import asked_paths, find_files, find_root, from_here
from sopkit.render.document import document_data
from sopkit.render.draw import located_in, logo_of, timestamp, typesetter
from sopkit.render.identity import logo_data, soften
from sopkit.render.mark import marked
from sopkit.render.subject import Project, load_project
from sopkit.render.typesetter import MissingGlyph
from sopkit.source.document import load_document

_PAPER = "F4"


def project_here() -> Project:
    """Return the project of this folder. Raises SopkitError for the first fault in its sopkit.yaml."""
    return load_project(find_root(Path.cwd()))


def list_data(title: str, config: Config, *, portrait: bool = False) -> dict[str, Any]:
    """Return what list.typ needs of a list called `title`: what the PDF says of itself, and its paper."""
    paper = sheet(config.render.paper or _PAPER, portrait=portrait)
    return document_data(title, config.agency.name, []) | {
        "sheet": {"width": paper.width, "height": paper.height, "margin": MARGIN, "foot": FOOT}
    }


def letterhead(project: Project) -> dict[str, Any]:
    """Return what `head` of list.typ sets above a form: the agency and its logo.

    Raises SopkitError for a logo that can't be used.
    """
    agency = project.config.agency.name
    return {"agency": soften(agency)} | logo_data(logo_of(project), agency)


def draw_list(template: str, data: dict[str, Any], config: Config, sops: Iterable[Sop]) -> bytes:
    """Return the list as a PDF, dated as the newest of `sops`.

    Raises SopkitError where a letter is in none of the fonts, with the place where it is written.
    """
    when = timestamp([*sops], None)
    try:
        pages = typesetter(config.render.font).pages(template, data, "pdf", timestamp=when)
    except MissingGlyph as missing:
        raise located_in(missing, map(load_document, _sources())) from None
    return marked(pages[0], "pdf")


def roomy(template: str, data: dict[str, Any], config: Config, rooms: Sequence[float]) -> dict[str, Any]:
    """Return `data` with the first of `rooms` that takes the fewest pages: heights in points, largest first.

    The template says under `<pages>` how many it takes.
    """
    setter = typesetter(config.render.font)
    choices = [data | {"room": room} for room in rooms]
    return min(choices, key=lambda choice: setter.query(template, choice, "<pages>")[0])


def _sources() -> Iterator[Path]:
    """Yield the files of the project here that a list may take its texts from."""
    config = find_root(Path.cwd()).config
    yield from (from_here(file) for file in (config, needs_file()) if file is not None and file.exists())
    yield from (file for file, _ in find_files(asked_paths(())))
