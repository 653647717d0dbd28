"""Steps that resolve a source by agreement and salience: pronouns, and what they share with descriptions."""

import re
from collections.abc import Callable, Iterable, Sequence

from app.extract.entities import FAR, Cast, Known
from app.extract.gender import MAN, WOMAN, is_known
from app.extract.salience import Candidate, Sighting, ranked
from app.extract.source_words import Resolution, Scene, Source
from app.records import MentionKind, SpeakerKind

_OTHERS = re.compile(r"^.*['’]s? | (?:for|of|to|at|with|in) .*$")
_REACH = 3
"""Sentences back that `it` and `they` may reach."""
_STANDS_OUT = 1.0
"""How much a body has to stand out to be meant by its kind: the subject of the sentence before does."""
_MOST_NAMED = 1000
"""Names before a word for a body that are looked at."""
_CLEAR = 0.6
"""By how much the likeliest has to stand out more than the next."""


def pronoun(source: Source) -> Resolution | None:
    """`he` and `she` mean who stands out most, `it` and `they` the body or group that has spoken."""
    word = source.words.lower()
    if (source.head.pos_ != "PRON" and word not in MAN | WOMAN) or (word != "i" and source.words.isupper()):
        return None
    last = None
    if word in MAN | WOMAN:
        woman = word in WOMAN
        found = likeliest(
            source,
            lambda s: may_be_meant(source, s, woman=woman),
            lambda s: is_known_as(source, s, woman=woman),
        )
        last = None if found is None or _may_be_named(source, found, woman=woman) else found.sighting
    elif word in ("it", "they"):
        last = _last_body(source, many=word == "they")
    if last is None or last.entity is None:
        return Resolution(None, MentionKind.PRONOUN, "pronoun left open", 0.4)
    sure = 0.85 if source.paragraph - last.paragraph <= 1 else 0.7
    rule = "pronoun" if word in MAN | WOMAN else f"pronoun {word}"
    return Resolution(last.entity, MentionKind.PRONOUN, rule, sure, (source.led_to(last),))


def likeliest(
    source: Scene, fits: Callable[[Sighting], bool], is_sure: Callable[[Sighting], bool] = lambda _: False
) -> Candidate | None:
    """The fitting person who stands out most before the source; None where another stands out as much."""
    near = [
        s
        for s in (*source.cast.before(source.span), *source.told.recent)
        if s.span.end <= source.span.start
        and source.paragraph - s.paragraph <= FAR
        and _is_one(source.cast, s)
        and fits(s)
        and not _is_spoken_of(source, s)
    ]
    return _clear(ranked(near, source.at, {s.who for s in near if is_sure(s)}))


def _may_be_named(source: Source, found: Candidate, *, woman: bool) -> bool:
    """Whether somebody without a name is found where somebody named may be meant as well."""
    last = found.sighting
    if last.entity is None or source.cast.of(last).kind is not SpeakerKind.UNNAMED:
        return False
    if last.spoke and last.paragraph == source.paragraph:
        return False  # "An official said that … He added"
    return any(
        source.cast.of(s).kind is SpeakerKind.PERSON and may_be_meant(source, s, woman=woman)
        for s in (*source.cast.before(source.span), *source.told.recent)
        if s.entity is not None and s.span.end <= source.span.start and source.paragraph - s.paragraph <= FAR
    )


def likeliest_body(source: Source, fits: Callable[[str], bool], *, by_name: bool) -> Sighting | None:
    """The body that fits and stands out most before the source.

    Where the name tells (`by_name`), the only one in the article will do; else it has to stand out by itself.
    """
    cast = source.cast
    bodies = [
        s
        for s in (*cast.before(source.span, _MOST_NAMED), *source.told.recent)
        if s.span.end <= source.span.start
        and s.entity is not None
        and cast.of(s).kind is SpeakerKind.ORGANISATION
        and fits(cast.of(s).name)
        and not _is_spoken_of(source, s)
    ]
    near = [s for s in bodies if source.paragraph - s.paragraph <= FAR]
    if by_name and len({s.who for s in bodies}) == 1:
        near = bodies
    found = _clear(ranked(near, source.at))
    return None if found is None or (not by_name and found.salience < _STANDS_OUT) else found.sighting


def _last_body(source: Source, *, many: bool) -> Sighting | None:
    """The body or, for `they`, the group that spoke last, if nobody has spoken since."""
    spoken = [s for s in source.told.recent if s.spoke and s.span.end <= source.span.start]
    last = max(spoken, key=lambda s: s.span, default=None)
    if last is None or source.at.sentence - last.sentence > _REACH or source.paragraph - last.paragraph > 1:
        return None
    if last.entity is None:
        return None
    kind = source.cast.of(last).kind
    is_body = kind in (SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION)
    return last if is_body or (many and last.many) else None


def _clear(order: Sequence[Candidate]) -> Candidate | None:
    if len(order) > 1 and order[0].salience - order[1].salience < _CLEAR:
        return None
    return order[0] if order else None


def _is_one(cast: Cast, sighting: Sighting) -> bool:
    """Whether one person is sighted, named or not."""
    if sighting.entity is None:
        return not sighting.many
    kind = cast.of(sighting).kind
    return kind is SpeakerKind.PERSON or (kind is SpeakerKind.UNNAMED and not sighting.many)


def may_be_meant(source: Source, sighting: Sighting, *, woman: bool) -> bool:
    """Whether nothing that is printed of somebody speaks against a woman, or a man."""
    return not is_known_as(source, sighting, woman=not woman)


def is_known_as(source: Source, sighting: Sighting, *, woman: bool) -> bool:
    """Whether what is printed of somebody says that it is a woman, or a man."""
    cast = source.cast
    if sighting.entity is None:
        return is_known("", (sighting.span.of(cast.text),), (), woman=woman)
    entity = cast.known[sighting.entity]
    return is_known(entity.name, _printed(entity), source.told.pronouns(sighting.entity), woman=woman)


def _printed(entity: Known) -> Iterable[str]:
    # "a spokeswoman for Mr. Lee", "Mr. Lee's lawyer": whose she is says nothing of her.
    own = (_OTHERS.sub("", role.words) for role in entity.roles)
    return (entity.name, *entity.honorifics, *entity.aliases, *own)


def _is_spoken_of(source: Scene, sighting: Sighting) -> bool:
    """Whether the words said name the person: hardly anybody speaks so of themselves."""
    if sighting.entity is None:
        return False
    surname = re.compile(rf"\b{re.escape(source.cast.known[sighting.entity].name.split()[-1])}\b")
    return any(surname.search(source.cast.text, span.start, span.end) for span in source.content)
