"""Articles, their paragraphs, and where words of theirs point."""

from dataclasses import dataclass
from datetime import date, datetime

from app.records import Role, Span

OPENING = 200
"""Characters of an article's text that its label may be made of where it has no title."""


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
    topics: tuple[str, ...] = ()
    """As its own metadata states them, in the order of the alphabet."""
    detected_language: str | None = None
    """What its words were taken for; what is stated wins."""
    extracted: bool = True
    """False where nothing here extracts from its language."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    article: ArticleRef
    statements: int
    claims: int
    snippet: str | None = None
    copies: int = 0
    """How many other articles surely print the same report."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with its words."""

    number: int
    role: Role
    span: Span
    words: str
    whole: bool = True
    """False where no more of the paragraph is shown than these words."""


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
class Piece:
    """One unbroken content span: its words are the capture's own ``text[start:end]``."""

    words: str
    span: Span
    paragraph: int
    """Number of the paragraph it stands in, from 0."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What articles state of themselves, and how many do not."""

    languages: tuple[tuple[str, int], ...]
    """Tags with the number of articles, the most frequent first."""
    countries: tuple[tuple[str, int], ...]
    """Of outlets, by their codes."""
    lacking: tuple[tuple[str, int], ...]
    """How many state no date, outlet and so on: the values of `Filter.lacking`."""
    first_captured: datetime | None
    unread: tuple[tuple[str | None, int], ...] = ()
    """Languages that nothing is extracted from, as stated or else told by the words, with their articles."""


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
