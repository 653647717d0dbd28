"""The step that resolves a source by a person's name in it, from where in the phrase the name stands."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.lexicon import words
from app.extract.people import honorific
from app.extract.referring import describes_person
from app.extract.roles import is_title, role_of
from app.extract.salience import Sighting
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind


def person_named(source: Source) -> Resolution | None:
    """A person's name, unless it stands inside somebody else's description: `a lawyer for X` is not X."""
    cast = source.cast
    free: list[tuple[Sighting, Tokens]] = []
    last: Tokens | None = None
    for sighting in cast.at(source.span):
        if is_person(cast, sighting) and source.span.overlaps(sighting.span):
            name = source.at_name(sighting)
            if _is_free(source, name, last, after_free=bool(free)):
                free.append((sighting, name))
            last = name
    if not free:
        return None
    if len({sighting.entity for sighting, _ in free}) > 1:
        return Resolution(None, MentionKind.NOMINAL, "several people", 0.4)
    found, _ = free[0]
    entity, written = cast.of(found), found.span.of(cast.text)
    reasons = () if written == entity.name else (f"{written} → {entity.name}",)
    sure = 0.8 if len(entity.name.split()) == 1 else 0.97
    return Resolution(found.entity, MentionKind.NAME, "name", sure, reasons)


def _is_free(source: Source, name: Tokens, last: Tokens | None, *, after_free: bool) -> bool:
    """Whether a name, the first behind the name `last`, says who the source is."""
    doc, start = name.doc, _start_of_role(source, name)
    if _owns(source, name):
        return False
    if start <= source.tokens.start:
        return True
    before = doc[start - 1]
    listed = after_free and any(token.lower_ in ("and", "&") for token in doc[start : source.tokens.end])
    joined = before.lower_ in ("and", "or", "&") or (before.text == "," and listed)
    if joined and last is not None:
        # "Lee, Berg and Dahl", but not "Lee, who fought Berg and Dahl", nor "a friend of Lee and Dahl".
        return after_free and not any(
            token.pos_ in ("VERB", "AUX", "PRON") for token in doc[last.end : start]
        )
    if any(
        token.pos_ in ("VERB", "AUX") and token.dep_ != "amod" for token in doc[source.tokens.start : start]
    ):
        return False
    if before.text in (",", "(", "—", "–"):
        return not after_free and _may_be_called(doc[source.tokens.start : start - 1])
    return not any(token.pos_ == "ADP" for token in doc[source.tokens.start : start])


def _owns(source: Source, name: Tokens) -> bool:
    """Whether the words go on about something of the named: `Lee's lawyer`, `the Lee campaign`."""
    if name.end >= source.tokens.end:
        return False
    behind = name.doc[name.end]
    if behind.text in words("post_nominals"):
        return False
    if behind.text in ("'s", "’s", "'", "’"):
        return name.end + 1 < source.tokens.end
    if behind.pos_ not in ("NOUN", "PROPN") or behind.text in words("honorifics"):
        return False
    # "Ann Lee chief economist at" lacks a comma; "a Lee spokesman" and "Lee Mills head Bo Dahl" are others.
    further = source.tokens.doc[name.end : source.tokens.end]
    named = any(token.ent_type_ == "PERSON" for token in further)
    return len(name) == 1 or named or not any(is_title(token) for token in further[:2])


def _start_of_role(source: Source, name: Tokens) -> int:
    """Where the name begins with the role and the descriptions right before it."""
    role = role_of(name)
    called = name.start - bool(honorific(name))
    start = role.start if role is not None and role.end == called else name.start
    while start > source.tokens.start and _leads_up(name.doc[start - 1]):
        start -= 1
    return start


def _leads_up(token: Token) -> bool:
    if token.dep_ in ("amod", "det", "nummod", "poss") or token.text in words("honorifics"):
        return True
    if token.i and not token.nbor(-1).whitespace_ and token.nbor(-1).text == "-":
        return True  # "Editor-in-Chief"
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM") or token.text in (
        "'s",
        "’s",
        "’",
        "'",
        "-",
        '"',
    )


def _may_be_called(before: Tokens) -> bool:
    """Whether `A, X` may say that A is called X: A is one, and no other that it speaks of is nearer."""
    first = next((t.i for t in before if t.pos_ == "ADP" or t.is_punct), before.end)
    noun, last = before.doc[first - 1], before[-1]
    if first in (before.start, before.end):
        return first == before.end  # "the developer, X"
    nearer = describes_person(last.lower_) and any(t.pos_ == "DET" for t in before.doc[first : last.i])
    is_one = describes_person(noun.lower_) or noun.lower_ in words("kin") | {"one", "another"}
    is_one = is_one or noun.tag_ in ("NNS", "NNPS")
    return is_one and not nearer
