"""What a quotation is checked against."""

from dataclasses import dataclass

from app.store.queries.views.articles import ArticleRef
from app.store.queries.views.speakers import SpeakerRef


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement's words, and whose they are."""

    version: int
    """The row id of the version that stands."""
    words: str
    """Its pieces, with […] where words were left out between them."""
    speaker: str | None
    """The identifier of its speaker, where that is sure enough to be shown."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's whole text."""

    article: ArticleRef
    capture: int
    words: str


@dataclass(frozen=True, slots=True)
class Called:
    """A speaker and everything it is called."""

    speaker: SpeakerRef
    names: tuple[str, ...]
