"""Trying a name and a password: between two transactions, as it takes longer than one should."""

from datetime import UTC, datetime
from typing import cast

from sqlmodel import Session
from starlette.requests import Request

from app.store import attempts
from app.store.attempts import Attempt
from app.store.passwords import LONGEST, Passwords


def passwords(request: Request) -> Passwords:
    """How this app keeps them."""
    return cast(Passwords, request.app.state.passwords)


def attempted(request: Request, name: str, password: str) -> int | None:
    """The account that a name and a password open; None for whatever reason they do not.

    It goes the same way, and takes the same time, whether or not anybody has that name.
    """
    with Session(request.app.state.engine) as db:
        kept = attempts.kept(db, name)
    keeping = passwords(request)
    right = keeping.holds(kept, password[: LONGEST + 1])
    renewed = keeping.kept(password) if right and kept and keeping.stale(kept) else None
    with Session(request.app.state.writer) as db, db.begin():
        return attempts.judge(db, Attempt(name, kept, right, renewed), datetime.now(UTC))
