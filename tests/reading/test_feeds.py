"""Feeds as they are written, to leads."""

import gzip

import pytest

from app.errors import BadInput
from app.reading import feeds, sitemaps
from app.reading.leads import day, is_feed, is_map

HERE = "https://news.example/feeds/all.xml"


def rss(items: str, channel: str = "") -> bytes:
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    return f"{head}<title>All of it</title>{channel}{items}</channel></rss>".encode()


def test_relative_links_and_dates_as_printed() -> None:
    """Late in the evening in New York is the next day in Greenwich; what was printed is the evening."""
    body = rss(
        "<item><title>A &amp;amp; &lt;em&gt;B&lt;/em&gt;</title><link>../a.html</link>"
        '<guid isPermaLink="false">17</guid>'
        "<pubDate>Mon, 02 Mar 2026 23:30:00 -0500</pubDate>"
        "<author>desk@news.example (Ana Bell)</author></item>"
    )
    (lead,) = feeds.leads(body, HERE)
    assert lead.url == "https://news.example/a.html"
    assert lead.stated == {"title": "A & B", "published": "2026-03-02", "author": "Ana Bell"}
    assert lead.key == "17"
    assert lead.updated is None


def test_an_address_of_mail_is_no_author_and_a_feeds_name_no_outlet() -> None:
    (lead,) = feeds.leads(rss("<item><link>/a</link><author>desk@news.example</author></item>"), HERE)
    assert lead.stated == {}


def test_an_entry_says_where_it_was_taken_from() -> None:
    (lead,) = feeds.leads(
        rss('<item><link>/a</link><source url="https://x.example/f">The X</source></item>'), HERE
    )
    assert lead.stated == {"outlet": "The X"}


def test_what_is_wrong_in_an_entry_is_left_out_of_it() -> None:
    wrong = f"<item><title>{'long ' * 200}</title><link>/a</link><pubDate>yesterday</pubDate></item>"
    (lead,) = feeds.leads(rss(wrong), HERE)
    assert (lead.url, lead.stated) == ("https://news.example/a", {})


def test_an_entry_without_a_link_is_read_from_the_feed_itself() -> None:
    body = rss(
        '<item><title>T</title><guid isPermaLink="false">9</guid>'
        "<description>&lt;p&gt;Only here.&lt;/p&gt;</description></item>"
        "<item><title>Nothing at all</title></item>"
        "<item><guid>https://news.example/by-guid</guid><description>Short.</description></item>"
    )
    without, by_guid = feeds.leads(body, HERE)
    assert (without.url, without.content, without.key) == (None, "<p>Only here.</p>", "9")
    assert (by_guid.url, by_guid.content) == ("https://news.example/by-guid", None)


def test_rdf_and_atom_are_feeds_too() -> None:
    rdf = b"""<?xml version="1.0"?><!-- <html> --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://news.example/r"><title>R</title>
        <link>https://news.example/r</link></item></rdf:RDF>"""
    assert is_feed(rdf)
    assert [lead.url for lead in feeds.leads(rdf, HERE)] == ["https://news.example/r"]
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="b"/></entry></feed>'
    assert is_feed(atom)
    assert [lead.url for lead in feeds.leads(atom, HERE)] == ["https://news.example/feeds/b"]


def test_a_broken_feed_gives_what_can_be_read() -> None:
    body = rss("<item><title>A & B</title><link>/a</link></item><item><link>/b</link></item>")[:-12]
    assert [lead.url for lead in feeds.leads(body, HERE)] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    with pytest.raises(BadInput, match="is a feed that cannot be read"):
        feeds.leads(b"<rss><<<<", HERE)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_entities_are_refused(head: bytes, coding: str) -> None:
    feed = (
        head.decode() + "<rss><channel><item><title>&a;</title><link>/a</link></item></channel></rss>"
    ).encode(coding)
    with pytest.raises(BadInput, match="defines entities"):
        feeds.leads(feed, HERE)
    site_map = (head.decode() + "<urlset><url><loc>https://news.example/&a;</loc></url></urlset>").encode(
        coding
    )
    with pytest.raises(BadInput, match="defines entities"):
        sitemaps.read(site_map)


def test_a_feed_that_names_a_file_opens_none() -> None:
    """A feed of a few letters is not taken for the name of a file, or for an address."""
    for body in (b"/etc/passwd", b"http://127.0.0.1:1/", b"pyproject.toml"):
        with pytest.raises(BadInput, match="cannot be read"):
            feeds.leads(body, HERE)


@pytest.mark.parametrize(
    ("printed", "day_"),
    [
        ("2026-03-02T23:30:00-05:00", "2026-03-02"),
        ("2026-03-02", "2026-03-02"),
        ("Mon, 2 Mar 2026 00:10 GMT", "2026-03-02"),
        ("2026-02-31", None),
        ("20260302", None),
        ("Monday", None),
        ("", None),
        (None, None),
    ],
)
def test_days(printed: str | None, day_: str | None) -> None:
    assert day(printed) == day_


MAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_a_sitemap_states_what_news_sites_state() -> None:
    body = f"""<?xml version="1.0"?><urlset {MAPS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc> https://news.example/a?x=1&amp;y=2 </loc>
        <i:image><i:loc>https://news.example/a.jpg</i:loc><i:title>A picture</i:title></i:image>
        <n:news><n:publication><n:name>The News</n:name><n:language>en</n:language></n:publication>
        <n:publication_date>2026-03-02T23:00:00-05:00</n:publication_date>
        <n:title>A &amp; B</n:title></n:news>
        <lastmod>2026-03-04</lastmod></url><url><lastmod>2026-03-04</lastmod></url></urlset>""".encode()
    assert is_map(body)
    (lead,) = sitemaps.read(body).pages
    assert (lead.url, lead.updated) == ("https://news.example/a?x=1&y=2", "2026-03-04")
    assert lead.stated == {
        "title": "A & B",
        "outlet": "The News",
        "published": "2026-03-02",
        "language": "en",
    }


def test_a_sitemap_that_breaks_off_gives_what_came_before() -> None:
    body = f"<urlset {MAPS}><url><loc>https://news.example/a</loc></url><url><loc>https://ne".encode()
    assert [lead.url for lead in sitemaps.read(body).pages] == ["https://news.example/a"]
    with pytest.raises(BadInput, match="is a sitemap that cannot be read"):
        sitemaps.read(b"<urlset")


def test_a_packed_sitemap_is_unpacked_as_far_as_allowed() -> None:
    assert sitemaps.unpacked(gzip.compress(b"x" * 900), 1000) == b"x" * 900
    assert sitemaps.unpacked(b"<urlset/>", 5) == b"<urlset/>"
    with pytest.raises(BadInput, match="larger than the limit"):
        sitemaps.unpacked(gzip.compress(bytes(10_000_000)), 1000)
    with pytest.raises(BadInput, match="cannot be unpacked"):
        sitemaps.unpacked(b"\x1f\x8bnot gzip at all", 1000)


def test_what_a_file_is_shows_in_its_first_tag() -> None:
    assert is_map(b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- <rss> --><s:urlset>")
    assert not is_feed(b'{"text": "<rss>"}')
    assert not is_feed(b"<!DOCTYPE html><html><rss>")


def test_a_long_feed_is_read_apart_and_only_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    items = "".join(f"<item><title>T{n}</title><link>/{n}</link></item>" for n in range(400))
    found = feeds.leads(f"<rss><channel>{items}</channel></rss>".encode(), "https://a.example/feed")
    assert [lead.url for lead in found] == [f"https://a.example/{n}" for n in range(400)]
    name = b"a" * 400_000
    monkeypatch.setattr(feeds, "_LONGEST_WAIT", 1)
    with pytest.raises(BadInput, match="takes more to read"):
        feeds.leads(
            b"<rss><channel><item><author>%b</author></item></channel></rss>" % name, "https://a.example/"
        )


def test_references_to_no_character_cost_a_feed_none_of_its_entries() -> None:
    titles = {"a": "A &#9999999999;", "b": "&#xD800; B"}
    items = "".join(f"<item><title>{title}</title><link>/{at}</link></item>" for at, title in titles.items())
    found = feeds.leads(f"<rss><channel>{items}</channel></rss>".encode(), "https://a.example/feed")
    assert [(lead.stated["title"], lead.url) for lead in found] == [
        ("A \ufffd", "https://a.example/a"),
        ("\ufffd B", "https://a.example/b"),
    ]
