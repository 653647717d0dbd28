"""What is watched, as the schedule reads it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """How an address that is watched stands."""

    url: str
    kind: str
    polled: datetime
    due: datetime
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class PageState:
    """How a page stands that a feed told of."""

    key: str
    url: str
    feed: str
    seen: datetime
    dated: datetime | None
    looked: datetime | None
    due: datetime | None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed came to: pages read, and pages that wait."""

    read: int
    waiting: int
