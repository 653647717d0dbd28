"""Words of the narration that refer to a person without a name: "she", "his", "the minister", "a driver"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.gender import MAN, WOMAN
from app.extract.lexicon import words
from app.extract.overlaps import places
from app.extract.salience import Standing, standing
from app.extract.segments import Segment
from app.records import Span

_SAYS_WHAT_ONE_IS = ("compound", "appos", "attr", "oprd", "npadvmod")
_PERSONS = ("people_nouns", "titles", "women_words", "men_words", "broad_nouns", "occupations")


@dataclass(frozen=True, slots=True)
class Referring:
    """Such words where they stand."""

    tokens: Tokens
    span: Span
    paragraph: int
    standing: Standing


def referring(segments: Sequence[Segment], names: Sequence[Span]) -> tuple[Referring, ...]:
    """All of them in reading order, but those that overlap one of the `names` or roles."""
    found = [
        Referring(tokens, segment.place(tokens), segment.paragraph, standing(tokens.root))
        for segment in segments
        if segment.quotation is None
        for tokens in _in(segment)
    ]
    taken = places([names])
    return tuple(one for one in found if not taken.touch([one.span]))


def describes_person(noun: str) -> bool:
    """Whether a noun is a word for one person."""
    return any(noun in words(listed) for listed in _PERSONS)


def sentence_starts(segments: Sequence[Segment]) -> tuple[int, ...]:
    """Where each sentence of the narration begins."""
    return tuple(
        segment.at(sentence[0])
        for segment in segments
        if segment.quotation is None
        for sentence in segment.doc.sents
    )


def _in(segment: Segment) -> Iterator[Tokens]:
    for token in segment.doc:
        if token.lower_ in MAN | WOMAN:
            yield segment.doc[token.i : token.i + 1]
        elif describes_person(token.lower_) and _is_somebody(token):
            yield segment.doc[_start(token) : token.i + 1]


def _is_somebody(noun: Token) -> bool:
    """Whether a noun brings somebody in, instead of saying what somebody else is."""
    named = any(child.dep_ == "appos" for child in noun.children)
    named |= any(child.dep_ == "attr" and child.pos_ == "PROPN" for child in noun.head.children)
    return noun.tag_ == "NN" and noun.dep_ not in _SAYS_WHAT_ONE_IS and not named


def _start(noun: Token) -> int:
    start = noun.i
    while start > noun.sent.start and noun.doc[start - 1].head.i == noun.i:
        start -= 1
    return start
