"""What the archive covers: every number leads to a list of as many."""

import re

import feedparser
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.archive import fill

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("coverage") / "coverage.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        fill(db, articles=20)
    written.dispose()
    return TestClient(create_app(Settings(database=path)), follow_redirects=False)


def test_every_number_leads_to_the_list_it_counts(archive):
    page = parse(archive.get("/coverage").text).one("main")
    numbers = [a for a in page.all("a") if re.fullmatch(r"[\d,]+", a.text)]
    assert len(numbers) > 15
    assert len({a.attributes["href"] for a in numbers}) == len(numbers)
    for number in numbers:
        href = number.attributes["href"]
        answer = archive.get(href)
        assert answer.status_code == 200, href
        listed = parse(answer.text)
        if href == "/outlets":
            assert len(list(listed.one("tbody").all("tr"))) == int(number.text)
        else:
            assert listed.one("h2", id="count").text.split()[0] == number.text, href
        assert not list(listed.with_class("unknown")), href


def test_what_is_not_stated_is_counted_from_the_articles(archive):
    rows = archive.get("/articles.jsonl").text.splitlines()
    undated = sum('"published": null' in row for row in rows)
    page = parse(archive.get("/coverage").text)
    assert page.one("a", href="/articles?lacking=date").text == str(undated) != "0"
    assert page.one("a", href="/articles?lacking=address").text == "20"
    either = parse(archive.get("/articles?lacking=date&lacking=outlet").text).one("h2", id="count").text
    lacks = sum('"published": null' in row or '"outlet": null' in row for row in rows)
    assert either == f"{lacks} articles"


def test_every_foot_leads_to_the_pages_about_the_archive(archive):
    for address in ("/coverage", "/corrections", "/data", "/outlets"):
        foot = next(parse(archive.get(address).text).with_class("colophon"))
        hrefs = {a.attributes["href"] for a in foot.all("a")}
        assert {"/coverage", "/corrections", "/data"} <= hrefs


def test_log_of_corrections_has_a_feed_that_is_valid_and_empty(archive):
    page = parse(archive.get("/corrections").text)
    assert "No corrections have been made yet" in page.one("main").text
    assert page.one("link", type="application/atom+xml").attributes["href"] == "/corrections.atom"
    feed = feedparser.parse(archive.get("/corrections.atom").content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == "http://testserver/corrections.atom"
    assert feed.entries == []


def test_an_empty_archive_says_so(tmp_path):
    path = tmp_path / "empty.db"
    engine.migrate(path, place("migrations"))
    page = parse(TestClient(create_app(Settings(database=path))).get("/coverage").text).one("main").text
    assert "No article states who published it." in page
    assert "No article states when it was published." in page
