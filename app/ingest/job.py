"""The job: every article that is not as before is prepared by workers and saved by this one writer.

An article, its outcome and its place in its origin are one transaction, in which others may be that were
ready by then: stopped or killed at any moment and run again, the database ends as if nothing had happened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from app import workers
from app.errors import ModelMissing
from app.ingest.lock import alone
from app.ingest.origins import Ended, Fresh, Same, Step, Unread, steps
from app.ingest.outcomes import Begun, Event, Stopped, Summary, count, summary
from app.ingest.preparing import Prepared, prepared
from app.ingest.saving import Writer
from app.ingest.stopping import Stop, stopping
from app.reading.origins import Origin
from app.records import Outcome
from app.store import engine as engines
from app.store import journal
from app.workers import Lost


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about its work."""

    kind: str = "ingest"
    """"ingest", "watch", "queue" or "reextract"."""
    asked: tuple[str, ...] = ()
    """The origins as they were named, for the journal."""
    workers: int = 1
    """Processes that extract; 1 is this process."""
    seconds: float = 300.0
    """The longest that one article may take in a worker; this process, as the only one, has no limit: nobody
    could end what it is at, in a model's own code, without ending the run."""
    wait: bool = False
    """Whether to wait for another job's end."""
    patience: float = 2.0
    """Seconds that another job has to end where this one does not wait for it."""


def run(
    origins: Iterable[Origin],
    engine: Engine,
    options: Options,
    now: Callable[[], datetime],
    on_event: Callable[[Event], None],
) -> Summary:
    """Bring into the database all that `origins` hold and it does not; what fails is an outcome.

    Raises AppError where another job is at work, and Stopped when it is interrupted: what it stored before is
    whole, and the next run goes on from there.
    """
    seen = engines.reader(Path(str(engine.url.database)))
    try:
        with stopping() as stop, alone(engine, options.patience, on_event, wait=options.wait):
            return _run(origins, Writer(engine, stop, now), stop, seen, options, on_event)
    finally:
        seen.dispose()


def _run(
    origins: Iterable[Origin],
    writer: Writer,
    stop: Stop,
    seen: Engine,
    options: Options,
    on_event: Callable[[Event], None],
) -> Summary:
    writer.begin(options.kind, options.asked)
    on_event(Begun(writer.run))
    counts: Counter[str] = Counter()

    def tell(outcome: Outcome) -> None:
        count(counts, outcome)
        on_event(outcome)

    ended = journal.INTERRUPTED
    try:
        given = workers.at_hand(prepared, steps(origins, seen), options.workers, options.seconds)
        with closing(given):
            for some in given:
                stop.heed()
                _take(some, writer, tell)
        ended = journal.DONE
    except KeyboardInterrupt:
        raise Stopped(summary(counts, seen, writer.run)) from None
    finally:
        writer.end(ended)
    return summary(counts, seen, writer.run)


def _take(
    some: Sequence[tuple[Step, Prepared | Exception | Lost | None]],
    writer: Writer,
    tell: Callable[[Outcome], None],
) -> None:
    """Do what there is to do at once, in order, but that articles may be saved together with the first."""
    saved = writer.save([(step, result) for step, result in some if isinstance(step, Fresh)])
    for step, result in some:
        match step:
            case Same(outcomes):
                for outcome in outcomes:
                    tell(outcome)
                writer.note(outcomes)
            case Unread(of, outcome):
                of.failed += 1
                tell(outcome)
                writer.note([outcome])
            case Fresh():
                if isinstance(result, ModelMissing):
                    raise result
                tell(next(saved))
            case Ended(of):
                writer.close(of)
