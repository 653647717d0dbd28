"""Two articles that print the same report, side by side."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import copies
from app.web import beside, lines, links, records, wording
from app.web.beside import Pair
from app.web.pages import Head, Link
from app.web.rooms import Room
from app.web.sessions import Db, Templates
from app.web.wording import Day

router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles."""

    article: Link
    outlet: Link
    published: Day
    lang: str


@dataclass(frozen=True, slots=True)
class BesidePage:
    """Two articles side by side."""

    head: Head
    shared: str
    possible: bool
    sides: tuple[Side, Side]
    pairs: tuple[Pair, ...]


@router.get("/a/{ident}/beside/{other}")
def side_by_side(request: Request, db: Db, pages: Templates, ident: str, other: str) -> Response:
    """The same report in two articles: what both have, and what only one has."""
    view = copies.beside(db, ident, other)
    refs = (view.one, view.other.article)
    sides = [
        Side(
            Link(wording.clipped(ref.label, 90), links.article(ref)),
            lines.outlet(ref),
            wording.day(ref.published),
            ref.language or "",
        )
        for ref in refs
    ]
    first, second = sides
    path = links.beside(*refs)
    page = BesidePage(
        head=Head(
            f"Side by side: {wording.clipped(view.one.label, 60)}",
            wording.clipped(
                f"The same report, as {first.outlet.words} and {second.outlet.words} print it.", 260
            ),
            path,
            section="Articles",
            index=False,
        ),
        shared=beside.shared(view.other),
        possible=not view.other.certain,
        sides=(first, second),
        pairs=beside.pairs(view),
    )
    return records.moved(request, path) or pages.render(request, "beside.html", page)
