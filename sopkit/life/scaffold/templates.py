"""Texts with gaps, as files beside this module: `<<name>>` is where a value goes."""

import re
from pathlib import Path

_GAP = re.compile(r"<<([a-z_]+)>>")
_FOLDER = Path(__file__).parent / "templates"


def fill(template: str, **values: str) -> str:
    """Return the text of the file `template` with each gap filled, in one pass: what is filled in has none.

    A value must be written as its place wants it: a YAML scalar, whole lines, Markdown.
    """
    text = (_FOLDER / template).read_text(encoding="utf-8")
    return _GAP.sub(lambda gap: values[gap[1]], text)
