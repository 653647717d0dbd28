"""The map with its countries shaded by count, each that has one a link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.web.drawing import shades, world
from app.web.drawing.world import Shape


@dataclass(frozen=True, slots=True)
class Land:
    """One country as drawn; without `href` it is only there to be seen."""

    path: str
    x: float
    y: float
    dot: bool
    shade: int
    """1 to 5, the darker the more; 0 for none."""
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class Choropleth:
    """The map as a template draws it, in this order."""

    width: float
    height: float
    lands: tuple[Land, ...]
    legend: tuple[Key, ...]
    missing: tuple[str, ...]
    """Codes of countries with a count for which there is no outline."""


def choropleth(
    outlined: Sequence[Shape], counts: Mapping[str, int], told: Callable[[str, int], tuple[str, str]]
) -> Choropleth:
    """The map of `counts` by code; `told` gives a country's address and what it is called with its count."""
    largest = max(counts.values(), default=0)
    steps = shades.bounds(largest)
    lands = []
    for shape in outlined:
        count = counts.get(shape.code, 0)
        href, label = told(shape.code, count) if count else ("", "")
        shade = shades.shade(count, steps)
        lands.append(Land(shape.path, shape.x, shape.y, shape.dot, shade, href, label))
    # A link must not lie under land that is none: dots come last, and of those the ones that lead somewhere.
    lands.sort(key=lambda land: (land.dot, land.dot and bool(land.href)))
    known = {shape.code for shape in outlined}
    return Choropleth(
        world.WIDTH,
        world.HEIGHT,
        tuple(lands),
        tuple(Key(at, words) for at, words in enumerate(shades.ranges(steps, largest), 1)),
        tuple(sorted(code for code, count in counts.items() if count and code not in known)),
    )
