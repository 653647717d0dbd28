"""The list of articles, and one article as read."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import articles
from app.store.queries.views import ArticleView
from app.web import formats, galley, jsonld, links, lists, records, wording
from app.web.galley import GalleyParagraph
from app.web.lines import countries
from app.web.pages import Head, Link
from app.web.params import Asked
from app.web.provenance import Provenance, provenance
from app.web.routes.statements import ListPage
from app.web.sessions import Chosen, Db, Templates

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as read."""

    head: Head
    ident: str
    label: str
    titled: bool
    provenance: Provenance
    outlet_country: Link | None
    topics: tuple[Link, ...]
    translated: bool
    file_name: str
    counts: str
    lang: str
    paragraphs: tuple[GalleyParagraph, ...]


@router.get("/articles")
def article_list(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Every article that was read."""
    listing = lists.listing(db, lists.ARTICLES, asked, chosen)
    head = Head(
        "Articles",
        "The articles that statements and claims were found in.",
        listing.address,
        section="Articles",
        json=listing.address.replace("/articles", "/articles.json", 1),
        formats=listing.formats,
        searchbox=False,
    )
    standfirst = "Every article that was read, with what was found in it."
    return lists.answer(request, pages, "list.html", ListPage(head, "Articles", standfirst, listing), listing)


@router.get("/a/{ident}")
@router.get("/a/{ident}/{slug}")
def article(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str) -> Response:
    """The article as read: numbered paragraphs, every statement and claim marked and linked."""
    view = records.found(db, ident, "article", articles.article)
    if suffix := records.suffix(request):
        return RedirectResponse(f"/a/{view.article.ident}{suffix}", 301)
    page = _page(view, chosen.display_threshold, pages.origin(request))
    return records.moved(request, page.head.path) or pages.render(request, "article.html", page)


def _page(view: ArticleView, threshold: float, origin: str) -> ArticlePage:
    ref = view.article
    said, claimed = wording.count(len(view.statements), "statement"), wording.count(len(view.claims), "claim")
    counts = f"{said} and {claimed}"
    head = Head(
        wording.clipped(ref.label, 90),
        wording.clipped(f"{ref.label}: {counts} marked in the text as read.", 260),
        links.article(ref),
        section="Articles",
        kind="article",
        json=f"/a/{ref.ident}.json",
        formats=formats.of_record(f"/a/{ref.ident}"),
        jsonld=jsonld.embedded(jsonld.of_article(view, threshold, origin)),
    )
    return ArticlePage(
        head=head,
        ident=ref.ident,
        label=wording.clipped(ref.label, 140),
        titled=ref.title is not None,
        provenance=provenance(ref),
        outlet_country=countries((ref.outlet_country,))[0] if ref.outlet_country else None,
        topics=tuple(Link(topic, f"/articles?{links.query([('topic', topic)])}") for topic in ref.topics),
        translated=ref.translated_from is not None,
        file_name=ref.file_name or "",
        counts=counts,
        lang=ref.language or "",
        paragraphs=galley.of_article(view, threshold),
    )
