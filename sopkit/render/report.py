"""The faults of a layout in words."""

from pathlib import Path

from sopkit.layout.check import PAGE, PAIR, TEXT, LayoutFault
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
    Kind.OUTSIDE: N_("an arrow leaves the executors' columns"),
    Kind.LABEL: N_("a label or text has no free place"),
    Kind.CELL: N_("a symbol sticks out of its cell"),
    Kind.HEAD: N_("an arrow does not end squarely at its target"),
    Kind.TAIL: N_("an arrow does not start squarely at its source"),
    TEXT: N_("a text is larger than its cell"),
    PAIR: N_("a connector has no other half"),
    PAGE: N_("the rows are higher than the page"),
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
