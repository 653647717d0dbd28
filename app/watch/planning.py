"""Which pages are to be read, and when again: decided from what feeds told and what was seen before."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from app.errors import BadInput
from app.reading.addresses import canonical
from app.store.queries.views.watched import FeedState, PageState
from app.watch.schedule import TRIES, after_failure, look_again
from app.watch.watchlist import Watched


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a feed tells of."""

    url: str
    """Its address; or what it is called, where the feed holds all of it."""
    dated: datetime | None = None
    """When it was published or last changed, as the feed says."""
    stated: Mapping[str, object] = field(default_factory=dict)
    """Facts about it, as the feed says."""
    content: str | None = None
    """As HTML, where there is no page."""

    @property
    def key(self) -> str | None:
        """What it is known by; None for a link to something else than a page, such as mailto:."""
        if self.content is not None:
            return self.url
        try:
            return key(self.url)
        except BadInput:
            return None


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the pages that a feed tells of."""

    pages: Mapping[str, PageState]
    """By key, those that a feed told of before."""
    stored: Mapping[str, datetime]
    """By key, when the article there was added."""
    watched: Collection[str]
    """The feeds of the list as it is now."""


def key(url: str) -> str:
    """What the spellings of one address have in common. Raises BadInput on what is no address.

    Sites answer at http and https alike; which of the two a feed prints says nothing of the page.
    """
    return canonical(url).partition("://")[2]


def due(feed: Watched, state: FeedState | None, now: datetime) -> datetime:
    """When a feed is to be looked at; one that never was, now.

    A feed that was in order is due sooner where the list asks for it oftener than it did. One that was looked
    at in times to come was so by a clock that was put back since: it is due now.
    """
    if state is None or state.polled > now:
        return now
    return state.due if state.failures else min(state.due, state.polled + feed.every)


def noted(feed: Watched, entries: Iterable[Entry], before: Before, now: datetime) -> dict[str, PageState]:
    """How pages stand after `feed` told of `entries`, by key: only those that stand otherwise than before."""
    found: dict[str, PageState] = {}
    changed = 0
    for entry in entries:
        name = entry.key
        if name is None or name in found or _too_old(feed, entry, now):
            continue
        known = before.pages.get(name)
        if known is None:
            found[name] = _first(feed, name, entry, before.stored.get(name), now)
            continue
        # Some say of all they hold that it changed just now: the others have their turn at the next look.
        state = _anew(feed, known, entry, now) if changed < feed.most else known
        changed += state != known and state.looked is not None
        if known.feed not in before.watched:
            state = replace(state, feed=feed.url)
        if state != known:
            found[name] = state
    return found


def _first(feed: Watched, name: str, entry: Entry, added: datetime | None, now: datetime) -> PageState:
    state = PageState(
        name, entry.url, feed.url, now, entry.dated, None, now, stated=entry.stated, content=entry.content
    )
    if added is None or feed.kind == "page":
        return state
    # It came here by another way: it is looked at again as if the feed had told of it then.
    return replace(state, seen=added, looked=added, due=look_again(added, now, feed.again))


def _anew(feed: Watched, known: PageState, entry: Entry, now: datetime) -> PageState:
    if feed.kind == "page":
        return replace(known, due=now)
    # Several feeds may tell of one page, with a date or without.
    if entry.dated is None or entry.dated <= (known.dated or known.seen):
        return known
    told = replace(known, dated=entry.dated, stated=entry.stated, content=entry.content)
    waits = known.looked is None and known.due is not None
    # One that was read, or given up, is looked at once more.
    return told if waits else replace(told, due=now, failures=0)


def _too_old(feed: Watched, entry: Entry, now: datetime) -> bool:
    if feed.since is None or entry.dated is None:
        return False
    if isinstance(feed.since, timedelta):
        return entry.dated < now - feed.since
    return entry.dated < datetime.combine(feed.since, time(), UTC)


def looked(feed: Watched, page: PageState, now: datetime, *, failed: bool) -> PageState:
    """How a page stands after it was read, or could not be."""
    if not failed:
        # A page that is watched itself has its own schedule; what stood in the feed is all there is.
        again = () if feed.kind == "page" or page.content is not None else feed.again
        due_next = look_again(page.seen, now, again)
        return replace(page, looked=now, due=due_next, failures=0, content=None)
    failures = page.failures + 1
    due = after_failure(failures, feed.every, now) if failures < TRIES else None
    return replace(page, due=due, failures=failures)


def by_turns(pages: Iterable[PageState]) -> list[PageState]:
    """Pages in such an order that hosts take turns: while one is left alone, others are asked."""
    hosts: dict[str, deque[PageState]] = {}
    for page in {page.key: page for page in pages}.values():
        hosts.setdefault(page.key.partition("/")[0], deque()).append(page)
    waiting = deque(hosts.values())
    found: list[PageState] = []
    while waiting:
        pages_of_host = waiting.popleft()
        found.append(pages_of_host.popleft())
        if pages_of_host:
            waiting.append(pages_of_host)
    return found
