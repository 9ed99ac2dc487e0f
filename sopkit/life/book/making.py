"""From the SOPs of a book to the file that is asked for."""

from collections.abc import Iterator, Sequence
from typing import Literal

from sopkit.life.book.selection import Selection, part_or_failure
from sopkit.locale.translator import Translator
from sopkit.render.book.draw import draw_book, plan_book
from sopkit.render.book.plan import Part
from sopkit.render.run import Outcome, spread

Format = Literal["pdf", "text", "json"]
FORMATS: tuple[Format, ...] = ("pdf", "text", "json")


def laid_out(chosen: Selection) -> Iterator[Part | Outcome]:
    """Yield the SOPs as parts of the book, in order; an outcome for one that can't be drawn."""
    return spread(part_or_failure, chosen.tasks, chosen.jobs)


def book_file(
    chosen: Selection, parts: Sequence[Part], file_format: Format, epoch: int | None, translator: Translator
) -> bytes:
    """Return the book of `parts` as a PDF, or its daftar isi as text or JSON.

    `epoch` is the time (seconds from 1970) that counts in place of the SOPs' own dates. Raises SopkitError
    where a letter is in none of the fonts, and where the logo or the font can't be used.
    """
    recipe = chosen.recipe
    plan = plan_book(parts, recipe, chosen.project)
    if file_format == "pdf":
        return draw_book(plan, recipe, chosen.project, epoch, chosen.texts)
    from sopkit.life.book.report import render_json, render_text

    said = render_json(plan, recipe) if file_format == "json" else render_text(plan, recipe, translator)
    return said.encode("utf-8", "backslashreplace")
