"""The public record of corrections to take away: as a feed, as JSON and as CSV."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import judged
from app.store.queries.views import Page
from app.web.corrections import PATH
from app.web.exports import atom, streams
from app.web.exports import judged as taken
from app.web.exports.judged import LinkedJudgement
from app.web.rooms import Room
from app.web.routes.corrections import CorrectionsPageQuery, CorrectionsQuery
from app.web.routes.described import LIST, LIST_FILE, RECORD, Ident
from app.web.routes.exports import Atom, Csv
from app.web.sessions import Chosen, Db, Templates

router = Room()

Asked = Annotated[CorrectionsPageQuery, Query()]


@router.get(f"{PATH}.json", tags=["Reading"], responses=LIST)
def rows(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Page[LinkedJudgement]:
    """Corrections, the newest first; without a verdict, all but confirmations."""
    page = judged.page(db, *asked.chosen, after=asked.after, before=asked.before, limit=chosen.page_size)
    found = tuple(taken.linked(view, pages.origin(request)) for view in page.rows)
    return Page(found, page.total, page.after, page.before)


@router.get(f"{PATH}.csv", tags=["Taking away"], response_class=Csv, responses=LIST_FILE)
def table(request: Request, pages: Templates, asked: Annotated[CorrectionsQuery, Query()]) -> Response:
    """All corrections asked for, as CSV."""
    found = taken.every(request.app.state.engine, *asked.chosen, pages.origin(request))
    body = streams.as_csv((tuple(map(streams.in_csv, taken.cells(row))) for row in found), taken.COLUMNS)
    return Csv(body, headers={"Content-Disposition": 'attachment; filename="corrections.csv"'})


@router.get(f"{PATH}.atom", tags=["Taking away"], response_class=Atom, responses=LIST_FILE)
def feed(request: Request, db: Db, pages: Templates, asked: Asked) -> Response:
    """The newest corrections asked for, as an Atom feed."""
    origin, path = pages.origin(request), f"{PATH}.atom"
    page = judged.page(db, *asked.chosen, after=asked.after, before=asked.before, limit=atom.SIZE)
    entries = tuple(taken.entry(taken.linked(view, origin)) for view in page.rows)
    made = atom.Feed(
        title="Cuttings: corrections",
        address=origin + asked.address(path, after=asked.after, before=asked.before),
        html=origin + asked.address(PATH),
        entries=entries,
        updated=atom.latest(entries, datetime.fromtimestamp(0, UTC)),
        next=origin + asked.address(path, after=page.after) if page.after else None,
        previous=origin + asked.address(path, before=page.before) if page.before else None,
        first=origin + asked.address(path),
    )
    return Atom(atom.write(made))


@router.get(f"{PATH}/{{ident}}.json", tags=["Reading"], responses=RECORD)
def record(request: Request, db: Db, pages: Templates, ident: Ident) -> LinkedJudgement:
    """One correction."""
    return taken.linked(judged.one(db, ident), pages.origin(request))
