"""Maps and timelines for everyone: nothing that axe finds, bars broad enough, keyboard, narrow screens."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlmodel import Session
from store.building import NOW, save, talks

from app.settings import place
from app.store import engine
from browser.conftest import serving
from browser.test_everyone import STANDARDS

pytestmark = pytest.mark.browser
COUNTRY = "/country/AF"
CHOSEN = "/quotes?since=2021-01-01&until=2021-12-31"
BARLESS = ["/countries", "/coverage", "/outlets"]
PAGES = [*BARLESS, COUNTRY, "/quotes", CHOSEN, "/claims"]


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """Where a server answers, over articles of three years that say the same every month, some undated."""
    path = tmp_path_factory.mktemp("seeing") / "dated.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        for number in range(12):
            day = date(2020, 2, 3) + timedelta(days=75 * number) if number % 5 else None
            facts = {"outlet": f"Post {number}", "outlet_country": "NO", "published": day}
            extra = [f"In town {number} the day was long and people went home {number} times."]
            save(db, talks(title=f"Talks {number}", file_name=f"{number}.txt", extra=extra, **facts), NOW)
    written.dispose()
    with serving(path) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_violations(context, dated, scheme, width):
    page = context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    axe, found = Axe(), []
    for path in PAGES:
        page.goto(dated + path)
        page.evaluate("document.querySelectorAll('.timeline details').forEach(fold => fold.open = true)")
        broken = axe.run(page, options=STANDARDS).response["violations"]
        found += [(path, each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in broken]
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_bars_are_broad_enough_and_nothing_scrolls_sideways(context, dated, width):
    page = context(viewport={"width": width, "height": 800}).new_page()
    for path in PAGES:
        page.goto(dated + path)
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        sizes = page.evaluate(
            """() => [...document.querySelectorAll('.bars .reach')].filter(each => each.checkVisibility())
                .map(each => each.getBoundingClientRect()).map(box => [box.width, box.height])"""
        )
        if path not in BARLESS:
            assert sizes, path
        assert all(broad >= 24 and tall >= 24 for broad, tall in sizes), (path, min(sizes))


def test_a_bar_and_a_country_are_reached_and_followed_by_keyboard(context, dated):
    page = context().new_page()
    page.goto(dated + COUNTRY)
    bar = page.locator(".bars.wide a").first
    bar.focus()
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('.reach')).stroke") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    page.goto(dated + "/countries")
    page.get_by_role("link", name="Afghanistan: 12 claims").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/country/AF")


def test_the_map_keeps_its_shades_in_forced_colours(context, dated):
    page = context(forced_colors="active", color_scheme="dark").new_page()
    page.goto(dated + "/countries")
    fills = page.evaluate(
        """() => ['.world .land', ".world [class^='shade-'] path"]
            .map(name => getComputedStyle(document.querySelector(name)).fill)"""
    )
    assert fills[0] != fills[1]
