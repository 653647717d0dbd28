"""What the job did, as pages and commands tell it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of the job."""

    number: int
    kind: str
    """"ingest" or "watch"."""
    started: datetime
    finished: datetime | None
    """None while it runs, and where it was killed."""
    ended: str | None
    """"done", "interrupted", or None while nobody knows."""
    asked: tuple[str, ...]
    """The origins as they were named."""
    new: int
    changed: int
    unchanged: int
    failed: int
    statements: int
    claims: int


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of one article in a run."""

    number: int
    place: str
    outcome: str
    """"new", "changed", "unchanged" or "failed"."""
    ident: str | None
    """The article's identifier."""
    label: str | None
    """What the article is called."""
    statements: int
    claims: int
    error: str | None
    notes: tuple[str, ...]
    finished: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Why places could not be read when they were last tried."""

    words: str
    places: int
    run: int
    """The latest run in which one failed so."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many origins are known, and when the one checked last and the one not checked for longest were."""

    origins: int
    last: datetime | None
    first: datetime | None
