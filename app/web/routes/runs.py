"""The pages of the job's journal: its runs, and what became of every article in one."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import runs
from app.web import journal, links, wording
from app.web.journal import Counted, OutcomeLine, RunLine
from app.web.pages import Head
from app.web.params import Cursor
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates
from app.web.wording import Day

router = Room(include_in_schema=False)

PATH = "/coverage/runs"


class RunsQuery(BaseModel):
    """Which page of the list."""

    after: Cursor = ""
    before: Cursor = ""


class OutcomesQuery(RunsQuery):
    """Which of a run's outcomes, and which page of them."""

    outcome: Literal["", "new", "changed", "unchanged", "failed"] = ""


@dataclass(frozen=True, slots=True)
class RunsPage:
    """Every run."""

    head: Head
    count: str
    runs: tuple[RunLine, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run and what became of its articles."""

    head: Head
    heading: str
    began: Day
    took: str
    state: str
    asked: tuple[str, ...]
    found: str
    choices: tuple[Counted, ...]
    count: str
    uncounted: str
    """What of the run's count is not listed."""
    outcomes: tuple[OutcomeLine, ...]
    previous: str
    next: str


@router.get(PATH)
def run_list(
    request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Annotated[RunsQuery, Query()]
) -> Response:
    """Every run, the newest first."""
    found = runs.runs(db, after=asked.after, before=asked.before, limit=chosen.page_size)
    query = links.query([("after", asked.after), ("before", asked.before)])
    head = Head(
        "What was read, and when",
        "Every run of the job that reads articles into this archive, with what became of them.",
        _address(PATH, query),
        json=_address(f"{PATH}.json", query),
    )
    page = RunsPage(
        head=head,
        count=wording.count(found.total, "run"),
        runs=tuple(map(journal.run_line, found.rows)),
        previous=_address(PATH, links.query([("before", found.before)])) if found.before else "",
        next=_address(PATH, links.query([("after", found.after)])) if found.after else "",
    )
    return pages.render(request, "runs.html", page)


@router.get(f"{PATH}/{{number:number}}")
def one_run(
    request: Request,
    db: Db,
    pages: Templates,
    chosen: Chosen,
    number: int,
    asked: Annotated[OutcomesQuery, Query()],
) -> Response:
    """One run, and what became of its articles."""
    row, counts = runs.run(db, number), runs.counts(db, number)
    found = runs.outcomes(
        db, number, asked.outcome, after=asked.after, before=asked.before, limit=chosen.page_size
    )
    path, began = f"{PATH}/{number}", journal.moment(row.started)
    query = links.query([("outcome", asked.outcome), ("after", asked.after), ("before", asked.before)])
    heading = f"Run {number:,}"
    head = Head(
        f"{heading}: what became of each article",
        f"What was read into this archive on {began.words}, and what became of each article.",
        _address(path, query),
        json=_address(f"{path}.json", query),
    )

    def turned(**cursor: str) -> str:
        return _address(path, links.query([("outcome", asked.outcome), *cursor.items()]))

    unwritten = {name: getattr(row, name) - count for name, count in counts.items()}
    page = RunPage(
        head=head,
        heading=heading,
        began=began,
        took=journal.took(row),
        state=journal.state(row),
        asked=tuple(journal.whereabouts(each) for each in row.asked),
        found=f"{wording.count(row.statements, 'statement')}, {wording.count(row.claims, 'claim')}",
        choices=(
            Counted("All", f"{sum(counts.values()):,}", path, not asked.outcome),
            *(
                Counted(words, f"{counts[name]:,}", f"{path}?outcome={name}", asked.outcome == name)
                for name, words in journal.OUTCOMES.items()
            ),
        ),
        count=wording.count(found.total, "article"),
        uncounted=_unlisted(sum(max(0, each) for each in unwritten.values())),
        outcomes=tuple(map(journal.outcome_line, found.rows)),
        previous=turned(before=found.before) if found.before else "",
        next=turned(after=found.after) if found.after else "",
    )
    return pages.render(request, "run.html", page)


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _unlisted(number: int) -> str:
    if number < 1:
        return ""
    verb = "stands" if number == 1 else "stand"
    return (
        f"{wording.count(number, 'article')} more {verb} in files that were as before: counted, not listed."
    )
