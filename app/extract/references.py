"""References: words of a claim that mean a person without the name in full, where it is certain whom."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from app.extract.entities import Cast
from app.extract.lexicon import words
from app.extract.salience import Sighting, Standing
from app.extract.segments import Segment
from app.extract.source_words import is_person
from app.quoting import marks
from app.records import Attribution, Kind, Span, SpeakerKind

_MINE = ("my", "mine")
_FIRST_PERSON = ("i", "me", *_MINE)
_REFLEXIVE = ("himself", "herself")
_NOT_OURS_TO_CHANGE = ("am", "'m", "’m", "myself")
_DESCRIBED_FURTHER = ("prep", "appos", "relcl", "acl", "compound", "case")
_FAR = 200
"""Characters before "who" in which its person is named."""
_MOST = 200
"""Sightings of one paragraph that are looked at; few have so many."""
_OWNER = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Context:
    """What glosses are taken from."""

    text: str
    parsed: Sequence[Segment]
    cast: Cast
    names: Sequence[Sighting]
    told: Sequence[Sighting]
    """Where words other than names have led to somebody. All three are in reading order."""

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
class Reference:
    """Words of a claim that mean somebody; `own` are the first person's, of whom all have to be glossed."""

    span: Span
    entity: int
    possessive: bool = False
    own: bool = False


def sighted(sightings: Sequence[Sighting], within: Span) -> Sequence[Sighting]:
    """Those that begin in a span."""
    first = bisect_left(sightings, within.start, key=lambda one: one.span.start)
    return sightings[first : bisect_left(sightings, within.end, key=lambda one: one.span.start)]


def references(context: Context, within: Span, said: Attribution | None) -> list[Reference]:
    """All of them in some words, in order; `said` is the statement that the words are of."""
    first_person = any(word in ("I", "me", "my") for word in within.of(context.text).split())
    quoted = said is not None and (said.kind is not Kind.INDIRECT or first_person)
    found = [
        # Whom a quoted "she" means may be known to its speaker alone.
        *(() if quoted else _pronouns_and_descriptions(context, within)),
        *_surnames(context, within),
        *_relative(context, within),
        *(_first_person(context, within, said) if said is not None else ()),
    ]
    return sorted(found, key=lambda one: one.span)


def _pronouns_and_descriptions(context: Context, within: Span) -> Iterator[Reference]:
    for sighting in sighted(context.told, within):
        if sighting.entity is None or sighting.many or not within.holds(sighting.span):
            continue
        if context.cast.of(sighting).kind is not SpeakerKind.PERSON:
            continue
        first, last = context.token(sighting.span.start), _last(context, sighting.span)
        if first is None or last is None:
            continue
        if first[1].pos_ == "PRON" and first[1] == last and _is_certain(context, sighting, *first):
            owner = first[1].tag_ == "PRP$" or first[1].lower_ == "his"
            if owner or not _may_own(first[1]):
                yield Reference(sighting.span, sighting.entity, possessive=owner)
        elif first[1].lower_ == "the" and last.pos_ == "NOUN" and _is_bare(last):
            yield Reference(sighting.span, sighting.entity)


def _may_own(pronoun: Token) -> bool:
    """Whether the parser may have taken "her house" for "her"."""
    behind = pronoun.nbor() if pronoun.i + 1 < len(pronoun.doc) else None
    return pronoun.lower_ == "her" and behind is not None and behind.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")


def _is_certain(context: Context, at: Sighting, segment: Segment, pronoun: Token) -> bool:
    """Whether nobody else is spoken of nearby: before it in its paragraph, in its sentence, or just above."""
    sentence = segment.place(pronoun.sent)
    cut_short = (
        pronoun.whitespace_ == "" and pronoun.i + 1 < len(segment.doc) and pronoun.nbor().text[0] in "'’"
    )
    anybody = any(t.lower_ in words("anybody") for t in pronoun.sent if t.i < pronoun.i)
    if cut_short or anybody or pronoun.lower_ in _REFLEXIVE:
        return False
    named = [one for one in _nearby(context.names, at, sentence) if is_person(context.cast, one)]
    told = [one for one in _nearby(context.told, at, sentence) if _may_be_person(context.cast, one)]
    if not named:
        first = bisect_left(context.names, at.paragraph - 1, key=lambda one: one.paragraph)
        last = bisect_left(context.names, at.paragraph, key=lambda one: one.paragraph)
        named = [one for one in context.names[first:last] if is_person(context.cast, one)]
    return {one.entity for one in (*named, *told)} == {at.entity}


def _nearby(sightings: Sequence[Sighting], at: Sighting, sentence: Span) -> Iterator[Sighting]:
    """Those before a place in its paragraph, and the subjects behind it in its sentence."""
    end = bisect_left(sightings, sentence.end, key=lambda one: one.span.start)
    for one in reversed(sightings[max(0, end - _MOST) : end]):
        if one.paragraph < at.paragraph:
            return
        # "After his visit, Lee …": whom a sentence is about may come after a pronoun.
        if one.span.start < at.span.start or (one.span != at.span and one.standing >= Standing.SUBJECT):
            yield one


def _may_be_person(cast: Cast, one: Sighting) -> bool:
    return one.entity is None or is_person(cast, one)


def _last(context: Context, span: Span) -> Token | None:
    found = context.token(span.start)
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


def _surnames(context: Context, within: Span) -> Iterator[Reference]:
    """`Naryshkin` where the article names Sergei Naryshkin."""
    text = context.text
    for sighting in sighted(context.names, within):
        span = bare(text, sighting.span)
        if within.holds(span) and is_person(context.cast, sighting) and len(span.of(text).split()) == 1:
            found = context.token(span.start)
            in_full = sighting.entity is None or span.of(text) == context.cast.of(sighting).name
            if found is not None and found[1].dep_ != "compound" and not in_full:
                assert sighting.entity is not None
                yield Reference(span, sighting.entity)


def _relative(context: Context, within: Span) -> Iterator[Reference]:
    """A claim that begins with the "who" behind a person's name."""
    found = context.token(within.start)
    if found is None or found[1].lower_ != "who" or found[1].head.dep_ != "relcl":
        return
    segment, who = found
    name = segment.place(who.doc[who.head.head.i : who.head.head.i + 1])
    before = Span(max(segment.span.start, within.start - _FAR), within.start)
    for sighting in sighted(context.names, before):
        if sighting.entity is not None and sighting.span.holds(name) and is_person(context.cast, sighting):
            yield Reference(Span(within.start, within.start + len(who)), sighting.entity)


def _first_person(context: Context, within: Span, said: Attribution) -> Iterator[Reference]:
    """`I`, `me` and `my` in somebody's own words, unless they quote others; "we" may be anybody."""
    if said.kind is not Kind.DIRECT or said.entity is None:
        return
    if context.cast.known[said.entity].kind is not SpeakerKind.PERSON:
        return
    found: list[Reference] = []
    for segment in _segments(context, within):
        for token in segment.doc:
            span = Span(segment.at(token), segment.at(token) + len(token))
            if not within.holds(span):
                continue
            if token.lower_ in _NOT_OURS_TO_CHANGE:
                return
            if token.lower_ in _FIRST_PERSON and (token.lower_ != "i" or token.text == "I"):
                if token.whitespace_ == "" and token.lower_ == "i":
                    return  # "I've"
                if next(marks(context.text, segment.span.start, span.start, single=None), None):
                    return
                own = token.lower_ in _MINE
                found.append(Reference(span, said.entity, possessive=own, own=True))
    yield from found


def _segments(context: Context, within: Span) -> Sequence[Segment]:
    first = bisect_right(context.parsed, within.start, key=lambda one: one.span.end)
    return context.parsed[first : bisect_left(context.parsed, within.end, key=lambda one: one.span.start)]


def bare(text: str, span: Span) -> Span:
    """A name's span without the possessive ending."""
    return Span(span.start, span.end - 2) if span.of(text).endswith(_OWNER) else span
