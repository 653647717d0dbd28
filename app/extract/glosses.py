"""Glosses: what a claim's pronouns, surnames and descriptions mean, so that its wording stands alone.

Only what is certain is glossed, once for each that is meant, and by a name as the article prints it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from babel import Locale
from spacy.tokens import Token

from app.extract.countries import all_places
from app.extract.entities import Cast
from app.extract.lexicon import words
from app.extract.salience import Sighting, Standing
from app.extract.segments import Segment
from app.extract.source_words import is_person
from app.quoting import marks
from app.records import Attribution, Claim, Document, Gloss, Kind, Span, SpeakerKind

_NEAR = 2
"""Paragraphs in which no other country may be spoken of."""
_MINE = ("my", "mine")
_FIRST_PERSON = ("i", "me", *_MINE)
_REFLEXIVE = ("himself", "herself")
_NOT_OURS_TO_CHANGE = ("am", "'m", "’m", "myself")
_DESCRIBED_FURTHER = ("prep", "appos", "relcl", "acl", "compound", "case")
_OWNER = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class _Article:
    """What glosses are taken from."""

    document: Document
    parsed: Sequence[Segment]
    cast: Cast
    told: Sequence[Sighting]

    def token(self, position: int) -> tuple[Segment, Token] | None:
        """The word of the body that begins at a position."""
        at = bisect_right(self.parsed, position, key=lambda one: one.span.start) - 1
        if at < 0 or position >= self.parsed[at].span.end:
            return None
        segment = self.parsed[at]
        found = segment.doc.char_span(
            position - segment.span.start, position - segment.span.start + 1, alignment_mode="expand"
        )
        return None if found is None or segment.at(found[0]) != position else (segment, found[0])


@dataclass(frozen=True, slots=True)
class _Reference:
    """Words of a claim that mean somebody; `own` are the first person's, of whom all have to be glossed."""

    span: Span
    entity: int
    possessive: bool = False
    own: bool = False


def glossed(
    claims: Sequence[Claim],
    document: Document,
    parsed: Sequence[Segment],
    statements: Sequence[Attribution],
    cast: Cast,
    told: Sequence[Sighting],
) -> tuple[Claim, ...]:
    """The claims with their glosses; `told` is where words other than names have led to somebody."""
    article = _Article(document, sorted(parsed, key=lambda one: one.span), cast, told)
    return tuple(replace(claim, glosses=_glosses(article, claim, statements)) for claim in claims)


def _glosses(article: _Article, claim: Claim, statements: Sequence[Attribution]) -> tuple[Gloss, ...]:
    said = None if claim.statement is None else statements[claim.statement]
    references = [
        *(() if _is_quoted(said) else _pronouns_and_descriptions(article, claim.span)),
        *_surnames(article, claim.span),
        *_relative(article, claim.span),
        *(_first_person(article, claim.span, said) if said is not None else ()),
    ]
    found: list[Gloss] = []
    named = _fully_named(article, claim.span)
    for one in sorted(references, key=lambda one: one.span):
        before = {entity for entity, start in named.items() if start < one.span.start}
        gloss = None if one.entity in before and not one.own else _gloss(article, one)
        if gloss is not None and not any(gloss.span.overlaps(other.span) for other in found):
            found.append(gloss)
            named.setdefault(one.entity, one.span.start)
            named[one.entity] = min(named[one.entity], one.span.start)
    for gloss in _places(article.document, claim):
        if not any(gloss.span.overlaps(other.span) for other in found):
            found.append(gloss)
    return tuple(sorted(found, key=lambda gloss: gloss.span))


def _gloss(article: _Article, one: _Reference) -> Gloss | None:
    """The name in full, with where the article prints it; None where it never does."""
    text, name = article.document.text, article.cast.known[one.entity].name
    printed = [
        span
        for sighting in article.cast.sightings
        if sighting.entity == one.entity and (span := _bare(text, sighting.span)).of(text) == name
    ]
    if not printed or one.span.of(text) == name:
        return None
    before = [span for span in printed if span.end <= one.span.start]
    return Gloss(one.span, name + "'s" * one.possessive, before[-1] if before else printed[0])


def _pronouns_and_descriptions(article: _Article, within: Span) -> Iterator[_Reference]:
    for sighting in article.told:
        if not within.holds(sighting.span) or sighting.entity is None or sighting.many:
            continue
        if article.cast.of(sighting).kind is not SpeakerKind.PERSON:
            continue
        first, last = article.token(sighting.span.start), _last(article, sighting.span)
        if first is None or last is None:
            continue
        if first[1].pos_ == "PRON" and first[1] == last and _is_certain(article, sighting, *first):
            owner = first[1].tag_ == "PRP$" or first[1].lower_ == "his"
            if owner or not _may_own(first[1]):
                yield _Reference(sighting.span, sighting.entity, possessive=owner)
        elif first[1].lower_ == "the" and last.pos_ == "NOUN" and _is_bare(last):
            yield _Reference(sighting.span, sighting.entity)


def _is_quoted(said: Attribution | None) -> bool:
    """Whether whom a claim's "she" means may be known to its speaker alone."""
    return said is not None and said.kind is not Kind.INDIRECT


def _may_own(pronoun: Token) -> bool:
    """Whether the parser may have taken "her house" for "her"."""
    behind = pronoun.nbor() if pronoun.i + 1 < len(pronoun.doc) else None
    return pronoun.lower_ == "her" and behind is not None and behind.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")


def _is_certain(article: _Article, at: Sighting, segment: Segment, pronoun: Token) -> bool:
    """Whether nobody else is spoken of nearby: before it in its paragraph, in its sentence, or just above."""
    sentence = segment.place(pronoun.sent)
    cut_short = (
        pronoun.whitespace_ == "" and pronoun.i + 1 < len(segment.doc) and pronoun.nbor().text[0] in "'’"
    )
    anybody = any(t.lower_ in words("anybody") for t in pronoun.sent if t.i < pronoun.i)
    if cut_short or anybody or pronoun.lower_ in _REFLEXIVE:
        return False
    here = [
        one
        for one in (*article.cast.sightings, *article.told)
        if one.paragraph == at.paragraph
        and one.span != at.span
        and (
            one.span.start < at.span.start
            # "After his visit, Lee …": whom a sentence is about may come after a pronoun.
            or (one.standing >= Standing.SUBJECT and one.span.overlaps(sentence))
        )
    ]
    people = [one for one in here if one.entity is None or is_person(article.cast, one)]
    if not any(one in article.cast.sightings for one in people):
        above = (one for one in article.cast.sightings if one.paragraph == at.paragraph - 1)
        people += [one for one in above if is_person(article.cast, one)]
    return {one.entity for one in people} == {at.entity}


def _last(article: _Article, span: Span) -> Token | None:
    found = article.token(span.start)
    if found is None:
        return None
    segment, token = found
    while token.i + 1 < len(segment.doc) and segment.at(token.nbor()) < span.end:
        token = token.nbor()
    return token


def _is_bare(noun: Token) -> bool:
    """Whether a description is not described further: "the head of the bank"."""
    further = any(child.dep_ in _DESCRIBED_FURTHER and child.i > noun.i for child in noun.children)
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    named = behind is not None and (behind.pos_ == "PROPN" or behind.text in _OWNER)
    return not further and not named and noun.dep_ not in ("compound", "poss")


def _surnames(article: _Article, within: Span) -> Iterator[_Reference]:
    """`Naryshkin` where the article names Sergei Naryshkin."""
    text = article.document.text
    for sighting in article.cast.sightings:
        span = _bare(text, sighting.span)
        if within.holds(span) and is_person(article.cast, sighting) and len(span.of(text).split()) == 1:
            found = article.token(span.start)
            if found is not None and found[1].dep_ != "compound" and sighting.entity is not None:
                yield _Reference(span, sighting.entity)


def _relative(article: _Article, within: Span) -> Iterator[_Reference]:
    """A claim that begins with the "who" behind a person's name."""
    found = article.token(within.start)
    if found is None or found[1].lower_ != "who" or found[1].head.dep_ != "relcl":
        return
    segment, who = found
    name = segment.place(who.doc[who.head.head.i : who.head.head.i + 1])
    for sighting in article.cast.sightings:
        if sighting.entity is not None and sighting.span.holds(name) and is_person(article.cast, sighting):
            yield _Reference(Span(within.start, within.start + len(who)), sighting.entity)


def _first_person(article: _Article, within: Span, said: Attribution) -> Iterator[_Reference]:
    """`I`, `me` and `my` in somebody's own words, unless they quote others; "we" may be anybody."""
    if said.kind is not Kind.DIRECT or said.entity is None:
        return
    if article.cast.known[said.entity].kind is not SpeakerKind.PERSON:
        return
    found: list[_Reference] = []
    for segment in article.parsed:
        for token in segment.doc if segment.span.overlaps(within) else ():
            span = segment.place(segment.doc[token.i : token.i + 1])
            if not within.holds(span):
                continue
            if token.lower_ in _NOT_OURS_TO_CHANGE:
                return
            if token.lower_ in _FIRST_PERSON and (token.lower_ != "i" or token.text == "I"):
                if token.whitespace_ == "" and token.lower_ == "i":
                    return  # "I've"
                if next(marks(article.document.text, segment.span.start, span.start, single=None), None):
                    return
                own = token.lower_ in _MINE
                found.append(_Reference(span, said.entity, possessive=own, own=True))
    yield from found


def _places(document: Document, claim: Claim) -> Iterator[Gloss]:
    """`the country`, if no other is spoken of nearby and the article names it."""
    text = document.text
    for place in claim.about:
        if place.rule != "inferred" or place.antecedent is None or not claim.span.holds(place.span):
            continue
        above = [p for p in document.paragraphs if p.span.start <= claim.span.start][-_NEAR:]
        near = Span(min(above[0].span.start, place.antecedent.start), claim.span.end)
        name = place.antecedent.of(text)
        is_name = name.casefold() == str(Locale("en").territories.get(place.code, "")).casefold()
        alone = {other.code for other in all_places(text, near)} == {place.code}
        if is_name and alone and place.span.of(text).lower().startswith("the "):
            yield Gloss(place.span, name, place.antecedent)


def _fully_named(article: _Article, within: Span) -> dict[int, int]:
    """Where in some words somebody is named in full."""
    text = article.document.text
    named: dict[int, int] = {}
    for sighting in article.cast.sightings:
        if sighting.entity is not None and within.holds(sighting.span):
            name = article.cast.of(sighting).name
            if _bare(text, sighting.span).of(text) == name:
                named.setdefault(sighting.entity, sighting.span.start)
    return named


def _bare(text: str, span: Span) -> Span:
    """A name's span without the possessive ending."""
    return Span(span.start, span.end - 2) if span.of(text).endswith(_OWNER) else span
