"""Mentions by name: the people and bodies that an article's words name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.lexicon import words
from app.extract.medium import publishes
from app.extract.roles import is_title, role_of
from app.extract.segments import Segment
from app.records import Span

_PARTICLES = ("al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von")
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    name: str
    span: Span
    paragraph: int
    is_person: bool
    acts: bool
    """Whether it is the subject of its sentence: who acts is who is meant next."""
    role: Span | None = None


def named(segments: Sequence[Segment]) -> tuple[Named, ...]:
    """Every name in reading order; people are looked for in narration only, bodies everywhere."""
    people: list[tuple[Segment, Tokens]] = []
    bodies: list[tuple[Segment, Tokens]] = []
    for segment in segments:
        for tokens in segment.doc.ents:
            if tokens.label_ == "ORG" and _looks_like_body(tokens):
                bodies.append((segment, tokens))
            elif segment.quotation is None and tokens.label_ == "PERSON":
                people.extend((segment, name) for name in _person_name(tokens))
        if segment.quotation is None:
            people.extend((segment, name) for name in _unlabelled(segment))
    surnames = {tokens[-1].text for _, tokens in people if len(tokens) > 1}
    seen = {segment.at(token) for segment, tokens in people for token in tokens}
    for segment in segments:
        if segment.quotation is None:
            people.extend(
                (segment, segment.doc[token.i : token.i + 1])
                for token in segment.doc
                if token.text in surnames and segment.at(token) not in seen
            )
    taken = {segment.at(token) for segment, tokens in people for token in tokens}
    found = [_named(segment, tokens, is_person=True) for segment, tokens in people]
    found += [
        _named(segment, tokens, is_person=False)
        for segment, tokens in bodies
        if not any(segment.at(token) in taken for token in tokens)
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def _named(segment: Segment, tokens: Tokens, *, is_person: bool) -> Named:
    role = role_of(tokens) if is_person else None
    head = tokens.root
    acts = head.dep_ in ("nsubj", "nsubjpass") or (
        head.dep_ == "appos" and head.head.dep_ in ("nsubj", "nsubjpass")
    )
    return Named(
        tokens.text.removesuffix("'s").removesuffix("’s").strip(),
        segment.place(tokens),
        segment.paragraph,
        is_person,
        acts,
        segment.place(role) if role is not None else None,
    )


def _person_name(tokens: Tokens) -> Iterator[Tokens]:
    """A labelled name without the titles and possessives that the label took in."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and (is_title(doc[start]) or not doc[start].text[:1].isupper()):
        start += 1
    while end > start and (doc[end - 1].text in ("'s", "’s") or not _in_name(doc[end - 1])):
        end -= 1
    name = doc[start:end]
    if len(name) and not publishes(name.text) and not _looks_like_body(name):
        yield name


def _unlabelled(segment: Segment) -> Iterator[Tokens]:
    """Runs of capitalised words that the recogniser passed over and that have a role beside them."""
    doc, start = segment.doc, 0
    while start < len(doc):
        end = start
        while end < len(doc) and end - start < _LONGEST_NAME and _could_be_person(doc[end]):
            end += 1
        run = doc[start:end]
        while len(run) and is_title(run[0]):
            run = doc[run.start + 1 : end]
        if len(run) in (2, 3) and not _looks_like_body(run) and role_of(run) is not None:
            yield run
        start = max(end, start + 1)


def _could_be_person(token: Token) -> bool:
    # The recogniser takes many a foreign name for a place; the role beside it tells them apart.
    plain = token.ent_type_ in ("", "GPE") and token.is_alpha
    return plain and token.pos_ == "PROPN" and token.text[:1].isupper()


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in _PARTICLES


def _looks_like_body(tokens: Tokens) -> bool:
    if tokens.label_ == "ORG" and len(tokens) == 1 and tokens[0].lower_ in words("titles"):
        return False
    return tokens.label_ == "ORG" or any(token.text in words("body_words") for token in tokens)
