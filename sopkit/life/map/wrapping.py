"""Words in lines of a width that is measured, in points."""

from sopkit.render.helvetica import text_width

_DOTS = " …"


def wrap(text: str, width: float, size: float, most: int | None = None) -> list[str]:
    """Return `text` in lines no wider than `width` at this font size; what is too wide by itself is cut.

    Of more than `most` lines the last one that stays ends with three dots.
    """
    lines: list[str] = []
    for word in text.split():
        rest = word
        if lines and text_width(f"{lines[-1]} {rest}", size) <= width:
            lines[-1] = f"{lines[-1]} {rest}"
            continue
        while text_width(rest, size) > width:
            end = _fitting(rest, width, size)
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    if most is not None and len(lines) > most:
        lines = lines[:most]
        end = _fitting(lines[-1], width - text_width(_DOTS, size), size)
        lines[-1] = f"{lines[-1][:end].rstrip(' ,;:')}{_DOTS}"
    return [line for line in lines if line]


def _fitting(text: str, width: float, size: float) -> int:
    """Return how many letters of `text` fit into `width`, one at least."""
    end = len(text)
    while end > 1 and text_width(text[:end], size) > width:
        end -= 1
    return end
