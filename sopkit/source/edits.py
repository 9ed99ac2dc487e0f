"""Changes to a YAML file that touch only the bytes they must: comments, order and quoting of all else stay.

An edit names what to change by path; `compile_edit` turns it into replacements of text, or into None where it
can't be done without touching more than was asked for.
"""

import json
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from sopkit.source import node as n
from sopkit.source.document import Document
from sopkit.source.node import Node
from sopkit.source.parser import parse
from sopkit.source.problem import Path
from sopkit.source.scalar import reading_elsewhere, resolve


class TextEdit(NamedTuple):
    """Replace the characters from `start` up to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


class SetText(NamedTuple):
    """Write the scalar at `path` as `value`; only the part that differs is touched."""

    path: Path
    value: str


class SetNull(NamedTuple):
    """Write the scalar at `path` as null."""

    path: Path


class Quote(NamedTuple):
    """Put the plain scalar at `path` in quotes, as it is written."""

    path: Path


class RenameKey(NamedTuple):
    """Call the key of the entry at `path` `name`."""

    path: Path
    name: str


class Remove(NamedTuple):
    """Delete the entry of a mapping or the item of a list at `path`, with the comments of its lines."""

    path: Path


class Reorder(NamedTuple):
    """Put the entries or items of the collection at `path` in `order`: old indices in their new order."""

    path: Path
    order: tuple[int, ...]


class Cut(NamedTuple):
    """Delete the characters from `start` up to `end`."""

    start: int
    end: int


Edit = SetText | SetNull | Quote | RenameKey | Remove | Reorder | Cut

LINE_BREAK = re.compile(r"\r\n|\n|\r")
_WORD_EDGE = re.compile(r"\s")
# Signs that end a plain scalar, or that it may not begin with (YAML 1.2.2, 7.3.3), inside brackets or not.
_UNSAFE_BEGINNING = re.compile(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`]|\s|$")
# One by one and each beginning with a sign that is quickly found: together they take ten times as long.
_UNSAFE_WITHIN = (re.compile(r":(?:\s|$)"), re.compile(r"#(?<=\s#)"), re.compile(r"[\x00-\x1f\x7f]"))
# A “?” anywhere inside brackets is a sign of its own to PyYAML without libyaml.
_UNSAFE_FLOW = re.compile(r"[,\[\]{}?]|^[-:]")
# Also found within texts, where they only make an edit more careful.
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_ALIAS = re.compile(r"\*([^\s,\[\]{}]+)")


class _Same:
    """A document as the key of a cache: it equals only itself, for comparing two would take long."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


class _Layout(NamedTuple):
    """A collection whose entries or items are edited: where each begins and ends, and its number by step.

    `starts` are where the lines of each begin, see `_chunk_starts`.
    """

    slots: list[tuple[int, int]]
    starts: list[int] | None
    numbers: dict[str | int, int]


def compile_edit(document: Document, edit: Edit) -> tuple[TextEdit, ...] | None:
    """Return the replacements that carry `edit` out on `document`, None where it can't be done safely."""
    match edit:
        case Cut(start, end):
            return (TextEdit(start, end, ""),)
        case SetText(path, value):
            return _set_text(document, path, value)
        case SetNull(path):
            node = document.node(path)
            return (TextEdit(node.start, node.end, "null"),) if node and node.is_scalar else None
        case Quote(path):
            node = document.node(path)
            if node is None or node.style != n.PLAIN or _is_alias(document, path):
                return None
            return (TextEdit(node.start, node.end, _quoted(document.raw(path))),)
        case RenameKey(path, name):
            return _rename_key(document, path, name)
        case Remove(path):
            removal = _remove(document, path)
            return None if removal is None or _takes_anchor(document, removal) else (removal,)
        case Reorder(path, order):
            return _unless_it_breaks_aliases(document, _reorder(document, path, order))


def apply_edits(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Return `text` with `edits`, which must not overlap, carried out."""
    parts = []
    at = 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def entry_lines(document: Document) -> dict[str, str] | None:
    """Return the lines of each key at the top of `document`, with the comments above it, in their order.

    Together they are the whole text. None where the keys do not begin lines of their own.
    """
    root = document.root
    if root is None or not isinstance(root.children, dict):
        return None
    starts = _layout(_Same(document), ()).starts
    if not starts:
        return None
    text = document.text
    ends = [*starts[1:], len(text)]
    return {
        key: text[start:end] for key, start, end in zip(root.children, [0, *starts[1:]], ends, strict=True)
    }


def plain_or_quoted(value: str, in_flow: bool = False) -> str:
    """Return `value` as a YAML scalar: plain where every reader takes that for the same text."""
    if (
        _UNSAFE_BEGINNING.match(value)
        or value[-1:].isspace()
        or any(sign.search(value) for sign in _UNSAFE_WITHIN)
        or (in_flow and _UNSAFE_FLOW.search(value))
        or resolve(value) != value
        or reading_elsewhere(value)
    ):
        return _quoted(value)
    return value


def _quoted(value: str) -> str:
    # Every JSON string is a YAML double-quoted scalar.
    return json.dumps(value, ensure_ascii=False)


def _unless_it_breaks_aliases(
    document: Document, edits: tuple[TextEdit, ...] | None
) -> tuple[TextEdit, ...] | None:
    """Return `edits`, None if an alias would stand before its anchor or without it."""
    if edits is None or "&" not in document.text:
        return edits
    changed = parse(apply_edits(document.text, edits))
    return edits if len(changed.problems) <= len(document.problems) else None


def _takes_anchor(document: Document, edit: TextEdit) -> bool:
    """Tell whether `edit`, a removal, takes an anchor away and leaves an alias of it behind."""
    removed = document.text[edit.start : edit.end]
    if "&" not in removed:
        return False
    gone = Counter(_ALIAS.findall(removed))
    everywhere = _aliases(_Same(document))
    return any(gone[name] < everywhere[name] for name in _ANCHOR.findall(removed))


@lru_cache(maxsize=2)
def _aliases(same: _Same) -> Counter[str]:
    return Counter(_ALIAS.findall(same.document.text))


def _is_alias(document: Document, path: Path) -> bool:
    """Tell whether the value at `path` is an alias, or stands in what one refers to: it is read twice."""
    holder = document.node(())
    for depth in range(1, len(path) + 1):
        node = document.node(path[:depth])
        if holder is None or node is None or not holder.start <= node.start <= holder.end:
            return True
        holder = node
    return holder is not None and document.text.startswith("*", holder.start)


def _set_text(document: Document, path: Path, value: str) -> tuple[TextEdit, ...] | None:
    node = document.node(path)
    old = _value(document, path)
    if node is None or not isinstance(old, str) or old == value or _is_alias(document, path):
        return None
    start, old_piece, new_piece = _difference(old, value)
    if node.style in (n.PLAIN, n.SINGLE, n.DOUBLE):
        lead = len(node.style)
        inner = document.text[node.start + lead : node.end - lead]
        if inner == old:
            return _set_inner(document, path, node, value, (start, old_piece, new_piece))
    edits = _set_piece(document, node, old, start, old_piece, new_piece)
    if edits is None:
        return None
    # Folding and escapes are more than can be foretold: what was written must read as it was meant. To read
    # the whole file for each edit would take long; the scalar alone will do if it is the same when alone.
    raw = document.text[node.start : node.end]
    (edit,) = edits
    written = raw[: edit.start - node.start] + edit.text + raw[edit.end - node.start :]
    in_flow = _in_flow(document, path)
    is_right = _read_alone(raw, in_flow) == old and _read_alone(written, in_flow) == value
    return edits if is_right else None


@lru_cache(maxsize=8)
def _read_alone(raw: str, in_flow: bool) -> object:
    """Return what the scalar written as `raw` reads as in a file of its own, None where it is none."""
    found = parse(f"a: [{raw}]\n" if in_flow else f"a:\n- {raw}")
    return _at(found.data, ("a", 0)) if not found.problems and len(found.data["a"]) == 1 else None


def _set_inner(
    document: Document, path: Path, node: Node, value: str, change: tuple[int, str, str]
) -> tuple[TextEdit, ...]:
    """Return the edit of a scalar that stands on one line, just as it reads."""
    start, old_piece, new_piece = change
    fits = {
        n.PLAIN: plain_or_quoted(value, _in_flow(document, path)) == value,
        n.SINGLE: "'" not in new_piece and "\n" not in new_piece,
        n.DOUBLE: not re.search(r'["\\\n]', new_piece),
    }[node.style]
    if not fits:
        return (TextEdit(node.start, node.end, _quoted(value)),)
    begin = node.start + len(node.style) + start
    return (TextEdit(begin, begin + len(old_piece), new_piece),)


def _set_piece(
    document: Document, node: Node, old: str, start: int, old_piece: str, new_piece: str
) -> tuple[TextEdit, ...] | None:
    """Return the edit of a scalar over several lines: the changed words, if they stand there once."""
    left = start
    while left > 0 and not _WORD_EDGE.match(old[left - 1]):
        left -= 1
    right = start + len(old_piece)
    while right < len(old) and not _WORD_EDGE.match(old[right]):
        right += 1
    words = old[left:right]
    raw = document.text[node.start : node.end]
    if not words.strip() or "\n" in words or raw.count(words) != 1:
        return None
    begin = node.start + raw.index(words)
    changed = old[left:start] + new_piece + old[start + len(old_piece) : right]
    return (TextEdit(begin, begin + len(words), changed),)


def _difference(old: str, new: str) -> tuple[int, str, str]:
    """Return where `old` and `new` begin to differ, and the differing piece of each."""
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return start, old[start : len(old) - tail], new[start : len(new) - tail]


def _common(left: str, right: str) -> int:
    """Return how many characters `left` and `right` begin with in common; halving is faster than counting."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _rename_key(document: Document, path: Path, name: str) -> tuple[TextEdit, ...] | None:
    parent = document.node(path[:-1])
    if parent is None or not isinstance(parent.children, dict) or name in parent.children:
        return None
    if str(path[-1]) not in parent.children:
        return None
    start, end, _ = parent.children[str(path[-1])]
    return (TextEdit(start, end, plain_or_quoted(name, in_flow=parent.style == n.FLOW_MAP)),)


def _remove(document: Document, path: Path) -> TextEdit | None:
    slots, starts, numbers = _layout(_Same(document), path[:-1])
    parent = document.node(path[:-1])
    if parent is None or len(slots) < 2:
        return None
    index = numbers[path[-1]]
    if parent.style in (n.FLOW_MAP, n.FLOW_LIST):
        if index:
            return TextEdit(slots[index - 1][1], slots[index][1], "")
        return TextEdit(slots[0][0], slots[1][0], "")
    if starts is None:
        return None
    end = starts[index + 1] if index + 1 < len(starts) else after_line(document.text, slots[index][1])
    if index + 1 == len(starts) and end == len(document.text) and not document.text.endswith("\n"):
        # The last line has no end of its own: the one before it goes instead.
        return TextEdit(_before_break(document.text, starts[index]), end, "")
    return TextEdit(starts[index], end, "")


def _reorder(document: Document, path: Path, order: tuple[int, ...]) -> tuple[TextEdit, ...] | None:
    parent = document.node(path)
    slots, starts, _ = _layout(_Same(document), path)
    if parent is None or sorted(order) != list(range(len(slots))) or list(order) == sorted(order):
        return None
    text = document.text
    if parent.style in (n.FLOW_MAP, n.FLOW_LIST):
        return tuple(
            TextEdit(*slots[to], text[slots[source][0] : slots[source][1]])
            for to, source in enumerate(order)
            if to != source
        )
    if starts is None:
        return None
    ends = [*starts[1:], after_line(text, slots[-1][1])]
    chunks = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    breaks = [found.group() if (found := _last_break(chunk)) else "" for chunk in chunks]
    bodies = [chunk[: len(chunk) - len(end)] for chunk, end in zip(chunks, breaks, strict=True)]
    moved = [to for to, source in enumerate(order) if to != source]
    first, last = moved[0], moved[-1]
    new = "".join(bodies[order[to]] + breaks[to] for to in range(first, last + 1))
    return (TextEdit(starts[first], ends[last], new),)


@lru_cache(maxsize=2)
def _layout(same: _Same, path: Path) -> _Layout:
    """Return the layout of the collection at `path`. Kept, because many entries of one may be removed."""
    document = same.document
    node = document.node(path)
    if node is None or node.children is None:
        return _Layout([], None, {})
    steps: list[str | int] = [
        *(node.children if isinstance(node.children, dict) else range(len(node.children)))
    ]
    spans = [document.span((*path, step), "entry") for step in steps]
    # libyaml ends a block scalar at the start of the next line.
    slots = [(start, start + len(document.text[start:end].rstrip())) for start, end in spans]
    numbers = {step: number for number, step in enumerate(steps)}
    return _Layout(slots, _chunk_starts(document, node, slots), numbers)


def _chunk_starts(document: Document, parent: Node, slots: list[tuple[int, int]]) -> list[int] | None:
    """Return where the lines of each item begin, with the comments above it.

    None where an item does not begin a line of its own, or shares its last line with something else.
    """
    if parent.style in (n.FLOW_MAP, n.FLOW_LIST):
        return None
    text = document.text
    lead = re.compile(r"[ \t]*(?:-[ \t]+)?" if isinstance(parent.children, list) else r"[ \t]*")
    starts: list[int] = []
    for index, (start, _) in enumerate(slots):
        line_start = _line_start(document, start)
        if not lead.fullmatch(text, line_start, start):
            return None
        floor = after_line(text, slots[index - 1][1]) if index else 0
        while line_start > floor:
            above = _line_start(document, _before_break(text, line_start))
            if not text[above:line_start].lstrip().startswith("#"):
                break
            line_start = above
        if index and line_start < floor:
            return None
        starts.append(line_start)
    return starts


def _line_start(document: Document, offset: int) -> int:
    line, _ = document.position(offset)
    return document.line_starts[line - 1]


def after_line(text: str, offset: int) -> int:
    """Return where the line after that of `offset` begins, the end of `text` where there is none."""
    found = LINE_BREAK.search(text, offset)
    return found.end() if found else len(text)


def _before_break(text: str, offset: int) -> int:
    """Return the offset before the line break that ends at `offset`."""
    if text[offset - 2 : offset] == "\r\n":
        return offset - 2
    return max(offset - 1, 0)


def _last_break(chunk: str) -> re.Match[str] | None:
    return re.search(r"(?:\r\n|\n|\r)\Z", chunk)


def _in_flow(document: Document, path: Path) -> bool:
    return any(
        node is not None and node.style in (n.FLOW_MAP, n.FLOW_LIST)
        for node in (document.node(path[:depth]) for depth in range(len(path)))
    )


def _value(document: Document, path: Path) -> object:
    return _at(document.data, path)


def _at(data: object, path: Path) -> object:
    """Return the value at `path`, None where there is none."""
    for step in path:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return data
