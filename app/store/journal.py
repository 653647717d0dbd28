"""The journal as the job writes it: its runs, and what became of every article in them."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.records import Outcome
from app.store import tables as t
from app.store.saving import rows
from app.store.tables.shape import moment

DONE, INTERRUPTED = "done", "interrupted"
_WHOLE = 5
"""Runs of which every outcome is kept; of older ones, unchanged articles are only counted."""

_INSERT = """
    INSERT INTO outcomes (run_id, place, outcome, article_id, statements, claims, error, notes, finished)
    VALUES (:run, :place, :outcome, (SELECT id FROM articles WHERE ident = :article), :statements, :claims,
        :error, :notes, :finished)
"""
_COUNT = """
    UPDATE runs SET new = new + :new, changed = changed + :changed, unchanged = unchanged + :unchanged,
        failed = failed + :failed, statements = statements + :statements, claims = claims + :claims
    WHERE id = :run
"""
_FOLD = text("""
    DELETE FROM outcomes WHERE outcome = 'unchanged'
    AND run_id <= (SELECT id FROM runs ORDER BY id DESC LIMIT 1 OFFSET :whole)
""")
_LEFT = text("UPDATE runs SET ended = :ended WHERE finished IS NULL AND ended IS NULL")


@dataclass(frozen=True, slots=True)
class Running:
    """A run that has not ended."""

    number: int
    kind: str
    started: datetime


def begin(db: Session, kind: str, asked: Sequence[str], extractor: str, now: datetime) -> int:
    """A new run's number. Whoever begins one is alone: a run that has not ended was killed."""
    db.connection().execute(_LEFT, {"ended": INTERRUPTED})
    row = t.Run(kind=kind, started=now, asked=list(asked), extractor=extractor)
    db.add(row)
    db.flush()
    db.connection().execute(_FOLD, {"whole": _WHOLE})
    return row.id


def write(db: Session, run: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Put outcomes down, and add them to their run's counts."""
    if not outcomes:
        return
    finished = moment(now)
    written = [
        {
            "run": run,
            "place": one.place,
            "outcome": one.outcome,
            "article": one.article,
            "statements": one.statements,
            "claims": one.claims,
            "error": one.error,
            "notes": json.dumps(one.notes, ensure_ascii=False),
            "finished": finished,
        }
        for one in outcomes
    ]
    became = Counter(one.outcome for one in outcomes)
    counts = {
        **{name: became[name] for name in ("new", "changed", "unchanged", "failed")},
        "statements": sum(one.statements for one in outcomes),
        "claims": sum(one.claims for one in outcomes),
    }
    rows.write(db, _INSERT, written)
    rows.write(db, _COUNT, [{"run": run, **counts}])


def end(db: Session, run: int, ended: str, now: datetime) -> None:
    """Put down that a run ended, and how."""
    row = db.get(t.Run, run)
    assert row is not None
    row.finished, row.ended = now, ended
    db.add(row)


def running(db: Session) -> Running | None:
    """The newest run that has not ended: while somebody holds the lock, the one that works."""
    chosen = select(t.Run).where(col(t.Run.finished).is_(None), col(t.Run.ended).is_(None))
    row = db.exec(chosen.order_by(col(t.Run.id).desc())).first()
    return None if row is None else Running(row.id, row.kind, row.started)
