"""Whether a later revision of a PDF changes what the first one shows.

A signature adds a form field, with its picture in a box of its own; content, fonts and pictures of the pages
stay as they are. A forger changes one of those, or lays something over them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_SHOWN = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
"""What of a page decides how it looks, annotations aside."""

_HARMLESS = frozenset({"/Link", "/Text", "/Popup"})
_DEEPEST_FIELD = 32


def is_changed(first: "PdfReader", now: "PdfReader") -> bool:
    """Tell whether pages or attachments differ between two revisions of a PDF.

    Signatures, links and notes may have come; anything else that lies on a page is a change.
    """
    if len(first.pages) != len(now.pages):
        return True
    shown = (
        (_raw(old, key), _raw(new, key))
        for old, new in zip(first.pages, now.pages, strict=True)
        for key in _SHOWN
    )
    if not _are_same(chain([(_files(first), _files(now))], shown)):
        return True
    return any(_is_overlay(note) for page in now.pages for note in _notes(page))


def _are_same(pairs: Iterable[tuple[Any, Any]]) -> bool:
    """Tell whether both of each pair are the same, and lead to the same objects, however deep."""
    from pypdf.generic import IndirectObject, StreamObject

    seen: set[tuple[int, int]] = set()
    todo = list(pairs)
    while todo:
        old, new = todo.pop()
        if isinstance(old, IndirectObject) and isinstance(new, IndirectObject):
            if (old.idnum, new.idnum) in seen:
                continue
            seen.add((old.idnum, new.idnum))
        old, new = _resolved(old), _resolved(new)
        if type(old) is not type(new):
            return False
        if isinstance(old, StreamObject) and old._data != new._data:  # noqa: SLF001  # packed as it is
            return False
        if isinstance(old, dict):
            if old.keys() != new.keys():
                return False
            todo += [(_raw(old, key), _raw(new, key)) for key in old]
        elif isinstance(old, list):
            if len(old) != len(new):
                return False
            todo += zip(old, new, strict=True)
        elif old != new:
            return False
    return True


def _files(reader: "PdfReader") -> Any:
    return _raw(_resolved(_raw(reader.root_object, "/Names")), "/EmbeddedFiles")


def _notes(page: Any) -> Iterator[Any]:
    notes = _resolved(_raw(page, "/Annots"))
    yield from map(_resolved, notes if isinstance(notes, list) else ())


def _is_overlay(note: Any) -> bool:
    """Tell whether an annotation may hide what is below it; the picture of a signature is seen as such."""
    kind = _resolved(_raw(note, "/Subtype"))
    if kind == "/Widget":
        return bool(_field_type(note) != "/Sig")
    return kind not in _HARMLESS


def _field_type(field: Any) -> Any:
    for _ in range(_DEEPEST_FIELD):
        kind = _resolved(_raw(field, "/FT"))
        if kind is not None:
            return kind
        field = _resolved(_raw(field, "/Parent"))
    return None


def _raw(value: Any, key: str) -> Any:
    """Return the entry of a dictionary without following where it refers to, None where there is none."""
    return dict.get(value, key) if isinstance(value, dict) else None


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
