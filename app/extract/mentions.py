"""Mentions by name: the people and bodies that an article's words name."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from app.extract.lexicon import words
from app.extract.people import honorific, people, positions
from app.extract.roles import role_of, roles_of, seat_of
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
    roles: tuple[Span, ...] = ()
    honorific: str = ""
    """`Mr` or `Dame`, where one stands before it."""
    seat: str = ""
    """The state that stands behind it: `of Ohio`."""


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
        # Of whom somebody speaks is not whom the article goes on to speak of.
        _standing(tokens, role) if segment.quotation is None else Standing.ASIDE,
        tuple(segment.place(role) for role in roles_of(tokens)) if is_person else (),
        honorific(tokens),
        seat_of(tokens) if is_person else "",
    )


def _standing(name: Tokens, role: Tokens | None) -> Standing:
    """`Member of the Senate Ann Lee` is one phrase: the name stands where its role does."""
    if role is None or role.end != name.start:
        return standing(name.root)
    return max(standing(name.root), standing(role.root))


def _looks_like_body(tokens: Tokens) -> bool:
    one = tokens[0]
    return len(tokens) > 1 or not (one.lower_ in words("titles") or one.text in words("post_nominals"))
