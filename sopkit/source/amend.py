"""Writing values into a YAML file: a scalar set, an item added to a list, and every other byte as it was.

What was written is read again before it counts: it must say what was asked for, and nothing else may differ.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sopkit.source import node as n
from sopkit.source.document import Document, parse_document
from sopkit.source.edits import LINE_BREAK, TextEdit, after_line, apply_edits, plain_or_quoted
from sopkit.source.problem import Path
from sopkit.source.reader import BOM

_INDENT = "  "

Order = Mapping[Path, Sequence[str]]
"""The keys of a mapping, by its path, in the order in which they are written."""


class Put(NamedTuple):
    """Write `value`, a scalar, at `path`: in place of the one that is there, else as a new entry."""

    path: Path
    value: str | int | datetime.date | None


class Append(NamedTuple):
    """Add `item` to the list at `path`, the name of a key at the top of the file.

    The list is made where there is none. A date in it is written as such, not as a text.
    """

    path: tuple[str]
    item: Mapping[str, Any]


Change = Put | Append


def amended(name: str, content: bytes, changes: Sequence[Change], order: Order) -> bytes | None:
    """Return `content`, the bytes of the file `name`, with `changes` carried out one after the other.

    A new key gets its place by `order`. None where the file is written in such a way that more would have
    to be touched than was asked for.
    """
    document = parse_document(name, content)
    for change in changes:
        edits = _edits(document, change, order)
        if edits is None:
            return None
        bom = BOM if document.has_bom else b""
        content = bom + apply_edits(document.text, edits).encode("utf-8", "surrogatepass")
        written = parse_document(name, content)
        is_sound = len(written.problems) <= len(document.problems)
        if not is_sound or written.data != _expected(document.data, change):
            return None
        document = written
    return content


def as_read(value: Any) -> Any:
    """Return `value` as it is read back from a file: a date as its text."""
    if isinstance(value, Mapping):
        return {key: as_read(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value


def in_flow(value: Any) -> str:
    """Return `value`, a mapping or scalar, as YAML on one line that may stand inside brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {in_flow(one)}' for key, one in value.items())}}}"
    return _scalar(value, is_inside=True)


def _scalar(value: str | int | datetime.date | None, *, is_inside: bool) -> str:
    if value is None:
        return "null"
    return plain_or_quoted(value, in_flow=is_inside) if isinstance(value, str) else str(value)


def _expected(data: Any, change: Change) -> Any:
    if isinstance(change, Append):
        (key,) = change.path
        return {**data, key: [*(data.get(key) or []), as_read(change.item)]}
    first, *rest = change.path
    value = _expected(data[first], Put(tuple(rest), change.value)) if rest else as_read(change.value)
    return {**data, first: value}


def _edits(document: Document, change: Change, order: Order) -> tuple[TextEdit, ...] | None:
    """Return what carries `change` out, None where the file is not written as such files are."""
    if isinstance(change, Append) and _is_empty(document, change.path):
        return _first_item(document, change)
    edit = _edit(document, change, order)
    return None if edit is None else (edit,)


def _edit(document: Document, change: Change, order: Order) -> TextEdit | None:
    parent = document.node(change.path[:-1])
    if parent is None or parent.style not in (n.BLOCK_MAP, n.FLOW_MAP):
        return None
    is_there = str(change.path[-1]) in (parent.children or {})
    if isinstance(change, Put):
        if is_there:
            return _replacement(document, change, is_inside=parent.style == n.FLOW_MAP)
        return _new_entry(document, change.path, order, change.value)
    if not is_there:
        return _new_entry(document, change.path, order, change.item)
    return _new_item(document, change)


def _replacement(document: Document, change: Put, *, is_inside: bool) -> TextEdit | None:
    node = document.node(change.path)
    if node is None or not node.is_scalar:
        return None
    written = _scalar(change.value, is_inside=is_inside)
    # Where nothing stands behind the colon, there is no blank yet either.
    return TextEdit(node.start, node.end, written if node.start < node.end else f" {written}")


def _new_entry(document: Document, path: Path, order: Order, value: Any) -> TextEdit | None:
    """Write a new key behind the last of those that come before it."""
    parent, key = document.node(path[:-1]), str(path[-1])
    keys = [*order[path[:-1]]]
    before = [one for one in keys[: keys.index(key)] if parent and one in (parent.children or {})]
    if parent is None or not before:
        return None
    start, end = document.span((*path[:-1], before[-1]), "entry")
    # libyaml ends a block scalar at the start of the next line.
    end = start + len(document.text[start:end].rstrip())
    if parent.style == n.FLOW_MAP:
        return TextEdit(end, end, f", {key}: {in_flow(value)}")
    indent = " " * (document.position(start)[1] - 1)
    if isinstance(value, Mapping):
        lines = [f"{indent}{key}:", f"{indent}{_INDENT}- {in_flow(value)}"]
    else:
        lines = [f"{indent}{key}: {_scalar(value, is_inside=False)}"]
    return _lines(document, after_line(document.text, end), lines)


def _new_item(document: Document, change: Append) -> TextEdit | None:
    """Write an item behind the last one, in the same manner."""
    node = document.node(change.path)
    if node is None:
        return None
    if not node.children or not isinstance(node.children, list):
        return None
    last = node.children[-1]
    start, end = document.span((*change.path, len(node.children) - 1))
    if node.style == n.FLOW_LIST:
        return TextEdit(end, end, f", {in_flow(change.item)}")
    lead = re.match(r"([ \t]*)-[ \t]+", document.line(document.position(start)[0]))
    if lead is None:
        return None
    end = start + len(document.text[start:end].rstrip())
    lines = [*_block(change.item, lead[1])] if last.style == n.BLOCK_MAP else []
    return _lines(document, after_line(document.text, end), lines or [f"{lead[1]}- {in_flow(change.item)}"])


def _block(item: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of an item with one entry on each."""
    for number, (key, value) in enumerate(item.items()):
        written = in_flow(value) if isinstance(value, Mapping) else _scalar(value, is_inside=False)
        yield f"{indent}{_INDENT if number else '- '}{key}: {written}"


def _is_empty(document: Document, path: Path) -> bool:
    """Tell whether the key at `path` is there, with an empty list or nothing as its value."""
    start, end = document.span(path)
    parent = document.node(path[:-1])
    is_there = parent is not None and str(path[-1]) in (parent.children or {})
    return is_there and document.text[start:end].strip() in ("[]", "null", "~", "")


def _first_item(document: Document, change: Append) -> tuple[TextEdit, ...]:
    """Write into a list that is empty: below its key, so that each item has a line of its own."""
    start, end = document.span(change.path)
    parent = document.node(change.path[:-1])
    if parent is not None and parent.style == n.FLOW_MAP:
        return (TextEdit(start, end, f"[{in_flow(change.item)}]"),)
    key_end = document.span(change.path, "key")[1]
    colon = document.text.index(":", key_end) + 1
    below = _lines(document, after_line(document.text, colon), [f"{_INDENT}- {in_flow(change.item)}"])
    return (TextEdit(colon, max(end, colon), ""), below) if end > colon else (below,)


def _lines(document: Document, at: int, lines: Sequence[str]) -> TextEdit:
    """Insert whole lines at `at`, the beginning of a line or the end of the file, with its line ends."""
    found = LINE_BREAK.search(document.text)
    line_end = found[0] if found else "\n"
    text = "".join(line + line_end for line in lines)
    if at and document.text[at - 1] not in "\r\n":
        text = line_end + text.removesuffix(line_end)
    return TextEdit(at, at, text)
