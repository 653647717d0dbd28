"""The map of the site for crawlers: every permalink, in parts that are not too long."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, cast
from xml.sax.saxutils import escape

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from app.errors import NotFound
from app.store.queries import permalinks
from app.store.straight import Straight
from app.web import links, turns
from app.web.pages import NAVIGATION, NOTICES
from app.web.rooms import Room
from app.web.routes.outlets import outlet_addresses
from app.web.sessions import Db, Templates

router = Room(include_in_schema=False)

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_AT_ONCE = 500
"""Addresses sent in one piece."""
_LETTERS = {"statements": "s", "claims": "c", "speakers": "p", "articles": "a"}


@router.get("/robots.txt")
def robots(request: Request, pages: Templates) -> Response:
    """Everything may be read; where everything is."""
    return PlainTextResponse(f"User-agent: *\nAllow: /\nSitemap: {pages.origin(request)}/sitemap.xml\n")


@router.get("/sitemap.xml")
def index(request: Request, db: Db, pages: Templates) -> Response:
    """The parts."""
    origin = pages.origin(request)
    parts = permalinks.parts(db).items()
    names = (f"{kind}-{number + 1}" for kind, many in parts for number in range(many))
    addresses = [f"{escape(origin)}/sitemap/{name}.xml" for name in ("pages", *names)]
    return _xml(_written("sitemapindex", "sitemap", addresses))


@router.get("/sitemap/pages.xml")
def places(request: Request, db: Db, pages: Templates) -> Response:
    """Pages, countries and outlets."""
    origin = pages.origin(request)
    return _xml(_written("urlset", "url", [escape(origin + path) for path in _paths(db)]))


@router.get("/sitemap/{kind}-{part}.xml")
def part(
    request: Request,
    pages: Templates,
    kind: Literal["statements", "claims", "speakers", "articles"],
    part: int,
) -> Response:
    """One part of the permalinks of a kind."""
    origin = pages.origin(request)
    with Straight(request.app.state.engine) as db:
        if not 0 < part <= permalinks.parts(db)[kind]:
            raise NotFound("There is no such part.")
    return _xml(_written("urlset", "url", _permalinks(request, kind, part - 1, origin)))


def _permalinks(request: Request, kind: str, part: int, origin: str) -> Iterator[str]:
    # Read whole before any is sent: whoever takes them slowly would be cut off as a slow query is.
    with Straight(request.app.state.engine) as db:
        found = list(permalinks.permalinks(db, cast(permalinks.Listed, kind), part))
    # Nothing else in a permalink is ever escaped: it is made of small letters, digits and hyphens.
    letter, begins = _LETTERS[kind], escape(origin)
    for ident, words in found:
        yield begins + links.record(letter, ident, words)


def _paths(db: Session) -> Iterator[str]:
    yield "/"
    yield from (link.href for link in (*NAVIGATION, *NOTICES))
    yield from (links.country(code) for code in permalinks.countries(db))
    yield from outlet_addresses(db)


def _written(root: str, each: str, addresses: Iterable[str]) -> Iterator[str]:
    """The document of these addresses, which are escaped."""
    between = f"</loc></{each}>\n<{each}><loc>"
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    rest = iter(addresses)
    # What is sent in one piece costs as much as a line alone.
    while some := list(islice(rest, _AT_ONCE)):
        yield f"<{each}><loc>{between.join(some)}</loc></{each}>\n"
    yield f"</{root}>\n"


def _xml(body: Iterator[str]) -> Response:
    return StreamingResponse(turns.pieces(body), media_type="application/xml")
