"""When the rows of a list are from: counts by day, whatever days its filter asks for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlmodel import Session, text

from app.store.queries import choices
from app.store.queries.choices import Where
from app.store.queries.filters import Filter
from app.store.queries.views import Days, Timeline

_DAYS = {"published": ("a.published", "a.published"), "said": ("s.said_first", "s.said_last")}


def statements(db: Session, wanted: Filter) -> Timeline:
    """When the statements `wanted` asks for were published or said."""
    return _timeline(db, wanted, choices.of_statements)


def claims(db: Session, wanted: Filter) -> Timeline:
    """When the claims `wanted` asks for were published or, where a statement makes them, said."""
    return _timeline(db, wanted, choices.of_claims)


def articles(db: Session, wanted: Filter) -> Timeline:
    """When the articles `wanted` asks for were published; an article has no day that it was said on."""
    return _timeline(db, replace(wanted, dates="published"), choices.of_articles)


def _timeline(db: Session, wanted: Filter, where_of: Callable[[Filter], Where]) -> Timeline:
    """The counts; since and until are left aside, as a facet leaves aside its own choice."""
    first, last = _DAYS[wanted.dates]
    rows = where_of(replace(wanted, since=None, until=None))
    sql = (
        f"SELECT {first} AS first, {last} AS last, count(*) AS found {rows.sql()} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    days, undated = [], 0
    for row in db.connection().execute(text(sql), dict(rows.params)):
        if row.first is None:
            undated += row.found
        else:
            days.append(Days(date.fromisoformat(row.first), date.fromisoformat(row.last), row.found))
    return Timeline(tuple(days), undated)
