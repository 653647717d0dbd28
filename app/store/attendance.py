"""Whether a job attends to the queue: it holds a lock for as long as it lives, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def attending(database: Path) -> Iterator[bool]:
    """Be the one, while the context lasts, who reads what is added to `database`; False where another is."""
    lock = _lock(database)
    # A page may be looking at this very moment: that takes no time worth telling.
    with suppress(Timeout):
        lock.acquire(timeout=1)
    try:
        yield lock.is_locked
    finally:
        lock.release()


def attended(database: Path) -> bool:
    """Whether a job reads what is added to `database`, now."""
    lock = _lock(database)
    if not Path(lock.lock_file).exists():
        return False
    try:
        with lock.acquire(timeout=0):
            return False
    except (Timeout, OSError):
        return True


def _lock(database: Path) -> FileLock:
    return FileLock(database.with_name(f"{database.name}.queue.lock"))
