"""The best way to pair the items of two lists when every pair has a gain: an assignment on a sparse graph."""

from collections.abc import Mapping
from heapq import heappop, heappush
from math import inf

_EQUAL = 1e-12
"""Difference of costs that is only rounding."""


def best_pairs(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return the pairs (left: right) with the greatest sum of gains; an item has one partner at most.

    `gains` holds the pairs that are possible at all; those without a gain are left out.
    """
    matcher = _Matcher(gains)
    for left in matcher.costs:
        matcher.place(left)
    return {left: right for left, right in sorted(matcher.partners.items()) if right >= 0}


class _Matcher:
    """Shortest augmenting paths (Jonker and Volgenant): each item is placed at the least cost to all.

    An item of the left side may also stay alone, which costs as much as no gain.
    """

    def __init__(self, gains: Mapping[tuple[int, int], float]) -> None:
        ceiling = max(gains.values(), default=0.0)
        self.costs: dict[int, dict[int, float]] = {}
        for (left, right), gain in sorted(gains.items()):
            if gain > 0:
                self.costs.setdefault(left, {})[right] = ceiling - gain
        for left, row in self.costs.items():
            row[-1 - left] = ceiling  # a place that only this one can take
        self.partners: dict[int, int] = {}
        self._owners: dict[int, int] = {}
        self._prices: dict[int, float] = {}
        """What the places of the right side cost besides: they keep every reduced cost at 0 or more."""

    def place(self, start: int) -> None:
        """Give `start` a partner, moving others where that pays."""
        came_from: dict[int, int] = {}
        right = self._nearest_free(start, came_from)
        while True:
            left = came_from[right]
            before = self.partners.get(left)
            self._owners[right], self.partners[left] = left, right
            if before is None:
                return
            right = before

    def _nearest_free(self, start: int, came_from: dict[int, int]) -> int:
        """Return the free place that costs the least from `start` (Dijkstra), and note the way to it."""
        prices = self._prices
        distances: dict[int, float] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        left, base = start, 0.0
        while True:
            row = self.costs[left]
            partner = self.partners.get(left)
            own = 0.0 if partner is None else row[partner] - prices.get(partner, 0.0)
            for right, cost in row.items():
                distance = base + cost - prices.get(right, 0.0) - own
                if right not in done and distance < distances.get(right, inf) - _EQUAL:
                    distances[right] = distance
                    came_from[right] = left
                    heappush(heap, (distance, right))
            base, right = heappop(heap)
            while right in done:
                base, right = heappop(heap)
            done[right] = base
            if right not in self._owners:
                break
            left = self._owners[right]
        for seen, distance in done.items():
            prices[seen] = prices.get(seen, 0.0) + distance - base
        return right
