"""The daftar isi of a book as text and as JSON."""

from typing import Any

from sopkit.life.register.entry import Entry
from sopkit.life.register.listing import entry_data
from sopkit.life.table import WIDTH, row, rule
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator
from sopkit.render.book.front import agency_of, title_of
from sopkit.render.book.plan import Group, Plan
from sopkit.render.book.recipe import Recipe

VERSION = 1
_VERSION_WIDTH, _PAGE = 5, 5  # columns of a terminal
_SHORTEST_NUMBER, _LONGEST_NUMBER = 6, 26


def render_text(plan: Plan, recipe: Recipe, translator: Translator) -> str:
    """Return the daftar isi for a terminal of 80 columns; the last line counts."""
    names = [entry.part.sop.number or "-" for group in plan.groups for entry in group.entries]
    number = min(max(map(len, names), default=0) or _SHORTEST_NUMBER, _LONGEST_NUMBER)
    number = max(number, _SHORTEST_NUMBER)
    widths = (number, WIDTH - number - _VERSION_WIDTH - _PAGE - 6, _VERSION_WIDTH, _PAGE)
    heads = [translator.text(one) for one in (N_("Number"), N_("Title"), N_("Ver."), N_("Page"))]
    lines = [printable(title_of(recipe)), "", *row(heads, widths), rule(widths)]
    for group in plan.groups:
        lines.append(printable(group.unit) or translator.text("(no unit)"))
        for entry in group.entries:
            sop = entry.part.sop
            cells = (sop.number or "-", sop.title or "-", str(sop.version), str(entry.page).rjust(_PAGE))
            lines += row(cells, widths)
    lines += ["", _summary(plan, translator)]
    return "".join(f"{line}\n" for line in lines)


def _summary(plan: Plan, translator: Translator) -> str:
    said = message(
        "{sops} on {pages}",
        sops=translator.count("1 SOP", "{n} SOPs", len(plan.sops)),
        pages=translator.count("1 page", "{n} pages", plan.pages),
    )
    return translator.render(said)


def render_json(plan: Plan, recipe: Recipe) -> str:
    """Return the daftar isi as one JSON object; pages count from 1 after the front matter."""
    return dump(
        {
            "version": VERSION,
            "title": title_of(recipe),
            "agency": agency_of(recipe, plan) or None,
            "has_parts": plan.has_parts,
            "pages": plan.pages,
            "units": [_group(group) for group in plan.groups],
        }
    )


def _group(group: Group) -> dict[str, Any]:
    return {
        "unit": group.unit or None,
        "page": group.page,
        "sops": [
            {
                **entry_data(Entry(entry.part.file, entry.part.sop)),
                "page": entry.page,
                "pages": entry.part.pages,
            }
            for entry in group.entries
        ],
    }
