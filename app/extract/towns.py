"""A town with its region or country behind a comma: in `Paris, Texas` the region alone says where that is."""

import re
from collections.abc import Mapping
from functools import cache

from app.extract.lexicon import table
from app.extract.toponyms import Reading, Toponym

ByFirst = Mapping[int, Toponym]
"""The toponyms of a text by the index of their first word."""


def of_town(reading: Reading, toponym: Toponym, by_first: ByFirst) -> tuple[str, ...]:
    """Where a toponym points, after what stands behind its comma."""
    own, rule = toponym.entry.codes, toponym.entry.rule
    if reading.behind(toponym) == "County" and rule in ("capital", "city", "name"):
        return own if {"GB", "IE"} & set(own) else ("US",)
    comma = reading.gap(toponym.after) == ", " and rule in ("capital", "city", "name", "region")
    if not comma or _before(reading, toponym, by_first) is not None:
        return own  # alone, or one of a list
    other = by_first.get(toponym.after)
    if other is None:
        short = reading.word(toponym.after).replace(".", "") in _abbreviations()
        return ("US",) if short and rule in ("capital", "city") else own
    return () if other.entry.codes != own and _holds(reading, other, toponym) else own


def _holds(reading: Reading, region: Toponym, town: Toponym) -> bool:
    """Whether what stands behind a comma is where the town before it lies, and no other of a list."""
    rule, closes = town.entry.rule, reading.text[region.span.end : region.span.end + 5]
    goes_on = re.match(r" (?:and|or) ", closes) is not None
    if region.entry.rule == "region" or (_is_georgia(region) and town.entry.codes != ("GE",)):
        return not (goes_on and rule in ("name", "region"))
    if region.entry.rule != "name" or rule not in ("city", "capital") or _is_georgia(region):
        return False
    return not goes_on and not closes.startswith((", ", "'s", "’s"))


def is_behind_town(reading: Reading, toponym: Toponym, by_first: ByFirst) -> bool:
    """Whether `Georgia` ends a town's name as an American state does: in Dalton, Georgia."""
    if not _is_georgia(toponym) or reading.gap(toponym.first) != ", ":
        return False
    if reading.gap(toponym.after) in ("'", "’") or not reading.word(toponym.first - 1)[:1].isupper():
        return False
    town = _before(reading, toponym, by_first)
    if town is not None:
        listed = re.match(r",? (?:and|or) ", reading.text[toponym.span.end : toponym.span.end + 6])
        return town.entry.rule in ("city", "capital") and "GE" not in town.entry.codes and not listed
    return reading.word(toponym.first - 2).lower() in ("in", "near", "of", "from", "outside", "at", "to")


def _before(reading: Reading, toponym: Toponym, by_first: ByFirst) -> Toponym | None:
    """The toponym that only a comma parts from this one."""
    if reading.gap(toponym.first) != ", ":
        return None
    longest = range(toponym.first - 1, max(-1, toponym.first - 6), -1)
    before = (by_first.get(first) for first in longest)
    return next((one for one in before if one is not None and one.after == toponym.first), None)


def _is_georgia(toponym: Toponym) -> bool:
    """Whether a name is a country's and, behind a town, an American state's."""
    names = {row[0] for row in table("states")}
    return toponym.entry.rule == "name" and " ".join(toponym.entry.words) in names


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(
        form.strip().rstrip(".")
        for row in table("states")
        for form in (row[1].split(";") if len(row) > 1 else ())
    )
