"""The marks of a redline on a page: new, changed or gone, told by shape and word as well as colour."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Mark = Literal["baru", "ubah", "hapus"]
"""New, changed, or gone and only shown as a ghost."""


class Marks(NamedTuple):
    """What bears a mark: rows by their step, symbols by id, arrows by the ids at their ends.

    `numbers` are printed in place of those of steps; `summary` stands above the footer, with the legend.
    """

    rows: Mapping[int, Mark]
    symbols: Mapping[str, Mark]
    arrows: Mapping[tuple[str, str], Mark]
    numbers: Mapping[int, str]
    summary: str


UNMARKED = Marks({}, {}, {}, {}, "")
"""A page as it is printed."""
