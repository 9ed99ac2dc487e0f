"""What can be wrong with a layout, beside the faults of its drawings that `verify` knows."""

from typing import NamedTuple

from sopkit.layout.geometry import Point

TEXT, SMALL = "text", "small"
"""A text larger than its place; one too small to read."""
PAIR, FLOW, MARK, JOIN, TABLE = "pair", "flow", "mark", "join", "table"
"""A connector without its other half; an arrow, a symbol, a joint line, or a row or column, that is not
what the SOP asks for: missing, too many, or otherwise."""
SHAPE, PAGE = "shape", "page"
"""A symbol of another size than planned; a table that reaches beyond the margins."""


class LayoutFault(NamedTuple):
    """One fault on a page: its kind, the ids concerned, and where it is in points."""

    kind: str
    page: int
    ids: tuple[str, ...]
    place: Point
