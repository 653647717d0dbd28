"""The network client against a site that does to it what sites do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from app.errors import NotFetched
from app.reading.fetch import Fetched, Fetcher
from app.reading.network.asking import Manners, Validators
from app.reading.network.exchange import Limits
from app.reading.network.guard import Network
from app.reading.network.pacing import Clock
from reading import site as sites
from reading.newsroom import furnish
from reading.site import Page, Site

PATIENT = Limits(size=2_000_000)
IMPATIENT = Limits(silence=1.5, total=2.5, size=2_000_000)
BRISK = Manners(delay=0, backoff=0.01)
LOCAL = Network(allow_local=True)


def fetcher(limits: Limits = PATIENT, manners: Manners = BRISK) -> Fetcher:
    return Fetcher(limits, manners, LOCAL)


@pytest.fixture(scope="module")
def news() -> Iterator[Site]:
    with sites.serving() as site:
        yield furnish(site)


def why_not(address: str, by: Fetcher | None = None) -> str:
    with pytest.raises(NotFetched) as caught:
        (by or fetcher()).get(address)
    return str(caught.value)


@pytest.mark.parametrize("path", ["ferry", "budget", "school", "library", "garden", "bridge"])
def test_a_page_arrives_unpacked_whatever_it_was_packed_in(news: Site, path: str) -> None:
    got = fetcher().get(news.address(f"/news/{path}.html"))
    assert got.status == 200
    assert got.media_type == "text/html"
    assert b"</html>" in got.body.replace(b"\0", b"")
    assert got.moment.tzinfo is UTC
    assert got.charset == (None if path in ("budget", "school") else "utf-8")


def test_redirects_are_followed_to_where_the_page_is(news: Site) -> None:
    got = fetcher().get(news.address("/old/bridge#top"))
    assert got.final_url == news.address("/news/bridge.html?utm_source=old")
    assert b"Old bridge" in got.body


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "answered 404 (Not Found)"),
        ("/gone", "answered 410 (Gone)"),
        ("/broken", "answered 500 (Internal Server Error)"),
        ("/later", "answered 503 (Service Unavailable)"),
        ("/circle/1", "redirects in a circle"),
        ("/to/file", "redirects to file:///etc/passwd: is no http or https address"),
        ("/to/nowhere", "answered 302 without saying where to"),
        ("/endless", "is larger than the limit for one address, 2,000,000 bytes"),
        ("/hollow", "is larger than the limit for one address, 2,000,000 bytes"),
        ("/bomb", "is larger than the limit for one address, 2,000,000 bytes"),
        ("/cut-off", "broke off or garbled its answer (peer closed connection without sending"),
        ("/odd-packing", "is packed in a way that nobody asked for (compress)"),
        ("/packed-twice", "is packed in a way that nobody asked for (gzip, gzip)"),
        ("/not-packed", "is packed in a way that cannot be read"),
        ("/inside/plan.html", "robots.txt forbids it"),
        ("/drafts/plan.html", "robots.txt forbids it"),
    ],
)
def test_what_goes_wrong_is_said_and_ends(news: Site, path: str, reason: str) -> None:
    assert why_not(news.address(path)).startswith(reason)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/silent", "was silent for 1.5 s"),
        ("/dripping", "took longer than 2.5 s"),
        ("/dripping-head", "took longer than 2.5 s"),
    ],
)
def test_what_is_slow_is_not_waited_for(news: Site, path: str, reason: str) -> None:
    assert why_not(news.address(path), fetcher(IMPATIENT)) == reason


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/x", "is no http or https address"),
        ("file:///etc/passwd", "is no http or https address"),
        ("http://me:secret@example.org/", "carries a user name or password"),
        ("http://", "is no http or https address"),
        ("http://exa mple.org/", "is no http or https address"),
        ("no address", "is no http or https address"),
        ("http://127.0.0.1:1/", "cannot be connected to (Connection refused)"),
    ],
)
def test_what_is_no_address_or_leads_nowhere_is_said(address: str, reason: str) -> None:
    assert why_not(address) == reason


@pytest.mark.parametrize("path", ["/busy", "/faint"])
def test_what_passes_is_waited_out(path: str) -> None:
    with sites.serving() as site:
        furnish(site)
        assert b"reservoir" in fetcher().get(site.address(path)).body
        assert 2 <= site.times()[path] <= 3


def test_a_site_that_is_broken_is_asked_so_often_and_no_more(news: Site) -> None:
    before = news.times()["/broken"]
    why_not(news.address("/broken"), fetcher(manners=Manners(delay=0, backoff=0.01, attempts=2)))
    assert news.times()["/broken"] - before == 2


def test_a_site_that_asks_to_be_left_alone_for_long_is(news: Site) -> None:
    before = news.times()["/later"]
    with pytest.raises(NotFetched) as caught:
        fetcher().get(news.address("/later"))
    assert caught.value.after == 7200
    assert news.times()["/later"] - before == 1


def test_a_date_says_too_when_to_come_back() -> None:
    with sites.serving() as site:
        moment = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
        site.put("/", sites.failing(429, Retry_After="Sun, 01 Mar 2026 12:30:00 GMT"))
        by = Fetcher(PATIENT, BRISK, LOCAL, Clock(now=lambda: moment))
        with pytest.raises(NotFetched) as caught:
            by.get(site.address())
        assert caught.value.after == 1800


@dataclass
class Watch:
    """Time that passes only where somebody sleeps."""

    at: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += seconds

    def clock(self) -> Clock:
        return Clock(elapsed=lambda: self.at, sleep=self.sleep)


@pytest.mark.parametrize(
    ("robots", "waits"),
    [
        (b"", [1.5, 1.5]),
        (b"User-agent: *\nCrawl-delay: 4", [4.0, 4.0]),
        (b"User-agent: cuttings\nCrawl-delay: 600", [9.0, 9.0]),
        (b"User-agent: *\nCrawl-delay: -3", [1.5, 1.5]),
        (b"User-agent: somebody\nCrawl-delay: 4", [1.5, 1.5]),
    ],
)
def test_a_host_is_left_alone_between_two_requests(robots: bytes, waits: list[float]) -> None:
    watch = Watch()
    with sites.serving() as site:
        site.put("/robots.txt", Page(robots, "text/plain"))
        site.put("/", Page(b"<p>words</p>"))
        manners = Manners(delay=1.5, longest_delay=9)
        by = Fetcher(PATIENT, manners, LOCAL, watch.clock())
        by.get(site.address())
        by.get(site.address())
        assert site.times() == {"/robots.txt": 1, "/": 2}
    assert watch.slept == waits


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Page(status=404), None),
        (Page(status=403), None),
        (sites.failing(500), "robots.txt could not be read: answered 500 (Internal Server Error)"),
        (sites.failing(429), "robots.txt could not be read: answered 429 (Too Many Requests)"),
        (sites.dripping, "robots.txt could not be read: took longer than 2.5 s"),
        (sites.endless, "robots.txt could not be read: is larger than the limit for one address, 2,000,000"),
        (sites.moved("/elsewhere"), "robots.txt forbids it"),
        (Page(b"\xff\xfe\0<<%%%", "image/png"), None),
    ],
)
def test_robots_txt_that_is_missing_allows_and_one_that_fails_forbids(
    answer: sites.Answering, reason: str | None
) -> None:
    with sites.serving() as site:
        site.put("/robots.txt", answer)
        site.put("/elsewhere", Page(b"User-agent: *\nDisallow: /", "text/plain"))
        site.put("/", Page(b"<p>words</p>"))
        if reason is None:
            assert fetcher().get(site.address()).status == 200
        else:
            assert why_not(site.address(), fetcher(IMPATIENT)).startswith(reason)
            assert site.times()["/"] == 0


def test_what_has_not_changed_is_not_sent_again(news: Site) -> None:
    address = news.address("/feed.xml")
    first = fetcher().get(address)
    known = {address: Validators(first.etag, first.modified)}
    again = fetcher().get(address, known.get)
    assert (again.status, again.body, again.etag) == (304, b"", first.etag)


def test_validators_are_those_of_where_a_redirect_leads(news: Site) -> None:
    """An old address that leads to another page now must not be answered with "as it was"."""
    with sites.serving() as site:
        site.put("/feed", sites.moved("/a.xml"), sites.moved("/b.xml"))
        site.put("/a.xml", Page(b"one"))
        site.put("/b.xml", Page(b"one"))
        first = fetcher().get(site.address("/feed"))
        known = {first.final_url: Validators(first.etag)}
        assert fetcher().get(site.address("/feed"), known.get).status == 200


def test_we_say_who_we_are_and_take_nothing_from_the_environment(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    fetcher(manners=Manners(contact="mailto:desk@example.org", delay=0)).get(news.address("/"))
    said = news.asked[-1].headers
    assert said["User-Agent"].startswith("Cuttings/")
    assert said["User-Agent"].endswith(" (+mailto:desk@example.org)")
    assert "Authorization" not in said


def test_a_cookie_is_kept_on_the_way_and_forgotten_after_it() -> None:
    with sites.serving() as site:
        site.put("/", sites.moved("/", 302, Set_Cookie="seen=1"), Page(b"<p>words</p>"))
        by = fetcher()
        assert by.get(site.address()).body
        by.get(site.address())
        cookies = [each.headers.get("Cookie") for each in site.asked if each.path == "/"]
        assert cookies == [None, "seen=1", None]


def test_a_cookie_that_cannot_be_sent_back_is_not() -> None:
    def odd(handler: sites.Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nSet-Cookie: a=\xff\r\nLocation: /then\r\n\r\n")

    with sites.serving() as site:
        site.put("/", odd)
        site.put("/then", Page(b"words"))
        assert fetcher().get(site.address()).body == b"words"


def test_the_record_says_what_came(news: Site) -> None:
    got = fetcher().get(news.address("/atom.xml"))
    assert isinstance(got, Fetched)
    assert (got.url, got.final_url) == (news.address("/atom.xml"),) * 2
    assert got.media_type == "application/atom+xml"


def test_rules_are_believed_for_an_hour_and_that_there_were_none_to_be_had_for_a_minute() -> None:
    moments = [0.0]
    with sites.serving() as site:
        site.put("/robots.txt", sites.failing(503), Page(b"User-agent: *", "text/plain"))
        site.put("/", Page(b"words"))
        by = Fetcher(PATIENT, Manners(delay=0, attempts=1), LOCAL, Clock(elapsed=lambda: moments[-1]))
        assert why_not(site.address(), by).startswith("robots.txt could not be read")
        for moment, asked in ((59, 1), (61, 2), (3660, 2), (3662, 3)):
            moments.append(moment)
            if asked == 1:
                why_not(site.address(), by)
            else:
                by.get(site.address())
            assert site.times()["/robots.txt"] == asked
