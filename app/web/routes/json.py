"""The same lists and records as JSON, described by OpenAPI at ``/openapi.json``."""

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session
from starlette.requests import Request

from app.store.queries import articles, claims, profile, statements, vocabulary
from app.store.queries.filters import Filter
from app.store.queries.views import ArticleView, ClaimView, Page, SpeakerView, StatementView
from app.web import exports, lines, links
from app.web.changed import Changed, changed
from app.web.exports import Export
from app.web.exports.linked import LinkedArticle, LinkedClaim, LinkedSpeaker, LinkedStatement
from app.web.params import AskedRows, ListQuery
from app.web.rooms import Room
from app.web.routes.described import LIST, RECORD, Ident, Number
from app.web.sessions import Chosen, Db, Templates

router = Room(tags=["Reading"])


def page_of(request: Request, db: Session, export: Export, wanted: Filter, asked: ListQuery) -> Page[Any]:
    """The page of a list that `asked` turns to, its rows with their addresses."""
    settings, origin = request.app.state.settings, request.app.state.pages.origin(request)
    wanted = vocabulary.widened(db, wanted)
    page = export.kind.rows(db, wanted, after=asked.after, before=asked.before, limit=settings.page_size)
    certain = [export.certain(row, settings.display_threshold) for row in page.rows]
    return replace(page, rows=export.linked(db, certain, origin))


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement with its permalink. Below the display threshold it names no speaker."""

    permalink: str
    statement: StatementView
    changed: Changed | None
    """How it differs from the version that stands, where another one was asked for."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with its permalink."""

    permalink: str
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """A speaker with their permalink."""

    permalink: str
    speaker: SpeakerView


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as read with its permalink."""

    permalink: str
    article: ArticleView


@router.get("/quotes.json", responses=LIST)
def quotes(request: Request, db: Db, asked: AskedRows) -> Page[LinkedStatement]:
    """Statements, as filtered."""
    return page_of(request, db, exports.STATEMENTS, asked.filter(), asked)


@router.get("/claims.json", responses=LIST)
def claim_list(request: Request, db: Db, asked: AskedRows) -> Page[LinkedClaim]:
    """Claims, as filtered."""
    return page_of(request, db, exports.CLAIMS, asked.filter(), asked)


@router.get("/speakers.json", responses=LIST)
def speaker_list(request: Request, db: Db, asked: AskedRows) -> Page[LinkedSpeaker]:
    """Speakers, as filtered."""
    return page_of(request, db, exports.SPEAKERS, asked.filter(), asked)


@router.get("/articles.json", responses=LIST)
def article_list(request: Request, db: Db, asked: AskedRows) -> Page[LinkedArticle]:
    """Articles, as filtered."""
    return page_of(request, db, exports.ARTICLES, asked.filter(), asked)


@router.get("/s/{ident}.json", responses=RECORD)
def statement(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> StatementRecord:
    """One statement, its evidence, source paragraphs and claims."""
    view = statements.statement(db, ident)
    return _statement(view, chosen.display_threshold, pages.origin(request) + links.statement(view.row))


@router.get("/s/{ident}/v{number:number}.json", responses=RECORD)
def version(
    request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident, number: Number
) -> StatementRecord:
    """One version of a statement, with what has changed since where it no longer stands."""
    view = statements.statement(db, ident, number)
    return _statement(view, chosen.display_threshold, pages.origin(request) + links.version(view.row))


def _statement(view: StatementView, threshold: float, permalink: str) -> StatementRecord:
    unsure = view.row.confidence < threshold
    shown = replace(
        view,
        row=lines.certain(view.row, threshold),
        evidence=replace(view.evidence, reasons=()) if unsure else view.evidence,
        claims=tuple(lines.certain_claim(row, threshold) for row in view.claims),
        versions=tuple(replace(each, speaker=None) for each in view.versions) if unsure else view.versions,
    )
    return StatementRecord(permalink, shown, changed(view, threshold))


@router.get("/c/{ident}.json", responses=RECORD)
def claim(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> ClaimRecord:
    """One claim, its source paragraphs and the statement it stands in."""
    view = claims.claim(db, ident)
    shown = replace(
        view,
        row=lines.certain_claim(view.row, chosen.display_threshold),
        statement=lines.certain(view.statement, chosen.display_threshold) if view.statement else None,
    )
    return ClaimRecord(pages.origin(request) + links.claim(view.row), shown)


@router.get("/p/{ident}.json", responses=RECORD)
def speaker(request: Request, db: Db, pages: Templates, ident: Ident) -> SpeakerRecord:
    """One speaker: name, aliases, roles as printed, countries."""
    view = profile.speaker(db, ident)
    return SpeakerRecord(pages.origin(request) + links.speaker(view.speaker), view)


@router.get("/a/{ident}.json", responses=RECORD)
def article(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> ArticleRecord:
    """One article as read, with its statements and claims."""
    view = articles.article(db, ident)
    shown = replace(
        view,
        statements=tuple(lines.certain(row, chosen.display_threshold) for row in view.statements),
        claims=tuple(lines.certain_claim(row, chosen.display_threshold) for row in view.claims),
    )
    return ArticleRecord(pages.origin(request) + links.article(view.article), shown)
