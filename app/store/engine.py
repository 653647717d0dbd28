"""Opening the database: one writer, any number of readers, and a schema that only migrations change."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import BadInput, Refused, StoreOutOfDate
from app.store import patience, search
from app.store.catalogue import keeping

BUSY_MILLISECONDS = 10_000
_READING = "BEGIN"
"""How a transaction begins that only reads: what it sees, all see who look at the same moment."""
_CONNECTIONS = 48
"""Of a reader: more than the web has threads, so that nobody waits for one, and none is made twice."""
_STATEMENTS = 512
"""Prepared queries that a connection keeps: more than there are, so that none is ever parsed again."""
_MAPPED = 2**31 - 2**16
"""Bytes of the file that a reader sees as memory, which is the most that SQLite maps: nothing is copied."""


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


def reader(path: Path, *, full_text: bool = True, shown_from: float = 0.0, seconds: float = 0.0) -> Engine:
    """An engine whose connections cannot change anything.

    Without `full_text`, what is read through it shows of articles only passages around statements: the engine
    carries this, so that no query can forget it. Nor does any tell who speaks where that is less sure than
    `shown_from`. Reading in one transaction for longer than so many `seconds` raises TooSlow.
    """
    made = create_engine(
        _url(path),
        creator=lambda: sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        ),
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        # The one given back last knows the most pages and prepared queries.
        pool_use_lifo=True,
    )
    _prepared(made, _READING, "query_only=ON", f"mmap_size={_MAPPED}", shown_from=shown_from)
    if seconds:
        _hurried(made, seconds)
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
    if _revision(path) == _newest(migrations):
        return
    from app.store import revisions  # noqa: PLC0415 - as above; it tells what is wrong

    config = revisions.config(migrations)
    with _connected(reader(path), path) as connection:
        current = revisions.current(path, connection, config)
    if current != revisions.head(config):
        raise StoreOutOfDate(f"The database {path} is behind this version: run `cuttings migrate` first.")


def _revision(path: Path) -> str | None:
    """What a database says of its schema, None where it says nothing."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        try:
            found = database.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.Error:
            return None
    return str(found[0]) if found else None


def _newest(migrations: Path) -> str:
    """The newest revision: their files' names begin with their numbers."""
    return max(file.name.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*_*.py"))


def _engine(path: Path, begin: str, *pragmas: str) -> Engine:
    # A save alone has some hundred statements: none is prepared twice.
    kept = {"cached_statements": _STATEMENTS}
    return _prepared(create_engine(_url(path), hide_parameters=True, connect_args=kept), begin, *pragmas)


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _hurried(engine: Engine, seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info[patience.KEY] = patience.Patience(connection, seconds)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.info[patience.KEY].begin()

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        if told := patience.stopped(context.original_exception):
            raise told


def _prepared(engine: Engine, begin: str, *pragmas: str, shown_from: float = 0.0) -> Engine:
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
