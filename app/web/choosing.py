"""A reader's choices one by one, as the parameters of an address name them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.store.queries.filters import Filter

FACETS = {
    "about": "about",
    "bloc": "blocs",
    "from": "came_from",
    "kind": "kinds",
    "lacking": "lacking",
    "language": "languages",
    "named": "named",
    "outlet": "outlets",
    "p": "speakers",
    "review": "review",
    "topic": "topics",
    "type": "types",
    "via": "via",
}
"""Facet parameters, and the field of `Filter` that each fills."""
NOT = "not."
"""Stands before a facet's parameter where its values are to be left out."""
EXCLUDABLE = tuple(name for name in FACETS if name not in ("lacking", "language"))
DATES = ("since", "until")


def pairs(wanted: Filter) -> Iterator[tuple[str, str]]:
    """Every choice as a parameter and its value: the words, the dates, then facet by facet."""
    if wanted.q:
        yield "q", wanted.q
    for name in DATES:
        day = getattr(wanted, name)
        if day:
            yield name, day.isoformat()
    # A page has hundreds of addresses, most of them with two or three choices.
    for name, field in FACETS.items():
        for value in getattr(wanted, field):
            yield name, value
    for name in EXCLUDABLE if wanted.without else ():
        for value in values(wanted, NOT + name):
            yield NOT + name, value


def values(wanted: Filter, parameter: str) -> tuple[str, ...]:
    """The values of one facet that are chosen or, after `NOT`, left out."""
    if parameter.startswith(NOT):
        return tuple(value for name, value in wanted.without if NOT + name == parameter)
    chosen: tuple[str, ...] = getattr(wanted, FACETS[parameter])
    return chosen


def choosing(wanted: Filter, parameter: str, chosen: tuple[str, ...]) -> Filter:
    """`wanted` with other values for one parameter; without any, words and dates are taken away."""
    if parameter == "q":
        return replace(
            wanted, q="", match="all", sort="newest" if wanted.sort == "relevance" else wanted.sort
        )
    if parameter in DATES:
        gone: dict[str, Any] = {parameter: None}
        return replace(wanted, **gone)
    if parameter.startswith(NOT):
        facet = parameter.removeprefix(NOT)
        others = [pair for pair in wanted.without if pair[0] != facet]
        return replace(wanted, without=tuple(sorted([*others, *((facet, value) for value in chosen)])))
    changes: dict[str, Any] = {FACETS[parameter]: chosen}
    return replace(wanted, **changes)


def without(wanted: Filter, parameter: str, value: str) -> Filter:
    """`wanted` without one choice."""
    if parameter == "q" or parameter in DATES:
        return choosing(wanted, parameter, ())
    kept = tuple(other for other in values(wanted, parameter) if other != value)
    return choosing(wanted, parameter, kept)


def excluding(wanted: Filter, parameter: str, value: str) -> Filter:
    """`wanted` with a value of a facet left out, and so not chosen."""
    freed = without(wanted, parameter, value)
    return choosing(freed, NOT + parameter, (*values(freed, NOT + parameter), value))
