"""The job's journal as JSON, described by OpenAPI like the other lists."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Path, Query
from starlette.requests import Request

from app.store.queries import runs
from app.store.queries.views import OutcomeRow, Page, RunRow
from app.web import journal, links
from app.web.rooms import Room
from app.web.routes.described import LIST, RECORD
from app.web.routes.runs import PATH, OutcomesQuery, RunsQuery
from app.web.sessions import Chosen, Db, Templates

router = Room(tags=["Reading"])

Number = Annotated[int, Path(description="Of a run, counted from 1.", ge=1, lt=2**63, examples=[1])]


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What became of one article: where it was read, and its permalink where it is in the archive."""

    place: str
    outcome: str
    article: str | None
    statements: int
    claims: int
    error: str | None
    notes: tuple[str, ...]
    finished: str


@router.get(f"{PATH}.json", responses=LIST)
def run_rows(db: Db, chosen: Chosen, asked: Annotated[RunsQuery, Query()]) -> Page[RunRow]:
    """Runs of the job that reads articles, the newest first."""
    page = runs.runs(db, after=asked.after, before=asked.before, limit=chosen.page_size)
    return Page(tuple(_public(row) for row in page.rows), page.total, page.after, page.before)


@router.get(f"{PATH}/{{number}}.json", responses=RECORD | LIST)
def outcome_rows(
    request: Request, db: Db, pages: Templates, chosen: Chosen, number: Number,
    asked: Annotated[OutcomesQuery, Query()],
) -> Page[OutcomeRecord]:  # fmt: skip
    """What became of the articles of one run, in the order they were read."""
    runs.run(db, number)
    page = runs.outcomes(
        db, number, asked.outcome, after=asked.after, before=asked.before, limit=chosen.page_size
    )
    origin = pages.origin(request)
    return Page(tuple(_record(row, origin) for row in page.rows), page.total, page.after, page.before)


def _public(row: RunRow) -> RunRow:
    return replace(row, asked=tuple(journal.whereabouts(each) for each in row.asked))


def _record(row: OutcomeRow, origin: str) -> OutcomeRecord:
    return OutcomeRecord(
        place=journal.whereabouts(row.place),
        outcome=row.outcome,
        article=origin + links.record("a", row.ident, row.label or "") if row.ident else None,
        statements=row.statements,
        claims=row.claims,
        error=journal.reason(row.error) if row.error else None,
        notes=tuple(map(journal.reason, row.notes)),
        finished=row.finished.isoformat(),
    )
