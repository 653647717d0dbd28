"""Opening the database: one writer, any number of readers, and a schema that only migrations change."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError

from app.errors import BadInput, Refused, StoreOutOfDate
from app.store import search
from app.store.catalogue import keeping

BUSY_MILLISECONDS = 10_000
_READING = "BEGIN"
"""How a transaction begins that only reads: what it sees, all see who look at the same moment."""


def writer(path: Path) -> Engine:
    """The engine of the one process that writes; a transaction holds the write lock from its first moment."""
    # recursive_triggers: without it a REPLACE leaves stale rows in the full-text indexes.
    return _engine(path, "BEGIN IMMEDIATE", "foreign_keys=ON", "recursive_triggers=ON", "synchronous=NORMAL")


def hand(path: Path) -> Engine:
    """The engine for what people send: as `writer`, but where the job holds the database for longer than
    anybody should wait, it raises Refused.
    """
    made = writer(path)

    @event.listens_for(made, "handle_error")
    def _refuse(context: ExceptionContext) -> None:
        error = context.original_exception
        # Extended codes say more in their higher bytes.
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise Refused("The database is being written to just now. Nothing was changed: try again.")

    return made


def reader(path: Path, *, full_text: bool = True, shown_from: float = 0.0) -> Engine:
    """An engine whose connections cannot change anything.

    Without `full_text`, what is read through it shows of articles only passages around statements: the engine
    carries this, so that no query can forget it. Nor does any tell who speaks where that is less sure than
    `shown_from`.
    """
    made = _engine(path, _READING, "query_only=ON", shown_from=shown_from)
    return made.execution_options(full_text=full_text)


def migrate(path: Path, migrations: Path) -> None:
    """Bring the database at `path` to the newest schema, creating it where there is none.

    A database that has rows and is behind is first copied beside itself. Raises BadInput when `path`
    cannot hold a database, StoreOutOfDate when a newer Cuttings made it.
    """
    from app.store import revisions  # noqa: PLC0415 - Alembic costs every other command its loading

    config = revisions.config(migrations)
    # Foreign keys are off: recreating a parent table would delete its children by cascade.
    engine = _engine(path, "BEGIN IMMEDIATE", "foreign_keys=OFF", "recursive_triggers=ON")
    with _connected(engine, path) as connection:
        current = revisions.current(path, connection, config)
        if current == revisions.head(config):
            return
        to_copy = current if current is not None and revisions.has_rows(connection) else None
        connection.rollback()
        if to_copy is not None:
            _copy(path, to_copy)
        _turn_on_wal(path)
        revisions.upgrade(connection, config)


def require_head(path: Path, migrations: Path) -> None:
    """Raise StoreOutOfDate unless the database at `path` is there and has the newest schema."""
    if not path.is_file():
        raise StoreOutOfDate(f"There is no database at {path}: make one with `cuttings migrate`.")
    from app.store import revisions  # noqa: PLC0415 - as above

    config = revisions.config(migrations)
    with _connected(reader(path), path) as connection:
        current = revisions.current(path, connection, config)
    if current != revisions.head(config):
        raise StoreOutOfDate(f"The database {path} is behind this version: run `cuttings migrate` first.")


def _engine(path: Path, begin: str, *pragmas: str, shown_from: float = 0.0) -> Engine:
    # A save alone has some hundred statements: none is prepared twice.
    kept = {"cached_statements": 512}
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args=kept)
    # It lasts as long as the engine; sessions that read see what is committed, and so can share it.
    engine.update_execution_options(**{keeping.OPTION: keeping.Catalogue(shared=begin == _READING)})

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own transactions begin late and end before some statements; ours are explicit.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("holds_phrases", 2, search.holds_phrases, deterministic=True)
        connection.create_function("shown_from", 0, lambda: shown_from, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _connected(engine: Engine, path: Path) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except DatabaseError as error:
        raise BadInput(f"{path} cannot be opened or made: {error.orig}") from error
    try:
        with connection:
            yield connection
    finally:
        engine.dispose()


def _copy(path: Path, revision: str) -> None:
    copy = path.with_name(f"{path.name}.before-{revision}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.before-{revision}-{number}")
    with closing(sqlite3.connect(path)) as source:
        source.execute("VACUUM INTO ?", (str(copy),))


def _turn_on_wal(path: Path) -> None:
    # Kept in the file, and impossible inside a transaction: set once, here.
    with closing(sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000)) as database:
        database.execute("PRAGMA journal_mode=WAL")
