"""What is watched, kept and found again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from app.settings import place
from app.store import engine
from app.store.queries import watched
from app.store.queries.views.watched import FeedState, PageState, Told
from app.store.saving.watched import keep_feeds, keep_pages
from store.building import save, talks

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://x.example/feed"


@pytest.fixture
def db(tmp_path):
    engine.migrate(tmp_path / "w.db", place("migrations"))
    written = engine.writer(tmp_path / "w.db")
    with Session(written) as session, session.begin():
        yield session
    written.dispose()


def page(name, **stands):
    return replace(
        PageState(f"x.example/{name}", f"https://x.example/{name}", FEED, NOW, None, None, NOW), **stands
    )


def test_a_feed_is_kept_in_place_of_how_it_stood(db) -> None:
    failed = FeedState(FEED, "feed", NOW, NOW + HOUR, 2, "answered 503")
    keep_feeds(db, [failed])
    keep_feeds(db, [replace(failed, failures=0, error=None)])
    assert watched.feeds(db) == {FEED: FeedState(FEED, "feed", NOW, NOW + HOUR)}


def test_pages_wait_the_newest_first_and_are_looked_at_again_when_due(db) -> None:
    states = [
        page("undated"),
        page("old", dated=NOW - HOUR),
        page("new", dated=NOW),
        page("later", due=NOW + HOUR, failures=1),
        page("failed", dated=NOW + HOUR, failures=1),
        page("given-up", due=None, failures=6),
        page("read", looked=NOW, due=NOW + 3 * HOUR),
        page("read-before", looked=NOW - HOUR, due=NOW + 2 * HOUR),
        page("elsewhere", feed="https://y.example/feed"),
    ]
    keep_pages(db, states)
    waiting = [each.url.rpartition("/")[2] for each in watched.waiting(db, FEED, NOW, 9)]
    assert waiting == ["new", "old", "undated", "failed"]
    assert watched.waiting(db, FEED, NOW, 1) == [states[2]]
    assert watched.to_look_again(db, [FEED], NOW, 9) == []
    assert watched.next_look(db, [FEED]) == NOW + 2 * HOUR
    assert watched.to_look_again(db, [FEED], NOW + 4 * HOUR, 9) == [states[7], states[6]]
    assert watched.told(db)[FEED] == Told(read=2, waiting=5)
    assert watched.pages(db, [states[0].key, "x.example/never"]) == {states[0].key: states[0]}


def test_more_addresses_than_the_database_takes_at_once_are_asked_for(db) -> None:
    save(db, talks(url="https://x.example/a"))
    addresses = [f"https://x.example/{number}" for number in range(40_000)]
    assert list(watched.stored(db, [*addresses, "https://x.example/a"])) == ["https://x.example/a"]
