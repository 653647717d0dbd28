"""What watching tells while it goes on."""

from dataclasses import dataclass
from datetime import datetime

from app.ingest import Event as Job
from app.ingest import Summary


@dataclass(frozen=True, slots=True)
class Listed:
    """The list was read; or, after it was edited, read again."""

    feeds: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    """The list was edited and cannot be read any more: it is watched as it was before."""

    why: str


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed was looked at."""

    url: str
    new: int
    """Pages that it told of for the first time."""
    changed: int
    """Pages that it says were changed since they were read."""
    due: datetime
    """When it is looked at next."""
    error: str | None = None
    failures: int = 0
    """Running, this one among them."""
    notes: tuple[str, ...] = ()
    """What of it could not be read."""


@dataclass(frozen=True, slots=True)
class Came:
    """All that was due has been read."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Failed:
    """A round broke off; what it left undone is taken up by the next."""

    why: str


Event = Listed | Mistaken | Polled | Came | Failed | Job
