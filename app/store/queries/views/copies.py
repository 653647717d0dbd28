"""Articles that print the same report."""

from dataclasses import dataclass

from app.store.queries.views.articles import ArticleRef
from app.store.queries.views.captures import CaptureView


@dataclass(frozen=True, slots=True)
class Copied:
    """Another article that prints the same report."""

    article: ArticleRef
    certain: bool
    """False is "possibly the same"."""
    score: float
    """The share of the shorter text that stands in the other word for word, 0 to 1."""


@dataclass(frozen=True, slots=True)
class BesideView:
    """Two articles that print the same report, as each was last captured."""

    one: ArticleRef
    other: Copied
    texts: tuple[CaptureView, CaptureView]
