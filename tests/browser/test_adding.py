"""Articles are added in a browser and read by the job; without the token nothing is taken."""

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from reading.newsroom import path
from reading.site import Page
from reading.stories import FERRY
from sqlmodel import Session

from app.ingest import queue
from app.reading.fetch import Fetcher
from app.reading.given import Choices
from app.reading.network.asking import Manners
from app.reading.network.guard import Network
from app.settings import place
from app.store import attendance, engine
from app.store.queries.submissions import recent
from browser.conftest import serving
from browser.test_everyone import COLOURS, NARROW, STANDARDS, WIDE

pytestmark = pytest.mark.browser

TOKEN = "a token that nobody guesses"


@pytest.fixture
def database(tmp_path):
    made = tmp_path / "added.db"
    engine.migrate(made, place("migrations"))
    return made


@pytest.fixture
def address(database):
    """Where a server answers that takes articles in."""
    with serving(database, add_token=TOKEN) as at:
        yield at


def entered(page):
    page.goto("/add")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Open the page").click()
    expect(page.get_by_role("heading", name="Paste a text")).to_be_visible()
    return page


def waiting(database):
    opened = engine.reader(database)
    with Session(opened) as db:
        found = recent(db, 99)
    opened.dispose()
    return found


def test_without_the_token_nothing_is_taken(context, address, database):
    page = context().new_page()
    page.goto("/")
    page.get_by_role("link", name="Add articles").click()
    page.get_by_label("Token").fill("not the token at all")
    page.get_by_role("button", name="Open the page").click()
    expect(page.get_by_role("alert").filter(has_text="not the token")).to_be_visible()
    assert page.get_by_role("button", name="Add this text").count() == 0
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Words."}
    for sent in (
        {"way": "text", "text": "Words."},
        {"way": "addresses", "addresses": "https://news.example/"},
        {"way": "files", "files": file},
    ):
        for headers in ({}, {"Origin": address}, {"Sec-Fetch-Site": "same-origin"}):
            assert page.request.post("/add", multipart=sent, headers=headers).status == 403
    assert waiting(database) == ()


def test_a_page_of_another_site_adds_nothing(context, address, database, site):
    page = entered(context().new_page())
    trap = f"""<form action="{address}/add" method="post" enctype="multipart/form-data">
        <input name="way" value="text"><textarea name="text">Words.</textarea><button>Go</button></form>"""
    site.put("/trap", Page(trap.encode()))
    page.goto(site.address("/trap"))
    page.get_by_role("button").click()
    # The cookie goes with it, as both sites are of one host: where the form came from is what tells.
    expect(page.get_by_text("This was sent from another site")).to_be_visible()
    assert waiting(database) == ()


def test_paste_address_and_upload_are_read_and_lead_to_their_articles(context, database, site):
    page = entered(context().new_page())
    page.get_by_label("Text of the article").fill("“The bridge opens in May,” said Anna Berg.")
    page.locator("summary", has_text="What is known").click()
    page.get_by_label("Title").fill("A bridge in May")
    page.get_by_label("Language of the text").fill("English")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#problems")).to_be_focused()
    page.get_by_role("link", name="Language of the text").click()
    expect(page.locator("#language")).to_be_focused()
    page.get_by_label("Language of the text").fill("en")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#progress .state")).to_have_text("Waiting")
    expect(page.get_by_text("No job is at work")).to_be_visible()
    assert page.evaluate("window.before = true")

    plain = entered(context(java_script_enabled=False).new_page())
    plain.get_by_label("Addresses", exact=True).fill(site.address(path(FERRY)))
    plain.get_by_role("button", name="Add these addresses").click()
    expect(plain.get_by_text("Waiting, 1 before it")).to_be_visible()
    plain.get_by_role("link", name="Add more").click()
    plain.get_by_label("Files", exact=True).set_input_files([
        {"name": "said.txt", "mimeType": "text/plain", "buffer": b'"We shall see," said Ben Okafor.'},
        {"name": "broken.jsonl", "mimeType": "", "buffer": b"{"},
    ])  # fmt: skip
    plain.get_by_role("button", name="Upload these files").click()
    expect(plain).to_have_url(re.compile("/add#recent$"))
    expect(plain.locator("#recent .state")).to_have_text([
        "Waiting, 3 before it", "Waiting, 2 before it", "Waiting, 1 before it", "Waiting",
    ])  # fmt: skip

    written = engine.writer(database)
    means = queue.Means(
        lambda: Fetcher(manners=Manners(delay=0), network=Network(allow_local=True)),
        Choices(2_000_000),
        lambda: datetime.now(UTC),
    )
    with attendance.attending(database):
        assert queue.process(written, means, lambda _: None) == 4
    written.dispose()

    expect(page.locator("#progress .state")).to_have_text("Read: 1 article, 1 statement")
    expect(page.locator("#status")).to_have_text("Read: 1 article, 1 statement")
    assert page.evaluate("window.before"), "the page was loaded anew"
    page.locator("#progress").get_by_role("link", name="A bridge in May").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A bridge in May")
    expect(page.get_by_text("The bridge opens in May").first).to_be_visible()

    plain.get_by_role("link", name="Look again").click()
    expect(plain.locator("#recent .state").first).to_have_text("Not read")
    expect(plain.locator("#recent .state.done")).to_have_count(3)
    plain.get_by_role("link", name=site.address(path(FERRY))).click()
    plain.locator("#progress").get_by_role("link", name=FERRY.title).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(FERRY.title)
    plain.goto("/add")
    plain.get_by_role("button", name="Sign out").click()
    expect(plain.get_by_label("Token")).to_be_visible()


def test_for_everyone(context):
    """No axe violations, nothing runs out at 320 px, targets are large enough."""
    page = context(bypass_csp=True).new_page()

    def wrong():
        page.get_by_label("Text of the article").fill("Words.")
        page.locator("summary", has_text="What is known").click()
        page.get_by_label("Language of the text").fill("?")
        page.get_by_role("button", name="Add this text").click()
        expect(page.locator("#problems")).to_be_focused()

    def told():
        page.goto("/add")
        page.get_by_label("Text of the article").fill("“We wait,” said Anna Berg.")
        page.get_by_role("button", name="Add this text").click()
        expect(page.locator("#progress")).to_be_visible()

    axe, found = Axe(), []
    for name, reach in (
        ("token", lambda: page.goto("/add")),
        ("add", lambda: entered(page)),
        ("wrong", wrong),
        ("told", told),
    ):
        page.set_viewport_size(WIDE)
        reach()
        for size, scheme, options in ((WIDE, "light", STANDARDS), (NARROW, "dark", COLOURS)):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            violations = axe.run(page, options=options).response["violations"]
            found += [(name, scheme, each["id"], each["nodes"][0]["html"][:200]) for each in violations]
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append((name, "runs out"))
        small = page.evaluate(
            """[...document.querySelectorAll('a, button, select, summary, input:not([type=hidden])')]
                .filter(each => each.checkVisibility() && getComputedStyle(each).display !== 'inline'
                    && !each.matches('.skip') && each.getBoundingClientRect().height < 24)
                .map(each => each.outerHTML.slice(0, 100))"""
        )
        found += [(name, each) for each in small]
    assert found == []
