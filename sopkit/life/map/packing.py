"""Rectangles on a sheet: each as high up, then as far left, as those before it let it (a skyline)."""

import math
from collections.abc import Sequence

Size = tuple[float, float]
Place = tuple[float, float]


def packed(sizes: Sequence[Size], gap: float, aspect: float) -> tuple[list[Place], Size]:
    """Return the upper left corners of rectangles, and the size of the sheet that holds them.

    Between them is `gap`; of some widths that one counts whose sheet, brought to the shape of `aspect`
    (width through height), is the smallest.
    """
    if not sizes:
        return [], (0.0, 0.0)
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    widest = max(width for width, _ in sizes) + gap
    best: tuple[float, list[Place], Size] | None = None
    for step in range(24):
        width = max(widest, math.sqrt(area * aspect) * (0.8 + step * 0.04))
        places = _skyline([(w + gap, h + gap) for w, h in sizes], width)
        right = max(x + w for (x, _), (w, _) in zip(places, sizes, strict=True))
        bottom = max(y + h for (_, y), (_, h) in zip(places, sizes, strict=True))
        cost = max(right / aspect, bottom)
        if best is None or cost < best[0] - 0.01:
            best = cost, places, (right, bottom)
    assert best is not None
    return best[1], best[2]


def _skyline(sizes: Sequence[Size], width: float) -> list[Place]:
    ground = [(0.0, width, 0.0)]  # stretches from left to right: where each begins and ends, and how low
    places = []
    for w, h in sizes:
        options = []
        for start, _, _ in ground:
            if start + w <= width + 0.01:
                top = max(y for left, right, y in ground if left < start + w - 0.01 and right > start + 0.01)
                options.append((top, start))
        y, x = min(options)
        places.append((x, y))
        rest = [
            piece
            for left, right, low in ground
            for piece in ((left, min(right, x), low), (max(left, x + w), right, low))
            if piece[1] - piece[0] > 0.01
        ]
        ground = sorted([*rest, (x, x + w, y + h)])
    return places
