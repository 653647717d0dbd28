"""Rows written past the session, which would look at all it holds each time.

A statement has one row of its own and a dozen beside it: those are plain values, nobody holds one as an
object, and the driver takes many at a time. Asked directly it answers in a twentieth of the time that a
session takes to put a question to it.
"""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import json
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import Any

from sqlmodel import Session

from app.store.tables.shape import Table, moment

Values = tuple[Any, ...]
_DRIVER = "rows.driver"
"""What a session remembers here: its transaction, and the driver's connection for that."""
_EMPTY = "[]"
"""Most lists are: no reasons."""
_PLAIN = frozenset((str, int, float, bool, type(None)))
_AT_ONCE = (256, 128, 64, 32, 16)
"""Rows of one statement: a connection keeps each prepared, and each that has fewer than the least of them."""


def read(db: Session, sql: str, **params: str | int | None) -> list[Any]:
    """What a query finds, a named tuple each; `:name` stands for a parameter."""
    cursor = _driver(db).execute(sql, params)
    made = _shape(tuple(column[0] for column in cursor.description))
    return [made(*row) for row in cursor]


def tuples(db: Session, sql: str, **params: str | int | bytes | None) -> list[Values]:
    """What a query finds where it is thousands of rows: plain tuples."""
    return _driver(db).execute(sql, params).fetchall()


def any_of(db: Session, sql: str, **params: str | int | None) -> bool:
    """Whether a query finds anything."""
    return _driver(db).execute(sql, params).fetchone() is not None


def write(db: Session, sql: str, rows: Sequence[Values] | Sequence[Mapping[str, Any]]) -> None:
    """Run a statement once for each of `rows`, which are its parameters."""
    if rows:
        _driver(db).executemany(sql, rows)


def insert(db: Session, table: type[Table], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """New rows of a table, in order."""
    # Many by one statement: before each that sets off a trigger, the full-text indexes write what they hold.
    every, at = [*rows], 0
    driver = _driver(db) if every else None
    while driver and at < len(every):
        left = len(every) - at
        many = next((number for number in _AT_ONCE if number <= left), left)
        some = every[at : at + many]
        driver.execute(_insertion(_name(table), tuple(columns), many), [*chain.from_iterable(some)])
        at += many


def add(db: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """New rows of a table that numbers them, each by column, all with the same ones; gives their numbers.

    The numbers are those that SQLite would give: the session would ask for each row by itself.
    """
    if not rows:
        return []
    last = _driver(db).execute(f"SELECT max(id) FROM {_name(table)}").fetchone()[0] or 0
    ids = list(range(last + 1, last + 1 + len(rows)))
    # Column by column, as most need nothing done.
    columns = zip(*(row.values() for row in rows), strict=True)
    kept = (each if _PLAIN.issuperset(map(type, each)) else map(_stored, each) for each in columns)
    insert(db, table, ("id", *rows[0]), zip(ids, *kept, strict=True))
    return ids


def keep(
    db: Session, table: type[Table], columns: Sequence[str], owners: Collection[int], wanted: Iterable[Values]
) -> None:
    """Let `owners`, who stand in the first column, have exactly the rows `wanted`; writes what differs.

    The first two columns tell one row from another. Rows of others, who are new and have none, are added.
    """
    owner, which = columns[:2]
    sql = f"SELECT {', '.join(columns)} FROM {_name(table)}"
    sql += f" WHERE {owner} IN (SELECT value FROM json_each(:owners))"
    had = {*tuples(db, sql, owners=listed(owners))} if owners else set()
    has = dict.fromkeys(wanted)
    gone = [row[:2] for row in sorted(had - has.keys(), key=lambda row: row[:2])]
    write(db, f"DELETE FROM {_name(table)} WHERE {owner} = ? AND {which} = ?", gone)
    insert(db, table, columns, [row for row in has if row not in had])


def listed(ids: Iterable[int]) -> str:
    """Row ids as one parameter, for `json_each`."""
    return f"[{','.join(map(str, sorted(ids)))}]"


def _stored(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A value as the tables' columns keep it."""
    if isinstance(value, list):
        return json.dumps(value) if value else _EMPTY
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _driver(db: Session) -> sqlite3.Connection:
    """The driver's own connection, once all is written that the session holds back."""
    db.flush()
    # A save asks a hundred times, and a transaction has one connection: asked for, it takes as long as a row.
    within, driver = db.info.get(_DRIVER, (None, None))
    if driver is None or within is not db.get_transaction():
        driver = db.connection().connection.driver_connection
        db.info[_DRIVER] = (db.get_transaction(), driver)
    return driver  # type: ignore[no-any-return]


@cache
def _insertion(table: str, columns: tuple[str, ...], many: int) -> str:
    marks = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([marks] * many)}"


@cache
def _shape(columns: tuple[str, ...]) -> Callable[..., Any]:
    return namedtuple("Row", columns, rename=True)


def _name(table: type[Table]) -> str:
    return str(table.__tablename__)
