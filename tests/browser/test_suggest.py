"""The search box as a combobox: keys, pointer, what is announced, and an answer that comes too late."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.test_everyone import STANDARDS

pytestmark = pytest.mark.browser

OPTIONS = "[role=listbox] [role=option]"


def box(page, address="/"):
    page.goto(address)
    return page.get_by_role("combobox", name=re.compile("^Search"))


def write(field, words):
    """All at once: each letter that comes slowly is asked for, and its list would come amid what follows."""
    field.fill(words)


def test_arrows_choose_and_enter_opens(context):
    page = context().new_page()
    field = box(page)
    write(field, "nary")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_contain_text("Sergei Naryshkin")
    expect(page.locator("form [role=status]")).to_have_text(re.compile(r"\d+ suggestions?"))
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_be_focused()
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/p/**")
    expect(page.locator("h1")).to_contain_text("Naryshkin")


def test_escape_closes_and_enter_still_searches(context):
    page = context().new_page()
    field = box(page, "/methods")
    field.press_sequentially("nary", delay=20)
    expect(page.locator(OPTIONS).first).to_be_visible()
    field.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("nary")
    field.press("Enter")
    page.wait_for_url("**/search?q=nary")


def test_words_are_looked_for_in_the_list_with_its_filters(context):
    page = context().new_page()
    field = box(page, "/quotes?kind=direct")
    page.evaluate("window.before = true")
    write(field, "militar")
    expect(page).to_have_url(re.compile(r"/quotes\?kind=direct&q=militar$"))  # what typing asks is answered
    page.get_by_role("option", name=re.compile("^military")).click()
    expect(page).to_have_url(re.compile(r"/quotes\?kind=direct&q=military$"))
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator("[role=listbox]")).to_be_hidden()
    assert page.evaluate("window.before")
    # Back is answered within the page: no load event follows that could be waited for.
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile(r"/quotes\?kind=direct$|/quotes\?kind=direct&q=militar$"))
    box(page, "/speakers").press_sequentially("nary", delay=20)
    expect(page.locator(OPTIONS)).to_have_count(1)


def test_a_question_overtaken_by_the_next_letter_is_called_off(context):
    page = context().new_page()
    page.route("**/suggest?q=na", lambda _: None)  # never answered
    field = box(page)
    with page.expect_request("**/suggest?q=na"):
        field.press_sequentially("na", delay=20)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("q=na")):
        field.press_sequentially("ry", delay=20)
    expect(page.locator(OPTIONS).first).to_contain_text("Naryshkin")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_open_it_violates_nothing_and_fits(context, scheme, width):
    page = context(color_scheme=scheme, viewport={"width": width, "height": 700}, bypass_csp=True).new_page()
    for address in ("/", "/methods", "/quotes"):
        field = box(page, address)
        write(field, "nary")
        expect(page.locator(OPTIONS).first).to_be_visible()
        field.press("ArrowDown")
        found = Axe().run(page, options=STANDARDS).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        heights = page.locator(OPTIONS).evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().height)"
        )
        assert min(heights) >= 24


def test_without_scripts_it_is_a_search_field(context):
    page = context(java_script_enabled=False).new_page()
    page.goto("/")
    field = page.get_by_role("searchbox", name="Search everything")
    field.fill("Naryshkin")
    field.press("Enter")
    page.wait_for_url("**/search?q=Naryshkin")
