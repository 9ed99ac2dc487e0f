"""What makes a book besides its SOPs. The PDF carries it, so that its pages can be drawn again."""

import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.config import BookConfig, Decree, Explanation
from sopkit.project.discovery import from_here
from sopkit.render.book.blocks import Block
from sopkit.render.book.markdown import markdown_blocks
from sopkit.render.book.soundness import is_sound
from sopkit.render.subject import Project
from sopkit.source.reader import Unreadable, decode, read
from sopkit.text import normalise

VERSION = 1
EXPLANATION = "Penjelasan Singkat Penggunaan"
"""The heading of the page under which the explanation stands."""
SECTIONS = (
    ("Ruang Lingkup", "ruang lingkup"),
    ("Ringkasan", "ringkasan"),
    ("Definisi", "definisi", "pengertian"),
)
"""What an explanation holds at least (PermenPANRB 35/2012, Unsur Dokumentasi), and words that tell it."""


class Recipe(NamedTuple):
    """The settings of a book: the agency and the order of its units, and what sopkit.yaml says of books.

    `unit` holds the words in the names of the units that were asked for, "" for the whole agency. `blocks`
    are those of the Markdown file that explains the book, None where there is none.
    """

    agency: str | None
    units: tuple[str, ...]
    unit: str
    book: BookConfig
    blocks: tuple[Block, ...] | None = None

    @property
    def missing(self) -> list[str]:
        """The sections for which the Markdown file has no heading, though the Permen wants them."""
        if self.blocks is None:
            return []
        said = [
            normalise("".join(words for words, _ in block["runs"]))
            for block in self.blocks
            if block["kind"] == "heading"
        ]
        return [
            section
            for section, *words in SECTIONS
            if not any(word in heading for word in words for heading in said)
        ]


class Text(NamedTuple):
    """A file whose words are printed in the front matter, as it is called in messages."""

    name: str
    content: str


def recipe_of(project: Project, unit: str = "") -> tuple[Recipe, tuple[Text, ...]]:
    """Return the recipe that `project` holds now, and the files that it comes from.

    Raises SopkitError where the explanation can't be read, or holds what a book can't.
    """
    config = project.config
    texts = []
    if project.root.config is not None:
        name = from_here(project.root.config).as_posix()
        texts.append(Text(name, project.root.config.read_text(encoding="utf-8-sig", errors="replace")))
    book, blocks = config.book, None
    if book.explanation.file is not None:
        text = _read(project, book.explanation.file)
        blocks = tuple(markdown_blocks(text.content, text.name, EXPLANATION))
        texts.append(text)
        book = book._replace(explanation=Explanation())  # what counts is what the file says
    return Recipe(config.agency.name, config.agency.units, unit, book, blocks), tuple(texts)


def recipe_bytes(recipe: Recipe, sops: Sequence[str]) -> bytes:
    """Return the recipe as JSON, with the names under which the PDF carries its SOPs, in their order."""
    data = {"version": VERSION, **_data(recipe), "sops": list(sops)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_recipe(content: bytes) -> tuple[Recipe, tuple[str, ...]]:
    """Return the recipe in JSON that a PDF carries, and the names of its SOPs in order.

    Raises SopkitError where it is none of this version, or anything in it is not as sopkit writes it.
    """
    try:
        data = json.loads(content)
        book, decree, said = data["book"], data["book"]["decree"], data["book"]["explanation"]
        recipe = Recipe(
            data["agency"],
            tuple(data["units"]),
            data["unit"],
            BookConfig(
                book["title"],
                book["year"],
                book["address"],
                Decree(**{**decree, "date": _date(decree["date"])}),
                Explanation(**{**said, "terms": tuple((word, meaning) for word, meaning in said["terms"])}),
            ),
            tuple(data["blocks"]) if data["blocks"] is not None else None,
        )
        is_read = data["version"] == VERSION and is_sound(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_read = False
    if not is_read:
        raise SopkitError(message("the recipe of the book in this PDF can't be read"))
    return recipe, tuple(data["sops"])


def _data(recipe: Recipe) -> dict[str, Any]:
    book = recipe.book
    date = book.decree.date
    return {
        **recipe._asdict(),
        "book": {
            **book._asdict(),
            "decree": {**book.decree._asdict(), "date": date.isoformat() if date else None},
            "explanation": book.explanation._asdict(),
        },
    }


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text is not None else None


def _read(project: Project, name: str) -> Text:
    """Return the Markdown file `name` of the project."""
    folder = project.root.folder
    path = folder / name
    shown = from_here(path).as_posix()
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise SopkitError(
                message("“{path}” is outside the project", path=shown),
                message("copy it into the folder of sopkit.yaml, and name it under book: penjelasan"),
            )
        if not path.exists():
            raise SopkitError(
                message("“{path}” does not exist", path=shown),
                message(
                    "under book: penjelasan, sopkit.yaml names a Markdown file in its folder; the text "
                    "itself would stand below, under ruang_lingkup, ringkasan and definisi"
                ),
            )
        text, suspicious = decode(read(path))
    except Unreadable as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=shown, reason=error.problem.message),
            error.problem.suggestion,
        ) from None
    except (OSError, RuntimeError, ValueError):  # a name that no file can have, links in a circle
        raise SopkitError(
            message("“{path}” is no file that can be read", path=shown),
            message("name a Markdown file in the folder of sopkit.yaml under book: penjelasan"),
        ) from None
    if suspicious:
        problem = suspicious[0]
        line = text.count("\n", 0, problem.span[0] if problem.span else 0) + 1
        raise SopkitError(
            message("{file}:{line}: {what}", file=shown, line=line, what=problem.message), problem.suggestion
        )
    return Text(shown, text)
