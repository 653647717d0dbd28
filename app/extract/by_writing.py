"""Steps that resolve what is written, and a newspaper's sources, by who published it."""

from app.extract.entities import FAR
from app.extract.lexicon import words
from app.extract.naming import bare
from app.extract.salience import Sighting
from app.extract.source_words import Resolution, Source
from app.records import MentionKind, SpeakerKind


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
    if not any(noun in words(listed) for listed in ("publication_nouns", "writings", "things_that_say")):
        return None
    for token in source.tokens:
        of_it = (
            token.dep_ == "pobj"
            and token.head.lower_ in ("of", "from", "by")
            and token.head.head == source.head
        )
        beside = token.dep_ in ("poss", "compound", "appos") and token.head == source.head
        index = source.person_at(token) if token.dep_ == "poss" and beside else None
        if index is None and (of_it or beside):
            index = source.body_at(token)
        if index is not None:
            reason = f"{source.words} → {source.cast.known[index].name}"
            return Resolution(index, MentionKind.NOMINAL, "what a body publishes", 0.9, (reason,))
    last = publication_before(source)
    alone = all(token.dep_ in ("det", "punct") for token in source.tokens if token != source.head)
    if last is None or not source.is_definite or not alone or noun not in words("publishers"):
        return None
    return Resolution(last.entity, MentionKind.NOMINAL, "publication named last", 0.8, (source.led_to(last),))


def publication_before(source: Source) -> Sighting | None:
    """The publication named last before the source, if it is near."""
    cast = source.cast
    earlier = [
        sighting
        for sighting in cast.before(source.span)
        if sighting.span.start < source.span.start
        and cast.of(sighting).kind is SpeakerKind.PUBLICATION
        and source.paragraph - sighting.paragraph <= FAR
    ]
    return earlier[-1] if earlier else None


def has_other_name(source: Source) -> bool:
    """Whether a name stands beside the head: "the Courier newspaper" is not the newspaper named before."""
    return any(token.pos_ == "PROPN" and token != source.head for token in source.tokens)
