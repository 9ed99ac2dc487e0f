"""How each kind of line looks and what it means: told apart by shape and words as well as colour."""

from collections.abc import Mapping
from typing import NamedTuple

from sopkit.life.map.lines import Line
from sopkit.life.map.ties import Kind
from sopkit.life.map.wrapping import wrap

LABEL_SIZE = 8.0
"""Of the words beside lines, in points."""
_LABEL_WIDTH = 116.0
_LABEL_LINES = 2


class Look(NamedTuple):
    """The attributes of a line in DOT, and what the legend says of it, in Indonesian."""

    attributes: Mapping[str, str]
    meaning: str


LOOKS: Mapping[Kind, Look] = {
    "makro": Look(
        {"dir": "back", "arrowtail": "diamond", "color": "#1f3a5f", "penwidth": "1.5"},
        "SOP makro (di ujung wajik) dan bagiannya; “langkah” yang dilaksanakan dengan SOP itu",
    ),
    "urutan": Look({"color": "#1f3a5f", "penwidth": "1.5"}, "dilanjutkan dengan"),
    "dokumen": Look(
        {"arrowhead": "vee", "color": "#2a7048", "fontcolor": "#2a7048", "style": "dashed"},
        "keluaran yang menjadi kelengkapan SOP lain",
    ),
    "terkait": Look({"dir": "none", "color": "#7d7d7d"}, "terkait"),
    "menggantikan": Look(
        {
            "arrowhead": "empty",
            "color": "#7a4b94",
            "fontcolor": "#7a4b94",
            "style": "dotted",
            "penwidth": "1.5",
        },
        "menggantikan",
    ),
}


def label_lines(line: Line) -> list[str]:
    """Return the words beside `line`: the steps, and the one document or how many there are."""
    words = []
    if line.steps:
        words.append(f"langkah {', '.join(map(str, line.steps))}")
    if len(line.documents) == 1:
        lines = wrap(line.documents[0], _LABEL_WIDTH, LABEL_SIZE, most=_LABEL_LINES)
        words += lines
    elif line.documents:
        words.append(f"{len(line.documents)} dokumen")
    return words
