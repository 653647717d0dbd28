"""The one writer: an article and all that is to be remembered of it are one transaction."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

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

_MOST, _SECONDS = 1000, 2.0
"""What is noted is written once it is so much, or so old."""


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

    def save(self, step: Fresh, result: Prepared | Exception | Lost | None) -> Outcome:
        """Save an article that a worker prepared; one that fails leaves nothing but its outcome."""
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
        with self._stop.held(), Session(self._engine) as db, db.begin():
            self._write(db, now)
            published = step.article.facts.published or write.published(db, step.article)
            if published != ready.published:
                # An article just before this one stated the day of the same article.
                again = prepared(Task(step.article, published))
                if isinstance(again, Exception):
                    raise again
                ready = again
            article = replace(step.article, detected=ready.detected)
            links = linking(ready, step.article.text)
            saved = write.save(db, article, ready.extraction, links, now, step.read.captured)
            outcome = Outcome(
                erased.PLACE if saved.unnamed else step.read.place,
                saved.outcome,
                saved.article,
                saved.statements,
                saved.claims,
                notes=(*step.read.notes, *ready.notes, *saved.notes),
            )
            journal.write(db, self.run, [outcome], now)
            step.of.erased |= saved.unnamed
            remembered = step.of.remembered and not saved.unnamed
            if remembered and not step.of.written:
                origins.opened(db, step.of.place, READERS, now)
            if remembered:
                origins.gave(db, step.of.place, step.digest, READERS, outcome)
        step.of.written |= not saved.unnamed
        self._forget()
        return outcome

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
        with self._stop.held(), Session(self._engine) as db, db.begin():
            self._write(db, now)
            if ended is not None:
                journal.end(db, self.run, ended, now)
        self._forget()

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
