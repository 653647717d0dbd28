"""Words → the countries they point at: names, demonyms, capitals and institutions.

The lists are maintained data (ISO 3166 from pycountry, English names from CLDR, demonyms and capitals from
countryinfo); ``lexicon/en/places.txt`` says what they miss or get wrong, and wins.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pycountry
from babel import Locale
from countryinfo import CountryInfo

from app.extract.lexicon import table
from app.records import Place, Span

_NO_COUNTRY = "-"


def places(text: str, within: Iterable[Span], besides: Iterable[Span] = ()) -> tuple[Place, ...]:
    """One place a country, the first that stands in `within`; `besides` (people's names) does not count."""
    skipped = tuple(besides)
    first: dict[str, Place] = {}
    for span in within:
        for place in all_places(text, span):
            if not any(place.span.overlaps(other) for other in skipped):
                first.setdefault(place.code, place)
    return tuple(first.values())


def all_places(text: str, within: Span) -> Iterator[Place]:
    """Every mention of a country in order, the longest words first."""
    known = _known()
    for found in _pattern().finditer(text, within.start, within.end):
        code, rule = known[re.sub(r"\s+", " ", found.group())]
        if code != _NO_COUNTRY:
            yield Place(code, Span(*found.span()), rule)


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_known(), key=lambda words: (-len(words), words))
    words = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest_first)
    return re.compile(rf"(?<![\w.-])(?:{words})(?!\w)(?!-(?!\w*(?:based|led|backed|born|made)\b)\w)")


@cache
def _known() -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    territories = Locale("en").territories
    for country in pycountry.countries:
        code = country.alpha_2
        for name in _names(country, territories.get(code)):
            known.setdefault(name, (code, "name"))
    for country in pycountry.countries:
        for words, rule in _more(country.alpha_2):
            known.setdefault(words, (country.alpha_2, rule))
    for words, code, rule in table("places"):
        known[words] = (code, rule)
    return known


def _names(country: object, common: str | None) -> Iterator[str]:
    for field in ("name", "common_name", "official_name"):
        name = getattr(country, field, None)
        if name:
            yield name.split(",")[0] if ", " in name and " of" in name else name
    if common:
        yield common.removesuffix(" SAR China")
        yield common.replace("&", "and")


def _more(code: str) -> Iterator[tuple[str, str]]:
    try:
        facts = CountryInfo(code)
    except ValueError:
        return
    for demonym in (facts.demonym() or "").replace(" or ", ",").replace("/", ",").split(","):
        word = demonym.strip()
        if word[:1].isupper():
            yield word, "demonym"
            if word.endswith(("an", "i")):
                yield word + "s", "demonym"
    if capital := facts.capital():
        yield capital, "capital"
