"""What is watched: feeds and when each is looked at next, and the pages that they told of."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from app.store.tables.shape import Moment, Table


class WatchedFeed(Table, table=True):
    """An address that is looked at on a schedule."""

    __tablename__: ClassVar[str] = "watched_feeds"
    url: str = Field(primary_key=True)
    kind: str
    """What it was taken for: "feed", "sitemap" or "page"."""
    polled: datetime = Field(sa_type=Moment)
    due: datetime = Field(sa_type=Moment)
    failures: int = 0
    """Running, to now."""
    error: str | None = None
    """Why the last look failed; None where it did not."""


class WatchedPage(Table, table=True):
    """A page that a feed told of: whether it was read, and when it is looked at again."""

    __tablename__: ClassVar[str] = "watched_pages"
    __table_args__ = (Index("ix_watched_pages_feed_due", "feed", "due"),)
    key: str = Field(primary_key=True)
    """What the spellings of one address have in common."""
    url: str
    feed: str
    """The first that told of it, of those watched."""
    seen: datetime = Field(sa_type=Moment)
    """When a feed first told of it."""
    dated: datetime | None = Field(default=None, sa_type=Moment)
    """When it was published or changed, as the feed said when it last told of it."""
    looked: datetime | None = Field(default=None, sa_type=Moment)
    """When it was last read; None where it was not yet."""
    due: datetime | None = Field(default=None, sa_type=Moment)
    """When it is read next; None for never again."""
    failures: int = 0
    """Running, to now."""
    stated: dict[str, object] = Field(sa_type=JSON)
    """Facts about it that its feed stated."""
    content: str | None = None
    """All that there is to read, as HTML, where the feed names no page; taken out once it was read."""
