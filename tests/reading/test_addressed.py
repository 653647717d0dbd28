"""A whole site, address by address: every article as it was printed, and for all else the reason."""

from collections.abc import Iterator
from io import BytesIO

import pytest

from app.reading import html
from app.reading.addressed import origin, reads
from app.reading.fetch import Fetcher
from app.reading.formats import FORMATS
from app.reading.given import Choices, Given
from app.reading.network.asking import Manners
from app.reading.network.exchange import Limits
from app.reading.network.guard import Network
from app.records import Read
from reading import site as sites
from reading.newsroom import furnish, news_sitemap, path, rss, sitemap, sitemap_index
from reading.site import Page, Site
from reading.stories import (
    BRIDGE,
    BUDGET,
    FERRY,
    GARDEN,
    HARBOUR,
    LIBRARY,
    RAIN,
    SCHOOL,
    STORIES,
    Story,
    page,
)

NOTICE = """
The swimming hall stays closed for another week, the town said on Tuesday evening.

A pipe broke in January and flooded the cellar, where the pumps are.
"""
CHOICES = Choices(2_000_000)


@pytest.fixture(scope="module")
def news() -> Iterator[Site]:
    with sites.serving() as site:
        yield furnish(site)


def read(site: Site, where: str, limits: Limits | None = None) -> list[Read]:
    by = Fetcher(limits, Manners(delay=0, backoff=0.01), Network(allow_local=True))
    return list(reads(site.address(where), by, CHOICES))


def assert_is(found: Read, story: Story, site: Site) -> None:
    """The article has all that the page prints of the story, and nothing else that stands on the page."""
    assert found.error is None
    assert found.article is not None
    said = found.article.facts
    assert (said.title, said.outlet, said.author) == (story.title, HARBOUR, story.author)
    assert (said.published, said.language) == (story.published, "en")
    assert (said.url, said.file_name) == (site.address(path(story)), None)
    expected = [*([story.caption] if story.caption else []), *story.paragraphs]
    assert found.article.text.split("\n\n") == expected
    assert found.captured is not None


ARTICLES = [
    *((path(story), story) for story in STORIES),
    ("/old/bridge", BRIDGE),
    ("/busy", RAIN),
    ("/faint", RAIN),
    ("/nameless", RAIN),
    ("/xhtml", RAIN),
]


@pytest.mark.parametrize(("where", "story"), ARTICLES, ids=[where for where, _ in ARTICLES])
def test_an_article_arrives_as_it_was_printed(news: Site, where: str, story: Story) -> None:
    (found,) = read(news, where)
    assert found.place == news.address(where)
    assert_is(found, story, news)


@pytest.mark.parametrize(
    ("where", "stories"),
    [
        ("/feed.xml", [FERRY, BUDGET]),
        ("/atom.xml", [SCHOOL, LIBRARY]),
        ("/sitemap_index.xml", [BRIDGE, GARDEN, RAIN]),
        ("/archive.warc.gz", [FERRY, RAIN]),
    ],
)
def test_what_leads_to_articles_is_followed(news: Site, where: str, stories: list[Story]) -> None:
    found = read(news, where)
    assert len(found) == len(stories)
    for one, story in zip(found, stories, strict=True):
        assert_is(one, story, news)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("/missing", "answered 404 (Not Found)"),
        ("/gone", "answered 410 (Gone)"),
        ("/broken", "answered 500 (Internal Server Error)"),
        ("/circle/1", "redirects in a circle, the last time to "),
        ("/to/file", "redirects to file:///etc/passwd: is no http or https address"),
        ("/silent", "was silent for 1.5 s"),
        ("/dripping", "took longer than 2.5 s"),
        ("/endless", "is larger than the limit for one address, 2,000,000 bytes"),
        ("/bomb", "is larger than the limit for one address, 2,000,000 bytes"),
        ("/inside/plan.html", "robots.txt forbids it"),
        ("/stub", "holds too little text for an article"),
        ("/empty", "is empty"),
        ("/picture", "is not text"),
        ("/pictures/ferry.jpg", "is nothing that can be read (image/jpeg)"),
    ],
)
def test_what_is_no_article_is_told_with_its_reason(news: Site, where: str, reason: str) -> None:
    limits = Limits(silence=1.5, total=2.5, size=2_000_000)
    (found,) = read(news, where, limits)
    assert found.article is None
    assert found.place == news.address(where)
    assert (found.error or "").startswith(reason)


def test_facts_of_a_feed_fill_what_the_page_does_not_state() -> None:
    bare = "".join(f"<p>{each}</p>" for each in FERRY.paragraphs)
    with sites.serving() as site:
        site.put(path(FERRY), Page(f"<article>{bare}</article>".encode()))
        site.put("/map", news_sitemap(site, (FERRY,)))
        (found,) = read(site, "/map")
        assert found.article is not None
        said = found.article.facts
        assert (said.title, said.outlet, said.published) == (FERRY.title, HARBOUR, FERRY.published)
        assert said.url == site.address(path(FERRY))


def test_a_text_is_known_by_its_address_and_a_line_of_a_file_is_not() -> None:
    with sites.serving() as site:
        site.put("/story.txt", Page(FERRY.text.encode(), "text/plain; charset=utf-8"))
        site.put("/story.jsonl", Page(b'{"text": "One line, and one article."}', "application/x-ndjson"))
        (alone,), (line,) = read(site, "/story.txt"), read(site, "/story.jsonl")
        assert alone.article is not None
        assert line.article is not None
        assert (alone.article.facts.url, line.article.facts.url) == (site.address("/story.txt"), None)


def test_a_page_cannot_claim_to_be_another_sites() -> None:
    with sites.serving() as site:
        site.put("/copy", Page(page(FERRY, "https://elsewhere.example/ferry").encode()))
        (found,) = read(site, "/copy?utm_source=x")
        assert found.article is not None
        assert found.article.facts.url == site.address("/copy")


def test_a_short_notice_arrives_without_its_byline_and_the_advertisement_beside_it() -> None:
    notice = Story("notice", "Hall stays closed", "Hana Novak", FERRY.published, NOTICE)
    with sites.serving() as site:
        site.put(path(notice), Page(page(notice, site.address(path(notice))).encode()))
        (found,) = read(site, path(notice))
        assert_is(found, notice, site)


def test_one_page_that_fails_costs_only_itself_and_each_is_read_once() -> None:
    with sites.serving() as site:
        site.put(path(RAIN), Page(page(RAIN, site.address(path(RAIN))).encode()))
        site.put("/feed", rss(site, (FERRY, RAIN, RAIN)))
        failed, arrived = read(site, "/feed")
        assert (failed.place, failed.error) == (
            site.address(f"{path(FERRY)}?utm_source=rss"),
            "answered 404 (Not Found)",
        )
        assert_is(arrived, RAIN, site)
        assert site.times()[f"{path(RAIN)}?utm_source=rss"] == 1


def test_pages_are_fetched_when_their_turn_comes() -> None:
    with sites.serving() as site:
        site.put("/feed", rss(site, (FERRY, RAIN)))
        by = Fetcher(None, Manners(delay=0), Network(allow_local=True))
        waiting = origin(site.address("/feed"), by, CHOICES).reads()
        assert not site.asked
        next(waiting)
        assert f"{path(RAIN)}?utm_source=rss" not in site.times()


def test_sitemaps_that_name_one_another_come_to_an_end() -> None:
    with sites.serving() as site:
        site.put("/a", sitemap_index(site, ("/b", "/a", "/missing")))
        site.put("/b", sitemap_index(site, ("/a", "/c")))
        site.put("/c", sitemap(site, ()))
        (found,) = read(site, "/a")
        assert (found.place, found.error) == (site.address("/missing"), "answered 404 (Not Found)")
        assert site.times()["/a"] == 1


def test_a_sitemap_far_down_is_not_read() -> None:
    with sites.serving() as site:
        for number in range(6):
            site.put(f"/{number}", sitemap_index(site, (f"/{number + 1}",)))
        (found,) = read(site, "/0")
        assert found.error == "is a sitemap within more than 3 others"


def test_an_empty_feed_says_so() -> None:
    with sites.serving() as site:
        site.put("/feed", rss(site, ()))
        (found,) = read(site, "/feed")
        assert found.error == "leads to no page"


@pytest.mark.parametrize("name", ["", "."])
def test_a_page_whose_address_ends_without_a_name_is_read(name: str) -> None:
    words = page(RAIN, "https://news.example/rain/").encode()
    given = Given("an archive", name, BytesIO(words), "https://news.example/rain/", "text/html", "utf-8")
    (found,) = html.reads(given, CHOICES)
    assert found.article is not None


@pytest.mark.parametrize("name", ["notice.txt", "notice.md", "notice.html"])
def test_what_was_read_by_address_has_no_file_name(name: str) -> None:
    with sites.serving() as site:
        body = f"<p>{NOTICE}</p>" if name.endswith("html") else NOTICE
        site.put(f"/{name}", Page(body.encode(), "application/octet-stream"))
        (found,) = read(site, f"/{name}")
    assert found.article is not None
    assert (found.article.facts.url, found.article.facts.file_name) == (site.address(f"/{name}"), None)
    address = "https://harbour.example/notice"
    given = Given("archive", name, BytesIO(body.encode()), url=address, stated={"url": address})
    (read_,) = FORMATS[name[name.index(".") :]](given, CHOICES)
    assert read_.article is not None
    assert read_.article.facts.file_name is None
