"""The part of an SOP's data that a register needs, in a quarter of the time: no lists, no steps.

They are most of a file. Where they stand as blocks of their own, as in every file that people write, they are
cut out before the rest is parsed.
"""

import re
from typing import Any

from sopkit.source.skim import skim

_NEEDLESS = (
    *("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan"),
    *("pelaksana", "langkah", "pengujian"),
)
_LINE = r"(?!---)[ \t#-][^\n]*"
_BLOCKS = re.compile(
    rf"^(?:{'|'.join(_NEEDLESS)}):[ \t]*(?:#[^\n]*)?\r?\n(?:(?:{_LINE}|\r)?\n)*(?:{_LINE}\Z)?".encode(),
    re.MULTILINE,
)
"""A key at the margin, and all lines below it that are blank, indented, items or comments."""


def head(content: bytes) -> Any:
    """Return the data of the YAML document in `content`, mostly without its lists; None if unreadable.

    Which of them are there is chance: a file that can't be told apart so simply is read whole.
    """
    data = skim(_BLOCKS.sub(b"", content))
    return data if isinstance(data, dict) else skim(content)
