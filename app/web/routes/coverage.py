"""The page about the archive itself: what it covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import coverage, outlets, runs
from app.store.queries.filters import Filter
from app.store.queries.views import Checked, Reason
from app.web import journal, links, wording
from app.web.journal import RunLine
from app.web.pages import Head, Link
from app.web.rooms import Room
from app.web.routes.outlets import MonthLine, OutletLine, month_lines, outlet_lines
from app.web.sessions import Db, Templates

router = Room(include_in_schema=False)

_OUTLETS = 50
_RUNS = 5
_REASONS = 10


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
    unread: str
    """How many articles nothing is extracted from, by language; empty where all are."""
    outlets: tuple[OutletLine, ...]
    more_outlets: Link | None
    months: tuple[MonthLine, ...]
    checked: str
    """How many origins are known, and when they were looked at."""
    runs: tuple[RunLine, ...]
    more_runs: Link
    failures: tuple[Counted, ...]
    """Why what failed last did."""


@router.get("/coverage")
def covered(request: Request, db: Db, pages: Templates) -> Response:
    """What is in here: by outlet and month, since when, and what is not stated."""
    held, stated = coverage.coverage(db), coverage.stated(db)
    found = outlets.outlets(db, limit=_OUTLETS)
    latest = runs.runs(db, limit=_RUNS)
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
        unread=_unread(stated.unread),
        outlets=outlet_lines(db, found),
        more_outlets=Link(f"All {held.outlets:,} outlets", "/outlets") if held.outlets > _OUTLETS else None,
        months=month_lines(outlets.months(db)),
        checked=_checked(runs.checked(db)),
        runs=tuple(map(journal.run_line, latest.rows)),
        more_runs=Link(
            f"All {latest.total:,} runs" if latest.total > _RUNS else "The journal", "/coverage/runs"
        ),
        failures=tuple(map(_failure, runs.reasons(db)[:_REASONS])),
    )
    return pages.render(request, "coverage.html", page)


def _unread(counts: Sequence[tuple[str | None, int]]) -> str:
    if not counts:
        return ""
    total = wording.count(sum(number for _, number in counts), "article")
    each = ", ".join(f"{wording.language(tag)} {number:,}" for tag, number in counts)
    return f"{total} in languages that nothing here reads statements in yet can be read and searched: {each}."


def _counted(words: str, number: int, wanted: Filter) -> Counted:
    return Counted(words, Link(f"{number:,}", links.listing("/articles", wanted)))


def _checked(found: Checked) -> str:
    if found.last is None or found.first is None:
        return "No place that articles come from was looked at to its end yet."
    places, last = wording.count(found.origins, "place"), journal.moment(found.last).words
    if found.first == found.last:
        return f"Articles came from {places}, looked at on {last}."
    since = journal.moment(found.first).words
    return f"Articles came from {places}: the last was looked at on {last}, and every one since {since}."


def _failure(found: Reason) -> Counted:
    href = f"/coverage/runs/{found.run}?outcome=failed"
    return Counted(journal.reason(found.words) or "not known", Link(f"{found.places:,}", href))
