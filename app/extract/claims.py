"""Claims: propositions that could turn out true or false, in statements and in the article's narration.

One sentence is one claim here; questions, greetings and fragments are none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span as Tokens

from app.extract.countries import places
from app.extract.lexicon import rows, words
from app.extract.marks import trimmed
from app.extract.segments import Segment
from app.records import Attribution, Claim, ClaimType, Document, Span

_FEWEST_WORDS = 4
_FIGURE = re.compile(
    r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:%|percent|per cent|thousand|million|billion|trillion)"
    r"|\b\d{1,3}(?:,\d{3})+\b"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def claims(
    document: Document, parsed: Sequence[Segment], statements: Sequence[Attribution], people: Sequence[Span]
) -> tuple[Claim, ...]:
    """All claims in reading order; `people` are spans of people's names, where no country is meant."""
    found: list[Claim] = []
    for number, statement in enumerate(statements):
        for span in statement.content:
            parts = _sentences(document, parsed, span)
            found += [
                _claim(document, part, number, people) for part in parts if is_claim(part.of(document.text))
            ]
    spoken = [span for s in statements for span in (*s.content, *s.cue)]
    for segment in parsed:
        if segment.quotation is None:
            for sentence in segment.doc.sents:
                place = segment.place(sentence)
                if not any(place.overlaps(span) for span in spoken) and _states(sentence):
                    found.append(_claim(document, place, None, people))
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.statement is None)))


def is_claim(words_: str) -> bool:
    """Whether words can be true or false: long enough, no question, no mere wish or greeting."""
    plain = words_.strip(" \t\n\"“”'‘’«»")
    if plain.endswith("?") or len(re.findall(r"\w+", plain)) < _FEWEST_WORDS:
        return False
    first = plain.split()[0].lower().strip(",")
    return first not in words("no_claim_openings")


def type_of(words_: str) -> ClaimType:
    """The type of a claim by its words, the first pattern that fits."""
    if _FIGURE.search(_YEAR.sub("", words_)):
        return ClaimType.FIGURE
    for type_, pattern in _patterns():
        if pattern.search(words_):
            return type_
    return ClaimType.EVENT


def _sentences(document: Document, parsed: Sequence[Segment], content: Span) -> Iterator[Span]:
    """The sentences of a content span, cut where the parser cuts them."""
    for segment in parsed:
        if segment.span.overlaps(content):
            for sentence in segment.doc.sents:
                place = segment.place(sentence)
                if place.overlaps(content):
                    cut = Span(max(place.start, content.start), min(place.end, content.end))
                    yield trimmed(document.text, cut)


def _states(sentence: Tokens) -> bool:
    """Whether a sentence of narration has a finite verb with a subject."""
    has_subject = any(token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for token in sentence)
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence)
    return has_subject and finite and is_claim(sentence.text)


def _claim(document: Document, span: Span, statement: int | None, people: Sequence[Span]) -> Claim:
    words_ = span.of(document.text)
    about = places(document.text, (span,), people)
    return Claim(span, type_of(words_), statement, "sentence", 0.7 if statement is None else 0.8, about)


@cache
def _patterns() -> tuple[tuple[ClaimType, re.Pattern[str]], ...]:
    return tuple(
        (ClaimType(kind), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _rows()
    )


def _rows() -> Iterator[tuple[str, str]]:
    for row in rows("claim_types"):
        kind, _, patterns = row.partition(" | ")
        yield kind, patterns.replace(";", "|")
