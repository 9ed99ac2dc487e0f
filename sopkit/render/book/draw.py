"""From SOPs and a recipe to the pages of a book.

Typst sets it twice: first the front matter alone, which is quick and tells how many pages each section takes;
then all of it, when every page number is known.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sopkit.render.book import front
from sopkit.render.book.plan import Part, Plan, grouped, is_thick, make_plan
from sopkit.render.book.recipe import Recipe, Text, recipe_bytes
from sopkit.render.document import document_data
from sopkit.render.draw import located_in, logo_of, timestamp, typesetter, with_unique_names
from sopkit.render.embedded import RECIPE_NAME
from sopkit.render.identity import logo_data
from sopkit.render.mark import marked
from sopkit.render.subject import Project
from sopkit.render.typesetter import MissingGlyph
from sopkit.source.document import Document

TEMPLATE = "book.typ"
_SECTIONS = ("sampul", "keputusan", "daftar-isi", "penjelasan")


def plan_book(parts: Sequence[Part], recipe: Recipe, project: Project) -> Plan:
    """Return what stands where in the book of `parts`, at least one.

    Raises SopkitError where the logo or the font can't be used.
    """
    groups = grouped(parts, recipe.units)
    bare = make_plan(groups, dict.fromkeys(_SECTIONS, 1), [0] * len(groups))
    data = _data(bare, recipe, project) | {"measuring": True}
    setter = typesetter(project.config.render.font)
    starts = {one["key"]: one["page"] for one in setter.query(TEMPLATE, data, "<start>")}
    sizes = {key: after - before for (key, before), (_, after) in pairwise(starts.items())}
    fronts = [sizes[f"unit-{number}"] if is_thick(groups) else 0 for number in range(1, len(groups) + 1)]
    return make_plan(groups, {key: starts[key] for key in _SECTIONS}, fronts)


def draw_book(
    plan: Plan, recipe: Recipe, project: Project, epoch: int | None, texts: Sequence[Text] = ()
) -> bytes:
    """Return the book as one PDF, with the SOPs' files and the recipe in it.

    `epoch` is the time (seconds from 1970) that counts in place of the SOPs' own dates, `texts` the files in
    which a letter that no font has is looked for. Raises SopkitError where there is such a letter, with its
    place, and where the logo or the font can't be used.
    """
    parts = [entry.part for group in plan.groups for entry in group.entries]
    attachments = with_unique_names([part.data["attachments"][0] for part in parts])
    names = [attachment["name"] for attachment in attachments]
    data = _data(plan, recipe, project) | {
        "measuring": False,
        "recipe": {"name": RECIPE_NAME, "content": recipe_bytes(recipe, names).decode("utf-8")},
        "sops": [
            part.data | {"attachments": [attachment]}
            for part, attachment in zip(parts, attachments, strict=True)
        ],
    }
    setter = typesetter(project.config.render.font)
    try:
        pages = setter.pages(TEMPLATE, data, "pdf", timestamp=timestamp(plan.sops, epoch))
    except MissingGlyph as missing:
        sources = [*(Text(part.file.as_posix(), part.source) for part in parts), *texts]
        raise located_in(missing, (Document(one.name, one.content) for one in sources)) from None
    return marked(pages[0], "pdf")


def _data(plan: Plan, recipe: Recipe, project: Project) -> dict[str, Any]:
    first = plan.groups[0].entries[0].part
    logo = logo_of(project)
    title, agency = front.title_of(recipe), front.agency_of(recipe, plan)
    said = f"{title} {agency}" if agency and agency not in title else title
    return document_data(said, agency, [sop.number for sop in plan.sops]) | {
        "sheet": first.data["sheet"],
        "cover": front.cover(recipe, plan) | logo_data(logo, agency),
        "decree": front.decree(recipe, plan),
        "explanation": front.explanation(recipe, plan),
        "contents": front.contents(plan),
        "front": dict(plan.front),
        "parts": plan.has_parts,
    }
