"""The head of the table: two rows, the lower one with the executors' names, turned where they are narrow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopkit.errors import SopkitError
from sopkit.layout.columns import ColumnPlan
from sopkit.layout.measure import LINE, Widths
from sopkit.locale.message import message
from sopkit.model.sop import Executor

UPPER = 15.0
"""The height of the upper row, in points."""
LOWEST = 18.0
"""The least height of the lower row, in points."""
SIZES = (8.0, 7.5, 7.0, 6.5)
PADDING = 2.5
MOST_LINES = 5
HIGHEST = 150.0
"""How long a turned name may be before it is broken into more lines than its column is wide, in points."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The executors' names as they are set; `height` is that of the lower row, in points."""

    names: tuple[tuple[str, ...], ...]
    """The lines of each name, in the order of the columns."""
    size: float
    is_turned: bool
    height: float


def plan_heading(executors: Sequence[Executor], plan: ColumnPlan, widths: Widths) -> Heading:
    """Return the head: names upright if they can be, with short forms if need be, else turned."""
    full = [executor.name for executor in executors]
    short = [executor.short or executor.name for executor in executors]
    inner = plan.executor - 2 * PADDING
    for names in (full, short) if short != full else (full,):
        for size in _sizes(plan):
            lines = [_wrap(name, inner / size, widths) for name in names]
            if all(one is not None and len(one) <= MOST_LINES for one in lines):
                most = max(len(one) for one in lines if one is not None)
                height = max(LOWEST, most * size * LINE + 2 * PADDING)
                return Heading(tuple(one or () for one in lines), size, is_turned=False, height=height)
    return _turned(short, inner, widths, _sizes(plan))


def _sizes(plan: ColumnPlan) -> list[float]:
    """Return the sizes that names may have: none is larger than the text of the table."""
    return [size for size in SIZES if size <= plan.font_size]


def _turned(names: Sequence[str], inner: float, widths: Widths, sizes: Sequence[float]) -> Heading:
    for size, length in _turned_sizes(sizes):
        lines = [_wrap(name, length / size, widths) for name in names]
        if all(one is not None and len(one) * size * LINE <= inner for one in lines):
            names_set = tuple(one or () for one in lines)
            return Heading(names_set, size, is_turned=True, height=length + 2 * PADDING)
    size, length = SIZES[-1], HIGHEST
    broken = [_break(name, length / size, widths) for name in names]
    for name, lines_of_name in zip(names, broken, strict=True):
        if len(lines_of_name) * size * LINE > max(inner, 2 * size * LINE):
            raise SopkitError(
                message("the name of an executor is too long for its column: “{name}”", name=name[:80]),
                message("write a short form: “{nama: …, singkatan: …}”"),
            )
    return Heading(tuple(broken), size, is_turned=True, height=length + 2 * PADDING)


def _turned_sizes(sizes: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield font sizes and lengths of turned lines, in points: short ones first."""
    for size in sizes:
        length = 40.0
        while length <= HIGHEST:
            yield size, length
            length += 6.0


def _wrap(name: str, width: float, widths: Widths) -> tuple[str, ...] | None:
    """Return the lines of a name in `width` (for each point of font size); None if a word is longer."""
    lines: list[str] = []
    for word in name.split():
        if widths.of(word, bold=True) > width:
            return None
        if lines and widths.length(f"{lines[-1]} {word}", bold=True) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def _break(name: str, width: float, widths: Widths) -> tuple[str, ...]:
    """Return the lines of a name in `width` (for each point of font size), with words broken anywhere."""
    lines = [""]
    for letter in " ".join(name.split()):
        if widths.length(lines[-1] + letter, bold=True) > width:
            lines.append("")
        lines[-1] += letter
    return tuple(line.strip() for line in lines)
