"""What stands on the test site: articles in every dress, feeds, sitemaps, an archive, and what goes wrong."""

import gzip
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reading import site as sites
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

ROBOTS = b"""User-agent: *
Disallow: /inside/

User-agent: cuttings
Disallow: /inside/
Disallow: /drafts/
"""


def bomb() -> Page:
    """A megabyte as sent, a gigabyte once unpacked."""
    packer = zlib.compressobj(wbits=31)
    head = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return Page(head + again * 1000, headers={"Content-Encoding": "gzip"})


def path(story: Story) -> str:
    return f"/news/{story.slug}.html"


def furnish(site: Site) -> Site:
    """Put everything on the site."""
    printed = {story: page(story, site.address(path(story))).encode() for story in STORIES}
    plain = {story: Page(body) for story, body in printed.items()}
    site.put("/robots.txt", Page(ROBOTS, "text/plain"))
    site.put("/", Page(b"<title>Front page</title><p>Welcome.</p>"))
    site.put(path(FERRY), plain[FERRY])
    western = page(BUDGET, site.address(path(BUDGET)), charset="windows-1252", linked=False).encode("cp1252")
    site.put(path(BUDGET), Page(western, "text/html"))
    wide = page(SCHOOL, site.address(path(SCHOOL)), charset=None).encode("utf-16")
    site.put(path(SCHOOL), Page(wide, "text/html"))
    site.put(path(LIBRARY), sites.packed(printed[LIBRARY]))
    site.put(path(GARDEN), sites.packed(printed[GARDEN], "br"))
    site.put(path(BRIDGE), plain[BRIDGE])
    site.put(path(RAIN), plain[RAIN])

    _go_wrong(site, plain[RAIN])
    stub = Story("stub", "Council meets", "Ines Okafor", FERRY.published, "Subscribe to read on.")
    site.put("/stub", Page(page(stub, site.address("/stub")).encode()))

    site.put("/feed.xml", rss(site, (FERRY, BUDGET)))
    site.put("/atom.xml", atom(site, (SCHOOL, LIBRARY)))
    site.put("/sitemap_index.xml", sitemap_index(site, ("/sitemap.xml.gz", "/sitemap-news.xml")))
    site.put(
        "/sitemap.xml.gz", Page(gzip.compress(sitemap(site, (BRIDGE, GARDEN)).body), "application/x-gzip")
    )
    site.put("/sitemap-news.xml", news_sitemap(site, (RAIN,)))
    site.put("/archive.warc.gz", Page(warc(site, printed), "application/warc"))
    return site


def _go_wrong(site: Site, good: Page) -> None:
    """All that sites do to whoever reads them, around one good page."""
    site.put("/old/bridge", sites.moved("/older/bridge"))
    site.put("/older/bridge", sites.moved(site.address("/oldest/bridge"), 302))
    site.put("/oldest/bridge", sites.moved(f"{path(BRIDGE)}?utm_source=old", 307))
    site.put("/circle/1", sites.moved("/circle/2"))
    site.put("/circle/2", sites.moved("/circle/1"))
    site.put("/to/private", sites.moved("http://10.0.0.7/inside"))
    site.put("/to/file", sites.moved("file:///etc/passwd"))
    site.put("/to/nowhere", Page(status=302))
    site.put("/gone", sites.failing(410))
    site.put("/busy", sites.failing(429, Retry_After="0"), good)
    site.put("/faint", sites.failing(500), sites.hanging_up, good)
    site.put("/broken", sites.failing(500))
    site.put("/later", sites.failing(503, Retry_After="7200"))
    site.put("/silent", sites.silent)
    site.put("/dripping", sites.dripping)
    site.put("/dripping-head", sites.dripping_head)
    site.put("/endless", sites.endless)
    site.put("/hollow", sites.hollow)
    site.put("/cut-off", sites.cut_off)
    site.put("/bomb", bomb())
    site.put("/odd-packing", sites.packed(b"<p>words</p>", "compress"))
    twice = gzip.compress(gzip.compress(b"<p>words</p>"))
    site.put("/packed-twice", Page(twice, headers={"Content-Encoding": "gzip, gzip"}))
    site.put("/not-packed", Page(b"<p>words</p>", headers={"Content-Encoding": "gzip"}))
    site.put("/picture", Page(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)))
    site.put("/pictures/ferry.jpg", Page(b"\xff\xd8\xff\xe0", "image/jpeg"))
    site.put("/empty", Page())
    site.put("/nameless", Page(good.body, ""))
    site.put("/xhtml", Page(good.body, "application/xml"))
    site.put("/inside/plan.html", good)
    site.put("/drafts/plan.html", good)


def rss(site: Site, stories: Iterable[Story], outlet: str = HARBOUR) -> Page:
    """A feed that states titles and dates, and whose links are relative to the site."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{path(story)}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{story.slug}</guid><dc:creator>{escape(story.author)}</dc:creator>"
        f"<pubDate>{format_datetime(datetime.combine(story.published, time(6), UTC))}</pubDate>"
        f"<description>{escape(story.paragraphs[0][:80])}…</description></item>"
        for story in stories
    )
    body = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(outlet)}</title><link>{site.address()}</link>{items}</channel></rss>"
    )
    return Page(body.encode(), "application/rss+xml")


def atom(site: Site, stories: Iterable[Story], outlet: str = HARBOUR) -> Page:
    """A feed of the other kind."""
    entries = "".join(
        f"<entry><title>{escape(story.title)}</title><id>tag:{story.slug}</id>"
        f'<link rel="alternate" href="{site.address(path(story))}"/>'
        f"<published>{story.published.isoformat()}T06:00:00Z</published>"
        f"<updated>2026-04-01T00:00:00Z</updated><author><name>{escape(story.author)}</name></author></entry>"
        for story in stories
    )
    body = (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(outlet)}</title><id>{site.address()}</id><updated>2026-04-01T00:00:00Z</updated>"
        f"{entries}</feed>"
    )
    return Page(body.encode(), "application/atom+xml")


_MAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(site: Site, stories: Iterable[Story]) -> Page:
    """Addresses of pages, and when each last changed."""
    urls = "".join(
        f"<url><loc>{site.address(path(story))}</loc><lastmod>{story.published.isoformat()}</lastmod></url>"
        for story in stories
    )
    return Page(f'<?xml version="1.0"?><urlset {_MAPS}>{urls}</urlset>'.encode(), "application/xml")


def news_sitemap(site: Site, stories: Iterable[Story]) -> Page:
    """The kind that news sites make, which states title, outlet and date."""
    news = "".join(
        f"<url><loc>{site.address(path(story))}</loc><n:news><n:publication><n:name>{escape(story.outlet)}</n:name>"
        f"<n:language>en</n:language></n:publication><n:publication_date>{story.published.isoformat()}T05:00:00Z"
        f"</n:publication_date><n:title>{escape(story.title)}</n:title></n:news></url>"
        for story in stories
    )
    spaces = f'{_MAPS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    return Page(f'<?xml version="1.0"?><urlset {spaces}>{news}</urlset>'.encode(), "text/xml")


def sitemap_index(site: Site, paths: Iterable[str]) -> Page:
    maps = "".join(f"<sitemap><loc>{site.address(each)}</loc></sitemap>" for each in paths)
    return Page(
        f'<?xml version="1.0"?><sitemapindex {_MAPS}>{maps}</sitemapindex>'.encode(), "application/xml"
    )


def warc(site: Site, printed: dict[Story, bytes]) -> bytes:
    """An archive of the web with two of the pages, a picture and a page that was missing."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for where, status, kind, body in (
        (path(FERRY), "200 OK", "text/html; charset=utf-8", printed[FERRY]),
        ("/pictures/ferry.jpg", "200 OK", "image/jpeg", b"\xff\xd8\xff\xe0"),
        ("/missing", "404 Not Found", "text/html", b"<p>Not here.</p>"),
        (path(RAIN), "200 OK", "text/html; charset=utf-8", printed[RAIN]),
    ):
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            site.address(where),
            "response",
            payload=BytesIO(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": "2026-03-20T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()
