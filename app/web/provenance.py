"""When and where words were printed: what the pages of statements, claims and articles say alike."""

from dataclasses import dataclass

from app.records import Span
from app.store.queries.views import ArticleRef, SaidView
from app.web import fragments, links, wording
from app.web.pages import Link
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is stated about the article that words come from."""

    outlet: Link
    """Without an address where none is stated."""
    author: str
    said: Day
    said_words: str
    """The printed words that tell when it was said; "" where none do."""
    published: Day
    captured: Day
    language: str
    outside: Link | None
    """The article at its outlet, where its address is safe to link to."""


def provenance(
    article: ArticleRef, words: tuple[str, Span] | None = None, said: SaidView | None = None
) -> Provenance:
    """The provenance of an article's words; what nobody stated is told as that.

    With `words`, the text as read and where in it they stand, the outlet's page is opened at them, unless it
    has them in another language.
    """
    url = links.outside(article.url)
    if url and words and not article.translated_from:
        url = fragments.address(url, *words)
    return Provenance(
        outlet=Link(article.outlet or wording.NOT_STATED, links.outlet(article)),
        author=article.author or wording.NOT_STATED,
        said=wording.days(said.first, said.last) if said else wording.day(None),
        said_words=said.words if said else "",
        published=wording.day(article.published),
        captured=wording.day(article.captured),
        language=_language(article),
        outside=Link(article.outlet or str(article.url), url) if url else None,
    )


def _language(article: ArticleRef) -> str:
    if article.translated_from:
        return f"Translated from {wording.language(article.translated_from)}"
    if article.language is None and not article.extracted:
        return f"{wording.language(article.detected_language)}, by its words; not stated"
    return wording.language(article.language)
