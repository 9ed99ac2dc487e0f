"""Rectangles on a sheet: each as high up, then as far left, as those before it let it (a skyline)."""

import math
from collections.abc import Sequence
from typing import NamedTuple

Size = tuple[float, float]
Place = tuple[float, float]
_TRIALS = 24
_NEARLY = 0.01


class Packing(NamedTuple):
    """The upper left corners of rectangles, and the size of the sheet that holds them."""

    places: list[Place]
    size: Size


def packed(sizes: Sequence[Size], gap: float, aspect: float) -> Packing:
    """Return how rectangles, `gap` apart, fill a sheet.

    Of some widths that one counts whose sheet is the smallest, once it has the shape of `aspect`, its width
    through its height.
    """
    if not sizes:
        return Packing([], (0.0, 0.0))
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    widest = max(width for width, _ in sizes) + gap
    widths = {max(widest, math.sqrt(area * aspect) * (0.8 + trial * 0.04)) for trial in range(_TRIALS)}
    return min(
        (_packing(sizes, gap, width) for width in sorted(widths)),
        key=lambda found: round(max(found.size[0] / aspect, found.size[1]), 2),
    )


def _packing(sizes: Sequence[Size], gap: float, width: float) -> Packing:
    ground = [
        (0.0, width, 0.0)
    ]  # stretches from left to right: where each begins and ends, and how low it is
    places = []
    for own_width, own_height in sizes:
        w, h = own_width + gap, own_height + gap
        options = []
        for start, _, _ in ground:
            if start + w <= width + _NEARLY:
                under = (
                    low
                    for left, right, low in ground
                    if left < start + w - _NEARLY and right > start + _NEARLY
                )
                options.append((max(under), start))
        y, x = min(options)
        places.append((x, y))
        rest = [
            piece
            for left, right, low in ground
            for piece in ((left, min(right, x), low), (max(left, x + w), right, low))
            if piece[1] - piece[0] > _NEARLY
        ]
        ground = sorted([*rest, (x, x + w, y + h)])
    right = max(x + size[0] for (x, _), size in zip(places, sizes, strict=True))
    bottom = max(y + size[1] for (_, y), size in zip(places, sizes, strict=True))
    return Packing(places, (right, bottom))
