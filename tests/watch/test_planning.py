"""Which pages are read, and when again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.store.queries.views.watched import FeedState
from app.watch.planning import Before, Entry, by_turns, due, key, looked, noted
from app.watch.schedule import TRIES
from app.watch.watchlist import Watched

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Watched("https://x.example/feed", None, HOUR, 50, None, (HOUR, DAY), {})
NOTHING = Before({}, {}, {FEED.url})


def known(*states, watched=frozenset({FEED.url})):
    return Before({state.key: state for state in states}, {}, watched)


def page(feed=FEED, url="https://x.example/a", dated=None):
    (state,) = noted(feed, [Entry(url, dated)], NOTHING, NOW).values()
    return state


def test_spellings_of_one_address_are_one_page() -> None:
    spellings = ["http://x.example/a", "https://X.example:443/a?utm_source=rss#top", "https://x.example/a"]
    assert len({key(url) for url in spellings}) == 1
    (state,) = noted(FEED, [Entry(url) for url in spellings], NOTHING, NOW).values()
    assert (state.seen, state.looked, state.due) == (NOW, None, NOW)
    assert noted(FEED, [Entry("https://x.example/a?fbclid=1")], known(state), NOW + HOUR) == {}


def test_what_is_no_page_or_too_old_is_passed_over() -> None:
    entries = [
        Entry("mailto:ed@x.example"),
        Entry("https://x.example/old", NOW - 40 * DAY),
        Entry("https://x.example/a"),
    ]
    for since in (date(2026, 4, 1), 30 * DAY):
        assert list(noted(replace(FEED, since=since), entries, NOTHING, NOW)) == ["x.example/a"]


def test_a_page_is_read_once_more_when_its_feed_says_that_it_changed() -> None:
    read = looked(FEED, page(dated=NOW), NOW, failed=False)
    assert read.due == NOW + HOUR
    assert noted(FEED, [Entry(read.url, NOW)], known(read), NOW + timedelta(minutes=5)) == {}
    changed = noted(
        FEED, [Entry(read.url, NOW + timedelta(minutes=4))], known(read), NOW + timedelta(minutes=5)
    )
    assert changed[read.key].due == NOW + timedelta(minutes=5)


def test_a_page_that_fails_is_tried_again_and_then_given_up_until_its_feed_says_that_it_changed() -> None:
    state, dues = page(), []
    for _ in range(TRIES):
        state = looked(FEED, state, NOW, failed=True)
        dues.append(state.due and state.due - NOW)
    assert dues == [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, None]
    assert noted(FEED, [Entry(state.url)], known(state), NOW) == {}
    revived = noted(FEED, [Entry(state.url, NOW + HOUR)], known(state), NOW + DAY)[state.key]
    assert (revived.due, revived.failures) == (NOW + DAY, 0)


def test_an_article_that_came_by_another_way_is_not_read_for_the_feed() -> None:
    before = Before({}, {"x.example/a": NOW - HOUR / 2}, {FEED.url})
    (state,) = noted(FEED, [Entry("https://x.example/a?utm_source=rss")], before, NOW).values()
    assert (state.looked, state.due) == (NOW - HOUR / 2, NOW + HOUR / 2)


def test_a_page_of_a_feed_that_was_taken_out_goes_over_to_the_next_that_tells_of_it() -> None:
    state = looked(FEED, page(), NOW, failed=False)
    other = replace(FEED, url="https://y.example/feed")
    assert noted(other, [Entry(state.url)], known(state), NOW) == {}
    moved = noted(other, [Entry(state.url)], known(state, watched={other.url}), NOW)[state.key]
    assert moved == replace(state, feed=other.url)


def test_a_watched_page_is_read_each_time_it_is_due() -> None:
    itself = replace(FEED, url="https://x.example/a", kind="page")
    read = looked(itself, page(itself), NOW, failed=False)
    assert read.due is None
    assert noted(itself, [Entry(itself.url)], known(read), NOW + HOUR)[read.key].due == NOW + HOUR


def test_a_feed_is_due_sooner_when_the_list_asks_for_it_oftener() -> None:
    assert due(FEED, None, NOW) == NOW
    state = FeedState(FEED.url, "feed", NOW, NOW + DAY)
    assert due(FEED, state, NOW) == NOW + HOUR
    assert due(replace(FEED, every=2 * DAY), state, NOW) == NOW + DAY
    assert due(FEED, replace(state, failures=5), NOW) == NOW + DAY


def test_hosts_take_turns() -> None:
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3"]
    pages = noted(FEED, [Entry(url) for url in urls], NOTHING, NOW).values()
    assert [state.key for state in by_turns(pages)] == [
        "a.example/1",
        "b.example/1",
        "a.example/2",
        "a.example/3",
    ]


def test_of_a_feed_that_says_of_everything_that_it_changed_a_few_pages_are_read_each_time() -> None:
    read = [
        looked(FEED, page(url=f"https://x.example/{number}", dated=NOW), NOW, failed=False)
        for number in range(4)
    ]
    later = [Entry(state.url, NOW + HOUR) for state in read]
    assert len(noted(replace(FEED, most=3), later, known(*read), NOW + HOUR)) == 3
