"""How long readers wait for a server, and whether any is sent away: alone, and while the archive grows."""

import http.client
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from app.evaluate.requests.samples import Samples

_PATIENCE = 60.0
_ANSWERED = 500
"""Statuses below are answers."""
_PAUSE = 0.02
"""Seconds between an answer and the next request: one reader after another, and no more."""


@dataclass(frozen=True, slots=True)
class Waited:
    """What some seconds of reading were like; times are by the clock, in milliseconds."""

    answers: int
    errors: int
    p50: float
    p95: float
    longest: float


def targets(known: Samples) -> tuple[str, ...]:
    """What readers ask for in turn: lists, the busiest of what can be chosen, words, single pages."""
    return (
        "/quotes", f"/s/{known.statements[0]}", f"/quotes?p={known.speakers[0]}", f"/a/{known.articles[0]}",
        "/claims", f"/s/{known.statements[1]}", f"/quotes?q={known.words[1]}", f"/a/{known.articles[1]}",
        "/speakers", f"/c/{known.claim}", f"/articles?about={known.about[0]}", f"/p/{known.speakers[1]}",
    )  # fmt: skip


def waited(port: int, asked: Sequence[str], done: Callable[[], bool]) -> Waited:
    """Ask for each in turn, and again, until all were asked for and it is `done`."""
    times: list[float] = []
    errors = 0
    for number, target in enumerate(cycle(asked)):
        if number >= len(asked) and done():
            break
        begun = time.perf_counter()
        errors += not _answered(port, target)
        times.append(1000 * (time.perf_counter() - begun))
        time.sleep(_PAUSE)
    return Waited(
        len(times), errors, median(times), quantiles(times, n=20, method="inclusive")[-1], max(times)
    )


@contextmanager
def beside(command: Sequence[str], path: Path) -> Iterator[None]:
    """Run a command that writes to the archive at `path`, from its first article until nobody looks."""
    before, quiet = articles(path), subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:  # noqa: S603 - our own command
        try:
            while articles(path) == before and process.poll() is None:
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def articles(path: Path) -> int:
    """How many articles an archive has."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def _answered(port: int, target: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return answer.status < _ANSWERED
