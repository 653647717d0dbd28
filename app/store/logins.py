"""Sessions of editors: begun with a secret that only the browser keeps, found by it, and ended here.

Each is one short transaction of the caller's.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, delete, func, not_, select

from app.store import tables as t

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
_TOLD = timedelta(minutes=5)
"""How exactly it is known when somebody was last there: reading a page should write nothing."""


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who is logged in."""

    editor: int
    name: str
    role: str
    late: bool
    """Whether it is time to write down that they are still there."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A session that is not over."""

    name: str
    begun: datetime
    seen: datetime
    ends: datetime


def begin(db: Session, editor: int, now: datetime) -> str:
    """A new session of an account; the secret by which it is found, of which only a digest is kept.

    Sessions that are over are forgotten along the way.
    """
    held = t.EditorSession
    db.exec(delete(held).where(not_(and_(*_lasts(now)))))
    secret = secrets.token_urlsafe(32)
    db.add(held(digest=_digest(secret), editor_id=editor, begun=now, seen=now, ends=now + LONGEST))
    db.flush()
    return secret


def find(db: Session, secret: str, now: datetime) -> Login | None:
    """Whose session this is; None where it is nobody's, or over. One short read."""
    # By digest: how long an index is searched tells nothing of a secret that hashes to something else.
    held = t.EditorSession
    found = db.exec(
        select(t.EditorRow.id, t.EditorRow.name, t.EditorRow.role, held.seen)
        .join(held, col(held.editor_id) == t.EditorRow.id)
        .where(held.digest == _digest(secret), *_lasts(now))
        .where(col(t.EditorRow.disabled).is_(None))
    ).one_or_none()
    if found is None:
        return None
    editor, name, role, seen = found
    return Login(editor, name, role, late=now - seen > _TOLD)


def see(db: Session, secret: str, now: datetime) -> None:
    """Somebody is still there."""
    held = db.get(t.EditorSession, _digest(secret))
    if held is not None:
        held.seen = now


def end(db: Session, secret: str) -> None:
    """End a session; nothing happens where there is none."""
    db.exec(delete(t.EditorSession).where(col(t.EditorSession.digest) == _digest(secret)))


def end_all(db: Session, editor: int) -> int:
    """End all sessions of an account; how many there were."""
    return db.exec(delete(t.EditorSession).where(col(t.EditorSession.editor_id) == editor)).rowcount


def lasting(db: Session, now: datetime) -> tuple[Lasting, ...]:
    """All sessions that are not over, the newest first."""
    held = t.EditorSession
    found = db.exec(
        select(t.EditorRow.name, held.begun, held.seen, held.ends)
        .join(held, col(held.editor_id) == t.EditorRow.id)
        .where(*_lasts(now))
        .order_by(col(held.begun).desc())
    )
    return tuple(Lasting(*row) for row in found)


def seen(db: Session, now: datetime) -> Mapping[int, datetime]:
    """When somebody of each account was last there, of those that are logged in."""
    held = t.EditorSession
    lasting = select(held.editor_id, func.max(held.seen)).where(*_lasts(now))
    return dict(db.exec(lasting.group_by(col(held.editor_id))).all())


def _lasts(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What holds of a session that is not over."""
    held = t.EditorSession
    # The end of one that a clock gave which was put back since may be years away. A little is forgiven, as
    # clocks are set right by seconds all the time.
    latest = now + LONGEST + IDLE
    return col(held.ends) > now, col(held.ends) <= latest, col(held.seen) > now - IDLE


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
