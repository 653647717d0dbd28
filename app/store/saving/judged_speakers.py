"""Judgements that join and part, settled at once: compared anew, just as the next save would do it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, select

from app.store import tables as t
from app.store.saving import matches, speakers
from app.store.saving.comparing import Comparing


def settle(db: Session, row: t.JudgementRow, comparing: Comparing, now: datetime) -> None:
    """Let what stands of speakers and of what they said follow from a judgement just made or withdrawn."""
    db.flush()
    ends = [each for ident in (row.subject, row.other) if ident and (each := _speaker(db, ident))]
    resettle(db, {each.id for each in ends}, comparing, now)


def resettle(db: Session, touched: Collection[int], comparing: Comparing, now: datetime) -> None:
    """Join, describe, revive or withdraw these speakers, and match anew what was said by those who moved."""
    moved = speakers.settle(db, touched, comparing.profile, comparing.joining, now)
    matches.save(db, None, comparing.matching, moved)
    db.flush()


def _speaker(db: Session, ident: str) -> t.Speaker | None:
    """The speaker with this identifier, or whom it leads to; not the one that stands for them."""
    while (onward := db.get(t.Redirect, ident)) is not None:
        ident = onward.new
    return db.exec(select(t.Speaker).where(t.Speaker.ident == ident)).first()
