"""What every permalink is made of, for the map of the site: identifiers and the words of their slugs."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Iterator
from typing import Literal

from sqlmodel import Session, text

from app.store.queries import conditions, rows, views

Listed = Literal["statements", "claims", "speakers", "articles"]
PART = 50_000
"""Addresses that one part of a map of a site may hold."""

_LIVE = {
    "statements": "statements WHERE state = 'live'",
    "claims": "claims WHERE state = 'live'",
    "speakers": "speakers AS p WHERE p.stands_for = p.id AND p.state = 'live' AND EXISTS (SELECT 1 "
    "FROM speakers AS w JOIN versions AS v ON v.speaker_id = w.id JOIN statements AS s "
    "ON s.id = v.statement_id AND s.version = v.number WHERE w.stands_for = p.id AND s.state = 'live' "
    f"AND {conditions.SURE})",
    "articles": "articles WHERE state = 'live'",
}
_COUNTED = {name: text(f"SELECT count(*) FROM {source}") for name, source in _LIVE.items()}
_PAIRS = {
    "statements": text("""
        SELECT s.ident, v.words AS title, '' AS opening FROM statements AS s
        JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
        WHERE s.state = 'live' ORDER BY s.id LIMIT :most OFFSET :skipped
    """),
    "claims": text("""
        SELECT ident, words AS title, '' AS opening FROM claims
        WHERE state = 'live' ORDER BY id LIMIT :most OFFSET :skipped
    """),
    "speakers": text(
        f"SELECT p.ident, p.name AS title, '' AS opening FROM {_LIVE['speakers']} "
        "ORDER BY p.id LIMIT :most OFFSET :skipped"
    ),
    "articles": text(f"""
        SELECT a.ident, a.title, substr(k.text, 1, {views.OPENING}) AS opening FROM articles AS a
        JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
        WHERE a.state = 'live' ORDER BY a.id LIMIT :most OFFSET :skipped
    """),
}
_COUNTRIES = text("""
    SELECT x.code FROM statement_places AS x JOIN statements AS s ON s.id = x.statement_id
        WHERE x.kind = 'country' AND s.state <> 'removed' UNION
    SELECT x.code FROM claim_places AS x JOIN claims AS c ON c.id = x.claim_id
        WHERE x.kind = 'country' AND c.state <> 'removed' UNION
    SELECT country FROM speakers WHERE country IS NOT NULL AND state = 'live' ORDER BY 1
""")


def parts(db: Session) -> dict[str, int]:
    """By kind of record, how many parts of a map its permalinks fill."""
    counts = {name: int(db.connection().scalar(query) or 0) for name, query in _COUNTED.items()}
    return {name: -(-count // PART) for name, count in counts.items()}


def permalinks(db: Session, listed: Listed, part: int) -> Iterator[tuple[str, str]]:
    """Identifiers of the records in a part, counted from 0, each with the words of its slug."""
    values = {"most": PART, "skipped": PART * part}
    for row in db.connection().execute(_PAIRS[listed], values):
        yield row.ident, rows.label(row.title, row.opening)


def countries(db: Session) -> tuple[str, ...]:
    """The codes of all countries that anything is about or anybody speaks from."""
    return tuple(db.connection().scalars(_COUNTRIES))
