"""Whom statements name in their words, kept beside them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from app.records import Span
from app.store import tables as t


def save(db: Session, named: Mapping[int, Mapping[int, Span]]) -> None:
    """Let each statement, by row id, name exactly these speakers, each where it first does."""
    had: defaultdict[int, dict[int, t.StatementMention]] = defaultdict(dict)
    for row in db.exec(select(t.StatementMention).where(col(t.StatementMention.statement_id).in_(named))):
        had[row.statement_id][row.speaker_id] = row
    for statement, speakers in named.items():
        for speaker in had[statement].keys() - speakers.keys():
            db.delete(had[statement][speaker])
        for speaker, span in sorted(speakers.items()):
            at: dict[str, Any] = {"start": span.start, "end": span.end}
            known = had[statement].get(speaker)
            fresh = t.StatementMention(statement_id=statement, speaker_id=speaker, **at)
            db.add(fresh if known is None else known.sqlmodel_update(at))
    db.flush()
