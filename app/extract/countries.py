"""Words → the countries and blocs they point at: names, peoples, capitals, cities, institutions, and what
stands for them ("the country", "there").
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.extract.antecedents import inferred
from app.extract.bearers import bearing
from app.extract.lexicon import sets
from app.extract.meanings import placed
from app.extract.toponyms import Reading
from app.records import Document, Place, Span

_BACK = 2
"""Paragraphs back that "the country" may reach."""
_KEPT = 8
"""Texts whose reading is kept: an article is asked for each of its statements and claims."""
_SHORT, _KEPT_SHORT = 200, 1024
"""Characters of what is a name or a role at most, and how many are kept: articles have them in common."""


def pointed(
    document: Document, spans: Iterable[Span], besides: Iterable[Span] = ()
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """What words are about: one place a country and one a bloc, the first that stands in `spans`.

    People's names, `besides`, point nowhere; "the country" points at what stands before it in the article.
    """
    reading, known = _read(document.text)
    skipped = sorted(besides)
    about: dict[str, Place] = {}
    blocs: dict[str, Place] = {}
    for span in spans:
        found = [place for place in _within(known, span) if not _is_somebody(document.text, place, skipped)]
        found += inferred(reading, known, span, _since(document, span.start))
        for place in sorted(found, key=lambda one: one.span):
            (blocs if place.rule == "bloc" else about).setdefault(place.code, place)
    return tuple(about.values()), tuple(blocs.values())


def places(text: str, within: Iterable[Span], besides: Iterable[Span] = ()) -> tuple[Place, ...]:
    """One place a country, the first that stands in `within`; `besides` (people's names) does not count."""
    skipped = sorted(besides)
    first: dict[str, Place] = {}
    for span in within:
        for place in all_places(text, span):
            if not _is_somebody(text, place, skipped):
                first.setdefault(place.code, place)
    return tuple(first.values())


def all_places(text: str, within: Span) -> Iterator[Place]:
    """Every mention of a country by name in order, blocs apart, the longest words first."""
    return (place for place in _within(_read(text)[1], within) if place.rule != "bloc")


def home_places(text: str, within: Span) -> Iterator[Place]:
    """The same and, as institutions, universities and the like: where those are from who belong there."""
    reading, known = _read(text)
    where = [
        Place(code, one.span, "institution")
        for one in reading.toponyms
        if one.entry.rule == "affiliation" and within.holds(one.span)
        for code in one.entry.codes
    ]
    named = [place for place in _within(known, within) if place.rule != "bloc"]
    return iter(sorted([*named, *where], key=lambda place: place.span))


def _read(text: str) -> tuple[Reading, tuple[Place, ...]]:
    return _read_short(text) if len(text) <= _SHORT else _read_long(text)


@lru_cache(_KEPT_SHORT)
def _read_short(text: str) -> tuple[Reading, tuple[Place, ...]]:
    reading = Reading(text)
    return reading, placed(reading)


@lru_cache(_KEPT)
def _read_long(text: str) -> tuple[Reading, tuple[Place, ...]]:
    reading = Reading(text)
    return reading, placed(reading)


def _within(known: Sequence[Place], span: Span) -> Sequence[Place]:
    first = bisect_left(known, span.start, key=lambda place: place.span.start)
    last = bisect_right(known, span.end, key=lambda place: place.span.end)
    return known[first:last]


def _is_somebody(text: str, place: Place, people: Sequence[Span]) -> bool:
    """Whether a place's words are a person's name: part of a longer one, or one that people bear."""
    first = bisect_left(people, place.span.start, key=lambda span: span.end)
    for person in people[first : first + 2]:
        if person.overlaps(place.span):
            longer = " " in person.of(text).removesuffix("'s").removesuffix(
                "’s"
            ).strip() and not place.span.holds(person)
            before = text[max(0, place.span.start - 16) : place.span.start].split()
            inside = bool(before) and before[-1] in sets("place_cues")["inside"]  # Sofia won in Sofia
            return longer or (bool(bearing(place.span.of(text), place.rule)) and not inside)
    return False


def _since(document: Document, position: int) -> int:
    """Where the paragraphs begin that may tell what words at `position` stand for."""
    index = bisect_right(document.paragraphs, position, key=lambda one: one.span.start) - 1
    return document.paragraphs[max(0, index - _BACK)].span.start if index >= 0 else 0
