"""FEEDS.toml: what it can say, and that every mistake in it is named."""

from datetime import date, timedelta

import pytest

from app.errors import BadInput
from app.watch.watchlist import watchlist

LIST = b"""
every = "1h"
since = 2026-01-01
language = "en"

[[feed]]
url = "https://harbour.example/feed.xml"
every = "15m"
outlet = "Harbour News"
outlet_country = "NO"
topics = ["ports", "ferries"]

[[feed]]
url = "https://hill.example/sitemap.xml"
kind = "sitemap"
most = 5
since = "30d"
again = ["2h", "1h"]
"""


def test_a_list_is_read_with_its_defaults() -> None:
    harbour, hill = watchlist(LIST)
    assert (harbour.url, harbour.kind, harbour.every) == (
        "https://harbour.example/feed.xml",
        None,
        timedelta(minutes=15),
    )
    assert (harbour.since, harbour.most) == (date(2026, 1, 1), 50)
    assert harbour.again == (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7))
    assert harbour.stated == {
        "language": "en",
        "outlet": "Harbour News",
        "outlet_country": "NO",
        "topics": ["ports", "ferries"],
    }
    assert (hill.kind, hill.every, hill.most, hill.since) == (
        "sitemap",
        timedelta(hours=1),
        5,
        timedelta(days=30),
    )
    assert hill.again == (timedelta(hours=1), timedelta(hours=2))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "names no feed"),
        (b"feed = 3", "names no feed"),
        (b"[[feed]", "is not TOML: "),
        (b"\xff\xfe", "UTF-16"),
        (b'[[feed]]\nkind = "feed"', "feed 1 (line 1): url is missing"),
        (b'[[feed]]\nurl = "ftp://x.example/"', "feed 1 (line 1): url is no http or https address"),
        (
            b'every = "soon"\n[[feed]]\nurl = "https://x.example/"',
            "above the feeds: every 'soon' is no length of time",
        ),
        (b'[[feed]]\nurl = "https://x.example/"\nevery = "1s"', "every '1s' is not between 30s and 30d"),
        (b'[[feed]]\nurl = "https://x.example/"\nmost = true', "most True is no number between 1 and 1,000"),
        (
            b'[[feed]]\nurl = "https://x.example/"\nkind = "blog"',
            "kind 'blog' is none of feed, sitemap, page",
        ),
        (
            b'[[feed]]\nurl = "https://x.example/"\nsince = "2026-13-01"',
            "since '2026-13-01' is neither a date",
        ),
        (b'[[feed]]\nurl = "https://x.example/"\nagain = "1h"', "again has to be a list"),
        (
            b'[[feed]]\nurl = "https://x.example/"\ntitle = "All"',
            "unknown 'title': what can be said is url, kind",
        ),
        (
            b'[[feed]]\nurl = "https://x.example/"\noutlet_country = "XX"',
            "feed 1 (line 1): outlet_country 'XX' is no two-letter code",
        ),
        (
            b'[[feed]]\nurl = "https://x.example/a"\n\n[[feed]]\nurl = "https://X.example/a#top"',
            "feed 2 (line 4): has the address of feed 1 (line 1)",
        ),
    ],
)
def test_a_mistake_is_named_with_its_feed(raw: bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        watchlist(raw)
    assert said in str(caught.value)


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        watchlist(b'[[feed]]\nurl = "x"\nmost = 0\n[[feed]]\nevery = "9"')
    assert str(caught.value).count("feed 1 (line 1): ") == 2
    assert str(caught.value).count("feed 2 (line 4): ") == 2
