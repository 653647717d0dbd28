"""Which pages are to be read, and when again: decided from what feeds told and what was seen before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from app.errors import BadInput
from app.reading.addresses import canonical
from app.store.queries.views.watched import FeedState, PageState
from app.watch.schedule import TRIES, after_failure, look_again
from app.watch.watchlist import Watched


@dataclass(frozen=True, slots=True)
class Item:
    """One page that a feed tells of."""

    url: str
    dated: datetime | None = None
    """When it was published or last changed, as the feed says."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the pages that a feed tells of."""

    pages: Mapping[str, PageState]
    """By key, those that a feed told of before."""
    stored: Mapping[str, datetime]
    """By address, when the article there was added."""
    watched: Collection[str]
    """The feeds of the list as it is now."""


def key(url: str) -> str:
    """What the spellings of one address have in common. Raises BadInput on what is no address.

    Sites answer at http and https alike; which of the two a feed prints says nothing of the page.
    """
    return canonical(url).partition("://")[2]


def due(feed: Watched, state: FeedState | None, now: datetime) -> datetime:
    """When a feed is to be looked at; one that never was, now.

    A feed that was in order is due sooner where the list asks for it oftener than it did.
    """
    if state is None:
        return now
    return state.due if state.failures else min(state.due, state.polled + feed.every)


def noted(feed: Watched, items: Iterable[Item], before: Before, now: datetime) -> dict[str, PageState]:
    """How pages stand after `feed` told of `items`, by key: only those that stand otherwise than before."""
    found: dict[str, PageState] = {}
    for item in items:
        try:
            name = key(item.url)
        except BadInput:
            continue  # a link to something else than a page, such as mailto:
        if name in found or _too_old(feed, item, now):
            continue
        known = before.pages.get(name)
        state = _first(feed, item, before.stored.get(canonical(item.url)), now) if known is None else known
        if known is not None:
            state = _anew(feed, known, item, now)
            if known.feed not in before.watched:
                state = replace(state, feed=feed.url)
        if state != known:
            found[name] = state
    return found


def _first(feed: Watched, item: Item, added: datetime | None, now: datetime) -> PageState:
    if added is not None and feed.kind != "page":
        # It came here by another way: it is looked at again as if the feed had told of it then.
        return PageState(
            key(item.url), item.url, feed.url, added, item.dated, added, look_again(added, now, feed.again)
        )
    return PageState(key(item.url), item.url, feed.url, now, item.dated, None, now)


def _anew(feed: Watched, known: PageState, item: Item, now: datetime) -> PageState:
    newer = item.dated is not None and (known.dated is None or item.dated > known.dated)
    if not newer and feed.kind != "page":
        return known
    first = known.looked is None and known.due is not None
    # One that is waiting keeps its place; one that was read, or given up, is looked at once more.
    return replace(
        known, dated=item.dated, due=known.due if first else now, failures=known.failures if first else 0
    )


def _too_old(feed: Watched, item: Item, now: datetime) -> bool:
    if feed.since is None or item.dated is None:
        return False
    if isinstance(feed.since, timedelta):
        return item.dated < now - feed.since
    return item.dated < datetime.combine(feed.since, time(), UTC)


def looked(feed: Watched, page: PageState, now: datetime, *, failed: bool) -> PageState:
    """How a page stands after it was read, or could not be."""
    if not failed:
        again = () if feed.kind == "page" else feed.again
        return replace(page, looked=now, due=look_again(page.seen, now, again), failures=0)
    failures = page.failures + 1
    due = after_failure(failures, feed.every, now) if failures < TRIES else None
    return replace(page, due=due, failures=failures)
