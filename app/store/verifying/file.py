"""The file itself: its pages, and what its rows point at."""

import sqlite3
from pathlib import Path

from app.store import disk
from app.store.engine import BUSY_MILLISECONDS
from app.store.verifying.fault import Fault, Findings

_MOST = 1_000
"""Faults that SQLite tells of one file."""


def pages(db: sqlite3.Connection) -> Findings:
    """Every page is where it belongs, and every index has exactly its table's rows."""
    for (told,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        yield None if told == "ok" else Fault("the file", told)


def references(db: sqlite3.Connection) -> Findings:
    """Whatever a row points at is there."""
    broken: dict[str, Fault] = {}
    for table, row, target, _ in db.execute("PRAGMA foreign_key_check"):
        broken.setdefault(f"{table} {row}", Fault(f"{table} {row}", f"points at no row of {target}"))
    tables = db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchone()[0]
    yield from [None] * (tables - len({fault.where.split()[0] for fault in broken.values()}))
    yield from broken.values()


def opened(path: Path, mode: str) -> sqlite3.Connection:
    """A plain connection, "ro" or "rw"; transactions are begun by hand."""
    address = disk.address(path) if mode == "ro" else f"{path.absolute().as_uri()}?mode={mode}"
    made = sqlite3.connect(address, uri=True, isolation_level=None)
    made.row_factory = sqlite3.Row
    made.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return made
