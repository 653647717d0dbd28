"""What is in this archive, and since when."""

from datetime import date, datetime

from sqlmodel import Session, text

from app.store.queries.views import Coverage

_COUNTS = text("""
    SELECT
        (SELECT count(*) FROM articles) AS articles,
        (SELECT count(*) FROM statements WHERE state = 'live') AS statements,
        (SELECT count(*) FROM claims WHERE state = 'live') AS claims,
        (SELECT count(DISTINCT w.stands_for) FROM statements AS s
            JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
            JOIN speakers AS w ON w.id = v.speaker_id
            WHERE s.state = 'live') AS speakers,
        (SELECT count(DISTINCT outlet_id) FROM articles) AS outlets,
        (SELECT min(published) FROM articles) AS first_published,
        (SELECT max(published) FROM articles) AS last_published,
        (SELECT max(captured) FROM captures) AS last_captured
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
