"""Medium: who received or published somebody's words ("in an interview with RT", "told Reuters")."""

import re
from functools import cache

from app.extract.lexicon import table, words
from app.records import Span

_NAME = r"((?:[Tt]he )?[A-Z][\w&.'’-]*\w(?: (?:of the |of |and )?[A-Z][\w&.'’-]*\w)*)"
_TALK = re.compile(
    r"\bin (?:an?|his|her|their) (?:[\w'’-]+ ){0,3}?(?:interview|conversation|talk|comment|commentary)s?"
    r" (?:with|to|for) " + _NAME
)
_TOLD = re.compile(r"\b(?:told|to|of|by|for) " + _NAME)


def medium_of(text: str, clause: Span) -> Span | None:
    """The first publication that the words of an attribution clause name as having received them."""
    for found in _TALK.finditer(text, clause.start, clause.end):
        name = found[1]
        if publishes(name) or name.isupper() or name.startswith(("the ", "The ")):
            return Span(*found.span(1))
    for found in _TOLD.finditer(text, clause.start, clause.end):
        if publishes(found[1]):
            return Span(*found.span(1))
    return None


def publishes(name: str) -> bool:
    """Whether a name is that of a publication, by a list or by one of its words."""
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if bare in words("agencies") or bare.casefold() in _publications():
        return True
    parts = bare.split()
    return len(parts) > 1 and not words("publication_words").isdisjoint({parts[0], parts[-1]})


@cache
def _publications() -> frozenset[str]:
    names: set[str] = set()
    for name, kind, _country, others in table("bodies"):
        if kind == "publication":
            names |= {other.strip().casefold() for other in (name, *others.split(";")) if other.strip()}
    return frozenset(names | {name.removeprefix("the ") for name in names})
