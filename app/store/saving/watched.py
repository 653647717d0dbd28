"""How feeds and pages stand that are watched, kept for the next look."""

import json
from collections.abc import Iterable, Set
from dataclasses import asdict

from sqlmodel import Session, bindparam, text

from app.store import erased as erasure
from app.store import tables as t
from app.store.queries.views.watched import FeedState, FetchState, PageState

# As SQL, not row by row through objects: the first look at a sitemap may tell of tens of thousands of pages.
_PAGE = text("""
    INSERT INTO watched_pages ("key", url, feed, seen, dated, looked, due, failures, stated, content)
    VALUES (:key, :url, :feed, :seen, :dated, :looked, :due, :failures, :stated, :content)
    ON CONFLICT ("key") DO UPDATE SET url = excluded.url, feed = excluded.feed, seen = excluded.seen,
        dated = excluded.dated, looked = excluded.looked, due = excluded.due, failures = excluded.failures,
        stated = excluded.stated, content = excluded.content
""").bindparams(*(bindparam(name, type_=t.Moment()) for name in ("seen", "dated", "looked", "due")))


def keep_feeds(db: Session, states: Iterable[FeedState]) -> None:
    """Keep how these feeds stand, in place of how they stood."""
    for state in states:
        db.merge(t.WatchedFeed(**asdict(state)))
    db.flush()


def keep_pages(db: Session, states: Iterable[PageState]) -> None:
    """Keep how these pages stand, in place of how they stood."""
    states = list(states)
    erased = _erased(db, {each for state in states for each in (state.key, state.url)})
    rows = [
        {**{name: getattr(state, name) for name in PageState.__slots__}, "stated": json.dumps(state.stated)}
        for state in states
        if not erased & {state.key, state.url}
    ]
    if rows:
        db.connection().execute(_PAGE, rows)


def keep_fetches(db: Session, states: Iterable[FetchState]) -> None:
    """Keep what servers said of these addresses, in place of what they said before."""
    states = list(states)
    erased = _erased(db, {state.url for state in states})
    for state in states:
        if state.url not in erased:
            db.merge(t.Fetch(**asdict(state)))
    db.flush()


def _erased(db: Session, addresses: Set[str]) -> set[str]:
    """Those that something erased stood at: they are not written down again."""
    digests = {erasure.of("url", each): each for each in addresses}
    return {digests[digest] for digest in erasure.known(db, digests)}
