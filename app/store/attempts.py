"""Trying a password: who it lets in, and how long an account waits after wrong ones.

A password is tried between two transactions, as that takes longer than anybody should hold the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.store import acts, editors

BY_STRANGERS = frozenset({"unknown name", "wrong password", "refused", "locked account"})
"""Acts in the log of somebody who is not logged in; others without an editor are a command's."""
TRIES = 5
"""Wrong passwords, one after the other, that make an account wait."""
_FIRST, _LAST = timedelta(minutes=1), timedelta(minutes=15)
"""It waits for so long at first, twice as long each time, and at most so long: names are public, and nobody
is to keep an editor out for a day."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A name that was typed, what was kept of its password then, and whether what was typed is that."""

    typed: str
    kept: str | None
    right: bool
    renewed: str | None = None
    """The same password, kept as it should be now."""


def kept(db: Session, typed: str) -> str | None:
    """What is kept of the password of a name; None where there is no such account."""
    row = editors.find(db, typed)
    return row.password if row else None


def judge(db: Session, attempt: Attempt, now: datetime) -> int | None:
    """The number of the account that somebody may use from now on; None where they may not.

    It is written down either way; of a name that nobody has, only that there was one.
    """
    row = editors.find(db, attempt.typed)
    if row is None:
        acts.record(db, now, None, "unknown name")
        return None
    # Further away than any wait is only one that a clock gave which was put back since.
    waits = row.locked_until is not None and now < row.locked_until <= now + _LAST
    if waits or row.disabled is not None:
        acts.record(db, now, None, "refused", row.name, "disabled" if row.disabled else "locked")
        return None
    if attempt.right and row.password == attempt.kept:
        row.failures, row.locked_until = 0, None
        row.password = attempt.renewed or row.password
        return row.id
    row.failures += 1
    acts.record(db, now, None, "wrong password", row.name)
    if row.failures >= TRIES:
        row.locked_until = now + min(_FIRST * 2 ** min(row.failures - TRIES, 10), _LAST)
        acts.record(db, now, None, "locked account", row.name)
    return None
