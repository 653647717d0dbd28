"""Accounts of editors: who has one, and what it may. Every change is in the audit log.

Each is one short transaction of the caller's. Passwords come as `passwords` keeps them, never as typed.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.errors import BadInput, NotFound
from app.store import acts, logins
from app.store import tables as t

ROLES = ("reader", "editor", "admin")
"""Each may do what those before it may: see the queue; judge; look after accounts and the audit log."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Account:
    """An account, as the commands list it."""

    name: str
    role: str
    added: datetime
    disabled: datetime | None
    locked_until: datetime | None
    failures: int
    seen: datetime | None
    """When somebody was last there who is logged in now."""


def named(typed: str) -> str:
    """A name as it is kept: readers see it beside judgements. Raises BadInput."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise BadInput("An account has a name, which is shown with every judgement made through it.")
    if len(name) > _LONGEST or not name.isprintable():
        raise BadInput(f"The name of an account has at most {_LONGEST} characters, all of them printable.")
    return name


def require_role(role: str) -> str:
    """The role. Raises BadInput where there is none of that name."""
    if role not in ROLES:
        raise BadInput(f"There is no role {role!r}: an account is {', '.join(ROLES[:-1])} or {ROLES[-1]}.")
    return role


def add(db: Session, typed: str, role: str, kept: str, now: datetime) -> int:
    """Make an account; its number. Raises BadInput where the name is taken, in whatever case."""
    name = require_free(db, typed)
    row = t.EditorRow(name=name, role=require_role(role), password=kept, added=now)
    db.add(row)
    db.flush()
    acts.record(db, now, None, "added account", name, role)
    return row.id


def require_free(db: Session, typed: str) -> str:
    """The name as it is kept. Raises BadInput where it is none, or is taken."""
    name = named(typed)
    if (taken := find(db, name)) is not None:
        raise BadInput(f"There is an account of the name {taken.name} already.")
    return name


def accounts(db: Session, now: datetime) -> tuple[Account, ...]:
    """All of them, by name."""
    seen = logins.seen(db, now)
    rows = db.exec(select(t.EditorRow).order_by(col(t.EditorRow.name))).all()
    return tuple(
        Account(
            name=row.name,
            role=row.role,
            added=row.added,
            disabled=row.disabled,
            locked_until=row.locked_until if row.locked_until and row.locked_until > now else None,
            failures=row.failures,
            seen=seen.get(row.id),
        )
        for row in rows
    )


def set_role(db: Session, name: str, role: str, now: datetime) -> None:
    """Give an account another role; it counts from the next request on. Raises BadInput, NotFound."""
    row = require(db, name)
    row.role = require_role(role)
    acts.record(db, now, None, "changed role", row.name, role)


def set_password(db: Session, name: str, kept: str, now: datetime, by: int | None = None) -> None:
    """Give an account another password: whoever was logged in is not any more. Raises NotFound."""
    row = require(db, name)
    row.password, row.failures, row.locked_until = kept, 0, None
    logins.end_all(db, row.id)
    acts.record(db, now, by, "changed password", row.name)


def disable(db: Session, name: str, now: datetime) -> None:
    """Nobody gets in by this account from now on; its judgements stay. Raises NotFound."""
    row = require(db, name)
    if row.disabled is None:
        row.disabled = now
        logins.end_all(db, row.id)
        acts.record(db, now, None, "disabled account", row.name)


def enable(db: Session, name: str, now: datetime) -> None:
    """Undo `disable`. Raises NotFound."""
    row = require(db, name)
    if row.disabled is not None:
        row.disabled = None
        acts.record(db, now, None, "enabled account", row.name)


def unlock(db: Session, name: str, now: datetime) -> None:
    """The account waits no longer, whatever was typed wrongly before. Raises NotFound."""
    row = require(db, name)
    row.failures, row.locked_until = 0, None
    acts.record(db, now, None, "unlocked account", row.name)


def log_out(db: Session, name: str, now: datetime) -> int:
    """End all sessions of an account; how many there were. Raises NotFound."""
    row = require(db, name)
    ended = logins.end_all(db, row.id)
    acts.record(db, now, None, "logged out by command", row.name)
    return ended


def find(db: Session, typed: str) -> "t.EditorRow | None":
    """The account of a name, in whatever case it was typed."""
    # There are a few dozen: SQLite folds the case of ASCII only.
    wanted = _folded(typed)
    rows = db.exec(select(t.EditorRow).order_by(col(t.EditorRow.id))).all()
    return next((row for row in rows if _folded(row.name) == wanted), None)


def require(db: Session, typed: str) -> "t.EditorRow":
    """The account of a name. Raises NotFound."""
    row = find(db, typed)
    if row is None:
        raise NotFound(f"There is no account of the name {typed}: `cuttings editor list` shows all.")
    return row


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
