"""The frozen view records that queries return and pages render: values only, no database objects."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from app.records import ClaimType, Gloss, Kind, Quantity, Role, Span, SpeakerKind, Worth

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A speaker as named on other pages."""

    ident: str
    name: str
    kind: SpeakerKind
    country: str | None
    """Where the speaker speaks *from*, ISO 3166-1 alpha-2."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article as named on other pages."""

    ident: str
    label: str
    """Its title, or, where none is stated, the opening words of its text."""
    title: str | None
    outlet: str | None
    outlet_country: str | None
    """The country its words came *via*."""
    url: str | None
    published: date | None
    author: str | None
    captured: datetime
    translated_from: str | None
    language: str | None
    file_name: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """One unbroken content span: its words are the capture's own ``text[start:end]``."""

    words: str
    span: Span
    paragraph: int
    """Number of the paragraph it stands in, from 0."""


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


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker in a list."""

    speaker: SpeakerRef
    role: str | None
    statements: int
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    article: ArticleRef
    statements: int
    claims: int
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet with the number of rows that choosing it would leave."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter and its values, most frequent first; counts ignore the facet's own choice."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, walked by keyset."""

    rows: tuple[T, ...]
    total: int
    after: str | None = None
    """Cursor of the next page."""
    before: str | None = None
    """Cursor of the previous page."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with its words."""

    number: int
    role: Role
    span: Span
    words: str


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
class PlaceView:
    """A country or bloc a statement or claim is about, and the words that say so."""

    code: str
    words: str
    span: Span
    rule: str
    kind: str
    """"country" or "bloc"."""
    antecedent: str | None
    """The words that an inferred place was inferred from."""


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


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role as one article prints it."""

    words: str
    article: ArticleRef


@dataclass(frozen=True, slots=True)
class TieView:
    """Two ways of naming one speaker, and why they are taken for one."""

    name: str
    other: str
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Another speaker that may be the same, and what speaks for it."""

    speaker: SpeakerRef
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Everything a speaker's own page shows beside its statements."""

    speaker: SpeakerRef
    aliases: tuple[str, ...]
    roles: tuple[RoleView, ...]
    """The oldest first."""
    country_words: str | None
    """The printed words that tell the speaker's country."""
    statements: int
    claims: int
    articles: tuple[ArticleRef, ...]
    about: tuple[Option, ...]
    """Countries spoken about, with counts."""
    said_about: int
    """Statements by others whose words name the speaker: those of `Filter.named`."""
    ties: tuple[TieView, ...]
    """Why several names are one speaker here."""
    suggestions: tuple[SuggestionView, ...]
    """Speakers that may be the same and are kept apart."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as read, with everything marked in it."""

    article: ArticleRef
    paragraphs: tuple[ParagraphView, ...]
    statements: tuple[StatementRow, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is in here, and since when."""

    articles: int
    statements: int
    claims: int
    speakers: int
    outlets: int
    first_published: date | None
    last_published: date | None
    last_captured: datetime | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where an identifier leads today."""

    ident: str
    kind: str
    """"article", "statement", "claim" or "speaker"."""
    moved: bool
    """True when it was merged into another: answer 301."""
