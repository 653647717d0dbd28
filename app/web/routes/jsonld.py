"""Records as JSON-LD, the same as in the head of their pages."""

from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import articles, claims, profile, statements
from app.web import jsonld
from app.web.rooms import Room
from app.web.routes.described import JSON_LD_RECORD, RECORD_FILE, Ident
from app.web.sessions import Chosen, Db, Templates

router = Room(tags=["Taking away"])


class JsonLd(Response):
    """A JSON-LD document."""

    media_type = "application/ld+json"


@router.get("/s/{ident}.jsonld", response_class=JsonLd, responses=RECORD_FILE | JSON_LD_RECORD)
def statement(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
    """One statement: a schema.org Quotation, and a Web Annotation of its words."""
    read = statements.in_text(db, ident)
    nodes = jsonld.of_statement(read.view, read.text, chosen.display_threshold, pages.origin(request))
    return JsonLd(jsonld.written(nodes))


@router.get("/c/{ident}.jsonld", response_class=JsonLd, responses=RECORD_FILE | JSON_LD_RECORD)
def claim(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
    """One claim: a schema.org Claim with its appearance, and a Web Annotation of its words."""
    read = claims.in_text(db, ident)
    nodes = jsonld.of_claim(read.view, read.text, chosen.display_threshold, pages.origin(request))
    return JsonLd(jsonld.written(nodes))


@router.get("/p/{ident}.jsonld", response_class=JsonLd, responses=RECORD_FILE | JSON_LD_RECORD)
def speaker(request: Request, db: Db, pages: Templates, ident: Ident) -> Response:
    """One speaker: a schema.org Person or Organization."""
    view = profile.speaker(db, ident)
    return JsonLd(jsonld.written(jsonld.of_speaker(view, pages.origin(request))))


@router.get("/a/{ident}.jsonld", response_class=JsonLd, responses=RECORD_FILE | JSON_LD_RECORD)
def article(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
    """One article: a schema.org NewsArticle with its quotations."""
    view = articles.article(db, ident)
    nodes = jsonld.of_article(view, chosen.display_threshold, pages.origin(request))
    return JsonLd(jsonld.written(nodes))
