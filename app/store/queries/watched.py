"""What is watched: how each feed stands, and which pages are to be read."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from sqlalchemy import Row
from sqlmodel import Session, bindparam, text

from app.store.queries.views.watched import FeedState, FetchState, PageState, ReadState, Told

_FEEDS = text("SELECT url, kind, polled, due, failures, error FROM watched_feeds ORDER BY url")
_PAGE = 'SELECT "key", url, feed, seen, dated, looked, due, failures, stated, content FROM watched_pages'
_KNOWN = text(f'{_PAGE} WHERE "key" IN :keys').bindparams(bindparam("keys", expanding=True))
_WAITING = text(f"""
    {_PAGE} WHERE feed = :feed AND looked IS NULL AND due <= :now
    ORDER BY failures, dated IS NULL, dated DESC, seen, "key" LIMIT :most
""")
_AGAIN = text(f"""
    {_PAGE} WHERE feed = :feed AND looked IS NOT NULL AND due <= :now ORDER BY due, "key" LIMIT :most
""")
_NEXT = text("SELECT min(due) FROM watched_pages WHERE feed = :feed AND looked IS NOT NULL")
_STORED = text("SELECT url, added FROM articles WHERE url IN :urls").bindparams(
    bindparam("urls", expanding=True)
)
_TOLD = text("""
    SELECT feed, count(looked) AS read, count(*) FILTER (WHERE looked IS NULL AND due IS NOT NULL) AS waiting
    FROM watched_pages GROUP BY feed
""")
_READ = text("SELECT place, checked, digest, failed FROM origins WHERE place IN :places").bindparams(
    bindparam("places", expanding=True)
)
_FETCHED = text("SELECT url, etag, modified, status, fetched FROM fetches WHERE url = :url")
_AT_ONCE = 500


def feeds(db: Session) -> dict[str, FeedState]:
    """Every feed that was ever looked at, by address."""
    return {
        row.url: FeedState(row.url, row.kind, _moment(row.polled), _moment(row.due), row.failures, row.error)
        for row in db.connection().execute(_FEEDS)
    }


def pages(db: Session, keys: Iterable[str]) -> dict[str, PageState]:
    """Of these pages, those that a feed told of before."""
    rows = (row for part in _parts(keys) for row in db.connection().execute(_KNOWN, {"keys": part}))
    return {row.key: _page(row) for row in rows}


def stored(db: Session, addresses: Iterable[str]) -> dict[str, datetime]:
    """Of these addresses, those of articles that are stored, with the moment when each was added."""
    rows = (row for part in _parts(addresses) for row in db.connection().execute(_STORED, {"urls": part}))
    return {row.url: _moment(row.added) for row in rows}


def waiting(db: Session, feed: str, now: datetime, most: int) -> list[PageState]:
    """Pages of a feed that were never read: the newest first, and those that failed after them."""
    values = {"feed": feed, "now": now.isoformat(), "most": most}
    return [_page(row) for row in db.connection().execute(_WAITING, values)]


def to_look_again(db: Session, watched: Collection[str], now: datetime, most: int) -> list[PageState]:
    """Pages of these feeds that are to be read again, those due first first."""
    found = [
        _page(row)
        for feed in watched
        for row in db.connection().execute(_AGAIN, {"feed": feed, "now": now.isoformat(), "most": most})
    ]
    return sorted(found, key=lambda page: (page.due or now, page.key))[:most]


def next_look(db: Session, watched: Collection[str]) -> datetime | None:
    """When the next page of these feeds is to be read again."""
    found = (db.connection().scalar(_NEXT, {"feed": feed}) for feed in watched)
    return min((_moment(each) for each in found if each is not None), default=None)


def told(db: Session) -> Mapping[str, Told]:
    """What every feed came to, by address."""
    return {row.feed: Told(row.read, row.waiting) for row in db.connection().execute(_TOLD)}


def read(db: Session, places: Iterable[str]) -> dict[str, ReadState]:
    """Of these places, those that the job has read to their end, with how it found them."""
    rows = (row for part in _parts(places) for row in db.connection().execute(_READ, {"places": part}))
    return {row.place: ReadState(_moment(row.checked), row.digest, row.failed > 0) for row in rows}


def fetched(db: Session, url: str) -> FetchState | None:
    """What the server last said of an address; None where it was not asked, or what it gave was not kept."""
    row = db.connection().execute(_FETCHED, {"url": url}).first()
    return (
        None if row is None else FetchState(row.url, row.etag, row.modified, row.status, _moment(row.fetched))
    )


def _page(row: Row[tuple[object, ...]]) -> PageState:
    return PageState(
        key=row.key,
        url=row.url,
        feed=row.feed,
        seen=_moment(row.seen),
        dated=_or_none(row.dated),
        looked=_or_none(row.looked),
        due=_or_none(row.due),
        failures=row.failures,
        stated=json.loads(row.stated),
        content=row.content,
    )


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _or_none(written: str | None) -> datetime | None:
    return None if written is None else _moment(written)


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    # SQLite binds a limited number of values.
    rest = iter(dict.fromkeys(values))
    while part := list(islice(rest, _AT_ONCE)):
        yield part
