"""Salience: how much somebody stands out where they are mentioned, and so whom a later word may mean."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from spacy.tokens import Token

from app.records import Span

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "attr", "oprd", "agent")
_BESIDE = ("appos", "conj")
_SPOKE = 1.0
"""Who has just spoken goes on speaking."""
_KNOWN = 0.7
"""Who is known to be a woman is likelier to be "she" than who may be one."""
_UNNAMED = 0.5
"""Who has no name is often nobody in particular: "a sitting judge"."""
_A_MENTION, _MENTIONED = 0.05, 10
"""Whom the article is about is spoken of again and again."""
_JUST_NOW = 0.6
"""Whom the sentence before speaks of, in the same paragraph, it may have brought in."""
_A_SENTENCE = 1.0
_A_PARAGRAPH = 1.0
RECENT = 300
"""Sightings before a word that are looked at: paragraphs that may tell whom it means have far fewer."""


class Standing(IntEnum):
    """The place of a mention in its sentence, from what hardly counts to what the sentence is about."""

    ASKED = -2
    """Only asked about: "Asked whether Lee knew, he said"."""
    ASIDE = 0
    """Within somebody else's phrase: "Lee's lawyer", "the Lee report"."""
    OBJECT = 1
    SUBJECT = 2
    """Of a clause within the sentence."""
    TOPIC = 3
    """The subject of the sentence itself."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where an entity is mentioned."""

    entity: int | None
    """None is a person whom the article does not name."""
    span: Span
    paragraph: int
    sentence: int
    """Sentences of narration before it in the article."""
    standing: Standing
    spoke: bool = False
    """Whether it is the source of a statement."""
    many: bool = False
    """Whether it is a group or several people."""

    @property
    def who(self) -> Hashable:
        """The same for two sightings of one person."""
        return self.span if self.entity is None else self.entity


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a word may mean, where they stand out most, and how much."""

    sighting: Sighting
    salience: float


def standing(token: Token) -> Standing:
    """The place in its sentence of the mention with the head `token`."""
    while token.dep_ in _BESIDE and token.head.i != token.i and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    verb = token.head
    if token.dep_ == "attr" and token.pos_ == "PROPN":
        return Standing.SUBJECT  # "The first to speak is Lee"
    if token.dep_ == "pobj" and verb.dep_ == "agent":
        token, verb = verb, verb.head  # "It is shared by Lee"
    if token.dep_ in _SUBJECTS and _was_asked(verb):
        return Standing.ASKED
    if token.dep_ in (*_SUBJECTS, "agent"):
        if _leads(verb):
            return Standing.TOPIC
        return Standing.OBJECT if verb.dep_ in ("relcl", "acl") else Standing.SUBJECT
    if token.dep_ in _OBJECTS or (token.dep_ == "pobj" and verb.head.pos_ in ("VERB", "AUX")):
        return Standing.OBJECT
    return Standing.ASIDE


def ranked(
    sightings: Iterable[Sighting], at: Sighting, known: Iterable[Hashable] = ()
) -> tuple[Candidate, ...]:
    """Everybody sighted, whoever is likeliest meant at a place first; `known` are surely a man or woman."""
    surer = set(known)
    best: dict[Hashable, Candidate] = {}
    seen = list(sightings)
    often = Counter(one.who for one in seen)
    for one in seen:
        salience = (
            one.standing
            + _A_MENTION * min(_MENTIONED, often[one.who])
            + _SPOKE * one.spoke
            + _KNOWN * (one.who in surer)
            - _UNNAMED * (one.entity is None)
            + _JUST_NOW * (one.paragraph == at.paragraph and at.sentence - one.sentence == 1)
            - _A_SENTENCE * abs(at.sentence - one.sentence)
            - _A_PARAGRAPH * abs(at.paragraph - one.paragraph)
        )
        if one.who not in best or salience >= best[one.who].salience:
            best[one.who] = Candidate(one, salience)
    return tuple(sorted(best.values(), key=lambda c: (-c.salience, -c.sighting.span.start)))


def _was_asked(verb: Token) -> bool:
    """Whether a clause is only a question put to somebody: `Asked whether Lee knew, he said`."""
    return any(was_asked(token) for token in verb.ancestors)


def was_asked(verb: Token) -> bool:
    """Whether a verb says that a question was put to its subject: "asked whether", "was pressed"."""
    around = {child.dep_ for child in verb.children}
    passive = "auxpass" in around or "aux" not in around
    return verb.tag_ == "VBN" and passive and verb.lower_ in ("asked", "questioned", "pressed")


def _leads(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis")
