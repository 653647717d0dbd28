"""Single keys: they move the real focus, say where it is, keep out of fields, and can be switched off."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(context):
    return context(permissions=["clipboard-read", "clipboard-write"]).new_page()


def focused(page):
    return page.evaluate("document.activeElement.href")


def test_through_results_and_into_one(page):
    page.goto("/quotes")
    links = page.locator(".cuttings > li").evaluate_all(
        "all => all.map(each => each.querySelector('a').href)"
    )
    seen = []
    for key in "jjjk":
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == [links[0], links[1], links[2], links[1]]
    expect(page.locator("#status")).to_have_text(f"2 of {len(links)}")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.keyboard.press("Enter")
    page.wait_for_url(links[1])


def test_focused_result_is_in_sight(page):
    page.goto("/quotes")
    for _ in range(8):
        page.keyboard.press("j")
    box = page.evaluate(
        "(({top, bottom}) => [top, innerHeight - bottom])(document.activeElement.getBoundingClientRect())"
    )
    assert min(box) > 0


def test_after_a_swap(page):
    page.goto("/quotes")
    page.keyboard.press("j")
    page.get_by_label("Partly quoted").check()
    page.wait_for_url("**/quotes?kind=mixed")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator(".cuttings > li").first.locator("a").first).to_be_focused()


def test_search_help_copy_and_cite(page, places):
    page.goto(places["direct"])
    page.keyboard.press("c")
    permalink = page.get_by_label("Permalink").input_value()
    expect(page.locator("#status")).to_have_text(f"Copied: {permalink}")
    assert page.evaluate("navigator.clipboard.readText()") == permalink
    page.keyboard.press("x")
    expect(page.locator("#cite > summary")).to_be_focused()
    assert page.locator("#cite").get_attribute("open") is not None
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#cite > summary")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("[role=search] [name=q]")).to_be_focused()


def test_a_copied_link_does_without_what_was_looked_for(page):
    page.goto("/quotes?q=bases")
    page.keyboard.press("j")
    assert "?q=bases" in page.locator(".cuttings .words a").first.get_attribute("href")
    page.keyboard.press("c")
    expect(page.locator("#status")).to_contain_text("Copied: ")
    assert "bases" not in page.evaluate("navigator.clipboard.readText()").partition("?")[2]


def test_keys_type_in_fields_and_leave_the_browsers_own_alone(page):
    page.goto("/quotes")
    page.keyboard.press("/")
    page.keyboard.type("j?c/")
    assert page.locator("[role=search] [name=q]").input_value() == "j?c/"
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto("/quotes")
    page.keyboard.press("Alt+j")
    assert page.evaluate("document.activeElement === document.body")


def test_switched_off_for_good(page):
    page.goto("/quotes?kind=direct")
    page.get_by_role("link", name="Display and keys").click()
    page.get_by_role("group", name="Keyboard shortcuts").get_by_label("Off").check()
    page.get_by_role("button", name="Keep these choices").click()
    page.wait_for_url("**/quotes?kind=direct")
    for key in "j/?":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    expect(page.get_by_role("dialog")).to_be_hidden()
