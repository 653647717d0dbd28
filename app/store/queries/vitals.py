"""How the archive fares, for whoever keeps it running: what the job did last, and what waits."""

from sqlmodel import Session, text

from app.store.queries import rows
from app.store.queries.views import Vitals
from app.store.queries.views.vitals import Ended

# Walked from the newest: the last one is hardly ever far.
_LAST = text("""
    SELECT ended, coalesce(finished, started) AS at, new, changed, unchanged, failed FROM runs
    WHERE ended = :ended ORDER BY id DESC LIMIT 1
""")
_ENDS = ("done", "interrupted")
_WAITING = text("""
    SELECT count(*) AS number, min(received) AS oldest FROM submissions WHERE state IN ('queued', 'running')
""")
_REPORTED = text("SELECT count(*) FROM reports WHERE state = 'open'")
_CHANGES = text("SELECT max(seq) FROM changes")


def vitals(db: Session) -> Vitals:
    """All of it, at one moment."""
    asked = db.connection()
    waiting = asked.execute(_WAITING).one()
    found = (asked.execute(_LAST, {"ended": ended}).one_or_none() for ended in _ENDS)
    return Vitals(
        runs=tuple(
            Ended(row.ended, rows.moment(row.at), row.new, row.changed, row.unchanged, row.failed)
            for row in found
            if row is not None
        ),
        waiting=waiting.number,
        waiting_since=None if waiting.oldest is None else rows.moment(waiting.oldest),
        reported=asked.scalar(_REPORTED) or 0,
        changes=asked.scalar(_CHANGES) or 0,
    )
