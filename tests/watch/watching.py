"""Watching the test site in tests: time passes only when watching waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from patience import PATIENCE
from reading.newsroom import path, rss
from reading.site import Page
from reading.stories import page

from app.reading.fetch import Fetcher
from app.reading.given import Choices
from app.reading.network.asking import Manners
from app.reading.network.exchange import Limits
from app.reading.network.guard import Network
from app.reading.network.pacing import Clock
from app.watch import loop
from app.watch.rounds import Bounds, Rounds

BEGUN = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass
class Time:
    """A clock that goes on while somebody sleeps, and what happens at which second."""

    seconds: float = 0
    happens: dict[float, Callable[[], object]] = field(default_factory=dict)

    @property
    def clock(self):
        return Clock(self.now, lambda: self.seconds, self.sleep)

    def now(self):
        # No two moments are the same to a real clock.
        self.seconds += 1e-6
        return BEGUN + timedelta(seconds=self.seconds)

    def sleep(self, seconds):
        self.seconds += seconds
        for at in [at for at in sorted(self.happens) if at <= self.seconds]:
            self.happens.pop(at)()


def end():
    raise KeyboardInterrupt


@dataclass
class Watcher:
    """One that watches into a database, and all that it told."""

    engine: object
    file: object
    time: Time = field(default_factory=Time)
    bounds: Bounds = field(default_factory=Bounds)
    events: list = field(default_factory=list)

    def rounds(self, on_event=None):
        tell = on_event or self.events.append
        return Rounds(
            self.engine, self.fetcher(), Choices(2_000_000), self.time.clock, tell, bounds=self.bounds
        )

    def fetcher(self):
        limits = Limits(connect=PATIENCE, silence=PATIENCE, total=PATIENCE)
        manners = Manners(delay=0, backoff=0, attempts=1)
        return Fetcher(limits, manners, Network(allow_local=True), self.time.clock)

    def feeds(self):
        return loop.ListFile(self.file, lambda _event: None).feeds()

    def once(self, after=0.0):
        """One round, `after` seconds; what it told."""
        self.time.seconds += after
        self.events.clear()
        file = loop.ListFile(self.file, lambda _event: None)
        loop.watch(file, self.rounds(), lambda: None, once=True)
        return list(self.events)

    def until(self, seconds):
        """Round after round until that second; what they told."""
        self.events.clear()
        self.time.happens[seconds] = end
        try:
            loop.watch(loop.ListFile(self.file, self.events.append), self.rounds(), lambda: None, once=False)
        except KeyboardInterrupt:
            return list(self.events)
        raise AssertionError("nothing ends watching but being ended")


def print_(site, *stories, feed="/feed.xml"):
    """Stories on the site, and a feed that tells of them."""
    for story in stories:
        site.put(path(story), Page(page(story, site.address(path(story))).encode()))
    return site.put(feed, rss(site, stories))


def told(events, kind):
    return [each for each in events if type(each).__name__ == kind]


def became(events):
    """What became of which page, by the last part of its address."""
    return [
        (each.outcome, each.place.partition("?")[0].rpartition("/")[2]) for each in told(events, "Outcome")
    ]
