"""Lines with fewer points: those whose loss is seen least go first (Visvalingam and Whyatt, 1993)."""

import heapq
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def thinned(ring: Sequence[Point], least: float) -> list[Point]:
    """A closed ring without the points that span less than the area `least` with their neighbours.

    Which point goes depends on its own neighbours alone, so two rings along one border lose the same ones.
    """
    points = list(ring[:-1])
    last = len(points) - 1
    before = [last, *range(last)]
    after = [*range(1, last + 1), 0]
    areas = [_triangle(points[before[at]], points[at], points[after[at]]) for at in range(last + 1)]
    waiting = [(area, at) for at, area in enumerate(areas)]
    heapq.heapify(waiting)
    left = last + 1
    while waiting and left > 3:
        area, at = heapq.heappop(waiting)
        if area >= least:
            break
        if area != areas[at]:
            continue  # measured anew since
        areas[at] = -1.0
        left -= 1
        one, other = before[at], after[at]
        after[one], before[other] = other, one
        for near in (one, other):
            # Never less than what went before it: a point is not to go because its neighbours did.
            areas[near] = max(area, _triangle(points[before[near]], points[near], points[after[near]]))
            heapq.heappush(waiting, (areas[near], near))
    kept = [point for point, area in zip(points, areas, strict=True) if area >= 0]
    return [*kept, kept[0]]


def area(ring: Sequence[Point]) -> float:
    """The area within a closed ring."""
    left, top = ring[0]
    near = [(x - left, y - top) for x, y in ring]
    return abs(sum(x * y1 - x1 * y for (x, y), (x1, y1) in pairwise(near))) / 2


def _triangle(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2
