"""What the steps that resolve a source ask of its words, and what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.entities import Cast, add_body, body_of
from app.extract.medium import publishes
from app.extract.naming import bare
from app.extract.salience import Sighting
from app.extract.told import Told
from app.records import MentionKind, Span, SpeakerKind


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a source means: an entity, or nobody that is certain."""

    entity: int | None
    kind: MentionKind | None
    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in an article, with everybody known so far."""

    at: Sighting
    """The place, as a sighting of somebody still to be found."""
    cast: Cast
    told: Told
    """Speakers of earlier statements, and whom earlier pronouns and descriptions meant."""
    content: Sequence[Span]
    """Words said there by somebody who will hardly name themselves."""

    @property
    def span(self) -> Span:
        """The words of the place."""
        return self.at.span

    @property
    def paragraph(self) -> int:
        """Number of the paragraph that it belongs to."""
        return self.at.paragraph


@dataclass(frozen=True, slots=True)
class Source(Scene):
    """A source in its article, or other words for somebody."""

    tokens: Tokens

    @property
    def words(self) -> str:
        """As written, on one line."""
        return " ".join(self.tokens.text.split())

    @property
    def head(self) -> Token:
        """The noun it is about."""
        return self.tokens.root

    @property
    def is_definite(self) -> bool:
        """Whether it speaks of somebody already known: "the expert", "his lawyer"."""
        first = self.tokens[0]
        return first.lower_ in ("the", "this", "that") or first.dep_ == "poss" or self.head.tag_ == "NNS"

    @property
    def is_new(self) -> bool:
        """Whether it brings in somebody: "a driver"."""
        return self.tokens[0].lower_ in ("a", "an", "one", "another")

    def covers(self, span: Span, token: Token) -> bool:
        """Whether `token` of the source stands in `span` of the article."""
        offset = self.span.start - self.tokens[0].idx
        return span.start <= token.idx + offset < span.end

    def place(self, token: Token) -> Span:
        """Where the first letter of a token of the source stands in the article."""
        start = token.idx + self.span.start - self.tokens[0].idx
        return Span(start, start + 1)

    def at_name(self, sighting: Sighting) -> Tokens:
        """The words of the source in which somebody is named."""
        inside = [token for token in self.tokens if self.covers(sighting.span, token)]
        return self.tokens.doc[inside[0].i : inside[-1].i + 1]

    def person_at(self, token: Token) -> int | None:
        """The person whom the name around `token` is of."""
        cast = self.cast
        return next(
            (
                s.entity
                for s in cast.at(self.place(token))
                if is_person(cast, s) and self.covers(s.span, token)
            ),
            None,
        )

    def body_at(self, token: Token) -> int | None:
        """The body that the name around `token` is of."""
        cast = self.cast
        for sighting in cast.at(self.place(token)):
            if not is_person(cast, sighting) and self.covers(sighting.span, token):
                return sighting.entity
        inside = [t.i for t in token.subtree if self.tokens.start <= t.i < self.tokens.end]
        name = token.doc[inside[0] : inside[-1] + 1].text if inside else ""
        known = name and (body_of(name) is not None or publishes(bare(name)))
        return add_body(cast, name, self.span) if known else None

    def led_to(self, sighting: Sighting) -> str:
        """The reason a reader is given: whom the words lead back to, and where."""
        return f"{self.words} → {self.cast.of(sighting).name}, ¶{sighting.paragraph + 1}"


def is_person(cast: Cast, sighting: Sighting) -> bool:
    """Whether a sighting is of a person."""
    return sighting.entity is not None and cast.of(sighting).kind is SpeakerKind.PERSON
