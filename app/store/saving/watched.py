"""How feeds and pages stand that are watched, kept for the next look."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlmodel import Session

from app.store import tables as t
from app.store.queries.views.watched import FeedState, PageState


def keep_feeds(db: Session, states: Iterable[FeedState]) -> None:
    """Keep how these feeds stand, in place of how they stood."""
    for state in states:
        db.merge(t.WatchedFeed(**asdict(state)))
    db.flush()


def keep_pages(db: Session, states: Iterable[PageState]) -> None:
    """Keep how these pages stand, in place of how they stood."""
    for state in states:
        db.merge(t.WatchedPage(**asdict(state)))
    db.flush()
