"""The one writer: an article and all that is to be remembered of it are in one transaction."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import StoreUnusable
from app.extract.version import VERSION
from app.ingest.origins import READERS, Fresh, Opened
from app.ingest.preparing import Prepared, Task, linking, prepared
from app.ingest.stopping import Stop
from app.reading.addresses import canonical
from app.records import Outcome
from app.store import erased, journal, origins, write
from app.workers import Lost

Result = Prepared | Exception | Lost | None
"""What a worker made of an article."""
_MOST, _SECONDS = 1000, 2.0
"""What is noted is written once it is so much, or so old."""
_SEVERAL = 2
"""Articles from which there is something to save together."""


class Writer:
    """Writes what a run comes to; what is cheaply found out again is noted, and written many at a time."""

    run: int

    def __init__(self, engine: Engine, stop: Stop, now: Callable[[], datetime]) -> None:
        self._engine, self._stop, self._now = engine, stop, now
        self._outcomes: list[Outcome] = []
        self._closed: list[Opened] = []
        self._written = time.monotonic()

    def begin(self, kind: str, asked: Sequence[str]) -> None:
        """Put down that the run begins."""
        with self._stop.held(), Session(self._engine) as db, db.begin():
            names = erased.masked(db, [*asked], canonical)
            self.run = journal.begin(db, kind, names, VERSION, self._now())

    def save(self, given: Sequence[tuple[Fresh, Result]]) -> Iterator[Outcome]:
        """Save articles that workers prepared, in order; one that fails leaves nothing but its outcome.

        Those that are new and follow one another are saved together, which takes a part of the time.
        """
        left = given
        while left:
            outcomes, reached = self._together(left)
            yield from outcomes or (self._alone(step, result) for step, result in left[:reached])
            left = left[reached:]

    def _together(self, given: Sequence[tuple[Fresh, Result]]) -> tuple[list[Outcome], int]:
        """What saving the first of these in one transaction came to, and how many they are.

        No outcomes where there is only one, or one of them is bad: so many are then to be saved alone.
        """
        now = self._now()
        stated = takewhile(_as_stated, given)
        some = [(step, result) for step, result in stated if isinstance(result, Prepared)]
        if len(some) < _SEVERAL:
            return [], 1
        try:
            with self._transaction(now) as db:
                new = takewhile(bool, write.new(db, [step.article for step, _ in some]))
                some = [each for each, _ in zip(some, new, strict=False)]
                if len(some) < _SEVERAL:
                    return [], 1
                steps, ready = zip(*some, strict=True)
                saved = write.add(db, _ready(steps, ready), now)
                outcomes = self._put_down(db, [*zip(steps, ready, saved, strict=True)], now)
        except StoreUnusable:
            raise
        except Exception:  # noqa: BLE001 - saved one by one, the bad one takes no other with it
            return [], len(some)
        for step, _ in some:
            step.of.written = True
        return outcomes, len(some)

    def _alone(self, step: Fresh, result: Result) -> Outcome:
        """What saving an article came to, in a transaction of its own."""
        if isinstance(result, Prepared):
            try:
                return self._save(step, result)
            except StoreUnusable:  # that is no article's fault: the next would fare no better
                raise
            except Exception as error:  # noqa: BLE001 - one bad article must not take the others with it
                result = error
        reason = result.reason if isinstance(result, Lost) else str(result) or type(result).__name__
        step.of.failed += 1
        outcome = Outcome(step.read.place, "failed", error=reason, notes=step.read.notes)
        self.note([outcome])
        return outcome

    def _save(self, step: Fresh, ready: Prepared) -> Outcome:
        now = self._now()
        with self._transaction(now) as db:
            published = step.article.facts.published or write.published(db, step.article)
            if published != ready.published:
                # An article just before this one stated the day of the same article.
                again = prepared(Task(step.article, published))
                if isinstance(again, Exception):
                    raise again
                ready = again
            (each,) = _ready([step], [ready])
            saved = write.save(db, each.article, each.extraction, each.linking, now, each.captured)
            (outcome,) = self._put_down(db, [(step, ready, saved)], now)
        step.of.written |= not saved.unnamed
        return outcome

    @contextmanager
    def _transaction(self, now: datetime) -> Iterator[Session]:
        """A transaction, with which all is written that is noted."""
        with self._stop.held():
            with Session(self._engine) as db, db.begin():
                self._write(db, now)
                yield db
            self._forget()

    def _put_down(
        self, db: Session, saved: Sequence[tuple[Fresh, Prepared, write.Saved]], now: datetime
    ) -> list[Outcome]:
        """Put down what became of articles, and where they stand; the outcomes."""
        outcomes = [
            Outcome(
                erased.PLACE if one.unnamed else step.read.place,
                one.outcome,
                one.article,
                one.statements,
                one.claims,
                notes=(*step.read.notes, *ready.notes, *one.notes),
            )
            for step, ready, one in saved
        ]
        journal.write(db, self.run, outcomes, now)
        for (step, _, one), outcome in zip(saved, outcomes, strict=True):
            step.of.erased |= one.unnamed
            if step.of.remembered and not one.unnamed:
                if not step.of.written:
                    origins.opened(db, step.of.place, READERS, now)
                origins.gave(db, step.of.place, step.digest, READERS, outcome)
        return outcomes

    def note(self, outcomes: Sequence[Outcome]) -> None:
        """Remember outcomes, to be written with others."""
        self._outcomes += outcomes
        self._flush_when_due()

    def close(self, origin: Opened) -> None:
        """Remember that an origin was looked at to its end, unless all it gave was erased."""
        if not origin.remembered or (origin.erased and not origin.written):
            return
        self._closed.append(replace(origin))
        self._flush_when_due()

    def end(self, ended: str) -> None:
        """Write all that is noted, and how the run ended."""
        self._flush(ended)

    def _flush(self, ended: str | None = None) -> None:
        now = self._now()
        with self._transaction(now) as db:
            if ended is not None:
                journal.end(db, self.run, ended, now)

    def _flush_when_due(self) -> None:
        noted = len(self._outcomes) + len(self._closed)
        if noted >= _MOST or time.monotonic() - self._written >= _SECONDS:
            self._flush()

    def _write(self, db: Session, now: datetime) -> None:
        journal.write(db, self.run, self._outcomes, now)
        found = [
            origins.Checked(one.place, None if one.failed else one.digest, READERS, now, one.failed)
            for one in self._closed
        ]
        origins.check(db, found)
        for one in self._closed:
            # Where something failed, nobody knows what else stood there.
            if not one.failed:
                origins.forget(db, one.place, one.gone)

    def _forget(self) -> None:
        self._outcomes.clear()
        self._closed.clear()
        self._written = time.monotonic()


def _as_stated(given: tuple[Fresh, Result]) -> bool:
    """Whether an article was prepared, and from no other day than the one that it states."""
    step, result = given
    return isinstance(result, Prepared) and result.published == step.article.facts.published


def _ready(steps: Sequence[Fresh], ready: Sequence[Prepared]) -> list[write.Ready]:
    """Articles with all that saving them takes."""
    links = linking([(each, step.article.text) for step, each in zip(steps, ready, strict=True)])
    return [
        write.Ready(replace(step.article, detected=each.detected), each.extraction, own, step.read.captured)
        for step, each, own in zip(steps, ready, links, strict=True)
    ]
