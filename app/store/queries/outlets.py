"""Outlets: all of them, and one with what it has published."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import calendar
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row
from sqlmodel import Session, text

from app.store.queries import rows
from app.store.queries.views import Month, OutletRow, OutletView

PAGE = 200
"""Outlets on a page of their list."""

_HOST = "substr(u.rest, 1, instr(u.rest || '/', '/') - 1)"
_AT = f"""
    SELECT u.outlet_id, iif({_HOST} LIKE 'www.%', substr({_HOST}, 5), {_HOST}) AS domain, count(*) AS articles
    FROM (SELECT a.outlet_id, substr(a.url, instr(a.url, '://') + 3) AS rest FROM articles AS a
        WHERE a.state = 'live' AND a.url LIKE 'http%://%'
        AND a.outlet_id IN (SELECT value FROM json_each(:ids))) AS u
    GROUP BY 1, 2 ORDER BY articles DESC, domain
"""
_COUNTS = """
    SELECT o.id, o.name, count(*) AS articles, min(a.published) AS first, max(a.published) AS last,
        count(*) - count(a.published) AS undated,
        sum((SELECT count(*) FROM statements AS s WHERE s.article_id = a.id AND s.state = 'live'))
            AS statements,
        sum((SELECT count(*) FROM claims AS c WHERE c.article_id = a.id AND c.state = 'live')) AS claims,
        json_group_array(DISTINCT a.outlet_country) AS countries,
        json_group_array(DISTINCT a.language) AS languages
    FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id AND a.state = 'live'
    WHERE o.id IN (SELECT value FROM json_each(:ids)) GROUP BY o.id ORDER BY o.name
"""
_LISTED = text("""
    SELECT o.id, o.name FROM outlets AS o WHERE o.name > :after
    AND EXISTS (SELECT 1 FROM articles AS a WHERE a.outlet_id = o.id AND a.state = 'live')
    ORDER BY o.name LIMIT :limit
""")
_NAMES = text(
    "SELECT o.name FROM outlets AS o "
    "WHERE EXISTS (SELECT 1 FROM articles WHERE outlet_id = o.id AND state = 'live')"
)
_NAMED = text("SELECT id FROM outlets WHERE name = :name")
# A range of the index on addresses for each way that one of the domain may begin.
_AT_DOMAIN = text("""
    SELECT DISTINCT o.name FROM json_each(:beginnings) AS b
    JOIN articles AS a ON a.url >= b.value AND a.url < b.value || char(1114111) AND a.state = 'live'
    JOIN outlets AS o ON o.id = a.outlet_id ORDER BY o.name
""")
_MONTHS = """
    SELECT substr(a.published, 1, 7) AS month, count(*) AS articles,
        sum((SELECT count(*) FROM statements AS s WHERE s.article_id = a.id AND s.state = 'live'))
            AS statements
    FROM articles AS a WHERE a.state = 'live' AND a.published IS NOT NULL {where}
    GROUP BY month ORDER BY month DESC
"""


def outlets(db: Session, after: str = "", limit: int = PAGE) -> tuple[OutletRow, ...]:
    """The outlets whose names follow `after`, by name, at most `limit` of them."""
    found = db.connection().execute(_LISTED, {"after": after, "limit": limit})
    return _rows(db, [row.id for row in found])


def names(db: Session) -> tuple[str, ...]:
    """The name of every outlet with an article."""
    return tuple(db.connection().scalars(_NAMES))


def at_domain(db: Session, domain: str) -> tuple[str, ...]:
    """The names of the outlets whose articles stand at a domain, with “www.” or without."""
    beginnings = [f"{scheme}://{www}{domain}/" for scheme in ("http", "https") for www in ("", "www.")]
    return tuple(db.connection().scalars(_AT_DOMAIN, {"beginnings": json.dumps(beginnings)}))


def outlet(db: Session, name: str) -> OutletView:
    """The outlet of a name, which has to be one of `names`."""
    id_ = db.connection().execute(_NAMED, {"name": name}).scalar_one()
    counts = rows.fetch(db, _COUNTS, [id_])[0]
    domains = tuple(row.domain for row in rows.fetch(db, _AT, [id_]))
    return OutletView(
        row=_row(db, counts, domains[0] if domains else None),
        claims=counts.claims,
        undated=counts.undated,
        domains=domains,
        languages=_listed(counts.languages),
        months=months(db, id_),
    )


def months(db: Session, outlet: int | None = None) -> tuple[Month, ...]:
    """The months in which articles were published, the newest first: of one outlet, or of all."""
    where = "" if outlet is None else "AND a.outlet_id = :outlet"
    found = db.connection().execute(
        text(_MONTHS.format(where=where)), {} if outlet is None else {"outlet": outlet}
    )
    return tuple(_month(row) for row in found)


def domain(url: str | None) -> str | None:
    """The host of a web address, without “www.”; None where it is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.netloc.removeprefix("www.") or None if parts.scheme in ("http", "https") else None


def _rows(db: Session, ids: Sequence[int]) -> tuple[OutletRow, ...]:
    first: dict[int, str] = {}
    for row in rows.fetch(db, _AT, ids):
        first.setdefault(row.outlet_id, row.domain)
    return tuple(_row(db, counts, first.get(counts.id)) for counts in rows.fetch(db, _COUNTS, ids))


def _row(db: Session, counts: Row[Any], at: str | None) -> OutletRow:
    return OutletRow(
        name=counts.name,
        domain=at,
        shared=at is not None and len(at_domain(db, at)) > 1,
        articles=counts.articles,
        statements=counts.statements,
        first=rows.day(counts.first),
        last=rows.day(counts.last),
        countries=_listed(counts.countries),
    )


def _listed(values: str) -> tuple[str, ...]:
    return tuple(sorted(value for value in json.loads(values) if value))


def _month(row: Row[Any]) -> Month:
    first = date.fromisoformat(f"{row.month}-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return Month(first, last, row.articles, row.statements)
