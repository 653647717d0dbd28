"""Steps that resolve a source by agreement and salience: pronouns, and what they share with descriptions."""

import re
from collections.abc import Callable, Iterable

from app.extract.entities import FAR, Known
from app.extract.gender import MAN, WOMAN, is_known
from app.extract.salience import Candidate, Sighting, ranked
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind

_CLEAR = 0.6
"""By how much the likeliest has to stand out more than the next."""


def pronoun(source: Source) -> Resolution | None:
    """`he` and `she` mean the person who stands out most; every other pronoun is left open."""
    word = source.words.lower()
    if source.head.pos_ != "PRON" and word not in MAN | WOMAN:
        return None
    found = None
    if word in MAN | WOMAN:
        woman = word in WOMAN
        found = likeliest(
            source,
            lambda s: may_be_meant(source, s, woman=woman),
            lambda s: is_known_as(source, s, woman=woman),
        )
    if found is None or found.sighting.entity is None:
        return Resolution(None, MentionKind.PRONOUN, "pronoun left open", 0.4)
    last = found.sighting
    sure = 0.85 if source.paragraph - last.paragraph <= 1 else 0.7
    return Resolution(last.entity, MentionKind.PRONOUN, "pronoun", sure, (source.led_to(last),))


def likeliest(
    source: Source, fits: Callable[[Sighting], bool], is_sure: Callable[[Sighting], bool] = lambda _: False
) -> Candidate | None:
    """The fitting person who stands out most before the source; None where another stands out as much."""
    cast = source.cast
    near = [
        sighting
        for sighting in (*(s for s in cast.sightings if is_person(cast, s)), *source.told)
        if sighting.span.end <= source.span.start
        and source.paragraph - sighting.paragraph <= FAR
        and fits(sighting)
        and not _is_spoken_of(source, sighting)
    ]
    order = ranked(near, source.at, {s.who for s in near if is_sure(s)})
    if len(order) > 1 and order[0].salience - order[1].salience < _CLEAR:
        return None
    return order[0] if order else None


def may_be_meant(source: Source, sighting: Sighting, *, woman: bool) -> bool:
    """Whether nothing that is printed of somebody speaks against a woman, or a man."""
    return not is_known_as(source, sighting, woman=not woman)


def is_known_as(source: Source, sighting: Sighting, *, woman: bool) -> bool:
    """Whether what is printed of somebody says that it is a woman, or a man."""
    cast = source.cast
    if sighting.entity is None:
        return is_known("", (sighting.span.of(cast.text),), (), woman=woman)
    entity = cast.known[sighting.entity]
    used = (s.span.of(cast.text).lower() for s in source.told if s.entity == sighting.entity)
    pronouns = (word for word in used if word in MAN | WOMAN)
    return is_known(entity.name, _printed(entity), pronouns, woman=woman)


def _printed(entity: Known) -> Iterable[str]:
    return (entity.name, *entity.honorifics, *entity.aliases, *(role.words for role in entity.roles))


def _is_spoken_of(source: Source, sighting: Sighting) -> bool:
    """Whether the words said name the person: hardly anybody speaks so of themselves."""
    if sighting.entity is None:
        return False
    surname = re.compile(rf"\b{re.escape(source.cast.known[sighting.entity].name.split()[-1])}\b")
    return any(surname.search(source.cast.text, span.start, span.end) for span in source.content)
