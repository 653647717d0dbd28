"""How the archive fares, as whoever keeps it running asks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """The last run of the job that ended in one of the ways there are."""

    how: str
    """"done" or "interrupted"."""
    at: datetime
    new: int
    changed: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the job did last, and what waits for it and for editors."""

    runs: tuple[Ended, ...]
    waiting: int
    """Of what was added in the browser."""
    waiting_since: datetime | None
    """When the one that waits longest was received."""
    reported: int
    """Open reports of readers."""
    changes: int
    """The number of the newest change, as lists count them."""
