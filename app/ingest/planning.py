"""What a run would do, told without doing it: nothing is extracted, and nothing is written."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from app.ingest.origins import Fresh, Same, Unread, steps
from app.ingest.outcomes import Event, Summary, count, summary
from app.reading.origins import Origin
from app.records import Outcome
from app.store import engine as engines
from app.store import write


def plan(origins: Iterable[Origin], engine: Engine, on_event: Callable[[Event], None]) -> Summary:
    """Tell what would become of every article, as far as its text tells; counts are as `run` gives them.

    An article met twice in one plan is new both times, and one whose facts alone differ is "unchanged".
    """
    counts: Counter[str] = Counter()
    seen = engines.reader(Path(str(engine.url.database)))
    try:
        for step, _ in steps(origins, seen):
            for outcome in _foreseen(step, seen):
                count(counts, outcome)
                on_event(outcome)
        return summary(counts, seen)
    finally:
        seen.dispose()


def _foreseen(step: object, seen: Engine) -> Iterable[Outcome]:
    match step:
        case Same(outcomes):
            return outcomes
        case Unread(_, outcome):
            return [outcome]
        case Fresh(_, read, article, _):
            with Session(seen) as db:
                became, ident = write.foreseen(db, article)
            return [Outcome(read.place, became, ident, notes=read.notes)]
    return []
