"""What is in this archive, and since when."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from datetime import date, datetime

from sqlmodel import Session, text

from app.store.queries import conditions
from app.store.queries.views import Coverage, Stated

_COUNTS = text(f"""
    SELECT
        (SELECT count(*) FROM articles WHERE state = 'live') AS articles,
        (SELECT count(*) FROM statements WHERE state = 'live') AS statements,
        (SELECT count(*) FROM claims WHERE state = 'live') AS claims,
        (SELECT count(DISTINCT w.stands_for) FROM statements AS s
            JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
            JOIN speakers AS w ON w.id = v.speaker_id
            WHERE s.state = 'live' AND {conditions.SURE}) AS speakers,
        (SELECT count(DISTINCT outlet_id) FROM articles WHERE state = 'live') AS outlets,
        (SELECT min(published) FROM articles WHERE state = 'live') AS first_published,
        (SELECT max(published) FROM articles WHERE state = 'live') AS last_published,
        (SELECT max(k.captured) FROM captures AS k JOIN articles AS a ON a.id = k.article_id
            WHERE a.state = 'live') AS last_captured
""")
_LACKING = text("""
    SELECT count(*) - count(published) AS date, count(*) - count(outlet_id) AS outlet,
        count(*) - count(url) AS address, count(*) - count(outlet_country) AS country,
        count(*) - count(language) AS language, (SELECT min(k.captured) FROM captures AS k
            JOIN articles AS a ON a.id = k.article_id WHERE a.state = 'live') AS captured
    FROM articles WHERE state = 'live'
""")
_GROUPED = {
    column: text(
        f"SELECT {column}, count(*) FROM articles WHERE state = 'live' AND {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column}"
    )
    for column in ("language", "outlet_country")
}
_UNREAD = text("""
    SELECT coalesce(language, detected_language) AS tag, count(*) FROM articles
    WHERE state = 'live' AND NOT extracted
    GROUP BY tag ORDER BY count(*) DESC, tag
""")


def coverage(db: Session) -> Coverage:
    """Counts of what stands now; speakers are those with a statement."""
    row = db.connection().execute(_COUNTS).one()
    return Coverage(
        articles=row.articles,
        statements=row.statements,
        claims=row.claims,
        speakers=row.speakers,
        outlets=row.outlets,
        first_published=date.fromisoformat(row.first_published) if row.first_published else None,
        last_published=date.fromisoformat(row.last_published) if row.last_published else None,
        last_captured=datetime.fromisoformat(row.last_captured) if row.last_captured else None,
    )


def stated(db: Session) -> Stated:
    """What articles state of themselves."""
    connection = db.connection()
    row = connection.execute(_LACKING).one()
    grouped = {
        column: tuple((value, number) for value, number in connection.execute(query))
        for column, query in _GROUPED.items()
    }
    return Stated(
        languages=grouped["language"],
        countries=grouped["outlet_country"],
        lacking=tuple(
            (name, getattr(row, name)) for name in ("date", "outlet", "address", "country", "language")
        ),
        first_captured=datetime.fromisoformat(row.captured) if row.captured else None,
        unread=tuple((tag, number) for tag, number in connection.execute(_UNREAD)),
    )
