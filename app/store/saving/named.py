"""Speakers whom an editor names: there already, or made as linking would make them."""

from datetime import datetime

from sqlmodel import Session, select

from app.records import Entity
from app.store import identifiers, succession
from app.store import tables as t


def speaker(db: Session, entity: Entity, article: str | None, now: datetime) -> "t.Speaker":
    """The speaker that an editor means by a name, until joining finds who else that is.

    Where a name alone does not tell who somebody is, it is one of the `article` alone.
    """
    name, kind = entity.name, entity.kind
    key = f"{t.JUDGED}:{kind.value}:{succession.normalised(name)}" + (f":{article}" if article else "")
    row = db.exec(select(t.Speaker).where(t.Speaker.key == key)).first()
    if row is None:
        ident = identifiers.mint(db, "speaker")
        row = t.Speaker(ident=ident, key=key, name=name, kind=kind.value)
        db.add(row)
        db.flush()
        row.stands_for = row.id
        db.add(t.SpeakerAlias(speaker_id=row.id, name=name))
        db.flush()
    revive(db, row, now)
    return row


def revive(db: Session, row: "t.Speaker", now: datetime) -> None:
    """Let a speaker stand again whom no article named any more."""
    if row.state == t.WITHDRAWN:
        row.state = t.LIVE
        identifiers.revive(db, row.ident, now)
        db.add(row)
