"""Mentions by name: the people and bodies that an article's words name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.gender import is_given_name
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
    honorific: str = ""
    """`Mr` or `Dame`, where one stands before it."""


def named(segments: Sequence[Segment]) -> tuple[Named, ...]:
    """Every name in reading order; people are looked for in narration only, bodies everywhere."""
    narration = [segment for segment in segments if segment.quotation is None]
    people = [(segment, name) for segment in narration for name in _people(segment)]
    full = [tokens for _, tokens in people if len(tokens) > 1]
    short = {tokens[-1].text for tokens in full} | {t[0].text for t in full if is_given_name(t[0].text)}
    seen = _positions(people)
    people += [
        (segment, segment.doc[token.i : token.i + 1])
        for segment in narration
        for token in segment.doc
        if token.text in short and segment.at(token) not in seen and not _names_body(token)
    ]
    taken = _positions(people)
    found = [_named(segment, tokens, is_person=True) for segment, tokens in people]
    found += [
        _named(segment, tokens, is_person=False)
        for segment in segments
        for tokens in segment.doc.ents
        if tokens.label_ == "ORG" and _looks_like_body(tokens)
        if not any(segment.at(token) in taken for token in tokens)
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def _people(segment: Segment) -> Iterator[Tokens]:
    alone = {tokens.text for tokens in segment.doc.ents if tokens.label_ == "PERSON" and len(tokens) == 1}
    for tokens in segment.doc.ents:
        if tokens.label_ == "PERSON" or (tokens.label_ == "ORG" and _is_person_after_all(tokens, alone)):
            yield from _person_name(tokens)
    yield from _unlabelled(segment)


def _positions(found: Iterable[tuple[Segment, Tokens]]) -> set[int]:
    return {segment.at(token) for segment, tokens in found for token in tokens}


def _named(segment: Segment, tokens: Tokens, *, is_person: bool) -> Named:
    role = role_of(tokens) if is_person else None
    head = tokens.root
    acts = head.dep_ in ("nsubj", "nsubjpass") or (
        head.dep_ == "appos" and head.head.dep_ in ("nsubj", "nsubjpass")
    )
    before = tokens.doc[tokens.start - 1].text if tokens.start else ""
    return Named(
        tokens.text.removesuffix("'s").removesuffix("’s").strip(),
        segment.place(tokens),
        segment.paragraph,
        is_person,
        acts,
        segment.place(role) if role is not None else None,
        before if before in words("honorifics") else "",
    )


def _person_name(tokens: Tokens) -> Iterator[Tokens]:
    """A labelled name without the titles and possessives that the label took in."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while end > start and (doc[end - 1].text in ("'s", "’s") or not _in_name(doc[end - 1])):
        end -= 1
    while start < end and (_is_before_name(doc[start], end) or not doc[start].text[:1].isupper()):
        start += 1
    if end - start == 1 and start and is_given_name(doc[start - 1].text):
        start -= 1  # the label or the titles took the given name for something else
    name = doc[start:end]
    if end < len(doc) and doc[end].lower_ in words("publication_nouns"):
        return  # "the Courier newspaper"
    if len(name) and not publishes(name.text) and not _has_body_word(name):
        yield name


def _is_before_name(token: Token, end: int) -> bool:
    """Whether a token is a title before a name; "Dean" before a single word is a given name."""
    given = is_given_name(token.text) and token.i == end - 2
    return token.text in words("honorifics") or (is_title(token) and not given)


def _is_person_after_all(tokens: Tokens, alone: set[str]) -> bool:
    """Whether the recogniser took a person for a body: a given name, a title, or a surname seen says so."""
    if not 1 < len(tokens) <= _LONGEST_NAME or not all(t.is_alpha and t.text[0].isupper() for t in tokens):
        return False
    if publishes(tokens.text) or _has_body_word(tokens):
        return False
    titled = tokens.start > tokens.sent.start and is_title(tokens.doc[tokens.start - 1])
    return titled or is_given_name(tokens[0].text) or tokens[-1].text in alone


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
        if len(run) in (2, 3) and not _has_body_word(run) and role_of(run) is not None:
            yield run
        start = max(end, start + 1)


def _could_be_person(token: Token) -> bool:
    # The recogniser takes many a foreign name for a place; the role beside it tells them apart.
    plain = token.ent_type_ in ("", "GPE") and token.is_alpha
    return plain and token.pos_ == "PROPN" and token.text[:1].isupper()


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in _PARTICLES


def _looks_like_body(tokens: Tokens) -> bool:
    return len(tokens) > 1 or tokens[0].lower_ not in words("titles")


def _names_body(token: Token) -> bool:
    """Whether a surname is part of a body's name: "the Berg Foundation"."""
    return token.i + 1 < len(token.doc) and token.nbor().text in words("body_words")


def _has_body_word(tokens: Tokens) -> bool:
    return any(token.text in words("body_words") for token in tokens)
