"""Accounts for tests of the editors' side, and browsers that are logged in by them."""

from datetime import UTC, datetime

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.store import editors
from app.store.passwords import Passwords
from web.reading_pages import parse

HERE = {"Sec-Fetch-Site": "same-origin"}
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Set ``app.state.passwords`` to it: a test that only wants to be logged in need not wait for that."""
PASSWORD = "three small owls"


def account(app, name, role="editor"):
    """Make an account, and give its number; its password is `PASSWORD`."""
    app.state.passwords = CHEAP
    with Session(app.state.writer) as db, db.begin():
        return editors.add(db, name, role, CHEAP.kept(PASSWORD), datetime.now(UTC))


def log_in(app, name, **options):
    """A browser that is logged in as somebody."""
    browser = TestClient(
        app, **{"follow_redirects": False, "raise_server_exceptions": False, "headers": HERE, **options}
    )
    answer = browser.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return browser


def csrf(browser, page="/review/account"):
    """What each form of a logged-in browser carries."""
    return next(parse(browser.get(page).text).all("input", name="csrf")).attributes["value"]
