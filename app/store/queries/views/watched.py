"""What is watched, as the schedule reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    stated: Mapping[str, object] = field(default_factory=dict)
    """Facts about it that its feed stated."""
    content: str | None = None
    """As HTML, until it was read, where the feed names no page."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed came to: pages read, and pages that wait."""

    read: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ReadState:
    """How the job found a page when it last read it."""

    checked: datetime
    digest: str | None
    """Of its bytes; None where they have to be read again."""
    failed: bool


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a server last said of an address."""

    url: str
    etag: str | None
    modified: str | None
    status: int
    fetched: datetime
