"""Sheets of paper, in points."""

from typing import NamedTuple

from sopkit.layout.geometry import Box

POINTS_PER_MM = 72 / 25.4
PAPERS = {"F4": (215.0, 330.0), "A4": (210.0, 297.0), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6)}
"""Width and height of each upright sheet in millimetres; F4 is the folio of Indonesian offices."""
MARGIN, FOOT = 34.0, 44.0
"""The empty border of a page, and the one below, which holds the footer."""


class Sheet(NamedTuple):
    """One side of paper: its size in points."""

    width: float
    height: float

    @property
    def body(self) -> Box:
        """What lies within the margins."""
        return Box(MARGIN, MARGIN, self.width - 2 * MARGIN, self.height - MARGIN - FOOT)


def sheet(paper: str, *, portrait: bool = False) -> Sheet:
    """Return the sheet called `paper`, one of PAPERS, lying unless `portrait`."""
    short, long = (round(side * POINTS_PER_MM, 2) for side in PAPERS[paper])
    return Sheet(short, long) if portrait else Sheet(long, short)
