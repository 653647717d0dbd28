"""One round: the feeds that are due are looked at, and what they tell of is read in one run of the job.

What feeds told of is kept before any of it is read, and a feed is due until its pages were read: a round that
is killed at any moment is made good by the next, which takes up what waits.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import cast

from sqlalchemy import Engine
from sqlmodel import Session

from app.ingest import Options, run
from app.reading.fetch import Fetcher
from app.reading.given import Choices
from app.reading.network.pacing import Clock
from app.reading.origins import Origin
from app.store.queries import watched as stored
from app.store.queries.views.watched import FeedState, FetchState, PageState, ReadState
from app.store.saving.watched import keep_feeds, keep_fetches, keep_pages
from app.watch.events import Came, Event, Polled
from app.watch.planning import Before, by_turns, due, looked, noted
from app.watch.polling import Look, looked_at
from app.watch.schedule import after_failure, after_success
from app.watch.visits import Reader, Visit
from app.watch.watchlist import Kind, Watched

_SCHEMES = ("https", "http")
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one round takes on; what is left is for the next, which follows at once."""

    pages: int = 500
    seconds: float = 600
    """Of looking at feeds, and again of reading pages."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What every round works with."""

    engine: Engine
    fetcher: Fetcher
    choices: Choices
    clock: Clock
    on_event: Callable[[Event], None]
    workers: int = 1
    bounds: Bounds = Bounds()

    def next_due(self, feeds: Sequence[Watched], now: datetime) -> datetime:
        """When the next of them, or of their pages, is due; for one never looked at, `now`."""
        with Session(self.engine) as db:
            states = stored.feeds(db)
            page = stored.next_look(db, [feed.url for feed in feeds])
        dues = [due(feed, states.get(feed.url), now) for feed in feeds]
        return min([*dues, page] if page is not None else dues)

    def make(self, feeds: Sequence[Watched]) -> None:
        """One round of all that is due of `feeds`."""
        reader = Reader(self.fetcher, self.choices, self._fetched)
        with Session(self.engine) as db:
            states = stored.feeds(db)
        known = {feed.url: _as_found(feed, states.get(feed.url)) for feed in feeds}
        looks = list(self._looks(list(known.values()), states, reader))
        known.update((look.feed.url, look.feed) for look, _ in looks)
        visits = self._visits([look for look, _ in looks], known, reader)
        gone_to: list[Visit] = []
        begun = self.clock.now()
        try:
            if visits:
                asked = tuple(dict.fromkeys(visit.feed.url for visit in visits))
                options = Options(kind="watch", asked=asked, workers=self.workers, wait=True)
                origins = self._origins(visits, gone_to)
                summary = run(origins, self.engine, options, self.clock.now, self.on_event)
                self.on_event(Came(summary))
        finally:
            self._settle(gone_to, begun)
        left = {visit.feed.url for visit in visits[len(gone_to) :]}
        self._keep([(look, state) for look, state in looks if state.url not in left])

    def _looks(
        self, feeds: Sequence[Watched], states: Mapping[str, FeedState], reader: Reader
    ) -> Iterator[tuple[Look, FeedState]]:
        """What feeds that are due tell of, and how each stands once its pages are read.

        No more are looked at than give the round enough to read: the others stay due.
        """
        urls = {feed.url for feed in feeds}
        end = self.clock.elapsed() + self.bounds.seconds
        pages = 0
        # Those longest due come first, so that none is left out for good where there is too much to do.
        for feed in sorted(feeds, key=lambda feed: states[feed.url].due if feed.url in states else _NEVER):
            before = states.get(feed.url)
            now = self.clock.now()
            if due(feed, before, now) > now:
                continue
            if pages >= self.bounds.pages or self.clock.elapsed() > end:
                return
            look = looked_at(feed, reader.fetcher, self.choices, reader.validators)
            new, changed = self._note(look, urls)
            pages += min(new, feed.most) + changed
            state = _stands(look, before, self.clock.now())
            if look.error is not None:
                self._keep([(look, state)])
            self.on_event(Polled(feed.url, new, changed, state.due, look.error, state.failures, look.notes))
            yield look, state

    def _note(self, look: Look, urls: Collection[str]) -> tuple[int, int]:
        """Keep which pages a feed told of; how many are new, and how many it says were changed."""
        keys = {entry.key for entry in look.entries if entry.key is not None}
        now = self.clock.now()
        with Session(self.engine) as db, db.begin():
            pages = stored.pages(db, keys)
            addresses = {f"{scheme}://{key}": key for key in keys - pages.keys() for scheme in _SCHEMES}
            added = {addresses[url]: when for url, when in stored.stored(db, addresses).items()}
            found = noted(look.feed, look.entries, Before(pages, added, urls), now)
            keep_pages(db, found.values())
        new = sum(state.looked is None and state.key not in pages for state in found.values())
        changed = 0 if look.feed.kind == "page" else sum(state.due == now for state in found.values()) - new
        return new, changed

    def _visits(self, looks: Sequence[Look], known: Mapping[str, Watched], reader: Reader) -> list[Visit]:
        """The pages to be read in this round, in the order of their turns."""
        now = self.clock.now()
        with Session(self.engine) as db, db.begin():
            waiting = [
                page for each in looks for page in stored.waiting(db, each.feed.url, now, each.feed.most)
            ]
            again = stored.to_look_again(db, known, now, self.bounds.pages)
            read = stored.read(db, (page.url for page in (*waiting, *again)))
            there = [page for page in waiting if (state := read.get(page.url)) and state.digest is not None]
            # It was read by a round that was killed before it could say so, or in another way.
            keep_pages(
                db, (looked(known[page.feed], page, read[page.url].checked, failed=False) for page in there)
            )
        pages = by_turns([*(page for page in waiting if page not in there), *again])
        taken = {look.feed.url: look.page for look in looks}
        return [
            Visit(page, known[page.feed], reader, _digest(read.get(page.url)), taken.get(page.url))
            for page in pages
        ]

    def _origins(self, visits: Iterable[Visit], gone_to: list[Visit]) -> Iterator[Origin]:
        end = self.clock.elapsed() + self.bounds.seconds
        for visit in islice(visits, self.bounds.pages):
            if self.clock.elapsed() > end:
                return
            gone_to.append(visit)
            # One that another address led to is read already.
            if visit.page.key not in visit.reader.came:
                yield visit.origin()

    def _settle(self, visits: Sequence[Visit], begun: datetime) -> None:
        """Keep how the pages stand that the job has read, or could not."""
        with Session(self.engine) as db, db.begin():
            read = stored.read(db, (visit.page.url for visit in visits))
            states: dict[str, PageState] = {}
            others: dict[str, PageState] = {}
            for visit in visits:
                state = read.get(visit.page.url)
                if state is None or state.checked < begun or not (state.failed or state.digest):
                    continue
                page = looked(visit.feed, visit.page, state.checked, failed=state.failed)
                states[page.key] = page
                if not state.failed:
                    others.update((key, _same(page, key, url)) for key, url in visit.others.items())
                    keep_fetches(db, [visit.said] if visit.said else [])
            for visit in visits:
                if visit.page.key in others and visit.page.key not in states:
                    states[visit.page.key] = looked(visit.feed, visit.page, self.clock.now(), failed=False)
            known = stored.pages(db, others)
            keep_pages(db, (state for key, state in others.items() if key not in known))
            keep_pages(db, states.values())

    def _keep(self, looks: Sequence[tuple[Look, FeedState]]) -> None:
        """Keep how feeds stand, and what their servers said."""
        with Session(self.engine) as db, db.begin():
            keep_feeds(db, (state for _, state in looks))
            keep_fetches(db, (look.said for look, _ in looks if look.said is not None))

    def _fetched(self, url: str) -> FetchState | None:
        with Session(self.engine) as db:
            return stored.fetched(db, url)


def _as_found(feed: Watched, state: FeedState | None) -> Watched:
    """A feed with the kind that it turned out to be."""
    kind = feed.kind or (cast("Kind", state.kind) if state and state.kind else None)
    return replace(feed, kind=kind)


def _stands(look: Look, before: FeedState | None, now: datetime) -> FeedState:
    """How a feed stands after a look at it."""
    feed = look.feed
    if look.error is None:
        return FeedState(feed.url, feed.kind or "", now, after_success(feed.url, feed.every, now))
    failures = (before.failures if before else 0) + 1
    next_ = after_failure(failures, feed.every, now, look.after)
    return FeedState(feed.url, feed.kind or "", now, next_, failures, look.error)


def _digest(state: ReadState | None) -> str | None:
    return state.digest if state else None


def _same(page: PageState, key: str, url: str) -> PageState:
    """A page by another address that it turned out to have: known, and not looked at for itself."""
    return replace(page, key=key, url=url, dated=page.dated or page.looked, due=None)
