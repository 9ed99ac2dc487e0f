"""The source that a PDF of `sopkit render` carries: the SOP's file itself, as an attachment.

A PDF grows by appending: who signs it adds a revision, and what stood there before stays. So does who forges
it. What the first revision carries therefore counts, and that a later one changes it is told.
"""

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message
from sopkit.project.discovery import SUFFIXES
from sopkit.source.reader import MAX_BYTES

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PDF = 512 * MAX_BYTES
MAX_TOTAL = 256 * MAX_BYTES
"""Bytes of all the sources in one PDF; those of 10,000 SOPs are less."""

_LONGEST_NAME = 255
_MAX_NODES = 200_000  # of the tree of attachments
_END = re.compile(rb"startxref\s{1,20}(\d{1,12})\s{1,20}%%EOF")
_CROSS_REFERENCES = re.compile(
    rb"\s{0,20}(?:xref\b|\d{1,10}\s{1,20}\d{1,5}\s{1,20}obj\b(?:(?!endobj|stream).){0,2000}/XRef\b)",
    re.DOTALL,
)
_DESCRIPTION = re.compile(r"sopkit (\S{1,40}); commit ([0-9a-f]{40}|[0-9a-f]{64}|-)")


RECIPE_NAME = "buku-sop.json"
"""Under which the PDF of a book carries what it was made from besides its SOPs."""
MAX_RECIPE = 8 * MAX_BYTES
"""Bytes of it, in which the explanation of the book, a file of `MAX_BYTES`, is taken to pieces."""


class Source(NamedTuple):
    """An SOP's file as a PDF carries it, under the `name` that it had.

    `commit` is the full hash of the commit that `content` is from, None where it was modified or outside
    git. `version` is the sopkit that made the PDF, empty where the PDF doesn't say. `is_altered` tells that
    a later revision of the PDF changes its pages or attachments, which no signature does.
    """

    name: str
    content: bytes
    commit: str | None
    version: str
    is_altered: bool = False


class Printed(NamedTuple):
    """What shows in a PDF of the settings that it was drawn with.

    `width` and `height` are those of the first page in points, `made` is when it says it was made, in seconds
    from 1970, None where it doesn't.
    """

    width: float
    height: float
    pages: int
    made: int | None
    keywords: str
    bookmarks: tuple[str, ...]


def read_pdf(path: Path) -> bytes:
    """Return the bytes of the file at `path`. Raises SopkitError where it can't be read."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise SopkitError(message("“{path}” is no ordinary file", path=path), message("name a PDF"))
        with path.open("rb") as stream:
            return read_stream(stream, path.as_posix())
    except OSError as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=path, reason=reason(error)),
            message("name the PDF that “sopkit render” made"),
        ) from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """Return the bytes of `stream`, called `name` in messages. Raises SopkitError where they don't end."""
    content = stream.read(MAX_PDF + 1)
    if len(content) > MAX_PDF:
        raise SopkitError(
            message("“{path}” is larger than 512 MiB", path=name),
            message("name the PDF that “sopkit render” made"),
        )
    return content


def sources(pdf: bytes, name: str) -> tuple[Source, ...]:
    """Return the sources, at least one, that `pdf`, called `name` in messages, carries, in order of name.

    Raises SopkitError for what is no PDF, is locked or damaged, or carries none.
    """
    if b"%PDF-" not in pdf[:1024]:
        raise SopkitError(
            message("“{path}” is no PDF", path=name), message("name the PDF that “sopkit render” made")
        )
    try:
        with _silence():
            found = _sources(pdf, name)
    except SopkitError:
        raise
    except Exception:  # a damaged file makes pypdf stumble in many ways
        raise _damaged(name) from None
    if not found:
        raise SopkitError(
            message("“{path}” carries no source of an SOP", path=name),
            message("only the PDF of “sopkit render” does; a scan, or printing to a PDF, loses it"),
        )
    return found


def first_revision(pdf: bytes) -> bytes:
    """Return `pdf` as it was first written, without the revisions that were appended."""
    for end in _END.finditer(pdf):
        # An attachment may hold such words, and a PDF made for the web begins with some; they point nowhere.
        at = int(end[1])
        if at < end.start() and _CROSS_REFERENCES.match(pdf, at):
            return pdf[: end.end()]
    return pdf


def printed(pdf: bytes) -> Printed:
    """Return what shows in the first revision of `pdf`. Raises SopkitError for a damaged one."""
    try:
        with _silence():
            reader = _open(first_revision(pdf), "PDF")
            box, said = reader.pages[0].mediabox, reader.metadata
            made = said.creation_date if said else None
            keywords = str(said.get("/Keywords", "")) if said else ""
            size = float(box.width), float(box.height)
            bookmarks = tuple(str(_at(one, "/Title")) for one in reader.outline if not isinstance(one, list))
            seconds = int(made.timestamp()) if made else None
            return Printed(*size, len(reader.pages), seconds, keywords, bookmarks)
    except SopkitError:
        raise
    except Exception:  # a damaged file makes pypdf stumble in many ways
        raise _damaged("PDF") from None


def recipe_in(pdf: bytes) -> bytes | None:
    """Return the recipe that the first revision of `pdf` carries, None where it is no book.

    Raises SopkitError for a damaged PDF.
    """
    try:
        with _silence():
            reader = _open(first_revision(pdf), "PDF")
            for file in _attachments(_at(reader.root_object, "/Names", "/EmbeddedFiles")):
                if _at(file, "/UF") == RECIPE_NAME and _at(file, "/AFRelationship") == "/Data":
                    stream = _at(file, "/EF", "/UF") or _at(file, "/EF", "/F")
                    return _content(stream, "PDF", MAX_RECIPE)
    except SopkitError:
        raise
    except Exception:  # a damaged file makes pypdf stumble in many ways
        raise _damaged("PDF") from None
    return None


def _sources(pdf: bytes, name: str) -> tuple[Source, ...]:
    from sopkit.render.revision import is_changed

    first = first_revision(pdf)
    reader = _open(first, name)
    found = tuple(_ours(reader, name))
    has_more = bool(found) and bool(pdf[len(first) :].strip())
    if has_more and is_changed(reader, _open(pdf, name)):
        return tuple(source._replace(is_altered=True) for source in found)
    return found


def _open(pdf: bytes, name: str) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted:
        raise SopkitError(
            message("“{path}” is locked with a password", path=name),
            message("open it and save it without a password, or take the PDF that “sopkit render” made"),
        )
    # pypdf keeps a table of references under its number, which a later revision may give to another object.
    reader.resolved_objects.clear()
    return reader


def _ours(reader: "PdfReader", name: str) -> Iterator[Source]:
    """Yield the attachments that are the source of an SOP."""
    total = 0
    for file in _attachments(_at(reader.root_object, "/Names", "/EmbeddedFiles")):
        called = _at(file, "/UF") or _at(file, "/F")
        if not isinstance(called, str) or len(called) > _LONGEST_NAME or not called.endswith(SUFFIXES):
            continue
        if _at(file, "/AFRelationship") != "/Source":
            continue
        content = _content(_at(file, "/EF", "/UF") or _at(file, "/EF", "/F"), name)
        total += len(content)
        if total > MAX_TOTAL:
            raise _too_large(name)
        said = _DESCRIPTION.fullmatch(str(_at(file, "/Desc")))
        version, commit = said.groups() if said else ("", "-")
        yield Source(str(called), content, None if commit == "-" else commit, version)


def _attachments(tree: Any) -> Iterator[Any]:
    """Yield the file specifications of a name tree, each once, however deep or entangled the tree is."""
    todo = [tree]
    seen: set[int] = set()
    while todo and len(seen) < _MAX_NODES:
        node = todo.pop()
        todo += reversed([*_once(_at(node, "/Kids"), seen)])
        yield from _once((_at(node, "/Names") or [])[1::2], seen)


def _once(items: Any, seen: set[int]) -> Iterator[Any]:
    """Yield what `items` refer to, without what is in `seen` already."""
    for item in items or ():
        number = getattr(item, "idnum", None)
        if number is not None and number not in seen:
            seen.add(number)
            yield item.get_object()


def _at(value: Any, *keys: str) -> Any:
    """Return what `keys` lead to from a dictionary, None where they lead nowhere."""
    from pypdf.generic import DictionaryObject

    for key in keys:
        if not isinstance(value, DictionaryObject) or key not in value:
            return None
        value = value[key]
    return value


def _content(stream: Any, name: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of an attachment, which is never unpacked beyond `most`, by default those of an SOP.

    pypdf would guess at what is damaged; here every byte counts.
    """
    from pypdf.generic import StreamObject

    if not isinstance(stream, StreamObject):
        raise _damaged(name)
    content = stream._data  # noqa: SLF001  # as it is packed
    filters = _at(stream, "/Filter")
    if filters in ("/FlateDecode", ["/FlateDecode"]):
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(content, most + 1)
        if len(content) <= most and not unpacking.eof:
            raise _damaged(name)
    elif filters:
        raise _damaged(name)
    if len(content) > most:
        raise _too_large(name)
    if _at(stream, "/Params", "/Size") not in (None, len(content)):
        raise _damaged(name)
    return content


def _too_large(name: str) -> SopkitError:
    return SopkitError(
        message("“{path}” carries an attachment that is larger than an SOP can be", path=name),
        message("take the PDF that “sopkit render” made"),
    )


def _damaged(name: str) -> SopkitError:
    return SopkitError(
        message("“{path}” is damaged and cannot be read", path=name),
        message("get it again from where it came from, or take the PDF that “sopkit render” made"),
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the remarks of pypdf from standard error, where Python puts those that nobody listens to."""
    logger, handler = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
