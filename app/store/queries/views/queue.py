"""What waits for an editor's eyes."""

from dataclasses import dataclass

from app.records import Kind, SpeakerKind
from app.store.queries.views.articles import ArticleRef
from app.store.queries.views.speakers import SpeakerRef
from app.store.queries.views.statements import ClaimRow, StatementRow


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the queue, first things first: all values grow along it."""

    reports: int
    """Below 0: minus the open reports."""
    waits: int
    """Below 0: minus the judgements that wait."""
    disputed: int
    """-1 where it is disputed, else 0."""
    confidence: float
    what: int
    """0 for a statement, 1 for a claim."""
    id: int

    @property
    def flagged(self) -> bool:
        """Whether more than the machine's doubt speaks for looking at it."""
        return bool(self.reports or self.waits or self.disputed)


@dataclass(frozen=True, slots=True)
class Queued:
    """A statement or claim in the queue, and why it is there."""

    row: StatementRow | ClaimRow
    place: Place


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue."""

    rows: tuple[Queued, ...]
    after: Place | None
    """Where the next page begins; None at the end."""
    before: Place | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits; what is only unsure is counted up to a limit."""

    reported: int
    waiting: int
    disputed: int
    unsure: int
    unchecked: int
    most: int
    """The limit: as many or more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the article names, who may have said it."""

    speaker: SpeakerRef
    name: str
    """As this article names them."""
    role: str
    near: bool
    """Whether they are named in the paragraphs around the words."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the machine last found of a statement."""

    found: bool
    """Whether it still finds it."""
    kind: Kind
    speaker: SpeakerRef | None
    words: str
    rule: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Some words of a speaker's, and where they stand."""

    ident: str
    words: str
    article: str


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker as one of two that may be the same."""

    ident: str
    """Its own, whoever stands for it."""
    name: str
    kind: SpeakerKind
    country: str | None
    shown: SpeakerRef
    """The speaker that pages show in its place."""
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two speakers that may be the same, or are taken for the same, and why."""

    a: Party
    b: Party
    same: bool
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedIn:
    """An article that names a speaker, and how."""

    article: ArticleRef
    name: str
    role: str
