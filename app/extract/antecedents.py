"""What "the country", "there" and "its capital" mean: the nearest sensible country before, or nothing."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from app.extract.lexicon import words
from app.extract.toponyms import Reading
from app.records import Place, Span

_ANAPHORS = re.compile(
    r"\b(?:(?P<country>[Tt]h(?:e|at|is)(?: [a-z][a-z-]+){0,2} (?:country|nation|republic|kingdom|emirate|"
    r"sultanate|archipelago)\b(?! of\b))"
    r"|(?P<capital>(?:[Ii]ts|[Tt]he country['’]s|[Tt]he) capital)(?=['’]s|[.,;:!?]|$| (?:city|on|in|is|was|"
    r"to|and|for|after|where|as|from|by|with|has|had|before|since|over)\b)"
    r"|(?P<there>(?<!over )(?<!out )[Tt]here)\b(?!['’]s\b))"
)
_EXISTS = re.compile(
    r" (?:(?:also|still|now|already) )?(?:is|are|was|were|be|been|being|has|have|had|will|would|may|might|"
    r"can|could|should|must|seems?|seemed|appears?|appeared|exists?|existed|remains?|remained|comes?|came|lies|lay|"
    r"(?:is|are|was|were|wo|has|have)n['’]t|cannot|can['’]t|used|needs|goes|go|to be)\b"
)
_SENTENCES = 4
"""Sentences back that an antecedent may stand."""


def inferred(reading: Reading, placed: Sequence[Place], within: Span, since: int) -> list[Place]:
    """The places that descriptions and adverbs within a span point back to, none before `since`."""
    found = []
    for anaphor in _ANAPHORS.finditer(reading.text, within.start, within.end):
        span = Span(*anaphor.span())
        if anaphor["there"] and not _is_locative(reading, span):
            continue
        meant = _antecedent(reading, placed, span, since, there=bool(anaphor["there"]), noun=anaphor.group())
        if meant is not None:
            found.append(Place(meant.code, span, "inferred", meant.span))
    return found


def _is_locative(reading: Reading, span: Span) -> bool:
    """Whether "there" is a place: neither "there is" nor a sentence's first word."""
    if _EXISTS.match(reading.text, span.end) or span.of(reading.text)[0] == "T":
        return False
    behind = reading.text[span.end : span.end + 24]
    return re.match(r"\s*(?:[.,;:!?)\"”’—–-]|$)|\s+(?:[a-z]+ly\b|[a-z]+\b)", behind) is not None


def _antecedent(
    reading: Reading, placed: Sequence[Place], span: Span, since: int, *, there: bool, noun: str
) -> Place | None:
    known = [place for place in placed if place.rule != "bloc" and since <= place.span.start]
    known = known[: bisect_left([place.span.start for place in known], span.start)]
    sentence = reading.sentence(span.start)
    for _ in range(_SENTENCES):
        here = [place for place in known if sentence.start <= place.span.start < sentence.end]
        here = [place for place in here if _fits(place.code, noun)]
        if here:
            return _chosen(reading, here, sentence, there=there)
        if sentence.start <= since:
            return None
        sentence = reading.sentence(sentence.start - 1)
    return None


def _fits(code: str, noun: str) -> bool:
    if "kingdom" in noun:
        return code in words("kingdoms")
    if "emirate" in noun or "sultanate" in noun:
        return code in words("kingdoms")
    if "republic" in noun:
        return code not in words("kingdoms")
    return True


def _chosen(reading: Reading, here: Sequence[Place], sentence: Span, *, there: bool) -> Place | None:
    """The only country of a sentence, or the only one named, or the one that somebody is in."""
    if len({place.code for place in here}) == 1:
        return here[-1]
    named = [place for place in here if place.rule in ("name", "capital", "city", "region")]
    if len({place.code for place in named}) == 1:
        return named[-1]
    inside = [place for place in named if _is_inside(reading, place)]
    if len({place.code for place in inside}) == 1:
        return inside[-1]
    if there:
        return inside[-1] if inside else None
    first = [place for place in named if place.span.start - sentence.start <= 12]
    return first[0] if first and not inside else None


def _is_inside(reading: Reading, place: Place) -> bool:
    before = reading.text[max(0, place.span.start - 14) : place.span.start]
    return (
        re.search(r"\b(?:in|into|to|across|from|inside|throughout|of) (?:the |[a-z]+ern )?\Z", before)
        is not None
    )
