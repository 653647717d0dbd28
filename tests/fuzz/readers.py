"""What reads hostile documents, as targets: every format, what leads to pages, and how words are quoted."""

# ruff: noqa: E501 - samples stand as they would be sent

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from types import ModuleType

import docx.opc.pkgreader
import feedparser.mixin
import pdfminer.pdfdocument
import pdfminer.pdfinterp
import pdfminer.pdfparser
import pdfminer.psparser
import protego._protego
import warcio.recordloader
import warcio.statusandheaders
import yaml.parser
import yaml.scanner

from app import quoting
from app.errors import BadInput, NotFetched
from app.extract import asides, closing, cues, marks
from app.extract.documents import document
from app.reading import (
    addressed,
    addresses,
    choosing,
    columns,
    decoding,
    facts,
    feeds,
    fetch,
    formats,
    front_matter,
    guessing,
    gzips,
    html,
    json_list,
    jsonl,
    leads,
    linked_data,
    markdown,
    markup,
    members,
    metadata,
    page_facts,
    pdf_lines,
    recoded,
    records_of_web,
    rows,
    sidecars,
    sitemaps,
    tables,
    tars,
    text,
    typeset,
    unpacking,
    warc,
    word,
    zips,
)
from app.reading.given import Choices, Given
from app.reading.network import asking, robots
from app.records import Read
from fuzz.hunting import Target
from fuzz.words import ADDRESSES, DATES, DRAWING, HTML, JSON, PARTS, QUOTES, RECORDS, RULES, TEXT, XML, tags

CHOICES = Choices(10_000, page_limit=100_000, archive_limit=1_000_000)
_STORY = (
    "---\ntitle: The toll\noutlet: The Bee\noutlet_country: GB\npublished: 2021-05-04\n"
    "topics: [Roads, Trade]\n---\n“The toll will rise,” said Ole Lund. He added: «It has to.»\n\n"
    "- Nobody asked us, the clerk said, 'and nobody will'.\n"
).encode()
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The toll | The Bee</title>
<link rel="canonical" href="https://bee.example/toll"><meta property="og:site_name" content="The Bee">
<meta name="author" content="By Ann Lee and Bo Ek"><script type="application/ld+json">{"@graph": [{"@type":
"NewsArticle", "@id": "#a", "headline": "The toll", "datePublished": "2021-05-04T10:00:00Z", "author":
[{"@type": "Person", "name": "Ann"}], "publisher": {"@id": "#b"}}, {"@id": "#b", "name": "The Bee"}]}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>The toll</h1><p class="lede">The toll on the bridge
will rise by twelve per cent in May, the harbour master said on Tuesday.</p><figure><img src="a.jpg">
<figcaption>A ship <span class="credit">Photo: Bo</span></figcaption></figure><p>“It has to,” he said, and
<q>nobody</q> called it a gift<sup>1</sup>.<br><br>He added that the council would meet again on Friday.</p>
<table><tr><th>Year</th><td>12</td></tr></table><ul><li>One</li></ul></article><footer>©</footer></body></html>
""".encode()
_FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Bee</title><link>https://bee.example/</link><item><title>The &amp;lt;b&amp;gt; toll</title>
<link>/toll?utm_source=x</link><guid isPermaLink="false">1</guid><pubDate>Tue, 04 May 2021 10:00:00 +0200
</pubDate><author>ann@bee.example (Ann Lee)</author><dc:creator>Bo</dc:creator><source url="x">The Bee</source>
</item><item><description>&lt;p&gt;Words&lt;/p&gt;</description></item></channel></rss>"""
_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bee.example/"><title>Bee</title>
<entry><title type="html">A</title><link rel="alternate" href="a"/><id>urn:1</id><updated>2021-05-04T10:00:00Z
</updated><published>2021-05-04</published><author><name>Ann</name><email>a@b.c</email></author><content
type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words</p></div></content></entry></feed>"""
_MAP = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://bee.example/a</loc><lastmod>
2021-05-04</lastmod><news:news><news:publication><news:name>Bee</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2021-05-04</news:publication_date><news:title>A</news:title>
</news:news></url></urlset>"""
_INDEX = (
    b"<sitemapindex><sitemap><loc>/b.xml</loc></sitemap><sitemap><loc>c.xml</loc></sitemap></sitemapindex>"
)
_ROBOTS = b"""User-agent: *\nDisallow: /private*/a$\nAllow: /\nCrawl-delay: 2.5\nRequest-rate: 1/5s
Visit-time: 0600-0845\nSitemap: /map.xml\nUser-agent: cuttings\nDisallow:\n"""
_ROWS = (
    b'{"title": "A", "text": "Words \\u201ca\\u201d", "date": null, "authors": ["Ann"]}\n{"html": "<p>B"}\n'
)
_TABLE = b'title;text;published\n"A ""b""";"Two\nlines";2021-05-04\nB;Words;\n'
_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bee.example/toll\r\nWARC-Date: "
    b"2021-05-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b"
    b"\r\n\r\n"
)
_SAID = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = f"""<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The toll</w:t></w:r>
</w:p><w:p><w:r><w:t>It rises.</w:t><w:tab/></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:del><w:r>
<w:delText>no</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body>
</w:document>""".encode()
_DRAWN = (
    b"BT /F1 12 Tf 72 700 Td (The toll will rise by twelve per cent) Tj 0 -14 Td [(It) -20 (has to)] TJ ET"
)
_DATES = (
    *(b"Tue, 04 May 2021 10:00:00 +0200", b"2021-05-04T10:00:00Z", b"04 May 21 10:00 EST"),
    *(b"Tuesday, 04-May-21 10:00:00 GMT", b"2021-13-45", b"120"),
)


def _read(name: str, **how: str) -> Callable[[bytes], None]:
    """Reads an input as a file of that name, and looks at all that comes of it."""

    def take(raw: bytes) -> None:
        beside = {"a.toml": raw}.get if how.get("beside") else lambda _name: None
        stream = io.BytesIO(_STORY if how.get("beside") else raw)
        given = Given("at", name, stream, url=how.get("url"), charset=how.get("charset"), beside=beside)
        try:
            for read in formats.FORMATS[formats.ending(name)](given, CHOICES):
                _sound(read)
        except OSError as error:
            assert error.strerror, error
        if how.get("counted"):
            assert formats.count_of(name, io.BytesIO(raw)) >= 0

    return take


def _sound(read: Read) -> None:
    """What every reading is, whatever was read: an article that can be stored, or words that say why not."""
    assert (read.article is None) == bool(read.error), read
    _kept(read.place)
    if read.article is None:
        _kept(read.error or "")
        return
    assert read.article.text.strip()
    assert "\0" not in read.article.text
    read.article.text.encode()
    for value in (getattr(read.article.facts, name) for name in read.article.facts.__slots__):
        for words in value if isinstance(value, tuple) else (value,):
            _kept(str(words))


def _kept(words: str) -> None:
    """Raises UnicodeError for what neither a terminal nor a database takes."""
    words.encode()


def _feed(raw: bytes) -> None:
    try:
        for lead in feeds.leads(raw, "https://bee.example/feed"):
            assert lead.url or lead.content
            _sound_lead(lead)
    except BadInput as error:
        _kept(str(error))


def _sound_lead(lead: leads.Lead) -> None:
    facts.facts(lead.stated)


class _Nobody(fetch.Fetcher):
    """Whom no page is had from."""

    def get(self, url: str, remembered: fetch.Remembered = lambda _url: None) -> fetch.Fetched:
        fetch.address(url)
        raise NotFetched("is not there")


def _fetched(raw: bytes) -> None:
    """An input as what an address gave: a feed, a map, a page or a file."""
    got = fetch.Fetched(
        *("https://bee.example/x", "https://bee.example/x", 200, raw, None, None, None, None),
        datetime(2021, 5, 4, tzinfo=UTC),
    )
    for read in addressed.led(got, _Nobody(), CHOICES):
        _sound(read)


def _robots(raw: bytes) -> None:
    rules = robots.stated(raw, asking.NAME)
    assert rules.delay >= 0
    for path in ("/", "/private/a", "/a?b=c;d", "/%zz", "/" + "a" * 500):
        with suppress(NotFetched):
            rules.check(f"https://bee.example{path}")


def _address(raw: bytes) -> None:
    words = raw.decode("utf-8", "surrogateescape")
    try:
        once = addresses.canonical(words)
    except BadInput as error:
        assert str(error)
    else:
        assert addresses.canonical(once) == once
        once.encode("ascii")
    try:
        found = fetch.address(words)
    except NotFetched as error:
        assert str(error)
    else:
        assert found.scheme in ("http", "https")
        assert found.host


def _day(raw: bytes) -> None:
    words = raw.decode("utf-8", "surrogateescape")
    told = leads.day(words)
    if told is not None:
        facts.KEYS["published"](told)
    after = asking.Asking(None, asking.Manners(), fetch.Clock())._after(words)  # type: ignore[arg-type]
    assert after is None or after >= 0


def _fact(raw: bytes) -> None:
    words = raw.decode("utf-8", "surrogateescape")
    for check in facts.KEYS.values():
        try:
            check(words)
        except BadInput as error:
            assert str(error)


def _quoted(raw: bytes) -> None:
    words = raw.decode("utf-8", "replace")
    for single in (False, True, None):
        end = 0
        for mark in quoting.marks(words, single=single):
            assert end <= mark.start < mark.end <= len(words)
            end = mark.end
    end = 0
    for one in quoting.quoted(words):
        assert end <= one.start < one.end <= len(words)
        assert any(letter.isalnum() for letter in one.words)
        end = one.end


def _marked(raw: bytes) -> None:
    words = raw.decode("utf-8", "replace")
    read = document(words)
    for one in marks.quotations(read):
        assert 0 <= one.outer.start < one.outer.end <= len(words)
        assert 0 <= one.first <= one.last < len(read.paragraphs)
        start = one.outer.start
        for piece in one.pieces:
            assert start <= piece.start < piece.end <= len(words)
            assert piece.of(words) == piece.of(words).strip()
            start = piece.end


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A TAR archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


@cache
def document_parts() -> dict[str, bytes]:
    """The parts of a small Word document with a footnote."""
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f"""<Types xmlns="{packed}/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="{kinds}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{kinds}.footnotes+xml"/></Types>""".encode(),
        "_rels/.rels": f"""<Relationships xmlns="{packed}/relationships"><Relationship Id="r1"
Type="{related}/officeDocument" Target="word/document.xml"/></Relationships>""".encode(),
        "word/document.xml": _BODY,
        "word/_rels/document.xml.rels": f"""<Relationships xmlns="{packed}/relationships"><Relationship Id="r1"
Type="{related}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{related}/footnotes"
Target="footnotes.xml"/></Relationships>""".encode(),
        "word/styles.xml": f"""<w:styles {_W}><w:style w:type="paragraph" w:styleId="Title"><w:name
w:val="Title"/></w:style></w:styles>""".encode(),
        "word/footnotes.xml": f"""<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>So he said.</w:t></w:r>
</w:p></w:footnote></w:footnotes>""".encode(),
    }


def _in_document(raw: bytes) -> None:
    """An input as the part of a Word document that its first byte chooses, packed as it has to be."""
    parts = dict(document_parts())
    name = list(parts)[raw[0] % len(parts)] if raw else "word/document.xml"
    _read("a.docx")(zipped({**parts, name: raw[1:]}))


def _in_archive(raw: bytes) -> None:
    """An input as a member of archives, packed well: what is within is looked at, not the packing."""
    name = ("a.txt", "b.zip", "c.tar", "d.jsonl", "e.html", "f.warc.gz", "g.csv.gz")[raw[0] % 7 if raw else 0]
    _read("a.zip")(zipped({name: raw[1:], "a.toml": raw[1:]}))


def _gzipped(raw: bytes) -> None:
    _read("a.jsonl.gz")(gzip.compress(raw, 1))
    sitemaps.unpacked(gzip.compress(raw, 1), 100_000)


def pdf(drawn: bytes, extra: bytes = b"") -> bytes:
    """A PDF file of one page with what is drawn on it."""
    packed = zlib.compress(drawn)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
        b">>endobj\n4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n%b\n"
        b"trailer<</Root 1 0 R/Size 6>>\n%%%%EOF" % (len(packed), packed, extra)
    )


def _told(raw: bytes) -> None:
    """An input as a PDF file, and what is made of the lines that it prints; as in the process apart."""
    try:
        told = pdf_lines.told(raw)
    except (*pdf_lines._WRONG, pdf_lines.TooMuch, MemoryError):
        return
    except Exception as error:
        if type(error).__module__.startswith("pdfminer"):
            return
        raise
    pages = json.loads(json.dumps(told))["pages"]
    typeset.paragraphs([[typeset.Line(*line) for line in page] for page in pages])


def _drawn(raw: bytes) -> None:
    _told(pdf(raw))


_FORMAT = [formats, decoding, guessing, facts, addresses, columns, sidecars, metadata]


def _made() -> Iterator[Target]:
    page: list[ModuleType] = [*_FORMAT, html, markup, page_facts, linked_data, choosing]
    said = _SAID + b"%x\r\n%b\r\n0\r\n\r\n" % (len(_PAGE), _PAGE)
    web = _WARC % (len(said), said)
    many = {
        "a.txt": b"Words",
        "b/c.jsonl": _ROWS,
        "b/d.zip": zipped({"e.txt": b"E"}),
        "a.toml": b'title = "A"',
    }
    packed: list[ModuleType] = [
        *_FORMAT,
        members,
        unpacking,
        zips,
        tars,
        gzips,
        zipfile,
        tarfile,
        jsonl,
        rows,
    ]
    yield Target("text", _read("a.txt"), [_STORY], TEXT,
                 [*_FORMAT, text, front_matter, yaml.scanner, yaml.parser], 10)  # fmt: skip
    yield Target("sidecar", _read("a.txt", beside="1"), [b'title = "A"\npublished = 2021-05-04\n[same_as]\nA = "b"'],
                 [*TEXT, b" = ", b'"', b"'''", b"[[a]]", b"a.b = ", b"0x", b"1979-05-27T07:32:00Z", b"inf"],
                 [*_FORMAT, text], 20)  # fmt: skip
    yield Target(
        "markdown", _read("a.md"), [_STORY, b"# A\n\n" + _STORY], TEXT, [*_FORMAT, markdown, markup], 3
    )
    yield Target("html", _read("a.html", url="https://bee.example/toll"), [_PAGE], [*HTML, *JSON], page, 3)
    yield Target("lines", _read("a.jsonl", counted="1"), [_ROWS], JSON, [*_FORMAT, jsonl, rows], 20)
    yield Target("list", _read("a.json"), [b"[" + _ROWS.replace(b"\n", b",")[:-1] + b"]", _ROWS], JSON,
                 [*_FORMAT, json_list, rows], 20)  # fmt: skip
    yield Target("table", _read("a.csv", counted="1"), [_TABLE, _TABLE.replace(b";", b"\t")],
                 [b'"', b'""', b";", b"\n", b"\r", b"text", b"html", b"url", b"title", b"\xff\xfe"],
                 # Each row may be a page of its own.
                 [*_FORMAT, tables, recoded, rows], 20, seconds=60)  # fmt: skip
    yield Target("zip", _read("a.zip", counted="1"), [zipped(many)], PARTS, packed, 20)
    yield Target("tar", _read("a.tar"), [tarred(many)], PARTS, packed, 10)
    yield Target("packed-tar", _read("a.tgz"), [gzip.compress(tarred(many))], PARTS, packed, 5)
    yield Target("in-archive", _in_archive, [b"\0" + _STORY, b"\1" + zipped(many), b"\2" + tarred(many),
                 b"\3" + _ROWS, b"\5" + gzip.compress(web), b"\6" + gzip.compress(_TABLE)],
                 [*PARTS, *TEXT, *JSON], packed, 8)  # fmt: skip
    yield Target("in-gzip", _gzipped, [_ROWS], JSON, packed, 8)
    records = [*_FORMAT, warc, records_of_web, warcio.recordloader, warcio.statusandheaders]
    yield Target("warc", _read("a.warc"), [web, web * 2], [*RECORDS, *HTML[:20]], records, 3)
    yield Target("warc-gz", _read("a.warc.gz"), [gzip.compress(web) * 2], RECORDS, records, 4)
    yield Target("docx", _read("a.docx"), [zipped(document_parts())], PARTS,
                 [*_FORMAT, word, zips, zipfile, docx.opc.pkgreader], 3)  # fmt: skip
    parts = [bytes([n]) + part for n, part in enumerate(document_parts().values())]
    yield Target("in-docx", _in_document, parts,
                 [*XML, *tags("w:p", "w:r", "w:t", "w:tbl", "w:del", "w:br", "w:style", "w:footnote w:id='1'"),
                  b'w:val="Title"', b"TargetMode='External'", b"Target='../../x'", b"Type="],
                 [*_FORMAT, word, docx.opc.pkgreader], 3)  # fmt: skip
    drawn = [
        pdf_lines,
        typeset,
        pdfminer.pdfdocument,
        pdfminer.pdfinterp,
        pdfminer.pdfparser,
        pdfminer.psparser,
    ]
    yield Target("pdf", _told, [pdf(_DRAWN)], DRAWING, drawn, 4)
    yield Target("in-pdf", _drawn, [_DRAWN], DRAWING, drawn, 4)
    yield Target("feed", _feed, [_FEED, _ATOM], [*XML, *HTML[20:40], *DATES, *ADDRESSES],
                 [feeds, leads, facts, feedparser.mixin], 6)  # fmt: skip
    yield Target("fetched", _fetched, [_INDEX, _MAP, _FEED, gzip.compress(_MAP)],
                 [*XML, *ADDRESSES, b"<sitemap>", b"<url>", b"<loc>", b"</loc>", b"<html>"],
                 [*_FORMAT, addressed, sitemaps, feeds, leads], 10)  # fmt: skip
    yield Target("robots", _robots, [_ROBOTS], RULES, [robots, protego._protego], 20)
    yield Target("address", _address, [b"https://Bee.example:443/a%20b?utm_x=1&b=%c3#c", b"http://[::1]:80/"], ADDRESSES,
                 [addresses, fetch], 112)  # fmt: skip
    yield Target("day", _day, _DATES, DATES, [leads, asking], 110)
    yield Target("fact", _fact, [b"pt-BR", b"GB", b"2021-05-04 10:00", b"A, b, C"],
                 [*DATES, b"-Latn", b"zh", b"x-", b",", "ß".encode()], [facts, addresses], 40)  # fmt: skip
    yield Target("quoting", _quoted, [_STORY], QUOTES, [quoting], 120)
    yield Target("marks", _marked, [_STORY, "“A.\n\n“B,” he said – “c.”\n\n'D'".encode()], QUOTES,
                 [quoting, marks, asides, closing, cues], 60)  # fmt: skip


TARGETS = tuple(_made())
