"""Logging in and out: what the browser gets, what is left of it, and what a stranger learns by trying."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import Session

from app.settings import Settings
from app.store import attempts, editors
from app.store.passwords import Passwords
from app.web import brake
from app.web.app import create_app
from app.web.brake import Brake
from app.web.editing.local import FIRST, local
from web.accounts import CHEAP, HERE, PASSWORD, account, csrf, log_in

ACCOUNT = "/review/account"
RIGHT = {"name": "Edda", "password": PASSWORD}
WRONG = {"name": "Edda", "password": "three small dogs"}


def test_a_login_leads_on_to_what_was_asked_for(stranger):
    asked = stranger.get(f"{ACCOUNT}?a=x&b=y")
    assert asked.headers["location"] == "/login?next=%2Freview%2Faccount%3Fa%3Dx%26b%3Dy"
    form = stranger.get(asked.headers["location"])
    assert 'name="next" value="/review/account?a=x&amp;b=y"' in form.text
    entered = stranger.post("/login", data={**RIGHT, "next": f"{ACCOUNT}?a=x&b=y"})
    assert (entered.status_code, entered.headers["location"]) == (303, f"{ACCOUNT}?a=x&b=y")
    assert "Edda" in stranger.get(ACCOUNT).text
    assert stranger.get(asked.headers["location"]).headers["location"] == f"{ACCOUNT}?a=x&b=y"


def test_it_never_leads_elsewhere(stranger):
    for path in (
        *("//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/review"),
        *("javascript:alert(1)", "/\t/evil.example", " //evil.example", "/review\r\nSet-Cookie: a=b"),
        *("/login?next=/login", "/logout", "/LOGIN/", "review", ""),
    ):
        assert local(path) == FIRST, path
    for path in ("/review/s/00000000?a=b#c", "/", "/loginless", "/s/../review"):
        assert local(path) == path
    entered = stranger.post("/login", data={**RIGHT, "next": "//evil.example"})
    assert (entered.status_code, entered.headers["location"]) == (303, FIRST)
    assert stranger.get("/login", params={"next": "//evil.example"}).headers["location"] == FIRST


def test_a_session_that_somebody_planted_is_not_taken(app, stranger):
    stranger.cookies.set("editing", "planted")
    assert stranger.post("/login", data=RIGHT).status_code == 303
    assert "planted" not in {each.value for each in stranger.cookies.jar if each.domain != ""}
    other = TestClient(app, cookies={"editing": "planted"}, follow_redirects=False)
    assert other.get(ACCOUNT).status_code == 303


def test_a_login_ends_the_session_that_the_browser_had(app, edda):
    before = edda.cookies["editing"]
    assert edda.post("/login", data=RIGHT).status_code == 303
    assert edda.cookies["editing"] != before
    other = TestClient(app, cookies={"editing": before}, follow_redirects=False)
    assert other.get(ACCOUNT).status_code == 303


def test_a_logout_ends_the_session_on_the_server(app, edda):
    secret, token = edda.cookies["editing"], csrf(edda)
    left = edda.post("/logout", data={"csrf": token})
    assert left.status_code == 303
    assert "max-age=0" in left.headers["set-cookie"].lower()
    other = TestClient(app, cookies={"editing": secret}, headers=HERE, follow_redirects=False)
    assert other.get(ACCOUNT).headers["location"].startswith("/login")
    assert other.post("/logout", data={"csrf": token}).status_code == 403


@pytest.mark.parametrize(
    ("base", "chosen", "name", "secure"),
    [
        ("http://testserver", "", "editing", False),
        ("https://testserver", "", "__Host-editing", True),
        ("http://testserver", "https://cuttings.example", "__Host-editing", True),
    ],
)
def test_the_cookie_is_kept_from_scripts_and_plain_connections(database, dump, base, chosen, name, secure):
    app = create_app(Settings(database=database, base_url=chosen))
    app.state.passwords = CHEAP
    browser = TestClient(app, base_url=base, headers=HERE, follow_redirects=False)
    told = browser.post("/login", data=RIGHT).headers["set-cookie"]
    parts = [part.strip().lower() for part in told.split(";")]
    assert told.startswith(f"{name}=")
    assert {"httponly", "samesite=lax", "path=/", "max-age=604800"} <= set(parts)
    assert ("secure" in parts) == secure
    assert not any(part.startswith("domain") for part in parts)
    secret = told.partition("=")[2].partition(";")[0]
    assert len(secret) >= 43
    assert secret not in dump()
    assert browser.get("/login").headers["cache-control"] == "no-store"


def test_strangers_learn_nothing_of_who_has_an_account(app, stranger):
    """Unknown, wrong, disabled and locked, right or wrong: one answer, and one password tried for each."""
    tried = []

    class Counting(PasswordHasher):
        def verify(self, kept, password):
            tried.append(password)
            return super().verify(kept, password)

    for name in ("Lost", "Held"):
        account(app, name)
    app.state.passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    now = datetime.now(UTC)
    with Session(app.state.writer) as db, db.begin():
        editors.disable(db, "Lost", now)
        for _ in range(attempts.TRIES):
            attempts.judge(db, attempts.Attempt("Held", None, right=False), now)
    told = set()
    for name in ("Nobody", "Edda", "Lost", "Held"):
        for password in ("three small dogs", PASSWORD):
            if (name, password) == ("Edda", PASSWORD):
                continue
            app.state.logins_brake = Brake()
            before = len(tried)
            answer = stranger.post("/login", data={"name": name, "password": password})
            assert len(tried) == before + 1
            own = ("content-length", "x-request-id")
            headers = {key: value for key, value in answer.headers.items() if key not in own}
            told.add((answer.status_code, answer.text.replace(name, "*"), str(headers)))
    assert len(told) == 1
    assert next(iter(told))[0] == 403
    assert "set-cookie" not in answer.headers


def test_guessing_is_braked_for_a_client(stranger):
    for _ in range(brake.TRIES):
        assert stranger.post("/login", data={"name": "Nobody", "password": "x"}).status_code == 403
    held = stranger.post("/login", data=RIGHT)
    assert held.status_code == 429
    assert int(held.headers["Retry-After"]) > 0
    assert "set-cookie" not in held.headers


def test_a_part_of_a_page_is_never_the_form_for_logging_in(stranger):
    """htmx asked for a block with a session that is over: the whole page goes to the form."""
    part = {"HX-Request": "true", "HX-Target": "main"}
    asked = stranger.get(ACCOUNT, headers=part)
    assert (asked.status_code, asked.text) == (204, "")
    assert asked.headers["HX-Redirect"] == "/login?next=%2Freview%2Faccount"
    assert stranger.post("/logout", headers=part).status_code == 403
    entered = stranger.post("/login", data=RIGHT, headers=part)
    assert (entered.status_code, entered.headers["location"]) == (303, FIRST)


def test_what_one_types_is_shown_as_text(stranger):
    answer = stranger.post("/login", data={"name": "<script>x</script>", "password": "y", "next": '/a"><b'})
    assert "<script>x" not in answer.text
    assert 'value="/a&#34;&gt;&lt;b"' in answer.text


def test_another_password_ends_all_other_sessions(app, edda):
    other, token, new = log_in(app, "Edda"), csrf(edda), "four larger owls"
    sent = {"csrf": token, "password": PASSWORD, "new": new, "again": new}
    for wrong in ({"password": new}, {"again": "four larger dogs"}, {"new": "short", "again": "short"}):
        assert edda.post(ACCOUNT, data={**sent, **wrong}).status_code == 422
    assert other.get(ACCOUNT).status_code == 200
    before = edda.cookies["editing"]
    assert edda.post(ACCOUNT, data=sent).status_code == 303
    assert edda.cookies["editing"] != before
    assert "The password is changed." in edda.get(f"{ACCOUNT}?changed").text
    assert csrf(edda) != token
    assert other.get(ACCOUNT).status_code == 303
    assert edda.post("/login", data=RIGHT).status_code == 403
    assert edda.post("/login", data={**RIGHT, "password": new}).status_code == 303


def test_an_account_counts_as_it_is_now(app, edda):
    """Another role, or none any more, holds from the next request on."""
    now = datetime.now(UTC)
    with Session(app.state.writer) as db, db.begin():
        editors.set_role(db, "edda", "admin", now)
    assert edda.get("/review/log").status_code == 200
    with Session(app.state.writer) as db, db.begin():
        editors.disable(db, "Edda", now)
    assert edda.get(ACCOUNT).status_code == 303


def test_readers_get_no_cookie_and_cost_no_query_more(app, stranger, edda):
    asked = []
    event.listen(app.state.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    for path in ("/", "/quotes", "/corrections", "/methods", "/display"):
        counts, bodies = [], []
        for browser in (stranger, edda):
            asked.clear()
            answer = browser.get(path)
            assert "set-cookie" not in answer.headers
            counts.append(len(asked))
            bodies.append(answer.text)
            assert not [each for each in asked if "editor_sessions" in each]
        assert counts[0] == counts[1]
        assert bodies[0] == bodies[1]


def test_nothing_of_it_is_kept(stranger, edda):
    answers = [
        stranger.get("/login"),
        stranger.get(ACCOUNT),
        stranger.post("/login", data=WRONG),
        stranger.get("/logout"),
        edda.get(ACCOUNT),
        edda.get("/review/log"),
        edda.get("/review/nothing"),
    ]
    assert [answer.status_code for answer in answers] == [200, 303, 403, 405, 200, 403, 404]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_database_that_is_busy_is_no_error_of_ours(app, database, stranger):
    app.state.writer.dispose()
    event.listen(app.state.writer, "connect", lambda made, _: made.execute("PRAGMA busy_timeout=50"))
    with closing(sqlite3.connect(database, isolation_level=None)) as job:
        job.execute("BEGIN IMMEDIATE")
        answer = stranger.post("/login", data=RIGHT)
        job.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert stranger.post("/login", data=RIGHT).status_code == 303
