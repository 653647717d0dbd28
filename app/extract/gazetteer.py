"""What the country data know: words → the countries or blocs that they name.

The lists are maintained data (ISO 3166 from pycountry, English names from CLDR, demonyms and capitals from
countryinfo, cities from GeoNames); ``lexicon/en/places.txt`` says what they miss or get wrong, and wins.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale
from countryinfo import CountryInfo

from app.extract.lexicon import table

WORD = re.compile(r"[^\W_]+")
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a name and where it points."""

    codes: tuple[str, ...]
    """ISO 3166-1 alpha-2, or one bloc's slug; none where the words only look like a place's."""
    rule: str
    """As `Place.rule`, or "affiliation" for what only its members are from; "" where there is no code."""
    words: tuple[str, ...]
    """As printed, without what stands between them."""
    combining: bool = False
    """Whether it counts only before a hyphen: Franco-."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries, by their folded words."""

    entries: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    """How many words the longest entry has that begins with a folded word."""


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, made from the data when it is first asked for."""
    entries: dict[str, tuple[Entry, ...]] = {}
    longest: dict[str, int] = {}
    done: set[tuple[str, ...]] = set()
    for entry in _entries():
        if not entry.words or entry.words in done:
            continue
        done.add(entry.words)
        folded = [fold(word) for word in entry.words]
        key = " ".join(folded)
        if entries.get(key) and not _is_acronym(entry) and not any(map(_is_acronym, entries[key])):
            continue  # the same in another spelling: who comes first wins
        entries[key] = (*entries.get(key, ()), entry)
        longest[folded[0]] = max(longest.get(folded[0], 0), len(folded))
    return Gazetteer(entries, longest)


def is_institution(word: str) -> bool:
    """Whether a word by itself names an institution of a country: `Rada`."""
    found = gazetteer().entries.get(fold(word), ())
    return any(entry.rule == "institution" and entry.words == (word,) for entry in found)


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _is_acronym(entry: Entry) -> bool:
    return all(word.isupper() for word in entry.words)


def _entries() -> Iterator[Entry]:
    """What wins comes first."""
    for form in _cells(row for row, *_ in table("no_places")):
        yield _entry((), "", form)
    for codes, rule, forms in table("places"):
        found = () if codes == _NONE else tuple(codes.split("+"))
        for form in _cells([forms]):
            yield _entry(found, rule, form)
    for slug, forms in table("blocs"):
        for form in _cells([forms]):
            yield _entry((slug,), "bloc", form)
    for code, forms in table("affiliations"):
        for form in _cells([forms]):
            yield _entry((code,), "affiliation", form)
    yield from _from_data()
    for code, forms in table("cities"):
        for form in _cells([forms]):
            yield _entry((code,), "city", form)


def _cells(rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield from (form.strip() for form in row.split(";") if form.strip())


def _entry(codes: tuple[str, ...], rule: str, form: str) -> Entry:
    return Entry(codes, rule if codes else "", tuple(WORD.findall(form)), form.endswith("-"))


def _from_data() -> Iterator[Entry]:
    territories = Locale("en").territories
    for country in pycountry.countries:
        code = country.alpha_2
        for name in _names(country, territories.get(code)):
            yield _entry((code,), "name", name)
    for country in pycountry.countries:
        for form, rule in _more(country.alpha_2):
            yield _entry((country.alpha_2,), rule, form)


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
