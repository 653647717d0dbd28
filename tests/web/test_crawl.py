"""From the front page a reader reaches everything, and every page says what it is."""

import re
from collections import Counter, deque
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from ingest.running import ingested
from sqlmodel import Session, text

from app.evaluate import imagined
from app.reading.files import origins
from app.reading.given import Choices
from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app

pytestmark = pytest.mark.dear

ORIGIN = "http://testserver"
PAGE = 8
"""Rows a page: few, so that lists, and those of a speaker or country, go on over many pages."""
ENOUGH, MOST = 2, 30
"""Addresses with the same parameters, and of one path, that are opened beside records and pages of lists."""
LINK = re.compile(r'<(?:a|link)\b[^>]*?\shref="([^"]*)"')
RECORD = re.compile(r"/([scpa])/([0-9a-z]{8})(/(?!captures$)[a-z0-9-]+)?")
WALKED = {"after", "before"}

REACHED = {
    "s": "SELECT ident FROM statements WHERE state <> 'withdrawn'",
    "c": "SELECT ident FROM claims WHERE state <> 'withdrawn'",
    "a": "SELECT ident FROM articles",
    "p": "SELECT DISTINCT p.ident FROM statements AS s "
    "JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version "
    "JOIN speakers AS w ON w.id = v.speaker_id JOIN speakers AS p ON p.id = w.stands_for "
    "WHERE s.state = 'live' AND s.confidence >= 0.5",
    "country": "SELECT DISTINCT code FROM claim_places JOIN claims ON claims.id = claim_id "
    "WHERE kind = 'country' AND state = 'live'",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A database of the two seeds and 40 imagined articles, some read twice, read in by the real job."""
    folder = tmp_path_factory.mktemp("crawl")
    news, path = folder / "news.jsonl", folder / "crawl.db"
    news.write_text("".join(imagined.line(each) + "\n" for each in imagined.articles(40)), "utf-8")
    edited = folder / "edited.jsonl"
    edited.write_text("".join(imagined.line(cut(each)) + "\n" for each in imagined.articles(8)), "utf-8")
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    ingested(origins([place("seeds"), news, edited], Choices(2_000_000)), written, datetime.now(UTC))
    written.dispose()
    return path


def cut(each):
    """The same article without its second paragraph, in which somebody says something."""
    first, _, *others = each.article.text.split("\n\n")
    return replace(each, article=replace(each.article, text="\n\n".join([first, *others])))


@pytest.fixture(scope="module")
def crawled(archive):
    """Every address found from the front page with its answer, as far as it was opened."""
    with TestClient(create_app(Settings(database=archive, page_size=PAGE)), follow_redirects=False) as site:
        return crawl(site)


def crawl(site):
    """By address: the answer's status, the page where it is one, and the address that led to it."""
    answers, shapes, records = {}, Counter(), set()
    waiting, known = deque([("/", "")]), {"/"}
    while waiting:
        address, linked_from = waiting.popleft()
        answer = site.get(address)
        is_page = answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
        page = answer.text if is_page else ""
        answers[address] = (answer.status_code, page, linked_from)
        for link in [answer.headers["location"]] if answer.is_redirect else LINK.findall(page):
            whole = urldefrag(urljoin(ORIGIN + address, unescape(link)))[0]
            there = whole.removeprefix(ORIGIN)
            if there.startswith("/") and there not in known and wanted(there, shapes, records):
                known.add(there)
                waiting.append((there, address))
    return answers


def wanted(address, shapes, records):
    """Whether to open an address: each record once, pages of lists always, other shapes a few times."""
    parts = urlsplit(address)
    names = {name for name, _ in parse_qsl(parts.query)}
    if (record := RECORD.fullmatch(parts.path)) and not names and record[3]:
        new = record.group(1, 2) not in records
        records.add(record.group(1, 2))
        return new
    if "/captures" in parts.path:
        return True
    if names <= WALKED and parts.path.count("/") == 1:
        return True
    if not names and parts.path.startswith(("/country/", "/outlet/")) and "." not in parts.path:
        return True
    path = re.sub(r"/(?:[0-9a-z]{8}(?:/[a-z0-9-]{3,})?|[A-Z]{2}|[^/]+\.example)(?=[/.]|$)", "/…", parts.path)
    shapes.update([path, (path, frozenset(names))])
    return shapes[path] <= MOST and shapes[path, frozenset(names)] <= ENOUGH


def test_nothing_is_broken(crawled):
    broken = {
        address: (status, linked_from)
        for address, (status, _, linked_from) in crawled.items()
        if status not in (200, 301, 302)
    }
    assert broken == {}


@pytest.mark.parametrize("kind", REACHED)
def test_everything_is_reached(archive, crawled, kind):
    reader = engine.reader(archive)
    with Session(reader) as db:
        wanted = set(db.connection().scalars(text(REACHED[kind])))
    reader.dispose()
    pages = {address for address, (status, page, _) in crawled.items() if status == 200 and page}
    if kind == "country":
        reached = {address.removeprefix("/country/") for address in pages if address.startswith("/country/")}
    else:
        found = (RECORD.fullmatch(urlsplit(address).path) for address in pages)
        reached = {match[2] for match in found if match and match[1] == kind}
    assert len(wanted) > 10
    assert wanted - reached == set()


def test_what_is_gone_is_reached(archive, crawled):
    reader = engine.reader(archive)
    with Session(reader) as db:
        gone = set(db.connection().scalars(text("SELECT ident FROM statements WHERE state = 'gone'")))
    reader.dispose()
    assert len(gone) > 3
    assert gone <= {address.split("/")[2] for address in crawled if address.startswith("/s/")}


def test_every_page_says_what_it_is(crawled):
    lacking = []
    for address, (_, page, _) in crawled.items():
        head, _, body = page.partition("</head>")
        told = (
            re.findall(r"<title>\s*(\S[^<]*)</title>", head),
            re.findall(r"<h1\b", body),
            re.findall(r'<meta name="description" content="\s*([^"\s][^"]*)"', head),
            re.findall(rf'<link rel="canonical" href="({ORIGIN}/[^"]*)"', head),
        )
        if page and [len(each) for each in told] != [1, 1, 1, 1]:
            lacking.append((address, told))
    assert lacking == []
