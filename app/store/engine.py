"""Opening the database: one writer, any number of readers, and a schema that only migrations change."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from threading import BoundedSemaphore

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import Refused, StoreOutOfDate, StoreUnusable
from app.store import disk, patience, search, trouble
from app.store.catalogue import keeping
from app.store.mapped import MOST, mapped

BUSY_MILLISECONDS = 10_000
_READING = "BEGIN"
"""How a transaction begins that only reads: what it sees, all see who look at the same moment."""
WAITING = 16
"""Of what people send, so much waits for the write lock: each has a thread, and pages need threads, too."""
_BUSY = "The database is being written to just now. Nothing was changed: try again."
_CONNECTIONS = 48
"""That a reader keeps: more than the web has threads, so that hardly any is made twice."""
_UNBOUNDED = -1
"""Beside those kept, as many more as are asked for: a request that holds one waits for a thread to go on, and
would wait for ever where all threads wait for a connection."""
_MAPPED = f"mmap_size={MOST}"
_STATEMENTS = 512
"""Prepared queries that a connection keeps: more than there are, so that none is ever parsed again."""
_CACHED = 32_768
"""Kilobytes of pages that the writer keeps at most."""
_READ = 256
"""Kilobytes of pages that each reader keeps: the file is mapped, so that hardly any page is copied, and every
thread would have SQLite's own two megabytes."""
Queue = Callable[[], AbstractContextManager[object]]
"""Makes what a transaction stands in for as long as it waits to begin."""


def writer(path: Path) -> Engine:
    """The engine of the one process that writes; a transaction holds the write lock from its first moment."""
    return _writer(path, nullcontext)


def _writer(path: Path, queue: Queue) -> Engine:
    # recursive_triggers: without it a REPLACE leaves stale rows in the full-text indexes. What an article is
    # compared with lies all over the file: SQLite's own two megabytes of pages would be read over and over.
    pragmas = ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=NORMAL", f"cache_size=-{_CACHED}")
    return mapped(_engine(path, "BEGIN IMMEDIATE", *pragmas, _MAPPED, queue=queue), path)


def hand(path: Path) -> Engine:
    """The engine for what people send: as `writer`, but where the job holds the database for longer than
    anybody should wait, or many wait for that already, it raises Refused.
    """
    places = BoundedSemaphore(WAITING)

    @contextmanager
    def queue() -> Iterator[None]:
        if not places.acquire(blocking=False):
            raise Refused(_BUSY)
        try:
            yield
        finally:
            places.release()

    made = _writer(path, queue)

    @event.listens_for(made, "handle_error")
    def _refuse(context: ExceptionContext) -> None:
        error = context.original_exception
        # Extended codes say more in their higher bytes.
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise Refused(_BUSY)

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
            disk.address(path),
            uri=True,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        ),
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        max_overflow=_UNBOUNDED,
        # The one given back last knows the most pages and prepared queries.
        pool_use_lifo=True,
    )
    pragmas = ("query_only=ON", _MAPPED, f"cache_size=-{_READ}")
    mapped(_prepared(made, _READING, *pragmas, shown_from=shown_from), path)
    if seconds:
        _hurried(made, seconds)
    return made.execution_options(full_text=full_text)


def migrate(path: Path, migrations: Path) -> None:
    """Bring the database at `path` to the newest schema, creating it where there is none.

    A database that has rows and is behind is first copied beside itself. Raises StoreUnusable when `path`
    cannot hold a database, BadInput for one of something else, StoreOutOfDate when a newer Cuttings made it.
    """
    from app.store import revisions  # noqa: PLC0415 - Alembic costs every other command its loading

    config = revisions.config(migrations)
    # Foreign keys are off: recreating a parent table would delete its children by cascade.
    engine = _engine(path, "BEGIN IMMEDIATE", "foreign_keys=OFF", "recursive_triggers=ON")
    with _connected(engine) as connection:
        current = revisions.current(path, connection, config)
        if current == revisions.head(config):
            return
        to_copy = current if current is not None and revisions.has_rows(connection) else None
        connection.rollback()
        if to_copy is not None:
            _copy(path, to_copy)
        _turn_on_wal(path)
        revisions.upgrade(connection, config)


def ready(path: Path, migrations: Path) -> None:
    """Make the database at `path` where there is none, or only one whose making was cut off.

    Raises StoreOutOfDate for one that holds anything and is behind: migrating that is its owner's to decide.
    """
    try:
        require_head(path, migrations)
    except StoreOutOfDate:
        if path.is_file() and _holds(path):
            raise
        migrate(path, migrations)


def require_head(path: Path, migrations: Path) -> None:
    """Raise StoreOutOfDate unless the database at `path` is there and has the newest schema."""
    if not path.is_file():
        raise StoreOutOfDate(f"There is no database at {path}: make one with `cuttings migrate`.")
    if _revision(path) == _newest(migrations):
        return
    from app.store import revisions  # noqa: PLC0415 - as above; it tells what is wrong

    config = revisions.config(migrations)
    with _connected(reader(path)) as connection:
        current = revisions.current(path, connection, config)
    if current != revisions.head(config):
        raise StoreOutOfDate(f"The database {path} is behind this version: run `cuttings migrate` first.")


def _holds(path: Path) -> bool:
    from app.store import revisions  # noqa: PLC0415 - as above

    with _connected(reader(path)) as connection:
        return revisions.has_rows(connection)


def _revision(path: Path) -> str | None:
    """What a database says of its schema, None where it says nothing."""
    opened = closing(sqlite3.connect(disk.address(path), uri=True))
    with trouble.telling(path), opened as database:
        try:
            found = database.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.Error:
            return None
    return str(found[0]) if found else None


def _newest(migrations: Path) -> str:
    """The newest revision: their files' names begin with their numbers."""
    return max(file.name.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*_*.py"))


def _engine(path: Path, begin: str, *pragmas: str, queue: Queue = nullcontext) -> Engine:
    # A save alone has some hundred statements: none is prepared twice.
    kept = {"cached_statements": _STATEMENTS}
    made = create_engine(_url(path), hide_parameters=True, max_overflow=_UNBOUNDED, connect_args=kept)
    return _prepared(made, begin, *pragmas, queue=queue)


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


def _prepared(
    engine: Engine, begin: str, *pragmas: str, shown_from: float = 0.0, queue: Queue = nullcontext
) -> Engine:
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
        with queue():
            connection.exec_driver_sql(begin)

    # Told, not raised: who listens after this may know better.
    @event.listens_for(engine, "handle_error", retval=True)
    def _tell(context: ExceptionContext) -> StoreUnusable | None:
        return trouble.unusable(context.original_exception, str(engine.url.database))

    return engine


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _copy(path: Path, revision: str) -> None:
    copy = disk.unused(path.with_name(f"{path.name}.before-{revision}"))
    # It has a copy's name only once it is one: half of it would be taken for all.
    making = path.with_name(f"{path.name}.before-{revision}.part")
    making.unlink(missing_ok=True)
    try:
        with trouble.telling(making), closing(sqlite3.connect(path)) as source:
            source.execute("VACUUM INTO ?", (str(making),))
        disk.kept(making)
        making.replace(copy)
        disk.kept(path.parent)
    finally:
        making.unlink(missing_ok=True)


def _turn_on_wal(path: Path) -> None:
    # Kept in the file, and impossible inside a transaction: set once, here.
    with trouble.telling(path), closing(sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000)) as database:
        database.execute("PRAGMA journal_mode=WAL")
