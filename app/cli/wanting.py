"""From what was asked for to the origins of a run, and how many processes are worth starting for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.cli.asking import Asked, standard_input
from app.cli.extracting import cores
from app.reading import named
from app.reading.given import Choices
from app.reading.named import STREAM, Named, is_address
from app.reading.origins import Origin
from app.reading.passing import Passed
from app.settings import Settings, place

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.reading.fetch import Fetcher
    from app.reading.revisiting import Memory

_FEW = 40
"""Articles up to which starting more processes takes longer than it saves."""

Wanted = Callable[[], Iterator[Origin]]
"""All origins of a run, from the first, whenever it is called."""


def wanted(settings: Settings, asked: Asked, memory: Callable[[], "Memory"], passed: Passed) -> Wanted:
    """What was asked for; nothing of it is read, and nothing fetched, before its turn comes.

    `passed` is told what is passed over.
    """
    choices = Choices(settings.article_limit, fields=asked.fields, stated=asked.stated)

    @cache
    def client() -> "Fetcher":
        # One for the whole run keeps what each site asks of its readers.
        from app.cli.fetching import fetcher

        return fetcher(settings)

    def at_address(url: str) -> Origin:
        from app.reading import revisiting

        return revisiting.origin(url, client(), choices, memory())

    how = Named(choices, at_address, standard_input(), asked.kind, asked.recursive, passed)
    if not asked.retry:
        return partial(named.origins, asked.names, how)
    failed = dict.fromkeys(failures(settings))

    def again() -> Iterator[Origin]:
        # What failed and was not named is left alone; where nothing is named, all that failed is meant.
        found = named.origins(asked.names or failed, how)
        return (origin for origin in found if origin.place in failed)

    return again


def expected(asked: Asked, origins: Wanted, *, whole: bool) -> int | None:
    """How many articles to expect, or, unless it has to be `whole`, at least how many; None where unknown."""
    if any(name == STREAM or is_address(name) for name in asked.names):
        return None
    total = 0
    for origin in origins():
        total += origin.count()
        if total > _FEW and not whole:
            break
    return total


def workers(asked: Asked, total: int | None) -> int:
    """How many processes are to extract: as asked, or as many as are of use."""
    if asked.workers is not None:
        return asked.workers
    few = total is not None and total <= _FEW
    waits = bool(asked.names) and all(map(is_address, asked.names))  # the network is slower than one process
    return 1 if few or waits else cores()


@contextmanager
def written(settings: Settings) -> Iterator["Engine"]:
    """The database, to be written."""
    from app.store.engine import writer

    engine = writer(settings.database)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def looked_at(settings: Settings) -> Iterator["Engine"]:
    """The database, to be looked at; an empty one where there is none."""
    from app.store.engine import migrate, reader

    with TemporaryDirectory() as folder:
        path = settings.database
        if not path.exists():
            path = Path(folder, "empty.db")
            migrate(path, place("migrations"))
        engine = reader(path)
        try:
            yield engine
        finally:
            engine.dispose()


def failures(settings: Settings) -> list[str]:
    """The places of which something failed when they were last read."""
    from app.ingest import failed_places

    with looked_at(settings) as engine:
        return failed_places(engine)
