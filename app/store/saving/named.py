"""Speakers whom an editor names: there already, or made as linking would make them."""

from datetime import datetime

from sqlmodel import Session, select

from app.records import SpeakerKind
from app.store import identifiers, succession
from app.store import tables as t


def speaker(db: Session, name: str, kind: SpeakerKind, now: datetime) -> t.Speaker:
    """The speaker that an editor means by a name: one of their own until joining finds who else it is."""
    key = f"{t.JUDGED}:{kind.value}:{succession.normalised(name)}"
    row = db.exec(select(t.Speaker).where(t.Speaker.key == key)).first()
    if row is None:
        ident = identifiers.mint(db, "speaker", now)
        row = t.Speaker(ident=ident, key=key, name=name, kind=kind.value)
        db.add(row)
        db.flush()
        row.stands_for = row.id
        db.add(t.SpeakerAlias(speaker_id=row.id, name=name))
        db.flush()
    revive(db, row, now)
    return row


def revive(db: Session, row: t.Speaker, now: datetime) -> None:
    """Let a speaker stand again whom no article named any more."""
    if row.state == t.WITHDRAWN:
        row.state = t.LIVE
        identifiers.revive(db, row.ident, now)
        db.add(row)
