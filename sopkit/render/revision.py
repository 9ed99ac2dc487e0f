"""Whether a later revision of a PDF changes what the first one shows.

A signature adds a form field, with its picture in a box of its own; content, fonts and pictures of the pages
stay as they are. A forger changes one of those, or lays something over them. What lies over a page may show
anything, so that only the picture of a signature may come, and only where it leaves most of the page free.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_SHOWN = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
"""What of a page decides how it looks, annotations aside."""

_ACTIVE = ("/OpenAction", "/AA", "/OCProperties", "/Collection")
"""What of the whole document makes a reader show something else; our PDF has none of it, nor an XFA form."""

_HARMLESS = frozenset({"/Link", "/Text", "/Popup"})
"""The annotations that readers show as a thin frame or a small sign, unless they bring a picture."""

_LARGEST_SEAL = 0.5
"""The share of a page that the pictures of signatures may take together."""
_DEEPEST_FIELD = 32


def is_changed(first: "PdfReader", now: "PdfReader") -> bool:
    """Tell whether pages or attachments differ between two revisions of a PDF.

    Signatures that take less than half of a page, links and notes may have come; anything else that lies on
    a page is a change.
    """
    if len(first.pages) != len(now.pages) or _is_active(now.root_object):
        return True
    shown = (
        (_raw(old, key), _raw(new, key))
        for old, new in zip(first.pages, now.pages, strict=True)
        for key in _SHOWN
    )
    if not _are_same(chain([(_files(first), _files(now))], shown)):
        return True
    return any(_is_covered(page) for page in now.pages)


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


def _is_active(catalog: Any) -> bool:
    form = _resolved(_raw(catalog, "/AcroForm"))
    return _raw(form, "/XFA") is not None or any(_raw(catalog, key) is not None for key in _ACTIVE)


def _is_covered(page: Any) -> bool:
    """Tell whether annotations may hide what is on the page."""
    notes = [*_notes(page)]
    if not all(_is_seal(note) or _is_harmless(note) for note in notes):
        return True
    seals = sum(_area(note) for note in notes if _is_seal(note))
    return seals > _LARGEST_SEAL * float(page.mediabox.width * page.mediabox.height)


def _is_seal(note: Any) -> bool:
    """Tell whether an annotation is a field that somebody has signed."""
    seal = _inherited(note, "/V")
    return (
        _resolved(_raw(note, "/Subtype")) == "/Widget"
        and _inherited(note, "/FT") == "/Sig"
        and bool(_resolved(_raw(seal, "/Contents")))
    )


def _is_harmless(note: Any) -> bool:
    """Tell whether an annotation is a mere link or note, without a picture or a border that could cover."""
    if _resolved(_raw(note, "/Subtype")) not in _HARMLESS:
        return False
    border = _resolved(_raw(note, "/Border"))
    is_thin = not isinstance(border, list) or all(_resolved(width) <= 1 for width in border[2:3])
    return is_thin and _raw(note, "/AP") is None and _raw(note, "/BS") is None


def _area(note: Any) -> float:
    x0, y0, x1, y1 = (float(_resolved(side)) for side in _resolved(_raw(note, "/Rect")))
    return abs((x1 - x0) * (y1 - y0))


def _inherited(field: Any, key: str) -> Any:
    """Return the entry of a form field, or of the one that it belongs to."""
    for _ in range(_DEEPEST_FIELD):
        value = _resolved(_raw(field, key))
        if value is not None:
            return value
        field = _resolved(_raw(field, "/Parent"))
    return None


def _raw(value: Any, key: str) -> Any:
    """Return the entry of a dictionary without following where it refers to, None where there is none."""
    return dict.get(value, key) if isinstance(value, dict) else None


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
