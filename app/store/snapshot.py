"""The snapshot of the public tables: a file of its own, made from one moment of the live database."""

# ruff: noqa: S608 - statements are put together from constants of the allow-list; values are always parameters

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.store import disk, trouble
from app.store.public import TABLES, PublicTable

ALLOW_LIST = hashlib.sha256(repr(TABLES).encode()).hexdigest()[:16]
"""Changes with any public table, column or expression."""
_KEYS = {table.name: table.keyed[0] for table in TABLES}


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a snapshot is made: those on which the site shows the same."""

    full_text: bool
    """Whether whole articles are shown, or only passages around statements."""
    threshold: float
    """The confidence below which no speaker is named."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that was made."""

    path: Path
    made: datetime
    terms: Terms
    current: bool
    """Whether it has the tables and columns of today's allow-list."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    size: int
    """In bytes."""
    digest: str
    """SHA-256."""


def make(database: Path, target: Path, terms: Terms, now: datetime) -> None:
    """Write the public tables of `database` to `target`, in place of the snapshot that is there.

    Raises BadInput where `target` is anything else. A reader of the old file keeps it until done.
    """
    if target.exists() and (target.samefile(database) or not _is_one(target)):
        raise BadInput(f"{target} is there and is no snapshot: choose another name with --to.")
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent} to hold the snapshot in.")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    made = Path(name)
    try:
        with trouble.telling(f"{target}, made of {database},"):
            _fill(database, made, terms, now)
        made.chmod(0o644)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


def read(path: Path) -> Snapshot | None:
    """What the snapshot at `path` is and holds; None where there is none."""
    if not path.is_file() or not _is_one(path):
        return None
    with closing(_open(path)) as snapshot:
        made, full, threshold, allow_list = snapshot.execute(
            "SELECT made, full_text, threshold, allow_list FROM snapshot"
        ).fetchone()
        there = {name for (name,) in snapshot.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        counts = {
            table.name: snapshot.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
            for table in TABLES
            if table.name in there
        }
    with path.open("rb") as held:
        digest = hashlib.file_digest(held, "sha256").hexdigest()
        size = os.fstat(held.fileno()).st_size
    terms = Terms(full_text=bool(full), threshold=threshold)
    return Snapshot(path, datetime.fromisoformat(made), terms, allow_list == ALLOW_LIST, counts, size, digest)


def ddl(table: PublicTable) -> str:
    """What CREATE TABLE says of a public table; Datasette links rows only where the column is named, too."""
    key = ", ".join(f'"{name}"' for name in table.keyed)
    columns = ", ".join(
        f'"{each.name}" {each.type}' + (f' REFERENCES "{each.to}" ("{_KEYS[each.to]}")' if each.to else "")
        for each in table.columns
    )
    return f'"{table.name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID'


def _fill(database: Path, made: Path, terms: Terms, now: datetime) -> None:
    values = {
        "full": int(terms.full_text),
        "threshold": terms.threshold,
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "allow_list": ALLOW_LIST,
    }
    with closing(_open(database)) as live:
        # Read-only concerns the live database alone; the file attached is written.
        live.execute("ATTACH ? AS snapshot", (str(made),))
        live.execute("PRAGMA snapshot.synchronous = OFF")
        live.execute("BEGIN")  # what is filed meanwhile is in no table, not in some
        for table in TABLES:
            _copy(live, table, values)
        live.execute("COMMIT")
    with closing(sqlite3.connect(made, isolation_level=None)) as snapshot:
        dangling = snapshot.execute("PRAGMA foreign_key_check").fetchone()
        if dangling:
            raise RuntimeError(f"a row of {dangling[0]} points at no row of {dangling[2]}")
        snapshot.execute("VACUUM")
    with made.open("rb") as held:
        os.fsync(held.fileno())


def _copy(live: sqlite3.Connection, table: PublicTable, values: dict[str, Any]) -> None:
    columns = ", ".join(column.sql for column in table.columns)
    live.execute(f"CREATE TABLE snapshot.{ddl(table)}")
    # Everything in it is a constant of the allow-list.
    live.execute(
        f'INSERT INTO snapshot."{table.name}" SELECT {columns} {table.source}',
        values,
    )
    for column in table.columns:
        if column.to and column.name != table.keyed[0]:
            name = f"{table.name}_by_{column.name}"
            live.execute(f'CREATE INDEX snapshot."{name}" ON "{table.name}" ("{column.name}")')


def _is_one(path: Path) -> bool:
    try:
        with closing(_open(path)) as opened:
            opened.execute("SELECT made, full_text, threshold, allow_list FROM snapshot").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file."""
    opened = sqlite3.connect(disk.address(path), uri=True, isolation_level=None)
    opened.execute("PRAGMA busy_timeout = 10000")
    return opened
