"""The pages about the archive itself: what it covers, and what was corrected in it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import coverage, outlets
from app.store.queries.filters import Filter
from app.web import links, wording
from app.web.exports import atom
from app.web.pages import Format, Head, Link
from app.web.routes.outlets import MonthLine, OutletLine, month_lines, outlet_lines
from app.web.sessions import Db, Templates

router = APIRouter(include_in_schema=False)

_OUTLETS = 50
_FEED = "/corrections.atom"


@dataclass(frozen=True, slots=True)
class Counted:
    """Something, and how much of it there is; the number leads to the list that it counts."""

    words: str
    count: Link


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What this archive covers."""

    head: Head
    held: tuple[Counted, ...]
    published: str
    captured: str
    languages: tuple[Counted, ...]
    countries: tuple[Counted, ...]
    lacking: tuple[Counted, ...]
    outlets: tuple[OutletLine, ...]
    more_outlets: Link | None
    months: tuple[MonthLine, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What was corrected."""

    head: Head
    feed: str


@router.get("/coverage")
def covered(request: Request, db: Db, pages: Templates) -> Response:
    """What is in here: by outlet and month, since when, and what is not stated."""
    held, stated = coverage.coverage(db), coverage.stated(db)
    found = outlets.outlets(db, limit=_OUTLETS)
    counts = (
        ("Articles", held.articles, "/articles"),
        ("Statements", held.statements, "/quotes"),
        ("Claims", held.claims, "/claims"),
        ("Speakers", held.speakers, "/speakers"),
        ("Outlets", held.outlets, "/outlets"),
    )
    head = Head(
        "Coverage",
        f"What this archive covers: {wording.count(held.articles, 'article')} by outlet and month, since "
        "when, and what they do not state.",
        "/coverage",
    )
    page = CoveragePage(
        head=head,
        held=tuple(Counted(name, Link(f"{number:,}", href)) for name, number, href in counts),
        published=wording.span(held.first_published, held.last_published) or wording.NOT_STATED,
        captured=wording.span(stated.first_captured, held.last_captured) or wording.NOT_STATED,
        languages=tuple(
            _counted(wording.language(tag), number, Filter(languages=(tag,)))
            for tag, number in stated.languages
        ),
        countries=tuple(
            _counted(wording.country(code), number, Filter(via=(code,))) for code, number in stated.countries
        ),
        lacking=tuple(
            _counted(wording.LACKING[name], number, Filter(lacking=(name,)))
            for name, number in stated.lacking
        ),
        outlets=outlet_lines(db, found),
        more_outlets=Link(f"All {held.outlets:,} outlets", "/outlets") if held.outlets > _OUTLETS else None,
        months=month_lines(outlets.months(db)),
    )
    return pages.render(request, "coverage.html", page)


@router.get("/corrections")
def corrections(request: Request, pages: Templates) -> Response:
    """The public log of corrections."""
    head = Head(
        "Corrections",
        "Every correction of a speaker, of words or of a date, with its reason: what stands in this log.",
        "/corrections",
        formats=(Format("Atom", "application/atom+xml", _FEED),),
    )
    return pages.render(request, "corrections.html", CorrectionsPage(head, _FEED))


@router.get(_FEED)
def corrections_feed(request: Request, pages: Templates) -> Response:
    """The same log as a feed."""
    origin = pages.origin(request)
    began = datetime.fromtimestamp(0, UTC)
    feed = atom.Feed("Cuttings: corrections", origin + _FEED, f"{origin}/corrections", (), began)
    return Response(atom.write(feed), media_type="application/atom+xml")


def _counted(words: str, number: int, wanted: Filter) -> Counted:
    return Counted(words, Link(f"{number:,}", links.listing("/articles", wanted)))
