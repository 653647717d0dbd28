"""The journal's pages: what was read, when, and why some of it was not; never a path of the server."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store import journalling
from store.archive import fill

from app.settings import Settings, place
from app.store import engine
from app.web import journal, wording
from app.web.app import create_app
from web.reading_pages import parse


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        fill(db, articles=7)
        journalling.keep(db)
    written.dispose()
    return TestClient(create_app(Settings(database=path, page_size=5)), follow_redirects=False)


def test_coverage_tells_the_latest_runs_and_what_failed(site):
    page = parse(site.get("/coverage").text).one("main")
    hrefs = [a.attributes["href"] for a in page.all("a")]
    assert [href for href in hrefs if href.startswith("/coverage/runs/") and "?" not in href] == [
        f"/coverage/runs/{number}" for number in (3, 2, 1)
    ]
    assert "Articles came from 2 places: the last was looked at on" in page.text
    assert page.text.count("is not UTF-8") == 1
    assert "Interrupted" in page.text
    assert "4 min 12 s" in page.text


def test_a_run_lists_its_articles_and_can_be_narrowed(site):
    page = parse(site.get("/coverage/runs/1").text)
    assert page.one("h2", id="count").text == "11 articles"
    assert len(list(page.one("tbody").all("tr"))) == 5
    onward = page.one("a", rel="next").attributes["href"]
    assert len(list(parse(site.get(onward).text).one("tbody").all("tr"))) == 5
    article = next(a for a in page.one("tbody").all("a")).attributes["href"]
    assert site.get(article).status_code == 200
    failed = parse(site.get("/coverage/runs/1?outcome=failed").text)
    assert failed.one("h2", id="count").text == "4 articles"
    assert failed.one("a", **{"aria-current": "page", "href": "/coverage/runs/1?outcome=failed"})
    assert "https://news.example/one?id=1" in failed.one("tbody").text
    assert "many.jsonl, line 3" in failed.one("tbody").text
    assert "read as windows-1252, by guess" in parse(site.get("/coverage/runs/2").text).one("tbody").text


def test_no_page_tells_a_path_of_the_server(site):
    addresses = ["/coverage"]
    for path in ("/coverage/runs", "/coverage/runs/1", "/coverage/runs/2"):
        addresses += [path, f"{path}.json"]
    addresses += ["/coverage/runs/1?outcome=failed", "/coverage/runs/1.json?outcome=failed"]
    for address in addresses:
        answer = site.get(address)
        assert answer.status_code == 200
        assert "/srv" not in answer.text, address


def test_the_same_as_json(site):
    listed = site.get("/coverage/runs.json").json()
    assert [row["number"] for row in listed["rows"]] == [3, 2, 1]
    assert listed["rows"][2]["asked"] == ["in", "https://news.example/feed"]
    failed = site.get("/coverage/runs/1.json?outcome=failed").json()
    assert failed["rows"][0]["place"] == "old.txt"
    assert failed["rows"][3]["error"] == "cannot be read: late.txt is locked"
    new = site.get("/coverage/runs/1.json").json()["rows"][0]
    assert site.get(new["article"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/coverage/runs/9", 404), ("/coverage/runs/9.json", 404), ("/coverage/runs/x", 404),
        ("/coverage/runs/99999999999999999999", 404), ("/coverage/runs/99999999999999999999.json", 422),
        ("/coverage/runs/1?outcome=odd", 422), ("/coverage/runs?after=odd", 400),
        ("/coverage/runs/1?after=WyJydW4gMiIsMV0", 400),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(site, address, status):
    assert site.get(address).status_code == status


def test_an_empty_journal_says_so(tmp_path):
    path = tmp_path / "empty.db"
    engine.migrate(path, place("migrations"))
    with TestClient(create_app(Settings(database=path))) as empty:
        for address in ("/coverage", "/coverage/runs"):
            assert "Nothing stands in the journal yet." in parse(empty.get(address).text).one("main").text


@pytest.mark.parametrize(
    ("told", "public"),
    [
        ("articles/a.txt", "a.txt"),
        ("/home/ann/my articles/", "my articles"),
        ("C:\\news\\a.txt", "a.txt"),
        ("in/pack.zip: x/one.jsonl, line 1", "pack.zip: one.jsonl, line 1"),
        ("standard input, line 3", "standard input, line 3"),
        ("https://ann:secret@news.example/a/b?c=/d", "https://news.example/a/b?c=/d"),
        ("/data/crawl.warc.gz, https://news.example/a/b", "crawl.warc.gz, https://news.example/a/b"),
    ],
)
def test_a_place_is_told_without_its_folders(told, public):
    assert journal.whereabouts(told) == public


@pytest.mark.parametrize(
    ("told", "public"),
    [
        ("'/var/lib/x/a.db' is locked", "'a.db' is locked"),
        ("is no code (ISO 3166-1/2) and/or empty", "is no code (ISO 3166-1/2) and/or empty"),
        ("https://news.example/a/b is gone", "https://news.example/a/b is gone"),
        ("media type text/html; see /etc/hosts", "media type text/html; see hosts"),
    ],
)
def test_a_reason_is_told_without_paths(told, public):
    assert journal.reason(told) == public


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "under 1 s"),
        (12, "12 s"),
        (252, "4 min 12 s"),
        (7500, "2 h 5 min"),
        (59.9, "1 min 0 s"),
    ],
)
def test_how_long_a_run_took_is_in_words(seconds, words):
    assert wording.duration(seconds) == words
