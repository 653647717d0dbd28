"""Rows written past the session, which would look at all it holds each time.

A statement has one row of its own and a dozen beside it: those are plain values, nobody holds one as an
object, and the driver takes many at a time.
"""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from app.store.tables.shape import Table

Values = tuple[Any, ...]


def read(db: Session, sql: str, **params: str | int | None) -> Sequence[Row[Any]]:
    """What a query finds; `:name` stands for a parameter."""
    return db.connection().exec_driver_sql(sql, params).all()


def write(db: Session, sql: str, rows: Sequence[Values] | Sequence[Mapping[str, Any]]) -> None:
    """Run a statement once for each of `rows`, which are its parameters."""
    if rows:
        db.connection().exec_driver_sql(sql, [*rows])


def insert(db: Session, table: type[Table], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """New rows of a table, in order."""
    marks = ", ".join("?" * len(columns))
    write(db, f"INSERT INTO {_name(table)} ({', '.join(columns)}) VALUES ({marks})", [*rows])


def keep(
    db: Session, table: type[Table], columns: Sequence[str], owners: Collection[int], wanted: Iterable[Values]
) -> None:
    """Let `owners`, who stand in the first column, have exactly the rows `wanted`; writes what differs.

    The first two columns tell one row from another.
    """
    owner, which = columns[:2]
    sql = f"SELECT {', '.join(columns)} FROM {_name(table)}"
    sql += f" WHERE {owner} IN (SELECT value FROM json_each(:owners))"
    had = {tuple(row) for row in read(db, sql, owners=listed(owners))}
    has = dict.fromkeys(wanted)
    gone = [row[:2] for row in sorted(had - has.keys(), key=lambda row: row[:2])]
    write(db, f"DELETE FROM {_name(table)} WHERE {owner} = ? AND {which} = ?", gone)
    insert(db, table, columns, [row for row in has if row not in had])


def listed(ids: Iterable[int]) -> str:
    """Row ids as one parameter, for `json_each`."""
    return json.dumps(sorted(ids))


def _name(table: type[Table]) -> str:
    return str(table.__tablename__)
