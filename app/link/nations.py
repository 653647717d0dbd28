"""Countries inside names and roles: "Russian Foreign Ministry", "Ministry of Foreign Affairs of Russia"."""

from collections.abc import Iterator, Sequence
from functools import cache

import pycountry
from countryinfo import CountryInfo, _cache

from app.link import english, lexicon
from app.link.spelling import words

LONGEST = 6
"""Words in the longest name of a country that is looked for."""


def without(parts: Sequence[str]) -> tuple[list[str], str | None, bool]:
    """Words of a name without the countries in it; the first of these, and whether it ends the name.

    What would leave nothing is kept: a name that is a country's alone.
    """
    known, kept, first, last_at = _known(), [], None, -1
    place = 0
    while place < len(parts):
        for length in range(min(LONGEST, len(parts) - place), 0, -1):
            code = known.get(" ".join(parts[place : place + length]))
            if code is not None:
                first, last_at = first or code, place + length
                place += length
                break
        else:
            kept.append(parts[place])
            place += 1
    return (kept, first, last_at == len(parts)) if kept else (list(parts), None, False)


def code(name: str) -> str | None:
    """The code of the country that a name, or its people's, is of; its words folded, parted by spaces."""
    return _known().get(name)


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    territories = english.names().territories
    for country in pycountry.countries:
        named = (getattr(country, field, None) for field in ("name", "common_name", "official_name"))
        for name in (*named, territories.get(country.alpha_2), *_demonyms(country.alpha_2)):
            if name:
                known.setdefault(" ".join(words(name)), country.alpha_2)
    for line in lexicon.lines("nations"):
        code, _, names = line.partition(" ")
        known |= {" ".join(words(name)): code for name in names.split(";")}
    # Of all that is told of every country, four megabytes, nothing else is asked.
    getattr(_cache.load_countries, "cache_clear", int)()
    return known


def _demonyms(code: str) -> Iterator[str]:
    try:
        demonyms = CountryInfo(code).demonym() or ""
    except ValueError:
        return
    yield from demonyms.replace(" or ", ",").replace("/", ",").split(",")
