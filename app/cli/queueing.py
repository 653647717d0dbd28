"""Reading what was added in the browser: once, or beside the pages for as long as they are served."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING

from app.cli.telling import complain
from app.errors import AppError
from app.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.ingest import Event

_PAUSE = 1.0
"""Seconds between two looks at the queue."""
_NICENESS = 10
"""Pages come first where the two want the same processor."""
_GRACE = 10
"""Seconds that the job has to finish what it is writing."""


def read_queue(chosen: Settings) -> int:
    """Read all that waits, and say what became of it; how many articles failed."""
    from app.ingest import Outcome
    from app.store import attendance
    from app.store.engine import writer

    failures = 0

    def tell(event: "Event") -> None:
        nonlocal failures
        if isinstance(event, Outcome):
            failures += event.outcome == "failed"
            complain(f"{event.place}: {event.error or event.outcome}")

    engine = writer(chosen.database)
    try:
        with attendance.attending(chosen.database) as alone:
            if not alone:
                raise AppError("Another job reads what is added already: there is nothing to do here.")
            read = process(chosen, engine, tell, wait=False)
    finally:
        engine.dispose()
    if not read:
        print("Nothing waits to be read.")
    return failures


def process(chosen: Settings, engine: "Engine", tell: "Callable[[Event], None]", *, wait: bool) -> int:
    """Read all that waits with the means that `chosen` states; how much it was.

    Another job that is at work is waited for with `wait`, and else an AppError.
    """
    from app.cli import fetching
    from app.ingest import queue as queued
    from app.reading.given import Choices

    choices = Choices(chosen.article_limit)
    # One for all that waits keeps what each site asks of its readers, and the pauses between two requests.
    client = cache(lambda: fetching.fetcher(chosen))
    means = queued.Means(client, choices, lambda: datetime.now(UTC), wait=wait)
    return queued.process(engine, means, tell)


@contextmanager
def job_beside(chosen: Settings) -> Iterator[None]:
    """A process that reads what is added, while the context lasts; however this one ends, it ends with it."""
    job = multiprocessing.get_context("spawn").Process(target=_attend, args=(chosen,), name="cuttings job")
    job.start()
    # A request to end goes through the end of this context, too.
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        job.terminate()
        job.join(_GRACE)
        if job.is_alive():
            job.kill()


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _attend(chosen: Settings) -> None:
    """Read whatever is added until the process that started this one ends."""
    from app.store import attendance
    from app.store.engine import writer

    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this when it ends
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    Thread(target=_end_with_parent, daemon=True).start()
    engine = writer(chosen.database)
    wrong = ""
    # A job of another process may read the queue now; this one does once that has ended.
    with suppress(KeyboardInterrupt):
        while True:
            with attendance.attending(chosen.database) as alone:
                while alone:
                    try:
                        process(chosen, engine, lambda _: None, wait=True)
                    except Exception as error:  # noqa: BLE001 - told once; the next try may go well
                        if str(error) != wrong:
                            complain(wrong := str(error))
                    time.sleep(_PAUSE)
            time.sleep(_PAUSE)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "only started by job_beside"
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
