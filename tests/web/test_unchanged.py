"""What a reader has already is not sent again, and never kept for longer than it is right."""

import shutil

import pytest
from fastapi.testclient import TestClient

from app.settings import Settings
from app.store import engine
from app.web import security
from app.web.app import create_app


@pytest.fixture
def own(database, tmp_path):
    """A site over a database of its own, and its file."""
    path = tmp_path / "own.db"
    shutil.copy(database, path)
    with TestClient(create_app(Settings(database=path))) as site:
        yield site, path


def _changes(path, sql):
    written = engine.writer(path)
    with written.begin() as connection:
        connection.exec_driver_sql(sql)
    written.dispose()


def test_the_same_is_not_sent_twice_until_anything_is_written(own):
    site, path = own
    for address in ("/quotes", "/quotes.atom", "/speakers.json", "/articles.csv", "/sitemap.xml"):
        first = site.get(address)
        tag = first.headers["ETag"]
        again = site.get(address, headers={"If-None-Match": tag})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert again.headers["ETag"] == tag
        assert {name.lower() for name in security.HEADERS} <= set(again.headers)
        assert site.head(address, headers={"If-None-Match": tag}).status_code == 304
        _changes(path, "UPDATE articles SET title = 'Changed since'")
        after = site.get(address, headers={"If-None-Match": tag})
        assert (after.status_code, after.headers["ETag"] == tag) == (200, False)
    assert "Changed since" in site.get("/articles", headers={"If-None-Match": tag}).text


def test_a_tag_is_of_one_address_one_reader_and_one_process(own):
    site, path = own
    tags = [
        site.get("/quotes").headers["ETag"],
        site.get("/quotes?sort=oldest").headers["ETag"],
        site.get("/claims").headers["ETag"],
        site.get("/quotes", headers={"Cookie": "display=dark"}).headers["ETag"],
        site.get("/quotes", headers={"HX-Request": "true", "HX-Target": "results"}).headers["ETag"],
        site.get("/quotes", headers={"Host": "elsewhere.example"}).headers["ETag"],
    ]
    with TestClient(create_app(Settings(database=path))) as other:
        tags.append(other.get("/quotes").headers["ETag"])
    assert len(set(tags)) == len(tags)


def test_nobody_who_is_logged_in_gets_one_nor_does_what_is_not_public(own):
    site, _ = own
    for cookie in ("editing=x", "a=b; __Host-editing=y"):
        assert "ETag" not in site.get("/quotes", headers={"Cookie": cookie}).headers
    for address in ("/login", "/data", "/display", "/nothing", "/s/00000000"):
        assert "ETag" not in site.get(address).headers
