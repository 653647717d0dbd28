"""An article's captures: the text as it was at each, and what became of its statements and claims between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.store.queries.views.articles import ArticleRef, ParagraphView

Became = Literal["new", "edited", "gone", "back"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a statement or claim at a capture, by what the article's own text has."""

    of: Literal["statement", "claim"]
    ident: str
    became: Became
    words: str
    """As that capture has them; of what is gone, as the one before had them."""
    before: str = ""
    """Of edited words: as the capture before had them."""


@dataclass(frozen=True, slots=True)
class CaptureView:
    """A text as captured once, whole: readers may see only the paragraphs that are `shown`."""

    number: int
    captured: datetime
    paragraphs: tuple[ParagraphView, ...]
    shown: frozenset[int]
    """By the paragraphs' numbers."""


@dataclass(frozen=True, slots=True)
class CapturesView:
    """All captures of an article, oldest first, and what became of what at each but the first."""

    article: ArticleRef
    captures: tuple[CaptureView, ...]
    changes: Mapping[int, tuple[Change, ...]]
    checked: datetime
    """When where the article comes from was last looked at."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Words that the article had, and those it has in their place."""

    before: str
    words: str
    since: datetime
    """When the words before were last captured."""
    until: datetime
    """When the others were first captured."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a statement or claim at its source, as far as captures tell."""

    first: datetime
    """When its words, or those they were edited from, were first captured."""
    checked: datetime
    """When where the article comes from was last looked at."""
    edits: tuple[Edited, ...]
    """Oldest first."""
    captures: int
    """How many captures the article has."""
    capture: int
    """Number of the capture that the words shown stand in."""
    gone: datetime | None
    """When the article was first captured without its words."""
