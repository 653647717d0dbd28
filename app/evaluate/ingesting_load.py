"""What ingestion costs as an archive grows, and whether one killed over and over ends as one left alone.

Every run is a process of its own, as commands are. The articles are imagined (see `imagined`), some eighty
words each, in a file that is thrown away.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.errors import AppError
from app.evaluate import imagined
from app.evaluate.memory import anonymous
from app.records import Outcome
from app.settings import place
from app.store import engine

Job = Callable[[Path, Path, int, Callable[[Outcome], None]], object]
"""Ingestion of a file into a database by so many workers; a module's function."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a run tells after an article."""

    number: int
    outcome: str
    seconds: float
    """Since the run began."""
    memory: float
    """What its first process has to itself, in MB: of the database, what it maps is the system's to keep."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run cost."""

    workers: int
    articles: int
    failed: int
    seconds: float
    """From its beginning, which loads the models, to its end."""
    each: float
    """Seconds an article, once the first was there."""
    memory: tuple[float, float, float]
    """MB after a tenth and a half of the articles, and after all."""


def write(news: Path, number: int) -> None:
    """Write `number` articles for a run to read."""
    with news.open("w", encoding="utf-8") as file:
        file.writelines(imagined.line(one) + "\n" for one in imagined.articles(number))


def new(path: Path) -> Path:
    """An empty database at `path`."""
    engine.migrate(path, place("migrations"))
    return path


def measure(job: Job, news: Path, database: Path, workers: int) -> Load:
    """What one run to its end costs."""
    with _running(job, news, database, workers) as told:
        every = list(told)
    *articles, end = every
    spent = articles[-1].seconds - articles[0].seconds
    memory = tuple(articles[int(share * (len(articles) - 1))].memory for share in (0.1, 0.5, 1))
    assert len(memory) == 3
    return Load(
        workers,
        len(articles),
        sum(one.outcome == "failed" for one in articles),
        end.seconds,
        spent / max(1, len(articles) - 1),
        memory,
    )


def killed(job: Job, news: Path, database: Path, workers: int, moments: Sequence[tuple[int, float]]) -> int:
    """Kill runs, each so many seconds after so many articles; how many were killed.

    Articles are counted over all runs; a run that ends before its moment is not killed.
    """
    stored, deaths = 0, 0
    for after, seconds in moments:
        with _running(job, news, database, workers) as told:
            for one in told:
                stored += one.outcome in ("new", "changed")
                if stored >= after:
                    time.sleep(seconds)
                    deaths += 1
                    break
    return deaths


def moments(kills: int, number: int, each: float, seed: int) -> list[tuple[int, float]]:
    """Random moments within the reading of `number` articles that take so many seconds each."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    after = sorted(chance.randrange(1, number) for _ in range(kills))
    return [(count, chance.uniform(0, 3 * each)) for count in after]


@contextmanager
def _running(job: Job, news: Path, database: Path, workers: int) -> Iterator[Iterator[Told]]:
    """A run, and what it tells until its end; left before that, it is killed where it is."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, job, news, database, workers))
    process.start()
    theirs.close()

    def told() -> Iterator[Told]:
        while True:
            try:
                yield ours.recv()
            except EOFError:
                break
        process.join()
        if process.exitcode:
            raise AppError(f"A run ended with exit code {process.exitcode}.")

    try:
        yield told()
    finally:
        process.kill()
        process.join()
        ours.close()


def _run(pipe: Connection, job: Job, news: Path, database: Path, workers: int) -> None:
    begun = time.monotonic()
    number = 0

    def tell(outcome: str) -> None:
        pipe.send(Told(number, outcome, time.monotonic() - begun, anonymous(os.getpid())))

    def told(outcome: Outcome) -> None:
        nonlocal number
        number += 1
        tell(outcome.outcome)

    job(news, database, workers, told)
    tell("end")
