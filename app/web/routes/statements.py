"""The list of statements, and one statement: the permalink."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import judged, matches, statements
from app.store.queries.views import InText, StatementView
from app.web import context, links, lists, permalink, records
from app.web.listing import Listing
from app.web.pages import Head, Pages
from app.web.params import Asked
from app.web.permalink import Viewing
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates

router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list on its own page."""

    head: Head
    heading: str
    standfirst: str
    listing: Listing
    compare: str = ""
    """Where what is listed stands side by side; "" for what does not."""


class ViewingQuery(BaseModel):
    """Which words of a statement a link points at; whatever is no such thing is told on the page."""

    w: str = ""
    first: str = ""
    """With `last`, what the form of word numbers sends."""
    last: str = ""
    context: str = ""
    """How many paragraphs to show on each side, or "all"."""
    q: str = ""
    """What the reader was looking for."""


async def _viewing(
    request: Request, pages: Templates, chosen: Chosen, asked: Annotated[ViewingQuery, Query()]
) -> Viewing:
    numbers = [number for number in (asked.first, asked.last) if number]
    return Viewing(
        pinned="number" in request.path_params,
        asked=asked.w,
        sent="-".join(numbers),
        neighbours=context.read(asked.context),
        q=asked.q[:500],
        threshold=chosen.display_threshold,
        origin=pages.origin(request),
    )


View = Annotated[Viewing, Depends(_viewing)]


@router.get("/quotes")
def quotes(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Every statement, by speaker, country, outlet and kind."""
    listing = lists.listing(db, lists.STATEMENTS, asked, chosen)
    head = Head(
        "Quotes",
        "Statements found in news articles, with who made them and the paragraph they stand in.",
        listing.address,
        section="Quotes",
        json=listing.address.replace("/quotes", "/quotes.json", 1),
        formats=listing.formats,
        searchbox=False,
    )
    standfirst = "What people and bodies are quoted or reported as saying, word for word as printed."
    page = ListPage(head, "Quotes", standfirst, listing)
    return lists.answer(request, pages, "list.html", lambda: page, listing)


@router.get("/s/{ident}/v{number:number}")
def version(request: Request, db: Db, pages: Templates, viewing: View, ident: str, number: int) -> Response:
    """One version of a statement, for ever the same."""
    return _answer(request, db, pages, _read(db, ident, viewing, number), viewing)


@router.get("/s/{ident}")
@router.get("/s/{ident}/{slug}")
def statement(request: Request, db: Db, pages: Templates, viewing: View, ident: str) -> Response:
    """One statement with its evidence and source paragraphs."""
    read = _read(db, ident, viewing)
    if suffix := records.suffix(request):
        query = request.url.query
        return RedirectResponse(f"/s/{read.view.row.ident}{suffix}" + (f"?{query}" if query else ""), 301)
    return _answer(request, db, pages, read, viewing)


def _read(db: Session, ident: str, viewing: Viewing, number: int | None = None) -> InText[StatementView]:
    return statements.in_text(db, ident, number, viewing.neighbours, viewing.q)


def _answer(
    request: Request, db: Session, pages: Pages, read: InText[StatementView], viewing: Viewing
) -> Response:
    view, row = read.view, read.view.row
    if viewing.sent:
        return RedirectResponse(f"{links.version(row)}?{urlencode({'w': viewing.sent})}", 303)
    if moved := records.moved(request, links.version(row) if viewing.pinned else links.statement(row)):
        return moved
    # What was superseded is compared with nothing: matches are those of the words that stand.
    found = matches.statement_elsewhere(db, row) if view.stands else matches.NOWHERE
    decided = judged.of_subject(db, row.ident)
    return pages.render(request, "statement.html", permalink.page(view, viewing, found, decided, read.text))
