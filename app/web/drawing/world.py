"""The map of the world: every country's land as an SVG path, or a dot where it would be too small to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.web.drawing.outlines import Outline, Ring
from app.web.drawing.projection import MIDDLE, project
from app.web.drawing.thinning import area, thinned

WIDTH = 1000.0
_NORTH, _SOUTH = 83.7, -56.0
_LEAST = 0.28
"""Points that span less than this with their neighbours are left out, in units of the picture squared."""
_ISLAND = 0.9
"""Land smaller than this is left out, but for a country's largest."""
_DOT = 5.0
"""A country of less land than this is a dot."""
_OVERLAP = 0.4
"""Degrees by which two halves cut apart at 180° are laid over one another, so that no seam shows."""

_EAST = project(MIDDLE + 180, 0)[0]
_SCALE = WIDTH / (2 * _EAST)
_TOP = project(MIDDLE, _NORTH)[1]
HEIGHT = round((_TOP - project(MIDDLE, _SOUTH)[1]) * _SCALE, 1)


@dataclass(frozen=True, slots=True)
class Shape:
    """One country on the map."""

    code: str
    """"" for land without a code of its own."""
    path: str
    """As the `d` of an SVG path; "" where only a dot is drawn."""
    x: float
    y: float
    """Where its largest piece of land has its middle."""
    dot: bool
    land: float
    """Its area on the map."""


def shapes(lands: Iterable[Outline]) -> tuple[Shape, ...]:
    """Every country in the order to draw them: without a code first, then the larger before the smaller."""
    drawn = [_shape(each) for each in lands]
    seen = [shape for shape in drawn if shape.code or not shape.dot]
    return tuple(sorted(seen, key=lambda shape: (bool(shape.code), shape.dot, -shape.land, shape.code)))


def placed(ring: Ring) -> list[tuple[float, float]]:
    """A ring on the picture, wholly on the side of the edge where most of it lies."""
    middle = (min(east for east, _ in ring) + max(east for east, _ in ring)) / 2
    turn = 360.0 if middle < MIDDLE - 180 else 0.0
    return [_at(_unseamed(east, turn) + turn, north) for east, north in ring]


def _shape(outline: Outline) -> Shape:
    rings = sorted((placed(ring) for ring in outline.rings), key=area, reverse=True)
    land = sum(map(area, rings))
    x, y = _centre(rings[0])
    if land < _DOT:
        return Shape(outline.code, "", x, y, dot=True, land=land)
    kept = [thinned(ring, _LEAST) for ring in rings if area(ring) >= _ISLAND]
    return Shape(outline.code, path(kept), x, y, dot=False, land=land)


def path(rings: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Closed rings as the `d` of an SVG path, in tenths of a unit."""
    return "".join(_subpath(ring) for ring in rings)


def _subpath(ring: Sequence[tuple[float, float]]) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
    x, y = tenths[0]
    steps = []
    for next_x, next_y in tenths[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(_pair(next_x - x, next_y - y))
            x, y = next_x, next_y
    return f"M{_pair(*tenths[0])}l{' '.join(steps)}z" if len(steps) > 1 else ""


def _pair(x: int, y: int) -> str:
    second = _tenths(y)
    return _tenths(x) + (second if second.startswith("-") else f" {second}")


def _tenths(value: int) -> str:
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(value, 10)
    return f"{sign}{whole or ('' if part else 0)}{f'.{part}' if part else ''}"


def _unseamed(east: float, turn: float) -> float:
    return east - _OVERLAP if turn and east == -180.0 else east


def _at(east: float, north: float) -> tuple[float, float]:
    x, y = project(east, north)
    return (x + _EAST) * _SCALE, (_TOP - y) * _SCALE


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centre of gravity of a ring, in tenths."""
    # From the first point, not from the picture's corner: a small ring far away would lose its digits.
    left, top = ring[0]
    near = [(x - left, y - top) for x, y in ring]
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(near):
        cross = x0 * y1 - x1 * y0
        twice += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    share = 1 / (3 * twice) if twice else 0.0
    return round(left + x * share, 1), round(top + y * share, 1)
