"""What is the matter with a database's file or its disk, where SQLite fails for that, in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import StoreUnusable

_WHY = {
    sqlite3.SQLITE_FULL: "cannot be written: its disk is full",
    sqlite3.SQLITE_READONLY: "cannot be written: it, or the folder it is in, may only be read",
    sqlite3.SQLITE_PERM: "cannot be used: the system does not allow it",
    sqlite3.SQLITE_BUSY: "is in use: another program holds it, and did not let go of it in time",
    sqlite3.SQLITE_LOCKED: "is in use: another program holds it, and did not let go of it in time",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: it, or what is to be beside it, cannot be read or made",
    sqlite3.SQLITE_IOERR: "cannot be read or written: its disk fails, or is full",
    sqlite3.SQLITE_CORRUPT: "cannot be read: it is damaged",
    sqlite3.SQLITE_NOTADB: "cannot be read: it is not a database, or its beginning is damaged",
}
"""By SQLite's code; what is none of these is no fault of a file or a disk."""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_ADVICE = "; `cuttings verify` tells where, and `cuttings backup restore` puts a backup in its place"


def unusable(error: BaseException | None, path: Path | str) -> StoreUnusable | None:
    """What to tell of an error that came of the file at `path` or of its disk; None of any other."""
    # Extended codes say more in their higher bytes. Errors of the driver itself have none.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, sqlite3.Error) else 0
    if code not in _WHY:
        return None
    return StoreUnusable(path, _WHY[code], _ADVICE if code in _DAMAGED else "", str(error))


@contextmanager
def telling(path: Path | str) -> Iterator[None]:
    """Raise StoreUnusable for what the database at `path` is the cause of."""
    try:
        yield
    except sqlite3.Error as error:
        raise unusable(error, path) or error from error
