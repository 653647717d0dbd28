"""What people decided holds: in what is shown of statements, claims and speakers."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app.errors import StoreUnusable
from app.store import engine
from app.store.saving import judged, judged_claims
from app.store.verifying.fault import Fault, Findings
from app.store.verifying.file import opened

_PAIRS = """
    SELECT j.ident, j.verdict, a.ident AS one, a.stands_for AS one_for,
        b.ident AS two, b.stands_for AS two_for
    FROM judgements AS j
    JOIN speakers AS a ON a.ident = coalesce((SELECT new FROM redirects WHERE old = j.subject), j.subject)
    JOIN speakers AS b ON b.ident = coalesce((SELECT new FROM redirects WHERE old = j.other), j.other)
    WHERE j.state = 'applied' AND j.verdict IN ('same', 'different') AND a.state = 'live' AND b.state = 'live'
"""
_JUDGED = """
    SELECT a.id, a.ident FROM articles AS a WHERE a.state = 'live' AND (
        a.id IN (SELECT s.article_id FROM readings AS r JOIN statements AS s ON s.id = r.statement_id)
        OR a.id IN (SELECT c.article_id FROM claim_readings AS r JOIN claims AS c ON c.id = r.claim_id))
"""


def pairs(db: sqlite3.Connection) -> Findings:
    """Speakers who were found to be one are shown as one, those found to be two as two."""
    for row in db.execute(_PAIRS):
        if (row["one_for"] == row["two_for"]) == (row["verdict"] == "same"):
            yield None
        else:
            are = "shown as two" if row["verdict"] == "same" else "shown as one"
            yield Fault(f"/corrections/{row['ident']}", f"/p/{row['one']} and /p/{row['two']} are {are}")


def settled(path: Path) -> Findings:
    """Settling an article's judgements anew changes nothing: what stands follows from what was decided.

    It is settled by the code that always does it, so that there is one answer; and undone.
    """
    now = datetime.now(UTC)
    made = engine.writer(path)
    try:
        with closing(opened(path, "ro")) as db:
            articles = db.execute(_JUDGED).fetchall()
        for row in articles:
            with Session(made) as session:
                driver: Any = session.connection().connection.driver_connection
                before = driver.total_changes
                wrong = _unsettled(session, row["id"], now)
                if not wrong and driver.total_changes != before:
                    wrong = "what stands there is not what was judged"
            yield Fault(f"/a/{row['ident']}", wrong) if wrong else None
    finally:
        made.dispose()


def _unsettled(session: Session, article: int, now: datetime) -> str:
    """Settle what was judged in an article; gives what is in the way of it, "" for nothing."""
    try:
        judged.settle(session, article, now)
        judged_claims.settle(session, article, now)
        session.flush()
    except StoreUnusable:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever comes of rows that no code of ours has written
        return f"what was judged there cannot be carried out: {error}"
    return ""
