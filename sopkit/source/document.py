"""A file as sopkit sees it: its text, its data, and the place of every piece of both."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from sopkit.source.node import Node
from sopkit.source.parser import parse
from sopkit.source.problem import Path, Problem, Role
from sopkit.source.reader import HIDDEN_BREAK, Unreadable, decode, read

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Document:
    """One parsed file.

    `name` is how the file is called in messages, `data` plain dicts, lists and scalars (None when the
    file could not be parsed), `root` the places in the shape of the data, `foreign` the plain scalars
    that a YAML 1.1 reader would not take for text. Offsets count characters of `text` from 0.
    """

    name: str
    text: str
    data: Any = None
    root: Node | None = None
    problems: tuple[Problem, ...] = ()
    foreign: tuple[tuple[Path, str], ...] = ()
    has_bom: bool = field(default=False, compare=False)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at `offset`."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return the text of line `number` (from 1), without its end; the same text for every asking."""
        if number not in self._lines:
            start = self.line_starts[number - 1]
            end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
            self._lines[number] = self.text[start:end].rstrip("\r\n")
        return self._lines[number]

    @cached_property
    def _lines(self) -> dict[int, str]:
        """The lines that were asked for: thousands of findings on one long line share it."""
        return {}

    def node(self, path: Path) -> Node | None:
        """Return the place of the value at `path`, None where there is none."""
        found = self.root
        for step in path:
            if found is None:
                return None
            found = _child(found, step)
        return found

    def span(self, path: Path, role: Role = "value") -> tuple[int, int]:
        """Return start and end of the part that `role` names of the entry at `path`.

        What does not exist is shown at the nearest thing around it that does: the key of its mapping or,
        for an item of a list, the item's first line; (0, 0) in a file without structure.
        """
        node = self.node(path)
        if node is None:
            return self._around(path)
        if not path or role == "value":
            return node.start, _end(node)
        parent = self.node(path[:-1])
        if parent is None or not isinstance(parent.children, dict):
            return node.start, _end(node)
        key_start, key_end, _ = parent.children[str(path[-1])]
        return key_start, key_end if role == "key" else max(_end(node), key_end)

    def piece(self, path: Path, piece: str, at: int = 0) -> tuple[int, int]:
        """Return the span of `piece`, found from offset `at` of the scalar at `path` on.

        Where the scalar is folded or holds escapes and the piece can't be told apart, all of it.
        """
        node = self.node(path)
        if node is None or not node.is_scalar or not piece:
            return self.span(path)
        value = self._text(path)
        # Plain, or in quotes, without an escape or a line break before the piece.
        start = node.start + (self.text[node.start : node.start + 1] in ("'", '"'))
        if self.text.startswith(value[:at] + piece, start) and start + at + len(piece) <= node.end:
            return start + at, start + at + len(piece)
        words = re.compile(r"\s+".join(re.escape(word) for word in piece.split()))
        found = [match.span() for match in words.finditer(self.text, node.start, node.end)]
        before = sum(match.start() < at for match in words.finditer(value))
        return found[min(before, len(found) - 1)] if found else (node.start, node.end)

    def raw(self, path: Path) -> str:
        """Return the scalar at `path` as it is written, quotes included; empty where there is none."""
        node = self.node(path)
        return self.text[node.start : node.end] if node is not None else ""

    def scalars(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of every scalar and key, in no particular order."""
        todo = [self.root] if self.root else []
        while todo:
            node = todo.pop()
            if isinstance(node.children, dict):
                for start, end, child in node.children.values():
                    yield start, end
                    todo.append(child)
            elif node.children is not None:
                todo.extend(node.children)
            else:
                yield node.start, node.end

    def _text(self, path: Path) -> str:
        value = self.data
        for step in path:
            value = value[step]
        return value if isinstance(value, str) else self.raw(path)

    def _around(self, path: Path) -> tuple[int, int]:
        for depth in range(len(path) - 1, -1, -1):
            node = self.node(path[:depth])
            if node is None:
                continue
            if depth and isinstance(path[depth - 1], str):
                return self.span(path[:depth], "key")
            return self._first_line(node)
        return 0, 0

    def _first_line(self, node: Node) -> tuple[int, int]:
        line, _ = self.position(node.start)
        end = self.line_starts[line - 1] + len(self.line(line))
        return node.start, min(end, _end(node))


def load_document(path: FilePath, name: str | None = None) -> Document:
    """Return the document of the file at `path`, under `name` in messages. Never raises for its content."""
    shown = name or path.as_posix()
    try:
        return parse_document(shown, read(path))
    except Unreadable as error:
        return Document(shown, "", problems=(error.problem,))


def parse_document(name: str, content: bytes) -> Document:
    """Return the document of the bytes `content`. Never raises: what is wrong is in its problems."""
    try:
        text, suspicious = decode(content)
    except Unreadable as error:
        # Where just one byte is wrong, the text is kept to show its place; nobody can read the others'.
        text = content.decode("utf-8", "replace") if error.problem.span != (0, 0) else ""
        return Document(name, text, problems=(error.problem,))
    if suspicious and suspicious[0].code == "YM001":
        return Document(name, text, problems=tuple(suspicious))
    # To YAML 1.2 the hidden breaks are no breaks; a blank keeps libyaml, which reads 1.1, on the line.
    parsed = parse(HIDDEN_BREAK.sub(" ", text))
    return Document(
        name,
        text,
        parsed.data,
        parsed.root,
        (*suspicious, *parsed.problems),
        tuple(parsed.foreign),
        content.startswith(b"\xef\xbb\xbf"),
    )


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node.children, dict):
        entry = node.children.get(str(step))
        return entry[2] if entry else None
    if node.children is not None and isinstance(step, int) and 0 <= step < len(node.children):
        return node.children[step]
    return None


def _end(node: Node) -> int:
    """Return where the last visible character of `node` ends; libyaml's mark is often lines below."""
    if node.style in ("map", "list") and node.children:
        children = node.children
        last = [*children.values()][-1][2] if isinstance(children, dict) else children[-1]
        key_end = [*children.values()][-1][1] if isinstance(children, dict) else 0
        # An empty last value, or an alias, has no end beyond its own.
        return max(min(_end(last), node.end), key_end)
    return node.end
