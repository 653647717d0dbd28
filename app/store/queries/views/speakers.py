"""Speakers."""

from dataclasses import dataclass
from datetime import date

from app.records import Kind, SpeakerKind
from app.store.queries.views.articles import ArticleRef
from app.store.queries.views.corrections import Correction
from app.store.queries.views.lists import Option


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A speaker as named on other pages."""

    ident: str
    name: str
    kind: SpeakerKind
    country: str | None
    """Where the speaker speaks *from*, ISO 3166-1 alpha-2."""


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
class RoleView:
    """A role as articles print it."""

    words: str
    article: ArticleRef
    """The oldest of them."""
    articles: int
    first: date | None
    last: date | None
    """Of their dates of publication, where any is stated."""


@dataclass(frozen=True, slots=True)
class SameAsView:
    """The address of a speaker's entry elsewhere, as one article states it."""

    url: str
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
class FormerView:
    """A statement once attributed to a speaker who, as a person found, did not make it."""

    ident: str
    words: str
    kind: Kind
    correction: Correction
    article: ArticleRef


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
    article_count: int
    """Articles with a statement."""
    articles: tuple[ArticleRef, ...]
    """The newest of them, the newest first."""
    about: tuple[Option, ...]
    """Countries spoken about, with counts."""
    said_about: int
    """Statements by others whose words name the speaker: those of `Filter.named`."""
    ties: tuple[TieView, ...]
    """Why several names are one speaker here."""
    suggestions: tuple[SuggestionView, ...]
    """Speakers that may be the same and are kept apart."""
    looked_through: int | None = None
    """In how many articles, those read last, roles, home and entries were looked for; None: in all."""
    same_as: tuple[SameAsView, ...] = ()
    """Entries elsewhere, every one with the articles that state it: two may contradict each other."""
    formerly: tuple[FormerView, ...] = ()
    """Statements wrongly attributed here once, the newest decision first; counted nowhere."""
