"""Public identifiers: minted once, never derived from what they name, never taken back."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, select, text

from app.errors import Gone, NotFound
from app.store import tables as t
from app.store.queries.views import Resolved
from app.store.saving import rows

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: without i, l, o and u, which are misread or make words."""
LENGTH = 8
Draw = Callable[[], str]
_LETTERS = ALPHABET.encode() * 8
"""By byte: each of them as often, so that none is likelier."""
_REJECTED = """
    SELECT j.ident FROM judgements AS j
    LEFT JOIN statements AS s ON s.ident = j.subject LEFT JOIN claims AS c ON c.ident = j.subject
    WHERE j.subject = ? AND j.verdict = 'rejected' AND j.state IN ('applied', 'waiting')
        AND coalesce(s.state, c.state) = 'withdrawn' ORDER BY j.id DESC LIMIT 1
"""
_NEW = """
    INSERT INTO identifiers (ident, kind) SELECT value, :kind FROM json_each(:drawn) WHERE true
    ON CONFLICT DO NOTHING RETURNING ident
"""
"""Those that were taken are not returned."""
_KNOWN = text("""
    SELECT i.ident, i.kind, EXISTS (SELECT 1 FROM redirects WHERE old = i.ident) AS led,
        (SELECT t.reason FROM tombstones AS t WHERE t.ident = i.ident AND t.revived IS NULL
            ORDER BY t.id DESC LIMIT 1) AS withdrawn,
        (SELECT p.ident FROM speakers AS w JOIN speakers AS p ON p.id = w.stands_for
            WHERE w.ident = i.ident) AS joined_to
    FROM identifiers AS i WHERE i.ident = :ident
""")
MISREAD = str.maketrans("ilo", "110")
"""Letters that no identifier has, and the digits that they are meant for."""


def draw() -> str:
    """Eight characters at random, 40 bits."""
    return _drawn(1)[0]


def _drawn(many: int) -> list[str]:
    drawn = secrets.token_bytes(many * LENGTH).translate(_LETTERS).decode()
    return [drawn[at : at + LENGTH] for at in range(0, len(drawn), LENGTH)]


def mint(db: Session, kind: str, draw: Draw | None = None) -> str:
    """A new identifier for a thing of `kind`, recorded; drawn again should it be taken."""
    return mint_all(db, kind, 1, draw)[0]


def mint_all(db: Session, kind: str, many: int, draw: Draw | None = None) -> list[str]:
    """So many new identifiers for things of `kind`, recorded; drawn again where they are taken."""
    # Every statement and claim has one: past the session, which would look at all it holds each time.
    new: dict[str, None] = {}
    while len(new) < many:
        left = many - len(new)
        drawn = _drawn(left) if draw is None else [draw() for _ in range(left)]
        # In the order in which they were drawn, which is not that in which they are returned.
        free = {*rows.tuples(db, _NEW, kind=kind, drawn=json.dumps(drawn))}
        new |= dict.fromkeys(ident for ident in drawn if (ident,) in free)
    return list(new)


def meant(ident: str) -> str:
    """An identifier as it was minted, however it is written: in capitals, or with i, l and o misread."""
    return ident.lower().translate(MISREAD)


def resolve(db: Session, ident: str, kind: str, *, joined: bool = True) -> Resolved:
    """Where `ident` leads today, written in capitals or with i, l and o misread as it may be.

    A speaker leads to the one that stands for it, unless it is to be told from whom it is `joined` to.
    Raises NotFound when no thing of `kind` ever had it, Gone with the reason when that was withdrawn.
    """
    # Written out: every page asks it first, and as objects it takes three queries and thirty times as long.
    db.flush()
    known = db.connection().execute(_KNOWN, {"ident": meant(ident)}).first()
    if known is None or known.kind != kind:
        raise NotFound(f"There is no {kind} {ident}.")
    if known.led:
        known = db.connection().execute(_KNOWN, {"ident": led(db, known.ident)}).one()
    if known.withdrawn is not None:
        raise Gone(known.withdrawn, judgement=_rejection(db, known.ident))
    end = (known.joined_to if joined else None) or known.ident
    return Resolved(ident=end, kind=kind, moved=end != ident)


def led(db: Session, ident: str) -> str:
    """Where redirects lead from an identifier; itself where it was never merged."""
    while (onward := db.get(t.Redirect, ident)) is not None:
        ident = onward.new
    return ident


def _rejection(db: Session, ident: str) -> str:
    """The judgement because of which a statement or claim is withdrawn, "" where that has other reasons."""
    found = db.connection().exec_driver_sql(_REJECTED, (ident,)).scalar()
    return "" if found is None else str(found)


def redirect(db: Session, old: str, new: str, reason: str, now: datetime) -> None:
    """Let `old` lead to `new` from now on; ValueError where that would close a loop."""
    end = new
    while (onward := db.get(t.Redirect, end)) is not None:
        end = onward.new
    if end == old:
        raise ValueError(f"{old} cannot lead to {new}, which leads back to it")
    db.add(t.Redirect(old=old, new=new, reason=reason, moved=now))
    db.flush()


def withdraw(db: Session, ident: str, reason: str, now: datetime) -> None:
    """Answer Gone with `reason` for `ident` from now on."""
    db.add(t.Tombstone(ident=ident, reason=reason, withdrawn=now))


def revive(db: Session, ident: str, now: datetime) -> None:
    """Take the withdrawal of `ident` back; its tombstone stays as history."""
    tombstone = standing_tombstone(db, ident)
    if tombstone is not None:
        tombstone.revived = now
        db.add(tombstone)


def standing_tombstone(db: Session, ident: str) -> "t.Tombstone | None":
    """The withdrawal of `ident` that has not been taken back: the last, where there are several."""
    wanted = select(t.Tombstone).where(t.Tombstone.ident == ident, col(t.Tombstone.revived).is_(None))
    return db.exec(wanted.order_by(col(t.Tombstone.id).desc())).first()
