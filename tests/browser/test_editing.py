"""The editors' side in a browser: by the keyboard from the form to the log and out, and for everyone."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlmodel import Session

from app.settings import place
from app.store import editors, engine
from app.store.passwords import Passwords
from browser.conftest import serving

pytestmark = pytest.mark.browser

PASSWORD = "three small owls"
SIZES = (({"width": 1280, "height": 900}, "light"), ({"width": 390, "height": 844}, "dark"))


@pytest.fixture
def address(tmp_path):
    """A site without articles that Ada looks after."""
    path = tmp_path / "editing.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        kept = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)).kept(PASSWORD)
        editors.add(db, "Ada", "admin", kept, datetime.now(UTC))
    written.dispose()
    with serving(path) as at:
        yield at


def test_by_the_keyboard_and_for_everyone(context):
    page, axe, found = context(bypass_csp=True).new_page(), Axe(), []

    def look(name):
        for size, scheme in SIZES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            broken = axe.run(page).response["violations"]
            found.extend((name, scheme, each["id"], each["nodes"][0]["html"][:200]) for each in broken)
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append((name, "runs out"))

    def type_in(*words):
        for each in words:
            page.keyboard.type(each)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    page.goto("/review/log")
    expect(page.get_by_label("Name")).to_be_focused()
    type_in("ada", "three small dogs")
    expect(page.get_by_role("alert")).to_contain_text("do not open anything")
    expect(page.get_by_label("Password")).to_be_focused()
    look("wrong")
    type_in(PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Log")
    expect(page.locator("tbody tr")).to_have_count(3)
    look("log")
    page.goto("/review/account")
    look("account")
    page.get_by_role("button", name="Log out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
    assert page.context.cookies() == []
    assert found == []
