"""Typst, which sets the official pages and knows how large set text is.

All text reaches it as data. It sees no fonts but its own and Lato's, unless told otherwise, so that the pages
are the same everywhere.
"""

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sopkit.errors import SopkitError
from sopkit.layout.measure import Block, Widths
from sopkit.layout.paper import FOOT, MARGIN, Sheet
from sopkit.layout.table import Opening
from sopkit.locale.message import message

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).with_name("templates")
FONTS = ("Lato", "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")
"""Where a font lacks a letter, the next one serves."""
STANDARDS: tuple[Literal["a-3a"], Literal["ua-1"]] = ("a-3a", "ua-1")
"""For archives, with attachments (PDF/A-3a), and for readers who can't see the page (PDF/UA-1)."""
SPACE = "\N{NO-BREAK SPACE}"
"""As wide as the space between two words, which can't be measured by itself."""
PPI = 150.0
"""Pixels per inch of a picture."""


@dataclass(frozen=True)
class Typesetter:
    """Typst with its fonts; `font` is a font of the system that is to be used first."""

    font: str | None = None
    known: tuple[dict[str, float], dict[str, float]] = field(default_factory=lambda: ({}, {}), compare=False)
    """The widths that were measured already, of regular and bold words: most come again in the next SOP."""

    @cached_property
    def _fonts(self) -> "typst.Fonts":
        import typst

        return typst.Fonts(include_system_fonts=self.font is not None, font_paths=[_lato()])

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the fonts, in the order in which they are tried."""
        return (self.font, *FONTS) if self.font else FONTS

    def has_font(self) -> bool:
        """Tell whether the font of the system that was asked for is there."""
        return self.font is None or self.font in self._fonts.families()

    def measure(self, request: Mapping[str, Any]) -> Any:
        """Return what measure.typ answers to `request`."""
        return self.query("measure.typ", request, "<measured>")[0]

    def query(self, template: str, data: Mapping[str, Any], label: str) -> list[Any]:
        """Return what a template says under `label`, in the order of its pages. Nothing is drawn.

        Raises SopkitError where the template can't set `data`.
        """
        try:
            found: list[Any] = json.loads(self._compiler(template, data).query(label, field="value"))
        except RuntimeError as error:
            raise _failure(str(error)) from None
        return found

    def opening(self, identity: Mapping[str, Any], sheet: Sheet) -> Opening:
        """Return how much of `sheet` the identity block takes."""
        bare = {**identity, "logo": {}} if "logo" in identity else identity  # pictures take time to read
        request = _NOTHING | {"identity": bare} | _paper(sheet)
        answer = self.query("measure.typ", request, "<extent>")[0]
        return Opening(answer["pages"], answer["height"] - MARGIN)

    def pages(
        self, template: str, data: Mapping[str, Any], form: str, *, timestamp: int, ppi: float = PPI
    ) -> list[bytes]:
        """Return the pages of a template as files: one a page for svg and png, else one pdf.

        `timestamp` counts seconds from 1970. Raises SopkitError where a letter is in none of the fonts.
        """
        import typst

        compiler = self._compiler(template, data)
        picture: Literal["svg", "png"] | None = "svg" if form == "svg" else "png" if form == "png" else None
        try:
            # PDF/A refuses what has no glyph, so that nobody gets a page with empty boxes.
            whole = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=timestamp)
            found = compiler.compile(format=picture, ppi=ppi) if picture else whole
        except typst.TypstError as error:
            raise _explain(error) from None
        return found if isinstance(found, list) else [found] if found is not None else []

    def _compiler(self, template: str, data: Mapping[str, Any]) -> "typst.Compiler":
        import typst

        return typst.Compiler(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=self._fonts,
            ignore_system_fonts=self.font is None,
            sys_inputs={"data": json.dumps({"fonts": self.families, **data}, ensure_ascii=False)},
        )


def _paper(sheet: Sheet) -> dict[str, Any]:
    return {"sheet": {"width": sheet.width, "height": sheet.height, "margin": MARGIN, "foot": FOOT}}


_NOTHING: dict[str, Any] = {"regular": [], "bold": [], "blocks": []}


@dataclass(frozen=True, slots=True)
class TypstMeasurer:
    """The answers of Typst to what the layout asks."""

    typesetter: Typesetter
    sheet: Sheet

    def widths(self, regular: Collection[str], bold: Collection[str]) -> Widths:
        """Return the widths of these words for each point of font size."""
        known, strong = self.typesetter.known
        new, new_strong = sorted({*regular, SPACE} - known.keys()), sorted(set(bold) - strong.keys())
        if new or new_strong:
            answer = self._ask({"regular": new, "bold": new_strong})
            known.update(zip(new, answer["regular"], strict=True))
            strong.update(zip(new_strong, answer["bold"], strict=True))
        return Widths(known, strong, known[SPACE])

    def heights(self, blocks: Sequence[Block]) -> list[float]:
        """Return the heights of the blocks in points, rounded up to a hundredth."""
        wanted = [
            {"paragraphs": block.paragraphs, "width": round(block.width, 3), "size": block.size}
            for block in blocks
        ]
        return [math.ceil(height * 100) / 100 for height in self._ask({"blocks": wanted})["heights"]]

    def _ask(self, request: dict[str, Any]) -> Any:
        return self.typesetter.measure(_NOTHING | request | _paper(self.sheet))


def _lato() -> Path:
    """Return the folder of the font Lato, which a package brings."""
    from importlib.util import find_spec

    spec = find_spec("font_lato")
    if spec is None or not spec.submodule_search_locations:
        raise SopkitError(
            message("the font Lato is missing: the package “font-lato” is not installed"),
            message("install sopkit again, or run “pip install font-lato”"),
        )
    return Path(next(iter(spec.submodule_search_locations))) / "files"


class MissingGlyph(SopkitError):
    """Raised for a letter that none of the fonts has."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(
            message(
                "no font has the character “{letter}” ({code})",
                letter=letter if letter.isprintable() else "",
                code=" ".join(f"U+{ord(sign):04X}" for sign in letter),
            ),
            message("write it in other words, or name a font of this computer in sopkit.yaml that has it"),
        )

    def __reduce__(self) -> tuple[type["MissingGlyph"], tuple[str]]:  # type: ignore[override]
        """Travel between processes as the letter."""
        return type(self), (self.letter,)


_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _explain(error: "typst.TypstError") -> SopkitError:
    found = _NO_GLYPH.search(error.message)
    if found:
        return MissingGlyph(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]))
    return _failure(error.message)


def _failure(reason: str) -> SopkitError:
    return SopkitError(
        message("the pages could not be set: {reason}", reason=reason),
        message("please report it, with the file"),
    )
