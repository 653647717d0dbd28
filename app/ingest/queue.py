"""What was added in the browser, read: each text, address or file is a run of the job of its own."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO

from sqlalchemy import Engine
from sqlmodel import Session

from app.ingest.job import Options, run
from app.ingest.outcomes import Event
from app.reading import addressed, text
from app.reading.fetch import Fetcher
from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.reading.origins import Origin
from app.records import Outcome, Read
from app.store import submissions
from app.store.submissions import Taken, Told

KIND = "queue"
"""What the journal calls a run that reads something added in the browser."""
MOST_TIMES = 3
"""How often something is taken: what ends the job each time would keep all else waiting for ever."""
_TOLD = 200
"""Articles of one file that are told one by one; of the rest their number. The journal has them all."""
_PAUSE = 1.0
"""Seconds between two times that progress is written."""


@dataclass(frozen=True, slots=True)
class Means:
    """What the queue is read with."""

    fetcher: Callable[[], Fetcher]
    """The network client; asked for only where there is an address."""
    choices: Choices
    now: Callable[[], datetime]
    workers: int = 1
    wait: bool = False
    """Whether to wait for another job's end."""


def process(engine: Engine, means: Means, on_event: Callable[[Event], None]) -> int:
    """Read all that waits in the queue, in order, and tell there what became of it; how much that was.

    Only for who holds `app.store.attendance.attending`: two would read the same. Raises AppError where
    another job is at work and is not waited for; and Stopped when it is interrupted: what it was at waits
    again.
    """
    finished = 0
    while (taken := _first(engine)) is not None:
        if taken.times >= MOST_TIMES:
            often = f"the job was ended {taken.times} times while it read this, and does not try again"
            _write(engine, partial(_finish, taken, [_failed(taken, often)], means.now()))
        else:
            _read(engine, taken, means, on_event)
        finished += 1
    return finished


def _read(engine: Engine, taken: Taken, means: Means, on_event: Callable[[Event], None]) -> None:
    became = _Became(lambda told: _write(engine, lambda db: submissions.tell(db, taken.ident, told)))

    def origins() -> Iterator[Origin]:
        # Only now is it known that no other job is at work.
        _write(engine, lambda db: submissions.begin(db, taken.ident))
        yield origin(taken, means)

    def hear(event: Event) -> None:
        if isinstance(event, Outcome):
            became.add(event)
        on_event(event)

    options = Options(kind=KIND, asked=(taken.added.name,), workers=means.workers, wait=means.wait)
    try:
        run(origins(), engine, options, means.now, hear)
    except BaseException:
        _write(engine, lambda db: submissions.put_back(db, taken.ident))
        raise
    told = became.told() or [_failed(taken, "holds no article")]
    _write(engine, partial(_finish, taken, told, means.now()))


def origin(taken: Taken, means: Means) -> Origin:
    """Where the articles of what was added are read from."""
    added = taken.added
    if added.kind == "url":
        return addressed.origin(added.name, means.fetcher(), means.choices)
    reads = _pasted if added.kind == "text" else _uploaded
    # Of what was added, equal bytes are read again: nobody adds the same twice without wanting that.
    return Origin(f"added:{taken.ident}", partial(reads, taken, means.choices))


def _pasted(taken: Taken, choices: Choices) -> Iterator[Read]:
    given = Given(
        f"pasted: {taken.added.name}",
        f"{taken.ident}.txt",
        BytesIO(taken.added.body or b""),
        media_type="text/plain",
        charset="utf-8",
        stated=taken.added.stated,
    )
    for read in text.reads(given, choices):
        # It never was in a file, and no other article is the same because its file has this name.
        article = read.article and replace(read.article, facts=replace(read.article.facts, file_name=None))
        yield replace(read, article=article)


def _uploaded(taken: Taken, choices: Choices) -> Iterator[Read]:
    given = Given(taken.added.name, taken.added.name, BytesIO(taken.added.body or b""))
    reads = format_of(given)
    if reads is None:
        yield Read(given.place, None, "is of an unknown kind")
    else:
        yield from reads(given, choices)


class _Became:
    """What became of the articles of one submission, written now and then while it is read."""

    def __init__(self, write: Callable[[list[Told]], None]) -> None:
        self._write = write
        self._each: list[Told] = []
        self._further: dict[str, Counter[str]] = {}
        self._written = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        """One more."""
        if len(self._each) < _TOLD:
            self._each.append(_told(outcome))
        else:
            further = self._further.setdefault(outcome.outcome, Counter())
            further.update(number=1, statements=outcome.statements, claims=outcome.claims)
        if time.monotonic() - self._written > _PAUSE:
            self._write(self.told())
            self._written = time.monotonic()

    def told(self) -> list[Told]:
        """As it is kept."""
        return [
            *self._each,
            *({**_told(Outcome("", kind)), **counts} for kind, counts in self._further.items()),  # type: ignore[arg-type]  # a kind that an outcome had
        ]


def _told(outcome: Outcome) -> Told:
    return {
        "place": outcome.place,
        "outcome": outcome.outcome,
        "article": outcome.article,
        "statements": outcome.statements,
        "claims": outcome.claims,
        "error": outcome.error,
        "notes": list(outcome.notes),
    }


def _failed(taken: Taken, error: str) -> Told:
    return _told(Outcome(taken.added.name, "failed", error=error))


def _first(engine: Engine) -> Taken | None:
    with Session(engine) as db:
        return submissions.first(db)


def _finish(taken: Taken, told: list[Told], now: datetime, db: Session) -> None:
    submissions.finish(db, taken.ident, told, now)


def _write(engine: Engine, change: Callable[[Session], None]) -> None:
    with Session(engine) as db, db.begin():
        change(db)
