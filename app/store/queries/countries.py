"""Countries: what is claimed and said about each, who speaks from there, and who speaks about where."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Sequence

from sqlmodel import Session, text

from app.store.queries import choices
from app.store.queries.views import CountryRow, SpokenAbout

_COUNTED = {
    "claims": "SELECT x.code, count(*) AS found FROM claim_places AS x JOIN claims AS c ON c.id = x.claim_id "
    "WHERE x.kind = 'country' AND c.state = 'live' GROUP BY x.code",
    "statements": "SELECT x.code, count(*) AS found FROM statement_places AS x "
    "JOIN statements AS s ON s.id = x.statement_id "
    "WHERE x.kind = 'country' AND s.state = 'live' GROUP BY x.code",
    "speakers": f"SELECT p.country AS code, count(DISTINCT p.id) AS found {choices.STATEMENTS} "
    "WHERE s.state = 'live' AND p.country IS NOT NULL GROUP BY p.country",
    "articles": "SELECT a.outlet_country AS code, count(*) AS found FROM articles AS a "
    "WHERE a.state = 'live' AND a.outlet_country IS NOT NULL GROUP BY a.outlet_country",
}
_ABOUT = "JOIN statement_places AS x ON x.statement_id = s.id AND x.kind = 'country'"
_MATRIX = text(f"""
    SELECT
        CASE WHEN p.country IS NULL THEN ''
            WHEN p.country IN (SELECT value FROM json_each(:speaking)) THEN p.country
            ELSE '*' END AS came_from,
        CASE WHEN x.code IN (SELECT value FROM json_each(:spoken)) THEN x.code ELSE '*' END AS about,
        count(DISTINCT s.id) AS found
    {choices.STATEMENTS} {_ABOUT} WHERE s.state = 'live' GROUP BY 1, 2
""")
_SPEAKING = text(f"""
    SELECT p.country AS code {choices.STATEMENTS} {_ABOUT}
    WHERE s.state = 'live' AND p.country IS NOT NULL
    GROUP BY 1 ORDER BY count(DISTINCT s.id) DESC, 1 LIMIT :limit
""")
_SPOKEN = text(f"""
    SELECT x.code {choices.STATEMENTS} {_ABOUT}
    WHERE s.state = 'live' GROUP BY 1 ORDER BY count(DISTINCT s.id) DESC, 1 LIMIT :limit
""")
_TO = text(f"""
    SELECT coalesce(p.country, '') AS came_from, :code AS about, count(DISTINCT s.id) AS found
    {choices.STATEMENTS} {_ABOUT} WHERE s.state = 'live' AND x.code = :code GROUP BY 1 ORDER BY found DESC, 1
""")
_FROM = text(f"""
    SELECT :code AS came_from, x.code AS about, count(DISTINCT s.id) AS found
    {choices.STATEMENTS} {_ABOUT} WHERE s.state = 'live' AND p.country = :code
    GROUP BY x.code ORDER BY found DESC, x.code
""")


def countries(db: Session) -> tuple[CountryRow, ...]:
    """Every country that anything here is about, from or via, by its code; four statements."""
    connection = db.connection()
    counts = {
        name: {row.code: row.found for row in connection.execute(text(sql))} for name, sql in _COUNTED.items()
    }
    codes = sorted({code for found in counts.values() for code in found})
    return tuple(
        CountryRow(code, **{name: found.get(code, 0) for name, found in counts.items()}) for code in codes
    )


def country(db: Session, code: str) -> CountryRow:
    """One country, which may be one that nothing here is about, from or via."""
    found = (row for row in countries(db) if row.code == code)
    return next(found, CountryRow(code, 0, 0, 0, 0))


def most_speaking(db: Session, limit: int) -> tuple[str, ...]:
    """The countries from which the most is said about countries."""
    return tuple(db.connection().scalars(_SPEAKING, {"limit": limit}))


def most_spoken_of(db: Session, limit: int) -> tuple[str, ...]:
    """The countries about which the most is said."""
    return tuple(db.connection().scalars(_SPOKEN, {"limit": limit}))


def matrix(db: Session, speaking: Sequence[str], spoken: Sequence[str]) -> tuple[SpokenAbout, ...]:
    """Statements by where from and about where; all other countries together are "*"."""
    params = {"speaking": json.dumps(list(speaking)), "spoken": json.dumps(list(spoken))}
    return tuple(SpokenAbout(*row) for row in db.connection().execute(_MATRIX, params))


def speaking_about(db: Session, code: str) -> tuple[SpokenAbout, ...]:
    """From where a country is spoken about, the most first; `came_from` is "" where that is not stated."""
    return tuple(SpokenAbout(*row) for row in db.connection().execute(_TO, {"code": code}))


def spoken_about_from(db: Session, code: str) -> tuple[SpokenAbout, ...]:
    """What countries speakers from one country speak about, the most first."""
    return tuple(SpokenAbout(*row) for row in db.connection().execute(_FROM, {"code": code}))
