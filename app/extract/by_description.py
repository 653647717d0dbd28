"""The step that resolves a description that no printed role answers, by who stands out most."""

import re

from app.extract.by_pronoun import likeliest, may_be_meant
from app.extract.entities import FAR, Cast
from app.extract.lexicon import words
from app.extract.referring import describes_person
from app.extract.salience import Sighting, Standing
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind

_REACH = 2
"""Sentences back that a description may reach."""


def description(source: Source) -> Resolution | None:
    """`the expert`, `the businessman`: the fitting person who stands out most.

    An office ("the mayor") fits nobody whose role is not printed so; `role_printed` has looked for that.
    """
    noun = source.head.lower_
    expert = noun in words("expert_nouns")
    office = noun in words("titles") and not expert and noun not in words("broad_nouns")
    if source.tokens[0].lower_ not in ("the", "this", "that") or not describes_person(noun) or office:
        return None
    if not expert and _is_somebody_new(source):
        return None
    found = likeliest(source, lambda sighting: _fits(source, sighting))
    if found is None:
        return None
    last = found.sighting
    return Resolution(last.entity, MentionKind.NOMINAL, "description", 0.75, (source.led_to(last),))


def _fits(source: Source, sighting: Sighting) -> bool:
    noun = source.head.lower_
    if not is_person(source.cast, sighting):
        return False
    for listed, woman in (("women_words", True), ("men_words", False)):
        if noun in words(listed) and not may_be_meant(source, sighting, woman=woman):
            return False
    if noun in words("expert_nouns"):
        return _is_expert(source.cast, sighting)
    near = source.at.sentence - sighting.sentence <= _REACH and source.paragraph - sighting.paragraph <= 1
    return noun in words("broad_nouns") or (near and sighting.standing >= Standing.SUBJECT)


def _is_somebody_new(source: Source) -> bool:
    """Whether "the man" may be one whom the article has brought in without a name: "a man in a red car"."""
    noun = re.escape(source.head.lower_)
    brought_in = re.compile(rf"\b(?:an?|one|another) (?:[\w’'-]+ ){{0,3}}{noun}\b", re.IGNORECASE)
    if brought_in.search(source.cast.text, 0, source.span.start):
        return True
    unnamed = any(one.entity is None and source.paragraph - one.paragraph <= FAR for one in source.told)
    return unnamed and noun in ("man", "woman")


def _is_expert(cast: Cast, sighting: Sighting) -> bool:
    roles = cast.known[sighting.entity].roles if sighting.entity is not None else ()
    said = {word.strip(",.").lower() for role in roles for word in role.words.split()}
    return not said.isdisjoint(words("expert_nouns") | words("expert_places"))
