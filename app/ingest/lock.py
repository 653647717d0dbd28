"""One job at a time: a lock beside the database, which the system lets go of however its holder ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import AppError
from app.ingest.outcomes import Event, Waiting
from app.store import journal


@contextmanager
def alone(
    engine: Engine, patience: float, on_event: Callable[[Event], None], *, wait: bool
) -> Iterator[None]:
    """Be the only job that writes to the database.

    Another that does not end within `patience`, in seconds, is an AppError that names it; or is waited for.
    """
    path = _path(Path(str(engine.url.database)))
    lock = FileLock(path)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        holder = _holder(engine)
        if not wait:
            raise AppError(f"{holder}: wait for its end, or stop it.") from None
        on_event(Waiting(holder))
        lock.acquire()
    except OSError as error:
        raise AppError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def free(database: Path) -> Iterator[None]:
    """A while in which no job works on the database at this path; one that does is an AppError."""
    try:
        with FileLock(_path(database), timeout=0):
            yield
    except Timeout:
        raise AppError(f"A job is at work on {database}: wait for its end, or stop it.") from None


def _path(database: Path) -> Path:
    return Path(f"{database}.lock")


def _holder(engine: Engine) -> str:
    with Session(engine) as db:
        run = journal.running(db)
    if run is None:
        return f"Another job is at work on {engine.url.database}"
    since = f"{run.started:%Y-%m-%d %H:%M:%S} UTC"
    return f"Run {run.number} ({run.kind}) is at work on {engine.url.database} since {since}"
