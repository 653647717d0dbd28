"""What "the country", "there" and "its capital" mean: the nearest sensible country before, or nothing."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from app.extract.lexicon import sets, words
from app.extract.toponyms import Reading
from app.records import Place, Span

_NOUN = r"(?:country|nation|republic|kingdom|emirate|sultanate|archipelago)"
_SMALL = "|".join(sorted(STOP_WORDS - {"former", "whole", "next", "last", "first"}))
"""Words that no description holds: "that the country" is none."""
_ANAPHORS = re.compile(
    rf"\b(?:(?P<owned>(?:[Hh]is|[Hh]er|[Tt]heir) {_NOUN}\b)"
    r"|(?P<both>(?:[Bb]oth|[Tt]he two|[Tt]hese two) (?:[a-z]+ )?(?:countries|nations|states|republics))\b"
    rf"|(?P<country>[Tt]h(?:e|at|is)(?: (?!(?:{_SMALL})\b)[A-Za-z-]+){{0,3}}? {_NOUN}\b(?! of\b))"
    r"|(?P<capital>(?:[Ii]ts|[Tt]he country['’]s|[Tt]he) capital)(?=['’]s|[.,;:!?]|$| (?:city|on|in|is|was|"
    r"to|and|for|after|where|as|from|by|with|has|had|before|since|over)\b)"
    r"|(?P<there>(?<!over )(?<!out )[Tt]here)\b(?!['’]s\b))"
)
_EXISTS = re.compile(
    r" (?:(?:also|still|now|already) )?(?:is|are|was|were|be|been|being|has|have|had|will|would|may|might|"
    r"can|could|should|must|seems?|seemed|appears?|appeared|exists?|existed|remains?|remained|comes?|came|lies|"
    r"lay|(?:is|are|was|were|wo|has|have)n['’]t|cannot|can['’]t|used|needs|goes|go|to be)\b"
)
_OPENS = re.compile(r"(?:,|\s+(?:it|he|she|they|the|a|his|her|their|its|[A-Z]\w+)\b)")
_NAMED = ("name", "capital", "city", "region")
_SENTENCES = 4
"""Sentences back that an antecedent may stand."""
_FIRST = 12
"""Characters into a sentence where its subject may begin."""


def inferred(reading: Reading, placed: Sequence[Place], within: Span, since: int) -> list[Place]:
    """The places that descriptions and adverbs within a span point back to, none before `since`."""
    found: list[Place] = []
    for anaphor in _ANAPHORS.finditer(reading.text, within.start, within.end):
        span = Span(*anaphor.span())
        if anaphor["there"] and not _is_locative(reading, span):
            continue
        meant = _antecedents(reading, placed, span, since, anaphor.lastgroup or "")
        found += [Place(one.code, span, "inferred", one.span) for one in meant]
    return found


def _is_locative(reading: Reading, span: Span) -> bool:
    """Whether "there" is a place, and not "there is"."""
    before = re.search(r"(\w+)\s\Z", reading.text[max(0, span.start - 16) : span.start])
    if _EXISTS.match(reading.text, span.end) or (
        before and before[1].lower() in sets("place_cues")["not there"]
    ):
        return False
    return span.of(reading.text)[0] == "t" or _OPENS.match(reading.text, span.end) is not None


def _antecedents(
    reading: Reading, placed: Sequence[Place], span: Span, since: int, how: str
) -> Sequence[Place]:
    """Of the sentence nearest before that names a country that fits, the one meant, or both."""
    known = [place for place in placed if place.rule != "bloc" and since <= place.span.start]
    known = known[: bisect_left([place.span.start for place in known], span.start)]
    if how in ("country", "capital"):
        known = [place for place in known if not _is_abroad(reading, place)]
    if how == "there":
        known = [place for place in known if place.rule in _NAMED]
    fitting = _fitting(span.of(reading.text))
    if fitting is not None:
        known = [place for place in known if place.code in fitting]
    if "republic" in span.of(reading.text):
        known = [place for place in known if place.code not in words("kingdoms")]
    sentence = reading.sentence(span.start)
    near: list[Place] = []
    for _ in range(2 if how == "there" else _SENTENCES):
        here = [place for place in known if sentence.start <= place.span.start < sentence.end]
        near = here + near
        if how == "both" and len({place.code for place in near}) > 1:
            two = {place.code: place for place in reversed(near)}
            return list(reversed(two.values())) if len(two) == 2 else []
        if here and how != "both":
            one = _chosen(reading, here, sentence, how)
            return [one] if one is not None else []
        if sentence.start <= since:
            return []
        sentence = reading.sentence(sentence.start - 1)
    return []


def _fitting(noun: str) -> frozenset[str] | None:
    """The countries that a description can mean by what it says; None if it may be any."""
    said = noun.split()[1:-1]
    capitals = " ".join(word for word in said if word[0].isupper())
    if capitals:
        rows = sets("members")
        return next((rows[key] for key in rows if capitals in key.split("; ")), frozenset())
    return words("kingdoms") if noun.endswith(("kingdom", "emirate", "sultanate")) else None


def _chosen(reading: Reading, here: Sequence[Place], sentence: Span, how: str) -> Place | None:
    """The only country of a sentence, or the only one named, or the one that somebody is in."""
    if len({place.code for place in here}) == 1:
        return here[-1]
    if how == "owned":
        seats = [place for place in here if _is_office(reading, place)]
        return seats[-1] if len({place.code for place in seats}) == 1 else None
    named = [place for place in here if place.rule in _NAMED]
    if len({place.code for place in named}) == 1:
        return named[-1]
    if how == "there":
        goals = [
            place
            for place in named
            if _is_behind(reading, place, "in|into|to|inside|throughout|across|reached")
        ]
        return goals[-1] if goals else None
    inside = [
        place for place in named if _is_behind(reading, place, "in|into|to|across|from|inside|throughout|of")
    ]
    if len({place.code for place in inside}) == 1:
        return inside[-1] if not _is_listed(reading, inside[-1], named) else None
    first = [place for place in named if place.span.start - sentence.start <= _FIRST]
    return first[0] if first and not inside and not _is_listed(reading, first[0], named) else None


def _is_listed(reading: Reading, place: Place, others: Sequence[Place]) -> bool:
    """Whether another place goes on from this one: in Libya, Syria and Yemen."""
    behind = [other for other in others if other.span.start > place.span.end]
    between = reading.text[place.span.end : behind[0].span.start] if behind else ""
    return between in (", ", " and ", " or ")


def _is_behind(reading: Reading, place: Place, prepositions: str) -> bool:
    before = reading.text[max(0, place.span.start - 16) : place.span.start]
    return re.search(rf"\b(?:{prepositions}) (?:the |[a-z]+ern )?\Z", before) is not None


def _is_abroad(reading: Reading, place: Place) -> bool:
    """Whether a place only tells whose somebody or something is that may well be elsewhere: US troops."""
    behind = re.match(r" (?:[a-z]+ )?([a-z]+)", reading.text[place.span.end : place.span.end + 40])
    near = behind[0].split() if behind else []
    return any(word in words("abroad_nouns") for word in near)


def _is_office(reading: Reading, place: Place) -> bool:
    """Whether a place stands with an office: Romania's president, the minister of Finland."""
    behind = re.match(r"(?:['’]s)?((?: [\w-]+){1,3})", reading.text[place.span.end : place.span.end + 40])
    before = reading.text[max(0, place.span.start - 24) : place.span.start].split()
    titles = words("titles") | words("people_nouns")
    if behind and any(word.lower() in titles for word in behind[1].split()):
        return True
    return len(before) > 1 and before[-1] == "of" and before[-2].lower() in titles
