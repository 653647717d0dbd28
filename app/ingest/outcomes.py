"""What a run tells while it works, and what it came to."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from app.records import Outcome
from app.store.queries.coverage import coverage


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another run works on the database, and this one waits for it."""

    holder: str
    """Which, and since when."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The run has its number in the journal."""

    run: int


Event = Waiting | Begun | Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: articles by outcome, and what the articles it stored hold."""

    articles: int
    """Articles read and stored, unchanged ones among them."""
    new: int
    changed: int
    unchanged: int
    failures: int
    statements: int
    claims: int
    speakers: int
    """Speakers in the whole database afterwards."""
    run: int | None = None
    """Its number in the journal; None where it only looked."""


class Stopped(KeyboardInterrupt):
    """The run was asked to end before its end; what it stored is whole, and the next goes on from there."""

    def __init__(self, summary: Summary) -> None:
        super().__init__("stopped")
        self.summary = summary


def count(counts: Counter[str], outcome: Outcome) -> None:
    """Add an outcome to the counts of a run."""
    counts.update({outcome.outcome: 1, "statements": outcome.statements, "claims": outcome.claims})


def summary(counts: Counter[str], seen: Engine, run: int | None = None) -> Summary:
    """What counts of outcomes, statements and claims come to."""
    with Session(seen) as db:
        covered = coverage(db)
    return Summary(
        articles=counts["new"] + counts["changed"] + counts["unchanged"],
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        failures=counts["failed"],
        statements=counts["statements"],
        claims=counts["claims"],
        speakers=covered.speakers,
        run=run,
    )
