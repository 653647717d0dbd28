"""Who may do what: every route that changes anything wants a token; every role gets what is its own."""

import re

import pytest
from fastapi.testclient import TestClient

from web.accounts import HERE, csrf, log_in

ROLES = ("reader", "editor", "admin")
NAMES = dict(zip(ROLES, ("Rita", "Edda", "Ada"), strict=True))
OURS = re.compile(r"/(login|logout|review)(/|$)")
NEEDS = {
    ("GET", "/review/log"): "admin",
    ("POST", "/review/account"): "reader",
    ("POST", "/logout"): "reader",
}
"""Where it is not as with the others: all may look, and editors judge."""
FOR_ALL = re.compile(r"/login|/check|/display|/[sc]/\{ident\}/report")
"""What may be sent without being logged in, or without the token of those who are."""
REFUSED = {403, 429}
"""The second where a token was guessed too often."""
ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {}]


def routes(app):
    """Method and path of every route."""
    for route in app.routes:
        for method in route.methods:
            yield method, route.path


def address(path):
    """A path with something in place of what it leaves open."""
    return re.sub(r"\{[^}]*\}", "00000000", re.sub(r"\{letter\}", "s", path))


def test_nothing_is_changed_without_a_token(app, edda, dump):
    """Every POST route that there is: with a login and without, or with another's, token; from elsewhere."""
    posts = sorted(path for method, path in set(routes(app)) if method not in {"GET", "HEAD"})
    assert "/logout" in posts
    assert "/add" in posts
    other = csrf(log_in(app, "Edda"))
    bare = TestClient(app, cookies=dict(edda.cookies), follow_redirects=False, raise_server_exceptions=False)
    before = dump()
    for path in posts:
        for headers in ELSEWHERE:
            answer = bare.post(address(path), data={"csrf": csrf(edda)}, headers=headers)
            assert FOR_ALL.fullmatch(path) or answer.status_code in REFUSED, path
        if not FOR_ALL.fullmatch(path):
            for token in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": other}, {"csrf": "ü"}):
                assert edda.post(address(path), data={"reason": "x", **token}).status_code in REFUSED, path
            in_the_address = edda.post(f"{address(path)}?csrf={csrf(edda)}")
            assert in_the_address.status_code in REFUSED, path
    assert dump() == before


def test_every_role_gets_what_is_its_own(app, stranger, dump):
    ours = sorted((method, path) for method, path in set(routes(app)) if OURS.match(path))
    browsers = {role: log_in(app, name) for role, name in NAMES.items()}
    tokens = {role: csrf(browser) for role, browser in browsers.items()}
    before = dump()
    for method, path in ours:
        if path == "/login" or method == "HEAD":
            continue
        needed = NEEDS.get((method, path), "reader" if method == "GET" else "editor")
        refused = stranger.request(method, address(path))
        assert refused.status_code == (303 if method == "GET" else 403), path
        assert method != "GET" or refused.headers["location"].startswith("/login?next=%2Freview")
        for role in ROLES:
            if path == "/logout":
                continue
            sent = {"data": {"csrf": tokens[role]}} if method == "POST" else {}
            answer = browsers[role].request(method, address(path), **sent)
            may = ROLES.index(role) >= ROLES.index(needed)
            assert (answer.status_code == 403) != may, (method, path, role)
            assert answer.status_code < 500, (method, path, role)
    assert dump() == before
    for role, browser in browsers.items():
        assert browser.post("/logout", data={"csrf": tokens[role]}).status_code == 303


def test_what_somebody_may_not_see_is_not_offered(app):
    assert 'href="/review/log"' in log_in(app, "Ada").get("/review/account").text
    assert 'href="/review/log"' not in log_in(app, "Edda").get("/review/account").text


@pytest.mark.parametrize("long", ["x" * 60_000, "&".join(f"a{n}=1" for n in range(600))])
def test_a_form_that_no_page_sends_is_not_read_to_its_end(edda, long):
    headers = {**HERE, "Content-Type": "application/x-www-form-urlencoded"}
    assert edda.post("/logout", content=long, headers=headers).status_code == 413
