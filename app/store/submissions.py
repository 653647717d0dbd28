"""The queue of what was added in the browser: put in there, read by the job, and what became of it told.

Each is one short transaction of the caller's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast

from sqlmodel import Session, col, func, select

from app.errors import Refused
from app.store import erased, identifiers
from app.store import tables as t

MOST_WAITING = 1_000
"""Texts, addresses and files in the queue: more is a mistake, or somebody who means harm."""
Kind = Literal["text", "url", "file"]
_WAITING = ("queued", "running")

Told = Mapping[str, str | int | list[str] | None]


@dataclass(frozen=True, slots=True)
class Added:
    """A text, an address or a file, as somebody added it."""

    kind: Kind
    name: str
    """The address, the file's name, or the title."""
    body: bytes | None = None
    """What was pasted or uploaded."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """Facts as stated with it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the job has taken to read."""

    ident: str
    added: Added
    times: int
    """How often it was begun before, by a job that was ended."""


def queue(db: Session, added: Sequence[Added], now: datetime) -> tuple[str, ...]:
    """Put what was added at the end of the queue; the identifier of each.

    Raises Refused where the queue is full, or the job writes for longer than anybody should wait.
    """
    waiting = db.exec(select(func.count()).where(col(t.Submission.state).in_(_WAITING))).one()
    if waiting + len(added) > MOST_WAITING:
        raise Refused(f"{waiting:,} are waiting already, and no more than {MOST_WAITING:,} can.")
    idents = tuple(_unused(db) for _ in added)
    for ident, one in zip(idents, added, strict=True):
        db.add(
            t.Submission(
                ident=ident,
                kind=one.kind,
                name=one.name,
                body=one.body,
                stated=dict(one.stated),
                received=now,
                outcomes=[],
            )
        )
    db.flush()
    return idents


def first(db: Session) -> Taken | None:
    """The first that waits; None where nothing does.

    Only one job reads the queue, so that what is marked as being read was left by one that was killed.
    """
    waiting = select(t.Submission).where(col(t.Submission.state).in_(_WAITING)).order_by(col(t.Submission.id))
    row = db.exec(waiting.limit(1)).first()
    if row is None:
        return None
    added = Added(cast(Kind, row.kind), row.name, row.body, row.stated)
    return Taken(row.ident, added, row.taken)


def begin(db: Session, ident: str) -> None:
    """It is being read from now on."""
    row = _row(db, ident)
    row.state, row.outcomes, row.taken = "running", [], row.taken + 1
    db.flush()


def put_back(db: Session, ident: str) -> None:
    """It waits again, and that it was begun does not count: a person ended the job."""
    row = _row(db, ident)
    if row.state == "running":
        row.state, row.outcomes, row.taken = "queued", [], row.taken - 1
        db.flush()


def tell(db: Session, ident: str, outcomes: Sequence[Told]) -> None:
    """What has become of its articles until now."""
    _row(db, ident).outcomes = [dict(each) for each in outcomes]
    db.flush()


def finish(db: Session, ident: str, outcomes: Sequence[Told], now: datetime) -> None:
    """What became of all its articles; what was pasted or uploaded is not kept any longer."""
    row = _row(db, ident)
    stored = any(each["outcome"] != "failed" for each in outcomes)
    row.state, row.finished, row.body = "done" if stored else "failed", now, None
    row.outcomes = [dict(each) for each in outcomes]
    if outcomes and all(each["place"] == erased.PLACE for each in outcomes):
        row.name, row.stated = erased.PLACE, {}
    db.flush()


def _row(db: Session, ident: str) -> "t.Submission":
    return db.exec(select(t.Submission).where(t.Submission.ident == ident)).one()


def _unused(db: Session) -> str:
    ident = identifiers.draw()
    while db.exec(select(t.Submission.id).where(t.Submission.ident == ident)).first() is not None:
        ident = identifiers.draw()
    return ident
