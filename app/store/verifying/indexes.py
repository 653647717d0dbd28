"""Full-text indexes: each has exactly the words of the rows that it is of."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.verifying.fault import Fault, Findings
from app.store.verifying.file import opened

_INDEXES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"


def indexes(path: Path) -> Findings:
    """Each is whole, and agrees with its content; one at a time, so that nobody waits for all of them."""
    with closing(opened(path, "rw")) as db:
        for (name,) in db.execute(_INDEXES).fetchall():
            db.execute("BEGIN IMMEDIATE")
            try:
                # With rank 1 the content is compared, too; without, only the index with itself.
                db.execute(f'INSERT INTO "{name}"("{name}", rank) VALUES (\'integrity-check\', 1)')  # noqa: S608
                yield None
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                yield Fault(name, "it does not agree with what it is an index of")
            finally:
                db.rollback()
