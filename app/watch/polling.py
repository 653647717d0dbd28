"""Looking at a feed: what it leads to, or why nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from itertools import islice

from app.errors import NotFetched
from app.ingest.addresses import said
from app.reading.addressed import leads
from app.reading.fetch import Fetched, Fetcher, Remembered
from app.reading.given import Choices
from app.reading.leads import Lead, is_feed
from app.records import Read
from app.store.queries.views.watched import FetchState
from app.watch.planning import Entry
from app.watch.watchlist import Kind, Watched

MOST = 50_000
"""Pages that one look at a feed takes in; a sitemap of more gives those that come first."""
_MOST_NOTES = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed gave."""

    feed: Watched
    """Its kind is what it was found to be."""
    entries: tuple[Entry, ...] = ()
    page: Fetched | None = None
    """What was fetched, where that turned out to be a page to be read itself."""
    said: FetchState | None = None
    """What the server said of its state, to be kept once all it tells of was read."""
    notes: tuple[str, ...] = ()
    error: str | None = None
    after: float | None = None
    """The seconds that the server asked to be left alone for."""


def looked_at(feed: Watched, fetcher: Fetcher, choices: Choices, remembered: Remembered) -> Look:
    """What `feed` tells of now; nothing raises."""
    if feed.kind == "page":
        return Look(feed, (Entry(feed.url),))
    try:
        # An index of sitemaps may be as it was when the maps that it names are not.
        fetched = fetcher.get(feed.url, remembered) if feed.kind == "feed" else fetcher.get(feed.url)
    except NotFetched as error:
        return Look(feed, error=str(error), after=error.after)
    if fetched.status == HTTPStatus.NOT_MODIFIED:
        return Look(feed)
    found = leads(fetched, fetcher, choices)
    return _page(feed, fetched) if found is None else _told(feed, fetched, list(islice(found, MOST)))


def _page(feed: Watched, fetched: Fetched) -> Look:
    if not fetched.body:
        return Look(feed, error="is empty")
    if feed.kind is not None:
        return Look(
            feed, error=f"is no {feed.kind}, but a page ({fetched.media_type or 'its kind is not stated'})"
        )
    notes = ("is neither feed nor sitemap: the page itself is watched",)
    return Look(replace(feed, kind="page"), (Entry(feed.url),), fetched, notes=notes)


def _told(feed: Watched, fetched: Fetched, told: Sequence[Lead | Read]) -> Look:
    failed = tuple(f"{each.place} {each.error}" for each in told if isinstance(each, Read))[:_MOST_NOTES]
    entries = tuple(_entry(feed, each) for each in told if isinstance(each, Lead))
    if failed and not entries:
        return Look(feed, error="; ".join(failed))
    more = (f"tells of more than {MOST:,} pages: those after are passed over",) if len(told) == MOST else ()
    kind = _kind(feed, fetched)
    kept = said(fetched) if kind == "feed" else None
    return Look(replace(feed, kind=kind), entries, said=kept, notes=(*failed, *more))


def _kind(feed: Watched, fetched: Fetched) -> Kind:
    # A packed one can only be a sitemap: feeds are packed on the way, not at rest.
    return feed.kind or ("feed" if is_feed(fetched.body) else "sitemap")


def _entry(feed: Watched, lead: Lead) -> Entry:
    dated = moment(lead.updated) or moment(lead.stated.get("published"))
    if lead.url is not None:
        return Entry(lead.url, dated, lead.stated)
    content = lead.content or ""
    name = lead.key or sha256(content.encode()).hexdigest()[:12]
    return Entry(f"{feed.url}, entry {name}", dated, lead.stated, content)


def moment(printed: object) -> datetime | None:
    """A moment as feeds and sitemaps print it, in UTC where they do not say where; None where it is none."""
    if not isinstance(printed, str):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(printed.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            continue
    return None
