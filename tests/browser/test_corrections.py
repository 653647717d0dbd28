"""A wrong speaker is reported, put right by keyboard alone, agreed on everywhere, and never comes back."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlmodel import Session, text
from store.building import LATER, Draft, save

from app.settings import place
from app.store import editors, engine
from app.store.passwords import Passwords
from app.web.reporting import limits
from browser.conftest import serving
from browser.test_everyone import COLOURS, NARROW, STANDARDS, WIDE

pytestmark = pytest.mark.browser

PASSWORD = "a password that nobody guesses"
WORDS = "The bases will be closed before spring,"


def bases(extractor="by-hand-1"):
    """Danyuk says two things; the machine gives the first of them to Berg."""
    draft = Draft(
        f"“{WORDS}” Nikita Danyuk told Anna Berg of the Post.",
        "“It is late,” Danyuk added.",
        "“We shall see,” said Berg.",
        outlet="Post",
        title="Bases in spring",
    )
    berg = draft.entity("Anna Berg", aliases=["Berg"])
    danyuk = draft.entity("Nikita Danyuk", aliases=["Danyuk"], roles=["Nikita"])
    draft.statement(WORDS, by=berg, cue=["told"], source=["Anna Berg"])
    draft.statement("It is late,", by=danyuk, cue=["added"], source=["Danyuk"])
    draft.statement("We shall see,", by=berg, cue=["said"], source=["Berg"])
    draft.extractor = extractor
    return draft


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("corrections") / "corrections.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, bases())
        editors.add(db, "Edda", "editor", Passwords().kept(PASSWORD), datetime.now(UTC))
    written.dispose()
    return path


@pytest.fixture(scope="module")
def address(database):
    with serving(database) as at:
        yield at


@pytest.fixture(scope="module")
def idents(database):
    """The statement's identifier and, by name, the speakers'."""
    opened = engine.reader(database)
    with Session(opened) as db:
        run = db.connection().execute
        found = dict(run(text("SELECT name, ident FROM speakers")).all())
        found["statement"] = run(
            text("SELECT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
                 "WHERE v.words = :w"), {"w": WORDS},
        ).scalar_one()  # fmt: skip
    opened.dispose()
    return found


def denied(request, idents, name, other):
    """What of all that readers see does not say that `name` said it, and `other` did not."""
    ident = idents["statement"]

    def got(path):
        answer = request.get(path)
        assert answer.status == 200, path
        return answer

    told = got(f"/s/{ident}.json").json()["statement"]["row"]["speaker"]["name"]
    searched = got("/quotes.json?q=bases+closed").json()["rows"]
    listed = {each: got(f"/quotes.json?p={idents[each]}").json() for each in (name, other)}
    counted = {each: got(f"/p/{idents[each]}.json").json()["speaker"]["statements"] for each in (name, other)}
    feed = got(f"/quotes.atom?p={idents[name]}").text()
    expected = {name: 2, other: 1}
    found = {
        "its JSON": told == name,
        "search": [row["speaker"]["name"] for row in searched] == [name],
        "lists": ident in str(listed[name]["rows"]) and ident not in str(listed[other]["rows"]),
        "counts": {each: listed[each]["total"] for each in listed} == counted == expected,
        "feeds": ident in feed and ident not in got(f"/quotes.atom?p={idents[other]}").text(),
        "embed": name in got(f"/s/{ident}/embed").text(),
        "its page": name in got(f"/s/{ident}").text().partition("</h1>")[0],
        "their page": WORDS in got(f"/p/{idents[name]}").text(),
    }
    return [where for where, agrees in found.items() if not agrees]


def test_reported_corrected_agreed_on_and_kept(context, address, database, idents):
    ident = idents["statement"]
    reader = context(java_script_enabled=False).new_page()
    reader.goto(f"/s/{ident}")
    assert denied(reader.request, idents, "Anna Berg", "Nikita Danyuk") == []
    card = reader.request.get(f"/s/{ident}/card.png").body()
    reader.get_by_role("link", name="Report a problem").click()
    reader.get_by_text("Wrong speaker", exact=True).click()
    reader.locator("#note").fill("Danyuk told it to Berg.")
    reader.wait_for_timeout(1000 * limits.SOONEST)
    reader.locator("form.fields button").click()
    reader.wait_for_url("**/report/sent")
    assert denied(reader.request, idents, "Anna Berg", "Nikita Danyuk") == [], (
        "a report alone changed something"
    )

    desk = context(viewport=WIDE).new_page()
    desk.goto("/login?next=/review")
    press = desk.keyboard.press
    expect(desk.locator("#name")).to_be_focused()
    desk.keyboard.type("Edda")
    press("Tab")
    desk.keyboard.type(PASSWORD)
    press("Enter")
    desk.wait_for_url(f"{address}/review")  # whole: with its script, which reads the keys
    expect(desk.locator(".queued").first).to_contain_text("1 report")
    press("n")
    desk.wait_for_url(f"**/review/s/{ident}")
    expect(desk.locator(".reported")).to_contain_text("Danyuk told it to Berg.")
    expect(desk.locator("[data-digit='1']")).to_have_value(idents["Nikita Danyuk"])
    press("1")
    assert desk.evaluate("document.activeElement.matches('[name=usual-speaker]:focus-visible')")
    press("Space")
    press("Enter")
    desk.wait_for_url("**done=*")
    expect(desk.locator(".bench-notice")).to_contain_text("was Anna Berg; now Nikita Danyuk")
    assert f"/review/s/{ident}" not in desk.url

    reader.goto(f"/s/{ident}")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Nikita Danyuk")
    assert denied(reader.request, idents, "Nikita Danyuk", "Anna Berg") == []
    assert reader.request.get(f"/s/{ident}/card.png").body() != card
    log = reader.request.get("/corrections").text()
    assert "Nikita Danyuk" in log
    assert f"/s/{ident}" in log

    written = engine.writer(database)
    with Session(written) as db, db.begin():
        save(db, bases("by-hand-2"), LATER)
    written.dispose()
    assert denied(reader.request, idents, "Nikita Danyuk", "Anna Berg") == []

    # Taken back with one key, as if it had never been.
    press("u")
    press("Enter")
    desk.wait_for_url(f"**/review/s/{ident}?done=*")
    assert denied(reader.request, idents, "Anna Berg", "Nikita Danyuk") == []


def test_for_everyone(context, address, idents):
    """No axe violations, nothing runs out at 320 px, targets are large enough; each panel was opened."""
    page = context(bypass_csp=True).new_page()
    page.goto("/login")
    page.locator("#name").fill("Edda")
    page.locator("#password").fill(PASSWORD)
    page.locator("form.fields button").click()
    page.wait_for_url("**/review")
    axe, found = Axe(), []
    bench = f"/review/s/{idents['statement']}"
    places = [("/review", ""), *((bench, key) for key in "sw"), ("/review/speakers", ""),
              (f"/review/p/{idents['Anna Berg']}", "")]  # fmt: skip
    for path, key in places:
        page.set_viewport_size(WIDE)
        page.goto(path)
        if key:
            page.keyboard.press(key)
        for size, scheme, options in ((WIDE, "light", STANDARDS), (NARROW, "dark", COLOURS)):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            violations = axe.run(page, options=options).response["violations"]
            found += [(path, key, scheme, each["id"], each["nodes"][0]["html"][:200]) for each in violations]
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append((path, key, "runs out"))
        small = page.evaluate(
            """[...document.querySelectorAll('main a, main button, main select, main summary, main .pick')]
                .filter(each => each.checkVisibility() && getComputedStyle(each).display !== 'inline'
                    && each.getBoundingClientRect().height < 24)
                .map(each => each.outerHTML.slice(0, 100))"""
        )
        found += [(path, each) for each in small]
    assert found == []
