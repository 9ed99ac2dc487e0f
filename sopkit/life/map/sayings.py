"""How a tie is said, seen from either of its ends: on a terminal, in a box, in a sentence."""

from collections.abc import Mapping
from typing import NamedTuple

from sopkit.life.map.ties import Kind, Tie
from sopkit.locale.message import N_


class Saying(NamedTuple):
    """What is said of the other SOP at the beginning of a tie, and at its end."""

    forth: str
    back: str


ON_TERMINAL: Mapping[Kind, Saying] = {
    "makro": Saying(N_("contains"), N_("is part of")),
    "urutan": Saying(N_("goes on with"), N_("comes after")),
    "dokumen": Saying(N_("document for"), N_("document from")),
    "terkait": Saying(N_("related to"), N_("related to")),
    "menggantikan": Saying(N_("replaces"), N_("replaced by")),
}
"""To be translated."""
IN_BOX: Mapping[Kind, Saying] = {
    "makro": Saying("bagian", "bagian dari"),
    "urutan": Saying("dilanjutkan", "sesudah"),
    "dokumen": Saying("dokumen untuk", "dokumen dari"),
    "terkait": Saying("terkait", "terkait"),
    "menggantikan": Saying("menggantikan", "digantikan oleh"),
}
IN_SENTENCE: Mapping[Kind, str] = {
    "makro": "memuat",
    "urutan": "dilanjutkan dengan",
    "dokumen": "menghasilkan dokumen untuk",
    "terkait": "terkait dengan",
    "menggantikan": "menggantikan",
}
"""Between the two SOPs, from the beginning of the tie to its end."""


def said(sayings: Mapping[Kind, Saying], tie: Tie, name: str) -> str:
    """Return what is said of `tie` at the SOP whose file is called `name`."""
    saying = sayings[tie.kind]
    return saying.forth if tie.source == name else saying.back
