"""The faults of a layout in words."""

from pathlib import Path

from sopkit.layout.faults import (
    FLOW,
    JOIN,
    MARK,
    PAGE,
    PAIR,
    SHAPE,
    SMALL,
    TABLE,
    TEXT,
    LayoutFault,
)
from sopkit.layout.verify import Kind
from sopkit.locale.message import N_, Message, message

_WORDS = {
    Kind.MISSING: N_("an arrow found no way"),
    Kind.THROUGH: N_("an arrow runs through a symbol"),
    Kind.OVERLAP: N_("two arrows lie on each other"),
    Kind.TOUCH: N_("an arrow ends or bends on another one"),
    Kind.VERTEX: N_("two answers leave by the same vertex"),
    Kind.ENTRY: N_("an arrow enters where another one leaves"),
    Kind.DIAGONAL: N_("a piece of an arrow is neither level nor upright"),
    Kind.JOINT: N_("the line of a joint activity is not level, or an arrow lies on it"),
    Kind.BACK: N_("an arrow turns back on itself"),
    Kind.OUTSIDE: N_("an arrow leaves the executors' columns"),
    Kind.LABEL: N_("a label or text has no free place"),
    Kind.CELL: N_("a symbol sticks out of its cell"),
    Kind.HEAD: N_("an arrow does not end squarely at its target"),
    Kind.TAIL: N_("an arrow does not start squarely at its source"),
    TEXT: N_("a text is larger than its place"),
    SMALL: N_("a text is too small to read"),
    Kind.ASTRAY: N_("a text stands far from what it belongs to"),
    PAIR: N_("a connector has no other half on the page that it names"),
    FLOW: N_("an arrow is missing, too many, or leads elsewhere than in the SOP"),
    MARK: N_("a symbol is missing, or is not what the SOP has"),
    JOIN: N_("the line of a joint activity is missing, or joins others"),
    TABLE: N_("the rows or columns are not those of the SOP"),
    SHAPE: N_("a symbol is not as large as the others"),
    PAGE: N_("the table reaches beyond the margins"),
}


def fault_message(file: Path, fault: LayoutFault) -> Message:
    """Return one fault as a line: file, page, what it is, and the symbols concerned."""
    words = {str(kind): text for kind, text in _WORDS.items()}
    return message(
        "{file}: page {page}: {what} ({ids})",
        file=file.as_posix(),
        page=fault.page,
        what=message(words.get(fault.kind, fault.kind)),
        ids=", ".join(fault.ids),
    )
