"""What a reader has already is not sent again, and never kept for longer than it is right."""

import shutil

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.settings import Settings
from app.store import engine
from app.web import security
from app.web.app import create_app
from app.web.kept import LARGEST, Answer, Kept, Taken


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


@pytest.fixture
def heard(database, tmp_path):
    """A site over a database of its own that does nothing by itself, its file, and its queries."""
    path = tmp_path / "own.db"
    shutil.copy(database, path)
    web = create_app(Settings(database=path))
    asked = []
    event.listen(web.state.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    yield TestClient(web), path, asked  # not entered: nothing is made ready beside the first requests
    web.state.pulse.stop()
    web.state.engine.dispose()


def test_what_was_sent_is_sent_again_until_anything_is_written(heard):
    site, path, asked = heard
    for number, address in enumerate(("/articles", "/articles.csv", "/sitemap.xml", "/articles?sort=oldest")):
        first = site.get(address)
        assert asked
        asked.clear()
        again = site.get(address)
        assert (again.status_code, again.content, _told(again)) == (200, first.content, _told(first))
        assert _told(site.head(address)) == _told(first)
        assert not asked
        site.get(address, headers={"Cookie": "display=dark"})
        assert asked
        _changes(path, f"UPDATE articles SET title = 'Changed {number} times'")
        asked.clear()
        assert (f"Changed {number} times" in site.get(address).text) == address.startswith("/articles")
        assert asked


def test_nothing_is_sent_again_that_is_of_one_reader_or_has_no_body(heard):
    site, _, asked = heard
    for address, headers in (("/quotes", {"Cookie": "editing=x"}), ("/s/00000000", {})):
        site.get(address, headers=headers)
        asked.clear()
        site.get(address, headers=headers)
        assert asked, address
    site.head("/quotes.csv")
    assert site.get("/quotes.csv").content


def test_answers_are_kept_within_bounds():
    kept = Kept(4_000)
    kept.of("one", "a")
    for tag in "abc":
        kept.keep("one", tag, Answer((), b"x" * 500))
    assert kept.of("one", "a") is None
    kept.keep("one", "d", Answer((), b"x" * 500))
    assert [tag for tag in "abcd" if kept.of("one", tag)] == ["c", "d"]
    kept.keep("two", "e", Answer((), b""))
    kept.keep("one", "f", Answer((), b"x" * 3_500))
    assert [tag for tag in "cdef" if kept.of("one", tag)] == ["c", "d"]
    assert not [tag for tag in "cdef" if kept.of("two", tag)]


def test_too_long_an_answer_is_let_go_piece_by_piece():
    taken = Taken({"type": "http.response.start", "status": 200, "headers": [(b"etag", b"x")]})
    assert taken.add({"body": b"x" * LARGEST, "more_body": True}) is None
    assert taken.add({"body": b"x", "more_body": True}) is None
    assert taken.add({"body": b"", "more_body": False}) is None
    whole = Taken({"type": "http.response.start", "status": 200, "headers": [(b"etag", b"x")]})
    assert whole.add({"body": b"one ", "more_body": True}) is None
    assert whole.add({"body": b"two"}) == Answer(((b"etag", b"x"),), b"one two")


def _told(answer):
    """Its headers without the number that each request has of its own."""
    return {name: value for name, value in answer.headers.items() if name != "x-request-id"}
