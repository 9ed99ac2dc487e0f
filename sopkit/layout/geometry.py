"""The values a layout is made of, in points: the origin is at the top left, y grows downwards."""

from dataclasses import dataclass
from typing import NamedTuple

from sopkit.model.flow import DECISION, END, PROCESS, START

CONNECTOR = "penghubung"
KINDS = frozenset({START, PROCESS, DECISION, END, CONNECTOR})


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle, given by its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Size(NamedTuple):
    """How large something is."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """The column of one executor, between two rules of the table."""

    executor: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Row:
    """The row of one step, between two rules of the table; `step` is None for a strip of connectors."""

    step: int | None
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol, given by its centre; `step` is None for a connector."""

    id: str
    step: int | None
    executor: str
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow still to be drawn, between the ids of two symbols; `label_size` is that of the set label."""

    source: str
    target: str
    label: str | None = None
    label_size: Size | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn arrow: `points` lead from the source's edge to the target's, where the head is."""

    source: str
    target: str
    label: str | None
    points: tuple[Point, ...]
    label_box: Box | None = None


@dataclass(frozen=True, slots=True)
class Joint:
    """The plain line of a joint activity, between the ids of two symbols at one height."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """A text that did not fit inside the symbol with this id; `box` is where it was put, if anywhere."""

    symbol: str
    text: str
    size: Size
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The flowchart on one page, or in one unbroken piece."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    symbols: tuple[Symbol, ...]
    arrows: tuple[Arrow, ...]
    joints: tuple[Joint, ...] = ()
    captions: tuple[Caption, ...] = ()
    unrouted: tuple[Link, ...] = ()
    """The links for which no way was found: an error, for nothing is drawn through a symbol."""
