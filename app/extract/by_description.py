"""The step that resolves a description that no printed role answers, by age or by who stands out most."""

import re
from collections.abc import Callable
from functools import lru_cache

from app.extract.by_pronoun import likeliest, may_be_meant
from app.extract.entities import FAR, Cast
from app.extract.lexicon import words
from app.extract.referring import describes_person
from app.extract.salience import Sighting, Standing
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind, SpeakerKind

_REACH = 1
"""Sentences and paragraphs back that a description by something new may reach."""
_AN_AGE = 12
"""Letters of "the 44-year", where only what follows was taken for the source."""
_LONGEST_SURNAME = 40
_AGED = re.compile(r"\b[Tt]he (\d{1,2})-year-old\Z")


def aged(source: Source) -> Resolution | None:
    """`the 44-year-old`: the person whose age is printed so, or else who stands out."""
    cast = source.cast
    found = _AGED.search(cast.text, max(0, source.span.start - _AN_AGE), source.span.end)
    if found is None:
        return None
    endings = _before_age(cast.text, found[1])
    printed = [
        index
        for index, entity in enumerate(cast.known)
        if entity.kind is SpeakerKind.PERSON and entity.name.split()[-1] in endings
    ]
    if len(printed) == 1:
        reason = f"{found.group()} → {cast.known[printed[0]].name}, {found[1]}"
        return Resolution(printed[0], MentionKind.NOMINAL, "age", 0.9, (reason,))
    return _told(source, "something new of", lambda sighting: _has_just_acted(source, sighting))


def description(source: Source) -> Resolution | None:
    """`the expert`, `the woman`, `the retired chemist`: the fitting person who stands out most.

    An office ("the mayor") fits nobody whose role is not printed so; `role_printed` has looked for that.
    """
    noun = source.head.lower_
    if source.tokens[0].lower_ not in ("the", "this", "that") or not describes_person(noun):
        return None
    if noun in words("expert_nouns"):
        return _told(source, "description", lambda sighting: _is_expert(source.cast, sighting))
    if _is_somebody_new(source):
        return None
    if noun in words("broad_nouns"):
        return _told(source, "description", lambda sighting: _agrees(source, sighting))
    # Who has just been spoken of may be called by something new behind their words: `"…," the nurse said`.
    behind = any(span.end <= source.span.start for span in source.content)
    if noun in words("titles") or not behind or any(token.text in (",", "who") for token in source.tokens):
        return None
    return _told(source, "something new of", lambda sighting: _has_just_acted(source, sighting))


def _told(source: Source, rule: str, fits: Callable[[Sighting], bool]) -> Resolution | None:
    found = likeliest(source, lambda sighting: is_person(source.cast, sighting) and fits(sighting))
    if found is None:
        return None
    last = found.sighting
    return Resolution(last.entity, MentionKind.NOMINAL, rule, 0.75, (source.led_to(last),))


def _agrees(source: Source, sighting: Sighting) -> bool:
    noun = source.head.lower_
    for listed, woman in (("women_words", True), ("men_words", False)):
        if noun in words(listed) and not may_be_meant(source, sighting, woman=woman):
            return False
    return True


def _has_just_acted(source: Source, sighting: Sighting) -> bool:
    near = source.at.sentence - sighting.sentence <= _REACH + 1
    acted = sighting.standing is Standing.TOPIC or sighting.spoke
    return near and acted and source.paragraph - sighting.paragraph <= _REACH and _agrees(source, sighting)


def _is_somebody_new(source: Source) -> bool:
    """Whether "the man" may be one whom the article has brought in without a name: "a man in a red car"."""
    noun = source.head.lower_
    if _brought_in(source.cast.text, noun) <= source.span.start:
        return True
    unnamed = any(
        one.entity is None and source.paragraph - one.paragraph <= FAR for one in source.told.recent
    )
    return unnamed and noun in ("man", "woman")


@lru_cache(maxsize=64)
def _brought_in(text: str, noun: str) -> int:
    """Where an article has first brought in somebody by a noun; past its end if nowhere."""
    pattern = rf"\b(?:an?|one|another) (?:[\w’'-]+ ){{0,3}}?{re.escape(noun)}\b"
    found = re.search(pattern, text, re.IGNORECASE)
    return len(text) + 1 if found is None else found.end()


@lru_cache(maxsize=64)
def _before_age(text: str, age: str) -> frozenset[str]:
    """How the words end that an article prints an age behind: `Ann Lee, 44` is a Lee."""
    ends = (found.start() for found in re.finditer(rf",? \(?{age}\b", text))
    told = (text[max(0, end - _LONGEST_SURNAME) : end].rsplit(" ", maxsplit=1)[-1] for end in ends)
    return frozenset(word[place:] for word in told for place in range(len(word)))


def _is_expert(cast: Cast, sighting: Sighting) -> bool:
    roles = cast.known[sighting.entity].roles if sighting.entity is not None else ()
    said = {word.strip(",.").lower() for role in roles for word in role.words.split()}
    return not said.isdisjoint(words("expert_nouns") | words("expert_places"))
