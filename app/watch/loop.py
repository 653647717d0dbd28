"""Round after round, for as long as nobody ends it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import AppError, BadInput, ModelMissing
from app.watch.events import Event, Failed, Listed, Mistaken
from app.watch.rounds import Rounds
from app.watch.watchlist import LARGEST, Watched, watchlist

TICK = 2.0
"""Seconds between two looks at whether the list was edited, or something was added to be read."""
_REST = timedelta(minutes=1)
"""After a round that broke off, until the next."""


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Be the only one that watches for this database: two would ask every site twice. Raises AppError."""
    lock = FileLock(database.with_name(f"{database.name}.watch"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AppError(f"Feeds are watched for {database} already, by another process.") from None
    except OSError as error:
        raise AppError(f"{database}.watch cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


class ListFile:
    """The list of what is watched, read again whenever it was edited."""

    def __init__(self, path: Path, on_event: Callable[[Event], None]) -> None:
        """Raises BadInput where it cannot be read now."""
        self._path, self._on_event = path, on_event
        self._raw = b""
        self._feeds: tuple[Watched, ...] = ()
        self._why: str | None = None
        self._read(self._bytes())

    def feeds(self) -> Sequence[Watched]:
        """What is watched; an edit with a mistake in it is told, and changes nothing."""
        try:
            raw = self._bytes()
            if raw != self._raw or self._why is not None:
                self._read(raw)
            why = None
        except BadInput as error:
            why = str(error)
        if why is not None and why != self._why:
            self._on_event(Mistaken(why))
        self._why = why
        return self._feeds

    def _bytes(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return file.read(LARGEST + 1)
        except OSError as error:
            raise BadInput(f"{self._path} cannot be read: {error.strerror}") from error

    def _read(self, raw: bytes) -> None:
        self._raw = raw
        try:
            self._feeds = watchlist(raw)
        except BadInput as error:
            raise BadInput(f"{self._path}: {error}") from error
        self._on_event(Listed(len(self._feeds)))


def watch(file: ListFile, rounds: Rounds, between: Callable[[], None], *, once: bool) -> None:
    """Make a round whenever something is due; with `once`, only one, of what is due now.

    `between` is called before every round and while there is nothing to do. Raises KeyboardInterrupt when
    it is ended, AppError where the first round cannot be made.
    """
    clock = rounds.clock
    rest, made = clock.now(), False
    while True:
        feeds = file.feeds()
        between()
        now = clock.now()
        # Not longer than anybody rests, whatever was done to the clock.
        wait = (max(rounds.next_due(feeds, now), min(rest, now + _REST)) - now).total_seconds()
        if wait > 0 and not once:
            clock.sleep(min(wait, TICK))
            continue
        try:
            rounds.make(feeds)
        except ModelMissing:
            raise
        except AppError as error:
            if once or not made:
                raise
            rounds.on_event(Failed(str(error)))
            rest = clock.now() + _REST
        if once:
            return
        made = True
