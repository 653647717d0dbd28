"""Watching end to end: what is new arrives within an interval, nothing twice, whatever happens between."""

import os
import signal
from dataclasses import replace
from datetime import timedelta

import pytest
from reading.newsroom import path, sitemap
from reading.site import Page, failing, moved, serving
from reading.stories import BRIDGE, FERRY, GARDEN, RAIN, SCHOOL, page
from sqlmodel import Session, text
from watch.watching import Watcher, became, print_, told

from app.settings import place
from app.store import engine
from app.watch.rounds import Bounds


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def watcher(tmp_path, models):
    engine.migrate(tmp_path / "w.db", place("migrations"))
    written = engine.writer(tmp_path / "w.db")
    yield Watcher(written, tmp_path / "FEEDS.toml")
    written.dispose()


def ask(watcher, query):
    with Session(watcher.engine) as db:
        return [tuple(row) for row in db.connection().execute(text(query))]


def fetched(site, where):
    return sum(each.path.partition("?")[0] == where for each in site.asked)


def titles(watcher):
    return sorted(title for (title,) in ask(watcher, "SELECT title FROM articles"))


def test_what_is_new_in_a_feed_arrives_within_one_interval_and_nothing_twice(site, watcher) -> None:
    address = print_(site, FERRY)
    watcher.file.write_text(f'[[feed]]\nurl = "{address}"\nevery = "1m"\n')
    came = []

    def more():
        print_(site, BRIDGE, FERRY)
        watcher.time.happens[150] = lambda: came.extend(titles(watcher))

    watcher.time.happens[90] = more
    events = watcher.until(400)
    assert became(events) == [("new", "ferry.html"), ("new", "bridge.html")]
    assert came == sorted([FERRY.title, BRIDGE.title])
    news = [each.new for each in told(events, "Polled")]
    assert news[:3] == [1, 0, 1]
    assert sum(news[3:]) == 0
    # Another process goes on where this one was.
    due = told(events, "Polled")[-1].due
    (polled, *_) = told(watcher.until(480), "Polled")
    assert due <= polled.due - 0.9 * timedelta(minutes=1)
    assert polled.new == 0
    assert (fetched(site, path(FERRY)), fetched(site, path(BRIDGE))) == (1, 1)
    assert [kind for (kind,) in ask(watcher, "SELECT kind FROM runs WHERE ended = 'done'")] == [
        "watch",
        "watch",
    ]


def test_one_page_by_many_addresses_is_one_article_and_fetched_once(site, watcher) -> None:
    print_(site, FERRY, BRIDGE)
    site.put("/go/1", moved(path(FERRY)))
    links = ["/go/1", f"{path(FERRY)}?utm_source=x", f"{path(BRIDGE)}?fbclid=1#top", path(BRIDGE)]
    entries = [f"<item><link>{link}</link><guid>a{number}</guid></item>" for number, link in enumerate(links)]
    feed = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"
    one = site.put("/one", Page(feed.format("".join(entries[::2])).encode()))
    other = site.put("/other", Page(feed.format("".join(entries[1::2])).encode()))
    watcher.file.write_text(f'every = "1m"\n[[feed]]\nurl = "{one}"\n[[feed]]\nurl = "{other}"\n')
    watcher.once()
    assert titles(watcher) == sorted([FERRY.title, BRIDGE.title])
    site.put("/one", Page(feed.format("".join(entries[::2]).replace(">a", ">b")).encode()))
    site.put("/other", Page(feed.format("".join(entries).replace(">a", ">c")).encode()))
    assert told(watcher.once(after=60), "Came") == []
    assert [fetched(site, each) for each in ("/go/1", path(FERRY), path(BRIDGE))] == [1, 1, 1]


def test_a_process_that_is_killed_loses_and_doubles_nothing(site, watcher) -> None:
    address = print_(site, FERRY, BRIDGE, RAIN)
    watcher.file.write_text(f'[[feed]]\nurl = "{address}"\n')
    watcher.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            seen = []

            def kill_at_the_second(event):
                seen.extend(told([event], "Outcome"))
                if len(seen) == 2:
                    os.kill(os.getpid(), signal.SIGKILL)

            watcher.rounds(kill_at_the_second).make(watcher.feeds())
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert len(titles(watcher)) == 2
    events = watcher.once(after=1)
    assert titles(watcher) == sorted([FERRY.title, BRIDGE.title, RAIN.title])
    assert sorted(became(events))[0][0] == "new"
    assert len(became(events)) <= 2
    assert ask(watcher, "SELECT count(*), count(looked) FROM watched_pages") == [(3, 3)]
    assert ask(watcher, "SELECT ended FROM runs ORDER BY id") == [("interrupted",), ("done",)]
    assert told(watcher.once(after=2000), "Came") == []


def test_an_edit_at_the_source_is_noticed_when_it_is_looked_at_again(site, watcher) -> None:
    address = print_(site, FERRY)
    watcher.file.write_text(f'again = ["10m", "1h"]\nevery = "5m"\n[[feed]]\nurl = "{address}"\n')
    watcher.once()
    assert became(watcher.once(after=700)) == [("unchanged", "ferry.html")]
    edited = replace(FERRY, text=FERRY.text.replace("in the autumn", "in the spring"))
    site.put(path(FERRY), Page(page(edited, site.address(path(FERRY))).encode()))
    assert became(watcher.once(after=600)) == []
    assert became(watcher.once(after=2400)) == [("changed", "ferry.html")]
    assert became(watcher.once(after=1_000_000)) == []
    # A page that was as before was not sent again.
    answers = [each.headers.get("If-None-Match") for each in site.asked if each.path.startswith(path(FERRY))]
    assert (answers[0], len(answers), None in answers[1:]) == (None, 3, False)
    assert ask(watcher, "SELECT count(*) FROM captures") == [(2,)]


def test_a_feed_that_fails_is_asked_less_and_less_often_and_then_goes_on(site, watcher) -> None:
    good = print_(site, FERRY)
    site.put("/feed.xml", failing(503), Page(b"<h1>Back soon</h1>"), site.pages["/feed.xml"][0])
    watcher.file.write_text(f'[[feed]]\nurl = "{good}"\nkind = "feed"\nevery = "1m"\n')
    polled = told(watcher.until(500), "Polled")
    assert [each.failures for each in polled[:3]] == [1, 2, 0]
    assert "answered 503" in polled[0].error
    assert "is no feed, but a page" in polled[1].error
    assert (polled[1].due - polled[0].due).total_seconds() == pytest.approx(240, abs=5)
    assert titles(watcher) == [FERRY.title]


def test_a_list_is_read_again_when_it_is_edited_and_a_mistake_in_it_changes_nothing(site, watcher) -> None:
    one, other = print_(site, FERRY, feed="/one"), print_(site, BRIDGE, feed="/other")
    both = 'every = "1m"\n[[feed]]\nurl = "{}"\n[[feed]]\nurl = "{}"\n'
    watcher.file.write_text(f'every = "1m"\n[[feed]]\nurl = "{one}"\n')
    watcher.time.happens[10] = lambda: watcher.file.write_text('every = "soon"\n')
    watcher.time.happens[70] = lambda: watcher.file.write_text(both.format(one, other))
    watcher.time.happens[100] = lambda: watcher.file.write_text(f'every = "1m"\n[[feed]]\nurl = "{other}"\n')
    events = watcher.until(300)
    assert [each.feeds for each in told(events, "Listed")] == [1, 2, 1]
    (mistaken,) = told(events, "Mistaken")
    assert "names no feed" in mistaken.why
    polled = [each.url for each in told(events, "Polled")]
    assert polled[:3] == [one, one, other]
    assert set(polled[3:]) == {other}
    assert titles(watcher) == sorted([FERRY.title, BRIDGE.title])


def test_no_more_is_read_at_once_than_the_list_says_the_newest_first(site, watcher) -> None:
    stories = (FERRY, GARDEN, BRIDGE, RAIN, SCHOOL)
    print_(site, *stories)
    address = site.put("/map.xml", sitemap(site, stories))
    site.put(path(RAIN), failing(404))
    watcher.file.write_text(f'[[feed]]\nurl = "{address}"\nmost = 2\nevery = "1m"\n')
    newest = [
        path(each).rpartition("/")[2] for each in sorted(stories, key=lambda each: each.published)[::-1]
    ]
    rounds = [became(watcher.once(after=60)) for _ in range(4)]
    assert [name for events in rounds for _, name in events][:5] == newest
    assert max(len(events) for events in rounds) == 2
    assert rounds[0][0] == ("failed", "rain.html")


def test_an_entry_that_is_all_there_is_arrives_too(site, watcher) -> None:
    words = "".join(f"<p>{each}</p>" for each in FERRY.paragraphs).replace("<", "&lt;")
    item = (
        f"<title>{FERRY.title}</title><guid isPermaLink='false'>n7</guid><description>{words}</description>"
    )
    feed = f"<rss version='2.0'><channel><title>x</title><item>{item}</item></channel></rss>"
    watcher.file.write_text(
        f'outlet = "Harbour"\nevery = "1m"\n[[feed]]\nurl = "{site.put("/f", Page(feed.encode()))}"\n'
    )
    assert became(watcher.once()) == [("new", "f, entry n7")]
    assert titles(watcher) == [FERRY.title]
    assert ask(watcher, "SELECT name FROM outlets") == [("Harbour",)]
    assert became(watcher.once(after=60)) == []


def test_what_one_round_cannot_take_on_the_next_does_at_once(site, watcher) -> None:
    address = print_(site, FERRY, BRIDGE, RAIN)
    watcher.file.write_text(f'[[feed]]\nurl = "{address}"\n')
    watcher.bounds = Bounds(pages=2)
    events = watcher.until(10)
    assert [each.summary.new for each in told(events, "Came")] == [2, 1]
    assert [each.new for each in told(events, "Polled")] == [3, 0]
