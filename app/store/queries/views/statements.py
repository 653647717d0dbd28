"""Statements and claims, and the article they are marked in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from app.records import ClaimType, Gloss, Kind, Quantity, Span, Worth
from app.store.queries.views.articles import ArticleRef, ArticleRow, ParagraphView, Piece, PlaceView
from app.store.queries.views.captures import Standing
from app.store.queries.views.copies import Copied
from app.store.queries.views.corrections import Correction
from app.store.queries.views.speakers import SpeakerRef

Viewed = TypeVar("Viewed")


@dataclass(frozen=True, slots=True)
class SaidView:
    """When something was said, by the article's own words: on one of the days from `first` to `last`."""

    first: date
    last: date
    words: str
    """The words that tell it, as printed."""
    span: Span


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list."""

    ident: str
    version: int
    kind: Kind
    pieces: tuple[Piece, ...]
    speaker: SpeakerRef | None
    source: str
    """The source as written, "" where the article names none."""
    role: str | None
    """The speaker's role as this article prints it."""
    about: tuple[str, ...]
    article: ArticleRef
    snippet: str | None = None
    """With a text query: an excerpt with matches between U+E000 and U+E001."""
    confidence: float = 1.0
    """Of extent and speaker, 0 to 1: below a threshold pages name no speaker, in lists too."""
    said: SaidView | None = None
    """None where nothing printed tells when, and in a version that no longer stands."""
    gone: datetime | None = None
    """When the article was first captured without its words; None while it has them."""
    review: str = "machine"
    """How far people have looked at it: "machine" for not at all, "checked" or "disputed"."""
    corrections: tuple[Correction, ...] = ()
    """What they decided that holds or waits, oldest first; in a version superseded, doubts only."""
    judged: datetime | None = None
    """When they last decided anything of it, be it since withdrawn."""
    superseded: int | None = None
    """The version that stands, where this is another and its words, kind or speaker were changed since."""
    misattributed: Correction | None = None
    """The judgement that the speaker named here did not say it: in a version that no longer stands."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list."""

    ident: str
    words: str
    span: Span
    paragraph: int
    type: ClaimType
    statement: str | None
    """Identifier of the statement it stands in; None is the article's narration."""
    kind: Kind | None
    """That statement's kind."""
    claimer: SpeakerRef | None
    """The statement's speaker; None with a statement is a source not resolved, without one the outlet."""
    source: str
    about: tuple[str, ...]
    article: ArticleRef
    snippet: str | None = None
    confidence: float = 1.0
    """Of the statement it stands in, so of its claimer; 1.0 in narration."""
    glosses: tuple[Gloss, ...] = ()
    """Our insertions that make its words stand alone, by positions in the article's text."""
    worth: Worth | None = None
    said: SaidView | None = None
    """When the statement it stands in was said."""
    gone: datetime | None = None
    """When the article was first captured without its words; None while it has them."""
    review: str = "machine"
    """How far people have looked at it: "machine" for not at all, "checked" or "disputed"."""
    corrections: tuple[Correction, ...] = ()
    """What they decided that holds or waits, oldest first, and of its statement what concerns the claimer."""
    judged: datetime | None = None
    """When they last decided anything of it, be it since withdrawn."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement has this speaker."""

    cue: tuple[str, ...]
    source: tuple[str, ...]
    rule: str
    confidence: float
    reasons: tuple[str, ...]
    medium: str | None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What the machine found of a statement that a person decided about."""

    speaker: SpeakerRef | None
    """None also where it was too unsure to say."""
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a statement as its history tells it."""

    number: int
    created: datetime
    """When it was recorded."""
    captured: datetime
    """When the text was read that its words stand in."""
    capture: int
    """Number of that reading of the article."""
    kind: Kind
    speaker: SpeakerRef | None
    words: str
    judgement: Correction | None = None
    """What a person decided that it came from; None where the machine found it so."""

    def differs(self, other: "VersionView") -> bool:
        """Whether readers are told other words, another kind or another speaker."""
        told = [(each.words, each.kind, each.speaker) for each in (self, other)]
        return told[0] != told[1]


@dataclass(frozen=True, slots=True)
class StatementView:
    """Everything a statement's own page shows."""

    row: StatementRow
    created: datetime
    """When this version was recorded."""
    latest: int
    """Number of the newest version."""
    evidence: Evidence
    places: tuple[PlaceView, ...]
    paragraphs: tuple[ParagraphView, ...]
    """Its source paragraphs and the neighbours on each side."""
    source_paragraphs: frozenset[int]
    cue_spans: tuple[Span, ...]
    source_spans: tuple[Span, ...]
    claims: tuple[ClaimRow, ...]
    previous: str | None
    """Identifier of the statement before it in the article."""
    next: str | None
    versions: tuple[VersionView, ...] = ()
    """Every version there is, oldest first."""
    more: bool = False
    """Whether readers may see more paragraphs around."""
    standing: Standing | None = None
    """What became of it at its source."""
    reading: ReadingView | None = None
    """What the machine found, where a person decided who speaks."""

    @property
    def stands(self) -> bool:
        """Whether this version is the newest."""
        return self.row.version == self.latest

    @property
    def superseded(self) -> bool:
        """Whether words, kind or speaker were changed since; the article may be read anew without that."""
        return self.row.superseded is not None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything a claim's own page shows."""

    row: ClaimRow
    confidence: float
    rule: str
    places: tuple[PlaceView, ...]
    paragraphs: tuple[ParagraphView, ...]
    source_paragraphs: frozenset[int]
    statement: StatementRow | None
    quantities: tuple[Quantity, ...]
    previous: str | None
    next: str | None
    more: bool = False
    """Whether readers may see more paragraphs around."""
    standing: Standing | None = None
    """What became of it at its source."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as read, with everything marked in it."""

    article: ArticleRef
    paragraphs: tuple[ParagraphView, ...]
    hidden: tuple[int, ...]
    """Numbers of paragraphs that readers are not shown here."""
    statements: tuple[StatementRow, ...]
    claims: tuple[ClaimRow, ...]
    captured: tuple[datetime, ...]
    """When its text was captured, the first time first."""
    edited: bool
    """Whether the words of any capture are other ones than those of the one before."""
    checked: datetime
    """When where it comes from was last looked at."""
    copies: tuple[Copied, ...] = ()
    """Other articles that print the same report, the surest first."""
    found: str | None = None
    """With words looked for: the text again, the places that hold them between U+E000 and U+E001."""
    newer: ArticleRef | None = None
    older: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new article, and the first of what people say in it."""

    row: ArticleRow
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class InText(Generic[Viewed]):
    """What a page shows of a statement or claim, with the text that it has its positions in."""

    view: Viewed
    text: str
    """To look words up in, never to be shown: readers may not see all of it."""
