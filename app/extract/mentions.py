"""Mentions by name: the people and bodies that an article's words name."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from app.extract.lexicon import words
from app.extract.people import honorific, people, positions
from app.extract.roles import role_of
from app.extract.salience import Standing, standing
from app.extract.segments import Segment
from app.records import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    name: str
    span: Span
    paragraph: int
    is_person: bool
    standing: Standing
    role: Span | None = None
    honorific: str = ""
    """`Mr` or `Dame`, where one stands before it."""


def named(segments: Sequence[Segment]) -> tuple[Named, ...]:
    """Every name in reading order; people are looked for in narration only, bodies everywhere."""
    persons = people([segment for segment in segments if segment.quotation is None])
    taken = positions(persons)
    found = [_named(segment, tokens, is_person=True) for segment, tokens in persons]
    found += [
        _named(segment, tokens, is_person=False)
        for segment in segments
        for tokens in segment.doc.ents
        if tokens.label_ == "ORG" and _looks_like_body(tokens)
        if not any(segment.at(token) in taken for token in tokens)
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def _named(segment: Segment, tokens: Tokens, *, is_person: bool) -> Named:
    role = role_of(tokens) if is_person else None
    return Named(
        tokens.text.removesuffix("'s").removesuffix("’s").strip(),
        segment.place(tokens),
        segment.paragraph,
        is_person,
        standing(tokens.root),
        segment.place(role) if role is not None else None,
        honorific(tokens),
    )


def _looks_like_body(tokens: Tokens) -> bool:
    return len(tokens) > 1 or tokens[0].lower_ not in words("titles")
