"""The list of articles, and one article as read."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import articles
from app.store.queries.views import ArticleRef, ArticleView
from app.web import beside, formats, jsonld, links, lists, proof, records, wording
from app.web.beside import Copies
from app.web.lines import countries
from app.web.pages import Head, Link
from app.web.params import Asked
from app.web.proof import Proof, Wanted
from app.web.provenance import Provenance, provenance
from app.web.rooms import Room
from app.web.routes.statements import ListPage
from app.web.sessions import Chosen, Db, Templates
from app.web.wording import Day

router = Room(include_in_schema=False)


class MarkingQuery(BaseModel):
    """What of an article a reader wants marked; a value that means nothing here is told of on the page."""

    kind: Annotated[str, Field(max_length=200)] = ""
    p: Annotated[str, Field(max_length=200)] = ""
    q: Annotated[str, Field(max_length=500)] = ""
    match: Annotated[str, Field(max_length=200)] = ""

    def wanted(self) -> Wanted:
        """The choices, tidied; any of several words is worth highlighting."""
        exact = "exact" if self.match == "exact" else ""
        return Wanted(self.kind.strip().lower(), self.p.strip().lower(), " ".join(self.q.split()), exact)


Marking = Annotated[MarkingQuery, Query()]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as read."""

    head: Head
    ident: str
    label: str
    titled: bool
    provenance: Provenance
    captures: Link | None
    """All captures, where there is more than one."""
    first: Day
    """When it was first captured."""
    edited: bool
    checked: Day
    once: bool
    """Whether it was captured once and not looked at since."""
    outlet_country: Link | None
    topics: tuple[Link, ...]
    translated: bool
    unread: str
    """Why nothing is extracted from it, where that is so."""
    file_name: str
    lang: str
    q: str
    proof: Proof
    copies: Copies
    newer: Link | None
    older: Link | None


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
    page = ListPage(head, "Articles", standfirst, listing)
    return lists.answer(request, pages, "list.html", lambda: page, listing)


@router.get("/a/{ident}")
@router.get("/a/{ident}/{slug}")
def article(
    request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str, asked: Marking
) -> Response:
    """The article as read: numbered paragraphs, every statement and claim marked and linked, or only some."""
    wanted = asked.wanted()
    view = articles.article(db, ident, wanted.q, wanted.match or "any")
    if suffix := records.suffix(request):
        return RedirectResponse(f"/a/{view.article.ident}{suffix}", 301)
    page = _page(view, wanted, chosen.display_threshold, pages.origin(request))
    return records.moved(request, page.head.path) or pages.render(request, "article.html", page)


def _page(view: ArticleView, wanted: Wanted, threshold: float, origin: str) -> ArticlePage:
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
        captures=(
            Link(wording.count(len(view.captured), "capture"), links.captures(ref))
            if len(view.captured) > 1
            else None
        ),
        first=wording.day(view.captured[0]),
        edited=view.edited,
        checked=wording.day(view.checked),
        once=len(view.captured) == 1 and view.checked.date() == view.captured[0].date(),
        outlet_country=countries((ref.outlet_country,))[0] if ref.outlet_country else None,
        topics=tuple(Link(topic, f"/articles?{links.query([('topic', topic)])}") for topic in ref.topics),
        translated=ref.translated_from is not None,
        unread=_unread(ref),
        file_name=ref.file_name or "",
        lang=ref.language or ref.detected_language or "",
        q=wanted.q,
        proof=proof.of_article(view, wanted, threshold),
        copies=beside.copies(ref, view.copies),
        newer=_beside(view.newer),
        older=_beside(view.older),
    )


def _unread(ref: ArticleRef) -> str:
    if ref.extracted:
        return ""
    if (ref.language or ref.detected_language) == "und":
        return "Not extracted: this article is not in English, and nothing here reads statements in it yet."
    language = wording.language(ref.language or ref.detected_language)
    return f"Not extracted: this article is in {language}, and nothing here reads statements in it yet."


def _beside(ref: ArticleRef | None) -> Link | None:
    return Link(wording.clipped(ref.label, 80), links.article(ref)) if ref else None
