"""Steps that resolve a source by a name in it: a person's, a body's, or that of whoever published it."""

from itertools import takewhile

from app.extract.entities import FAR, add_body, bare, body_of
from app.extract.lexicon import words
from app.extract.salience import Sighting
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind, SpeakerKind

_LONGEST_BODY = 8


def person_named(source: Source) -> Resolution | None:
    """A person's name, unless it stands inside somebody else's description: `a lawyer for X` is not X."""
    cast = source.cast
    inside = [s for s in cast.sightings if is_person(cast, s) and source.span.holds(s.span)]
    at_head = [s for s in inside if source.covers(s.span, source.head)]
    free = [s for s in inside if _has_role_here(source, s) or not _hangs_on_preposition(source, s)]
    with_role = [s for s in free if _has_role_here(source, s)]
    found = next(iter(at_head if len(at_head) == 1 else with_role or at_head or free), None)
    if found is None:
        return None
    entity, written = cast.of(found), found.span.of(cast.text)
    reasons = () if written == entity.name else (f"{written} → {entity.name}",)
    sure = 0.8 if len(entity.name.split()) == 1 else 0.97
    return Resolution(found.entity, MentionKind.NAME, "name", sure, reasons)


def somebodys_sources(source: Source) -> Resolution | None:
    """`the newspaper's sources`: an unnamed group, told apart by whose sources they are."""
    if source.head.lower_ not in ("sources", "source"):
        return None
    name = bare(source.words)
    reasons: tuple[str, ...] = ()
    owner = next((token for token in source.head.children if token.dep_ == "poss"), None)
    if owner is not None:
        index = source.body_at(owner)
        if index is None and (last := publication_before(source)):
            index = last.entity
        if index is not None:
            name = f"sources of {source.cast.known[index].name}"
            reasons = (f"{source.words} → {name}",)
    index = source.cast.index(name, SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed sources", 0.85, reasons)


def writing_of(source: Source) -> Resolution | None:
    """`the journalists of X`, `the message of X`, `the article`: what is published, its publisher says."""
    noun = source.head.lower_
    if noun not in words("publication_nouns") and noun not in words("writings"):
        return None
    for token in source.tokens:
        of_it = (
            token.dep_ == "pobj"
            and token.head.lower_ in ("of", "from", "by")
            and token.head.head == source.head
        )
        beside = token.dep_ in ("poss", "compound", "appos") and token.head == source.head
        index = source.body_at(token) if of_it or beside else None
        if index is not None:
            reason = f"{source.words} → {source.cast.known[index].name}"
            return Resolution(index, MentionKind.NOMINAL, "what a body publishes", 0.9, (reason,))
    last = publication_before(source)
    if last is None or not source.is_definite or has_other_name(source):
        return None
    return Resolution(last.entity, MentionKind.NOMINAL, "publication named last", 0.8, (source.led_to(last),))


def body_named(source: Source) -> Resolution | None:
    """A body by its name, even one that the name recogniser passed over."""
    cast, head = source.cast, source.head
    if head.lower_ in words("titles"):
        return None  # "the Prime Minister" is an office
    index = source.body_at(head) if head.pos_ != "NOUN" or _names_body(source) else None
    if index is None and (body_of(source.words) is not None or head.pos_ == "PROPN"):
        name = bare(source.words.partition(",")[0])
        fits = name[:1].isupper() and len(name.split()) <= _LONGEST_BODY
        index = add_body(cast, name, source.span) if fits else None
    if index is None:
        return None
    name = cast.known[index].name
    reasons = () if bare(source.words) == name else (f"{source.words} → {name}",)
    return Resolution(index, MentionKind.NAME, "name of a body", 0.9, reasons)


def publication_before(source: Source) -> Sighting | None:
    """The publication named last before the source, if it is near."""
    cast = source.cast
    earlier = [
        sighting
        for sighting in cast.sightings
        if sighting.span.start < source.span.start
        and cast.of(sighting).kind is SpeakerKind.PUBLICATION
        and source.paragraph - sighting.paragraph <= FAR
    ]
    return earlier[-1] if earlier else None


def has_other_name(source: Source) -> bool:
    """Whether a name stands beside the head: "the Courier newspaper" is not the newspaper named before."""
    return any(token.pos_ == "PROPN" and token != source.head for token in source.tokens)


def _names_body(source: Source) -> bool:
    if body_of(source.words) is not None:
        return True
    cast = source.cast
    return any(source.covers(s.span, source.head) and not is_person(cast, s) for s in cast.sightings)


def _has_role_here(source: Source, sighting: Sighting) -> bool:
    """Whether the source is a role and the name it belongs to, however the parser joins them."""
    return any(
        source.span.holds(role.span) and 0 <= sighting.span.start - role.span.end <= 2
        for role in source.cast.of(sighting).roles
    )


def _hangs_on_preposition(source: Source, sighting: Sighting) -> bool:
    """Whether a name only qualifies the source: `a spokesman for X`, `X's lawyer`."""
    for token in source.tokens:
        if source.covers(sighting.span, token):
            below_head = [token, *token.ancestors]
            return any(
                t.dep_ in ("pobj", "poss") for t in takewhile(lambda t: t.i != source.head.i, below_head)
            )
    return False
