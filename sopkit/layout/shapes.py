"""Plane geometry for the verifier: straight pieces, bounds, and how they lie to each other, in points."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from sopkit.layout.geometry import Box, Point, Symbol

HAIR = 0.05
"""What rounding may do to a place."""
LONGEST_OVERLAP = 2.0
"""So far two arrows may lie on each other where they only meet."""


class Bounds(NamedTuple):
    """The sides of an upright rectangle, which may have no width or height."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Bounds") -> bool:
        """Tell whether the two share at least a point, or come within a hair of it."""
        return (
            self.left <= other.right + HAIR
            and other.left <= self.right + HAIR
            and self.top <= other.bottom + HAIR
            and other.top <= self.bottom + HAIR
        )

    def overlaps(self, box: "Bounds") -> bool:
        """Tell whether this shares more than a border with `box`; a line that runs through it does."""
        return min(self.right, box.right - HAIR) >= max(self.left, box.left + HAIR) and min(
            self.bottom, box.bottom - HAIR
        ) >= max(self.top, box.top + HAIR)

    def holds(self, other: "Bounds") -> bool:
        """Tell whether `other` lies inside."""
        return (
            self.left - HAIR <= other.left
            and self.top - HAIR <= other.top
            and other.right <= self.right + HAIR
            and other.bottom <= self.bottom + HAIR
        )

    def has(self, point: Point) -> bool:
        """Tell whether `point` lies inside or on the border."""
        x, y = point
        return self.left - HAIR <= x <= self.right + HAIR and self.top - HAIR <= y <= self.bottom + HAIR

    def gap(self, other: "Bounds") -> float:
        """Return how far the two are apart; 0 where they meet."""
        across = max(self.left - other.right, other.left - self.right, 0.0)
        return hypot(across, max(self.top - other.bottom, other.top - self.bottom, 0.0))


class Piece(NamedTuple):
    """A straight piece of a line."""

    one: Point
    two: Point

    @property
    def bounds(self) -> Bounds:
        """The rectangle around the piece."""
        (x1, y1), (x2, y2) = self
        return Bounds(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    @property
    def is_diagonal(self) -> bool:
        """Tell whether the piece is neither level nor upright."""
        return abs(self.one.x - self.two.x) > HAIR and abs(self.one.y - self.two.y) > HAIR

    @property
    def length(self) -> float:
        """The length of an upright or level piece."""
        return abs(self.one.x - self.two.x) + abs(self.one.y - self.two.y)

    def goes_with(self, other: "Piece") -> bool:
        """Tell whether two pieces on one line lead the same way."""
        return self._along(other) > 0

    def turns_back(self, other: "Piece") -> bool:
        """Tell whether `other`, which goes on from this, leads back."""
        return self._along(other) < 0

    def _along(self, other: "Piece") -> float:
        across = (self.two.x - self.one.x) * (other.two.x - other.one.x)
        return across + (self.two.y - self.one.y) * (other.two.y - other.one.y)


def pieces(points: Sequence[Point]) -> list[Piece]:
    """Return the straight pieces between `points`."""
    return [Piece(one, two) for one, two in pairwise(points)]


def around(points: Iterable[Point]) -> Bounds:
    """Return the rectangle around `points`."""
    xs, ys = zip(*points, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def bounds_of(thing: Symbol | Box) -> Bounds:
    """Return the rectangle around a symbol, or that of a box."""
    if isinstance(thing, Box):
        return Bounds(thing.x, thing.y, thing.x + thing.width, thing.y + thing.height)
    across, down = thing.width / 2, thing.height / 2
    return Bounds(thing.x - across, thing.y - down, thing.x + across, thing.y + down)


def is_in_diamond(box: Bounds, diamond: Symbol) -> bool:
    """Tell whether `box` shares more than a border with the diamond that is drawn for a decision."""
    nearest_x = min(max(diamond.x, box.left), box.right)
    nearest_y = min(max(diamond.y, box.top), box.bottom)
    aside = abs(nearest_x - diamond.x) / (diamond.width / 2)
    off = abs(nearest_y - diamond.y) / (diamond.height / 2)
    return aside + off < 1 - HAIR / 10


def lying(one: Piece, two: Piece) -> Point | None:
    """Return where two pieces lie on each other, if they do so for more than the longest overlap."""
    a, b = one.bounds, two.bounds
    if not a.meets(b):
        return None
    left, top, right, bottom = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return Point(left, top) if max(right - left, bottom - top) > LONGEST_OVERLAP else None


def is_on(point: Point, line: Iterable[Piece]) -> bool:
    """Tell whether `point` lies on one of the pieces."""
    return any(piece.bounds.has(point) for piece in line)


def near(one: Point, two: Point) -> bool:
    """Tell whether two points are the same, but for rounding."""
    return abs(one.x - two.x) <= HAIR and abs(one.y - two.y) <= HAIR


def parting(one: Sequence[Point], two: Sequence[Point]) -> Point | None:
    """Return the point up to which two lines are one; None where they are not, even at their start."""
    if not (one and two and near(one[0], two[0])):
        return None
    place = one[0]
    for first, second in zip(pieces(one), pieces(two), strict=False):
        a, b = (Piece(place, piece.two) for piece in (first, second))
        if a.is_diagonal or b.is_diagonal or not lying(a, b) or not a.goes_with(b):
            return None if near(place, one[0]) else place
        place = min(a, b, key=lambda piece: piece.length).two
        if not near(a.two, b.two):
            return place
    return place


def after(line: Sequence[Point], place: Point) -> list[Point]:
    """Return what comes of `line` after a point on it."""
    for number, piece in enumerate(pieces(line)):
        if piece.bounds.has(place) and not near(piece.two, place):
            return [place, *line[number + 1 :]]
    return [place]
