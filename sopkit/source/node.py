"""Where things stand: a tree of places in the shape of the data."""

from typing import NamedTuple

PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED = "", "'", '"', "|", ">"
BLOCK_MAP, FLOW_MAP, BLOCK_LIST, FLOW_LIST = "map", "{", "list", "["


class Node(NamedTuple):
    """The place of one value: 0-based offsets into the text, `end` exclusive, and how it is written.

    `style` is one of the constants above. A mapping's `children` is a dict from key to
    `(key's start, key's end, value's node)`, a list's is a list of nodes, a scalar's is None.
    """

    start: int
    end: int
    style: str
    children: "dict[str, tuple[int, int, Node]] | list[Node] | None" = None

    @property
    def is_scalar(self) -> bool:
        """Tell whether this is neither a mapping nor a list."""
        return self.children is None
