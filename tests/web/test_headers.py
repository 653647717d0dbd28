"""What every answer carries: a page, a refusal, a redirect, nothing new, one kept from before."""

import re
import shutil
from itertools import cycle

import pytest
import structlog
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web import security
from app.web.app import create_app
from web.accounts import HERE, account, log_in

TOKEN = "a token that nobody guesses"


@pytest.fixture(autouse=True)
def _quiet():
    # What breaks on purpose is printed at length otherwise.
    with structlog.testing.capture_logs():
        yield


@pytest.fixture(scope="module")
def app(database, tmp_path_factory):
    path = shutil.copy(database, tmp_path_factory.mktemp("headers") / "own.db")
    made = create_app(Settings(database=path, base_url="https://cuttings.example", add_token=TOKEN))

    @made.get("/broken")
    @made.get("/review/broken")
    def broken():
        raise RuntimeError

    account(made, "Edda")
    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


@pytest.fixture(scope="module")
def site(app):
    return TestClient(
        app, base_url="https://cuttings.example", follow_redirects=False, raise_server_exceptions=False
    )


@pytest.fixture(scope="module")
def statement(site):
    return f"/s/{site.get('/quotes.json').json()['rows'][0]['ident']}"


def headers(answer):
    return {name: answer.headers.get(name) for name in security.HEADERS}


def test_whatever_it_is_it_carries_them(site, app, statement):
    asset = app.state.assets.href("app.js")
    for address, status in (
        *(("/", 200), (statement, 301), ("/nothing", 404), ("/s/g0ne0000", 410), ("/quotes?sort=up", 422)),
        *(("/quotes/", 307), ("/quotes.atom?after=damaged", 400), ("/broken", 500), ("/favicon.ico", 302)),
        *((asset, 200), (f"{asset}x", 404), ("/card.png", 200), ("/robots.txt", 200)),
        *(("/review", 303), ("/review/broken", 500), ("/add", 200), ("/login", 200), ("/logout", 405)),
        *(("/oembed?url=x&format=a", 501), (f"{statement}/embed/", 307), ("/s/nothing0/embed", 404)),
        *((f"{statement}/report", 200), ("/quotes.csv", 200), ("/sitemap.xml", 200)),
    ):
        answer = site.get(address)
        assert (address, answer.status_code) == (address, status)
        assert headers(answer) == security.HEADERS, address
        if tag := answer.headers.get("ETag"):
            new = {"If-None-Match": tag}
            kept = [site.get(address), site.head(address), site.get(address, headers=new)]
            assert [each.status_code for each in kept] == [200, 200, 304]
            assert all(headers(each) == security.HEADERS for each in kept), address
    refused = (site.post("/login"), site.post("/check", content=b"q=" + b"a" * 300_000), site.put("/quotes"))
    assert [answer.status_code for answer in refused] == [403, 400, 405]
    assert all(headers(answer) == security.HEADERS for answer in refused)


def test_only_an_embed_may_be_framed_and_still_when_it_is_as_before(site, statement):
    for address in (f"{statement}/embed", f"{statement}/v1/embed"):
        first = site.get(address)
        again = [
            site.get(address),
            site.head(address),
            site.get(address, headers={"If-None-Match": first.headers["ETag"]}),
        ]
        # A browser puts the headers of “nothing new” in the place of those it has.
        assert [each.status_code for each in again] == [200, 200, 304]
        for answer in (first, *again):
            assert answer.headers["Content-Security-Policy"] == security.FRAMED["Content-Security-Policy"]
            assert "X-Frame-Options" not in answer.headers


def test_every_cookie_goes_over_safe_connections_only(app, site):
    # As behind a proxy: what comes from there is plain.
    plain = TestClient(app, follow_redirects=False, headers=HERE)
    answers = [
        plain.post("/display", data={"theme": "dark"}),
        plain.post("/display", data={"theme": ""}),
        plain.post("/add/token", data={"token": TOKEN}),
    ]
    edda = log_in(app, "Edda", base_url="https://cuttings.example")
    entered = edda.post("/add/token", data={"token": TOKEN})
    form = re.search('name="form" value="([^"]+)"', edda.get("/add").text)[1]
    token = re.search('name="csrf" value="([^"]+)"', edda.get("/review").text)[1]
    answers += [
        entered,
        edda.post("/add/leave", data={"form": form}),
        edda.post("/logout", data={"csrf": token}),
    ]
    for answer in answers:
        assert answer.status_code == 303
        for told in answer.headers.get_list("Set-Cookie"):
            parts = {part.strip().lower() for part in told.split(";")}
            assert {"secure", "httponly"} <= parts, told
            assert parts & {"samesite=lax", "samesite=strict"}, told


def test_what_editors_see_is_kept_nowhere_though_it_breaks(app):
    edda = log_in(app, "Edda", base_url="https://cuttings.example")
    for address in ("/review", "/review/account", "/review/nothing", "/review/broken", "/login"):
        assert edda.get(address).headers["Cache-Control"] == "no-store", address
    assert edda.get("/broken").headers["Cache-Control"] == "no-store"


def test_no_method_does_what_is_not_its_own(app, site):
    methods = cycle(("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND"))
    for route in app.router.routes:
        if isinstance(route, APIRoute):
            path = re.sub("{[a-z0-9]+}", "1", route.path_format)
            method = next(methods)
            answer = site.request(method, path)
            assert answer.status_code in (404, 405), (method, path)
            assert headers(answer) == security.HEADERS, (method, path)
            if answer.status_code == 405:
                allowed = set(answer.headers["Allow"].split(", "))
                assert allowed >= route.methods, path
                assert ("GET" in allowed) is ("HEAD" in allowed), path


def test_who_asks_in_another_way_is_told_of_all_there_are(site):
    for path, allowed in (
        ("/quotes", "GET, HEAD"),
        ("/quotes.csv", "GET, HEAD"),
        ("/login", "GET, HEAD, POST"),
        ("/logout", "POST"),
        ("/s/g0ne0000/report", "GET, HEAD, POST"),
        ("/openapi.json", "GET, HEAD"),
    ):
        answer = site.request("PUT", path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, allowed), path


def test_what_can_be_read_can_be_asked_for_without_its_body(app, site):
    for route in app.router.routes:
        if "GET" in getattr(route, "methods", ()):
            path = re.sub("{[a-z0-9:_]+}", "1", route.path_format)
            read, asked = site.get(path), site.head(path)
            assert (asked.status_code, asked.content) == (read.status_code, b""), path
            assert asked.headers.get("Content-Type") == read.headers.get("Content-Type"), path
