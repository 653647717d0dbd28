"""Outlines of countries as an installed package has them: Natural Earth's, 1:10 million, public domain."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Ring = tuple[tuple[float, float], ...]
"""Points as degrees of longitude, then latitude; the last is the first again."""

_PACKAGE = "geo_intel_offline"
_LEFT_OUT = {"Antarctica"}
"""A band along the foot of every map, about which next to nothing is said."""
_CODES = {"France": "FR", "Norway": "NO", "Kosovo": "XK", "Taiwan": "TW"}
"""Countries to which the package gives no ISO 3166-1 code."""
_GRID = 0.04
"""Degrees: a fifth of what the eye tells apart on a map as wide as a page."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The land of one country; `code` is "" for land that has no ISO 3166-1 alpha-2 code of its own."""

    code: str
    rings: tuple[Ring, ...]
    """Outer edges only: what lies within another country is drawn over it."""


def outlines() -> tuple[Outline, ...]:
    """Every country's land. Reads some megabytes: keep what is made of it."""
    named, lands = _read("metadata"), _read("polygons")
    return tuple(
        Outline(_code(facts), tuple(_ring(edge) for edge in _edges(lands[key])))
        for key, facts in named.items()
        if facts["name"] not in _LEFT_OUT
    )


def _read(name: str) -> dict[str, Any]:
    packed = files(_PACKAGE).joinpath("data", f"{name}.json.gz").read_bytes()
    read: dict[str, Any] = json.loads(gzip.decompress(packed))
    return read


def _code(facts: dict[str, Any]) -> str:
    code = _CODES.get(facts["name"], facts["iso2"])
    return code if len(code) == 2 and code.isalpha() else ""


def _edges(land: dict[str, Any]) -> Sequence[Sequence[Sequence[float]]]:
    edges: Sequence[Sequence[Sequence[float]]] = (
        land["exteriors"] if land.get("multi") else [land["exterior"]]
    )
    return edges


def _ring(edge: Sequence[Sequence[float]]) -> Ring:
    """The ring, closed, of its many points the first in each square of the grid that it passes through."""
    kept: list[tuple[float, float]] = []
    cell = None
    for latitude, longitude in edge:  # the package has latitude first
        here = (longitude // _GRID, latitude // _GRID)
        if here != cell:
            kept.append((longitude, latitude))
            cell = here
    return (*kept, kept[0]) if kept[-1] != kept[0] else tuple(kept)
