"""How long one transaction may read before it is stopped: a question too wide must not hold up all others."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from app.errors import TooSlow

KEY = "patience"
"""Where a connection keeps its own, among what the pool knows of it."""
_STEPS = 100_000
"""Of SQLite's machine between two looks at the clock: some milliseconds, more than queries should take."""


class Patience:
    """The moment after which a connection stops whatever it is reading."""

    __slots__ = ("_seconds", "_until")

    def __init__(self, connection: sqlite3.Connection, seconds: float) -> None:
        self._seconds = seconds
        self.begin()
        connection.set_progress_handler(self._over, _STEPS)

    def begin(self) -> None:
        """Count from now."""
        self._until = time.monotonic() + self._seconds

    def lose_none(self) -> None:
        """Wait however long it takes, until the next transaction."""
        self._until = float("inf")

    def _over(self) -> bool:
        return time.monotonic() > self._until


@contextmanager
def unhurried(db: Session) -> Iterator[None]:
    """Let what is read inside take however long it takes: what no reader asked for, such as an index."""
    kept: Patience | None = db.connection().info.get(KEY)
    if kept is not None:
        kept.lose_none()
    yield
    if kept is not None:
        kept.begin()


def stopped(error: BaseException | None) -> TooSlow | None:
    """What to tell of an error that came of lost patience; None of any other."""
    if isinstance(error, sqlite3.Error) and error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
        return TooSlow(
            "Finding this took too long, so it was stopped. Ask for less: another word or a filter, "
            "a shorter time, or a page nearer to the beginning of the list."
        )
    return None
