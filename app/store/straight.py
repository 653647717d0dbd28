"""A session for pages, whose queries go straight to SQLite's driver.

Most of what a small query costs through SQLAlchemy is the way there and back: about 200 of 250 microseconds,
thirty times a page. Queries here are written out as text, so that nothing on that way is needed. What is more
than text with plain values (a table's class, a list, a moment) goes the long way, as does everything while
somebody listens to what is sent.
"""

# ruff: noqa: ANN401 - values and rows are whatever SQLite holds

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, TextClause
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from app.errors import AppError
from app.store import patience, trouble

Row = Any
"""A row: a tuple whose values have the names of the columns."""
_PLAIN = frozenset((str, int, float, bytes, bool, type(None)))
_makers: dict[str, Callable[[Sequence[Any]], Row]] = {}
"""By query, what makes its rows: there are only so many, and a tuple's class takes long to make."""
_MOST = 4096


class Straight(Session):
    """A session on a query-only engine."""

    _way: "_Way | None" = None
    _within: SessionTransaction | None = None
    """The transaction that the way was found in."""

    def connection(self, *asked: Any, **options: Any) -> Connection:
        """The transaction's connection, which knows the short way."""
        # Each query asks for it: as long as the transaction lasts it is the same.
        if self._way is None or asked or options or self._within is not self.get_transaction():
            made = super().connection(*asked, **options)
            if self._way is None or self._way.long is not made:
                self._way = _Way(made)
            self._within = self.get_transaction()
        return cast(Connection, self._way)


class _Way:
    """As a Connection, but for what can go straight."""

    def __init__(self, connection: Connection) -> None:
        self.long = connection
        self._driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        self._path = str(connection.engine.url.database)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.long, name)

    def execute(self, query: Any, values: Any = None, **options: Any) -> "Found | Any":
        named = values is None or isinstance(values, Mapping)
        if named and type(query) is TextClause and self._short((values or {}).values(), options):
            return self._straight(query.text, values or ())
        return self.long.execute(query, values, **options)

    def exec_driver_sql(self, query: str, values: Any = None, **options: Any) -> "Found | Any":
        if (values is None or isinstance(values, tuple)) and self._short(values or (), options):
            return self._straight(query, values or ())
        return self.long.exec_driver_sql(query, values, **options)

    def scalars(self, query: Any, values: Any = None, **options: Any) -> Any:
        return self.execute(query, values, **options).scalars()

    def scalar(self, query: Any, values: Any = None, **options: Any) -> Any:
        return self.execute(query, values, **options).scalar()

    def _short(self, values: Iterable[Any], options: Mapping[str, Any]) -> bool:
        plain = _PLAIN.issuperset(map(type, values))
        return plain and not options and not self.long.dispatch.before_cursor_execute

    def _straight(self, query: str, values: Any) -> "Found":
        try:
            cursor = self._driver.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise _meant(error, self._path) or error from error
        make = _makers.get(query)
        if make is None:
            if len(_makers) >= _MOST:
                _makers.clear()
            names = [column[0] for column in cursor.description or ()]
            # Without a look at how many values there are: they are as many as the names.
            make = _makers[query] = partial(tuple.__new__, namedtuple("Row", names, rename=True))
        return Found(cursor, make, self._path)


class Found:
    """What a query found, with the ways of SQLAlchemy's results that queries use."""

    __slots__ = ("_cursor", "_make", "_path")

    def __init__(self, cursor: sqlite3.Cursor, make: Callable[[Sequence[Any]], Row], path: str) -> None:
        self._cursor = cursor
        self._make = make
        self._path = path

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn, read as it is asked for."""
        try:
            yield from map(self._make, self._cursor)
        except sqlite3.DatabaseError as error:
            raise _meant(error, self._path) or error from error

    def all(self) -> list[Row]:
        """Every row."""
        try:
            return self._cursor.fetchall() if self._make is tuple else list(map(self._make, self._cursor))
        except sqlite3.DatabaseError as error:
            raise _meant(error, self._path) or error from error

    def tuples(self) -> "Found":
        """Rows without names, as the driver makes them."""
        return Found(self._cursor, tuple, self._path)

    def scalars(self) -> "Found":
        """The first value of each row."""
        return Found(self._cursor, _first, self._path)

    def first(self) -> Row | None:
        """The first row, if there is one; the rest is not read."""
        found = next(iter(self), None)
        self._cursor.close()
        return found

    def one_or_none(self) -> Row | None:
        """The only row, if there is one. Raises MultipleResultsFound where there are more."""
        found = list(self)
        if len(found) > 1:
            raise MultipleResultsFound("More than one row was found where one was looked for.")
        return found[0] if found else None

    def one(self) -> Row:
        """The only row. Raises NoResultFound or MultipleResultsFound where there is none, or more."""
        found = list(self)
        if not found:
            raise NoResultFound("No row was found where one was looked for.")
        if len(found) > 1:
            raise MultipleResultsFound("More than one row was found where one was looked for.")
        return found[0]

    def scalar(self) -> Any:
        """The first value of the first row, if there is one."""
        found = self.first()
        return None if found is None else found[0]

    def scalar_one(self) -> Any:
        """The first value of the only row. Raises as `one`."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, if there is one. Raises as `one_or_none`."""
        found = self.one_or_none()
        return None if found is None else found[0]


def _first(values: Sequence[Any]) -> Any:
    return values[0]


def _meant(error: sqlite3.Error, path: str) -> AppError | None:
    """What an error comes of that is no mistake in a query."""
    return patience.stopped(error) or trouble.unusable(error, path)
