"""When and where words were printed: what the pages of statements, claims and articles say alike."""

from dataclasses import dataclass

from app.store.queries.views import ArticleRef
from app.web import links, wording
from app.web.pages import Link
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is stated about the article that words come from."""

    outlet: str
    author: str
    published: Day
    captured: Day
    language: str
    outside: Link | None
    """The article at its outlet, where its address is safe to link to."""


def provenance(article: ArticleRef) -> Provenance:
    """The provenance of an article's words; what nobody stated is told as that."""
    url = links.outside(article.url)
    return Provenance(
        outlet=article.outlet or wording.NOT_STATED,
        author=article.author or wording.NOT_STATED,
        published=wording.day(article.published),
        captured=wording.day(article.captured),
        language=_language(article),
        outside=Link(article.outlet or url, url) if url else None,
    )


def _language(article: ArticleRef) -> str:
    if article.translated_from:
        return f"Translated from {wording.language(article.translated_from)}"
    return wording.language(article.language)
