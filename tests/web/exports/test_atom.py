"""Feeds, read by a reader of feeds."""

from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.exports import atom


def read(answer):
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def links(feed):
    return {link["rel"]: link["href"] for link in feed.feed.links}


@pytest.mark.parametrize("name", ["quotes", "claims", "speakers", "articles"])
def test_pages_of_a_feed_hold_the_whole_list_once(site, rows, name, monkeypatch):
    monkeypatch.setattr(atom, "SIZE", 2)
    address, seen, pages = f"/{name}.atom", [], 0
    while address:
        feed = read(site.get(address))
        pages += 1
        assert links(feed)["self"] == f"http://testserver{address}"
        assert len(feed.entries) <= 2
        for entry in feed.entries:
            seen.append(entry.id)
            assert entry.updated
            assert entry.author
            assert site.get(entry.link.removeprefix("http://testserver")).status_code == 200
        address = links(feed).get("next", "").removeprefix("http://testserver")
    assert len(seen) == len(set(seen)) == len(rows[name])
    assert pages > 1


def test_feed_of_a_filter(site):
    feed = read(site.get("/quotes.atom?kind=indirect&q=paris"))
    assert [entry.title for entry in feed.entries] == ["Ole Lund: nobody in Paris had asked for talks"]
    assert "Reported, not verbatim. Translated, not verbatim." in feed.entries[0].content[0].value
    assert links(feed)["alternate"] == "http://testserver/quotes?kind=indirect&q=paris"
    assert read(site.get("/quotes.atom?p=nobody")).entries == []


def test_feeds_of_records(site, rows):
    for row in rows["quotes"]:
        (entry,) = read(site.get(f"/s/{row['ident']}.atom")).entries
        assert entry.id == f"http://testserver/s/{row['ident']}"
    for row in rows["claims"]:
        assert len(read(site.get(f"/c/{row['ident']}.atom")).entries) == 1
    for row in rows["speakers"]:
        assert len(read(site.get(f"/p/{row['speaker']['ident']}.atom")).entries) == row["statements"]
    for row in rows["articles"]:
        feed = read(site.get(f"/a/{row['article']['ident']}.atom"))
        assert len(feed.entries) == row["statements"]
        assert site.get(links(feed)["alternate"].removeprefix("http://testserver")).status_code == 301


@given(st.text(max_size=50), st.text(max_size=50))
def test_whatever_the_words_the_feed_is_well_formed(title, words):
    moment = datetime(2024, 5, 1, tzinfo=UTC)
    address = "https://x.example/s/1"
    entry = atom.Entry(address, address, title, title, moment, words)
    feed = feedparser.parse(atom.write(atom.Feed(title, address, address, (entry,), moment)))
    assert not feed.bozo
    assert len(feed.entries) == 1
