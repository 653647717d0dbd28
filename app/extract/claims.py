"""Claims: propositions that could turn out true or false, in statements and in the article's narration."""

from collections.abc import Iterator, Sequence

from app.extract.claim_types import type_of
from app.extract.countries import pointed
from app.extract.cues import verbs
from app.extract.lexicon import words
from app.extract.marks import trimmed
from app.extract.propositions import Proposition, narrated, said
from app.extract.quantities import quantities
from app.extract.segments import Segment
from app.extract.stating import has_verb, is_claim, is_sentence, states, tells
from app.records import Attribution, Claim, Document, Kind, Span

_NARRATED = {"sentence": 0.92, "clause": 0.92, "rest of a sentence": 0.8}
"""How many of the article's own claims readers of 28 articles made as well, and as its own.

A claim in somebody's words is as sure as the statement: of those with 0.8 on average they made 0.87.
"""


def claims(
    document: Document, parsed: Sequence[Segment], statements: Sequence[Attribution], people: Sequence[Span]
) -> tuple[Claim, ...]:
    """All claims in reading order; `people` are spans of people's names, where no country is meant."""
    found = [
        _claim(document, one, span, number, statements, people)
        for number, statement in enumerate(statements)
        for one, span in _said(document, parsed, statement)
    ]
    spoken = [
        span for s in statements if not _is_deed(document.text, parsed, s) for span in (*s.content, *s.cue)
    ]
    found += [
        _claim(document, one, one.span, None, statements, people)
        for one in narrated(parsed, spoken)
        if tells(one.tokens) and is_claim(one.span.of(document.text))
    ]
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.statement is None)))


def _said(
    document: Document, parsed: Sequence[Segment], statement: Attribution
) -> Iterator[tuple[Proposition, Span]]:
    for content in statement.content:
        for one in said(parsed, content):
            span = Span(max(one.span.start, content.start), min(one.span.end, content.end))
            span = trimmed(document.text, span)
            whole = statement.kind is not Kind.DIRECT or has_verb(one.tokens)
            if whole and states(one.tokens) and is_claim(span.of(document.text)):
                yield one, span


def _claim(
    document: Document,
    one: Proposition,
    span: Span,
    number: int | None,
    statements: Sequence[Attribution],
    people: Sequence[Span],
) -> Claim:
    found = quantities(document.text, span, one)
    about, blocs = pointed(document, (span,), people)
    return Claim(
        span=span,
        type=type_of(span.of(document.text), found),
        statement=number,
        rule=one.rule,
        confidence=_NARRATED[one.rule] if number is None else statements[number].confidence,
        about=about,
        blocs=blocs,
        quantities=found,
    )


def _is_deed(text: str, parsed: Sequence[Segment], statement: Attribution) -> bool:
    """Whether saying it is an event of its own: `X announced the sending of troops`, `pledged to go`."""
    did = {verbs().get(word.lower()) for cue in statement.cue for word in cue.of(text).split()}
    if statement.kind is not Kind.INDIRECT or did.isdisjoint(words("deeds")):
        return False
    parts = (one for content in statement.content for one in said(parsed, content))
    return not any(is_sentence(one.tokens) for one in parts)
