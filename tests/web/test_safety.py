"""Nothing that an article says becomes markup or a link that runs, and no error tells how we are made."""

import json

from fastapi.testclient import TestClient
from sqlalchemy import text
from store.test_straight import ENDLESS

from app.settings import Settings
from app.web import security
from app.web.app import create_app
from app.web.sessions import Db
from web.reading_pages import parse


def test_hostile_article_stays_text(site, permalink):
    pages = [
        "/",
        "/quotes?q=gap",
        "/speakers?q=eve",
        "/articles",
        "/search?q=gap",
        permalink("quotes", "Mind the"),
        permalink("speakers", "Eve"),
        permalink("articles", "Gazette"),
    ]
    for address in pages:
        html = site.get(address).text
        page = parse(html)
        for tag in ("b", "i", "u", "img", "svg"):
            assert not list(page.all(tag)), f"<{tag}> in {address}"
        for script in page.all("script"):
            if script.attributes.get("type") == "application/ld+json":
                assert not set("<>&") & set(script.text)
                assert json.loads(script.text)
            else:
                assert script.attributes["src"].startswith("/static/")
        for element in page.all("a"):
            assert element.attributes["href"].startswith(("/", "#", "https://")), address
    assert (
        "<script>alert('title')</script>"
        in parse(site.get(permalink("articles", "Gazette")).text).one("h1").text
    )


def test_hostile_search_stays_text(site):
    for q in ('"><script>alert(1)</script>', "' OR 1=1 --", '"', "NEAR(", "a* AND", "\x00"):
        for path in ("/quotes", "/search", "/claims", "/speakers", "/articles"):
            answer = site.get(path, params={"q": q}, follow_redirects=True)
            assert answer.status_code == 200
            assert not [s for s in parse(answer.text).all("script") if "src" not in s.attributes]


def test_address_of_an_article_is_a_link_only_when_safe(site, permalink):
    page = parse(site.get(permalink("articles", "Talks")).text)
    assert page.one("a", href="https://dagen.example/talks").attributes["rel"] == "external noopener"
    assert "javascript:" not in site.get(permalink("articles", "Gazette")).text


def test_every_answer_carries_the_headers(site, permalink):
    for address in ("/", "/nothing", "/quotes.json", "/quotes?sort=up", site.app.state.assets.href("app.js")):
        answer = site.get(address)
        for name, value in security.HEADERS.items():
            assert answer.headers[name] == value
    policy = security.HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_broken_page_tells_nothing_of_its_inside(database):
    app = create_app(Settings(database=database))

    @app.get("/broken")
    def broken():
        raise RuntimeError("secret detail")

    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert parse(answer.text).one("h1").text == "Something went wrong on our side"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_head_is_get_without_the_body(site):
    head, get = site.head("/quotes"), site.get("/quotes")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert site.head("/nothing").status_code == 404


def test_only_reading_is_allowed(site):
    answer = site.post("/quotes")
    assert answer.status_code == 405
    assert answer.headers["allow"]


def test_a_page_that_reads_for_too_long_is_stopped_and_says_what_to_do(database):
    app = create_app(Settings(database=database, query_seconds=0.02))

    def endless(db: Db):
        db.connection().execute(text(ENDLESS)).all()

    for path in ("/endless", "/endless.json"):
        app.get(path)(endless)
    with TestClient(app) as site:
        answer = site.get("/endless")
        assert answer.status_code == 503
        assert "took too long, so it was stopped. Ask for less" in parse(answer.text).one("main").text
        assert answer.headers["Retry-After"] == "60"
        assert "Ask for less" in site.get("/endless.json").json()["error"]
        assert site.get("/quotes").status_code == 200
