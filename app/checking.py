"""Is this quote in here: what may hold it is found by the store, compared by linking, and answered.

Silence of the archive is never an answer about the world, and a speaker who is in doubt contradicts nobody.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from app.link import called, checking
from app.link.checking import Exact, Near
from app.records import Span
from app.store.queries import check
from app.store.queries.views import ArticleRef, Called, ParagraphView, SpeakerRef, Spoken, StatementRow

Answer = Literal["exact", "other wording", "somebody else", "narration", "not here", "too short"]
_RAREST, _FEWEST, _RARE = 8, 4, 0.02
"""Most and fewest words that candidates are looked for by; the share of statements that has a rare one."""
_SHOWN, _NEAREST = 6, 2
_NAMES = 2
"""Words of a name that no title is looked for in."""
_MANY = 3
"""Words in common below which other words are nobody's in particular, but for the speaker asked about."""
_SURELY = 0.8
"""Likeness from which on another speaker's words are taken for the quotation in other words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A quotation, and whose it is said to be: by identifiers, or by a name."""

    words: str
    name: str = ""
    idents: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        """Whether it is said to be anybody's."""
        return bool(self.name or self.idents)


@dataclass(frozen=True, slots=True)
class Place:
    """A statement that has the words, or words near them."""

    row: StatementRow
    words: str
    """Of the statement, as `how` counts them."""
    how: Exact | Near


@dataclass(frozen=True, slots=True)
class Narrated:
    """A paragraph that has the words outside any statement."""

    article: ArticleRef
    paragraph: ParagraphView
    spans: tuple[Span, ...]
    """In the article's text."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation with its answer and what it rests on."""

    question: Question
    answer: Answer
    speakers: tuple[SpeakerRef, ...]
    """Whom it may be said to be by; several where a name is not one speaker's."""
    places: tuple[Place, ...] = ()
    """What the answer rests on."""
    others: tuple[Place, ...] = ()
    """The same words, said by somebody else or by nobody known; where nothing is here, the nearest."""
    narrated: Narrated | None = None


def checked(db: Session, question: Question) -> Checked:
    """The answer to one question; whose speaker readers are not shown is by nobody known."""
    speakers = tuple(each.speaker for each in meant(db, question))
    terms = checking.terms(question.words)
    phrases = checking.phrases(question.words)
    if sum(len(phrase.split()) for phrase in phrases) < checking.FEWEST:
        return Checked(question, "too short", speakers)
    counts = check.counted(db, terms.values())
    rarest = _rarest(counts)
    candidates = check.spoken(db, phrases, rarest, [each.ident for each in speakers])
    same = [(one, how) for one in candidates if (how := checking.exact(question.words, one.words))]
    if same:
        return _exactly(question, speakers, _places(db, same))
    narrated = _narrated(db, question.words, phrases, rarest)
    if narrated is not None:
        return Checked(question, "narration", speakers, narrated=narrated)
    weights = _weights(terms, counts)
    near = [(one, it) for one in candidates if (it := checking.near(question.words, one.words, weights))]
    near.sort(key=lambda each: (-each[1].score, each[0].version))
    return _nearly(question, speakers, _places(db, near[:_SHOWN]))


def meant(db: Session, question: Question) -> tuple[Called, ...]:
    """The speakers that a question may mean; none where it names nobody, or nobody here is called so."""
    if question.idents:
        return check.identified(db, question.idents)
    words = question.name.split()
    for at in range(len(words)):
        # What stands before a name may be a title: "US President Joe Biden".
        found = _fitting(db, " ".join(words[at:]))
        if found or len(words) - at <= _NAMES:
            return found
    return ()


def _fitting(db: Session, name: str) -> tuple[Called, ...]:
    fits = [
        (how, each)
        for each in check.called(db, name, called.blocks(name))
        if (how := called.fit(name, each.speaker.kind, each.names)) is not None
    ]
    best = min((how for how, _ in fits), default=0)
    return tuple(each for how, each in fits if how == best)


def _exactly(question: Question, speakers: tuple[SpeakerRef, ...], places: Sequence[Place]) -> Checked:
    if not question.names_somebody:
        return Checked(question, "exact", speakers, tuple(places[:_SHOWN]))
    theirs = [place for place in places if _is_by(place, question, speakers)]
    doubtful = [place for place in places if place.row.speaker is None]
    found = theirs or doubtful
    others = tuple(place for place in places if place not in found)[:_SHOWN]
    if not found:
        return Checked(question, "somebody else", speakers, others)
    return Checked(question, "exact", speakers, tuple(found[:_SHOWN]), others)


def _nearly(question: Question, speakers: tuple[SpeakerRef, ...], places: Sequence[Place]) -> Checked:
    same = [place for place in places if isinstance(place.how, Near) and place.how.same]
    many = [place for place in same if _shared(place) >= _MANY]
    theirs = [place for place in same if _is_by(place, question, speakers)] or [
        place for place in many if not question.names_somebody or place.row.speaker is None
    ]
    if theirs:
        return Checked(question, "other wording", speakers, tuple(theirs[:_NEAREST]))
    sure = [place for place in many if isinstance(place.how, Near) and place.how.score >= _SURELY]
    if sure:
        return Checked(question, "somebody else", speakers, tuple(sure[:_NEAREST]))
    return Checked(question, "not here", speakers, (), tuple(places[:_NEAREST]))


def _shared(place: Place) -> int:
    return place.how.shared if isinstance(place.how, Near) else 0


def _is_by(place: Place, question: Question, speakers: Collection[SpeakerRef]) -> bool:
    by = place.row.speaker
    if by is None:
        return False
    if by.ident in {each.ident for each in speakers}:
        return True
    # A body speaks through people: who asks for it is not told that somebody else said it.
    return bool(question.name) and called.speaks_for(question.name, place.row.role or "")


def _places(db: Session, found: Sequence[tuple[Spoken, Exact | Near]]) -> list[Place]:
    rows = check.statements(db, [one.version for one, _ in found])
    return [Place(row, one.words, how) for row, (one, how) in zip(rows, found, strict=True)]


def _narrated(db: Session, words: str, phrases: Sequence[str], terms: Sequence[str]) -> Narrated | None:
    for text in check.texts(db, phrases, terms):
        how = checking.exact(words, text.words)
        if how is not None:
            return Narrated(text.article, check.holding(db, text.capture, how.spans[0]), how.spans)
    return None


def _rarest(counts: Mapping[str, int]) -> list[str]:
    """The words to look for candidates by: the rare ones, and of common ones as few as will do."""
    total = counts[""]
    ordered = sorted((term for term in counts if term), key=lambda term: (counts[term], term))
    rare = [term for term in ordered if counts[term] <= _RARE * total]
    return (rare if len(rare) >= _FEWEST else ordered[:_FEWEST])[:_RAREST]


def _weights(terms: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, float]:
    """By form, how much a word says: the rarer, the more; one that is nowhere, as much as the others."""
    known = {
        form: math.log(2 + counts[""] / (1 + counts[term])) for form, term in terms.items() if counts[term]
    }
    mean = sum(known.values()) / len(known) if known else 1.0
    return {form: known.get(form, mean) for form in terms}
