"""The main job with no mouse at all: search, statement, its link, its paragraph in the article, and back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def hidden_behind(page):
    """What lies over the middle of the focused element, where that is not it or a part of it."""
    return page.evaluate(
        """() => {
            const focused = document.activeElement;
            const {left, top, width, height} = focused.getClientRects()[0];
            const over = document.elementFromPoint(left + width / 2, top + height / 2);
            return over && (focused.contains(over) || over.contains(focused)) ? "" : String(over?.outerHTML);
        }"""
    )


def tab_to(page, wanted, most=60):
    """Press Tab until the focus is on what matches; it is in sight and outlined at every stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert hidden_behind(page) == ""
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"{wanted} is not reached")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}])
def test_from_the_front_page_to_a_paragraph_and_back(context, size):
    page = context(
        viewport=size, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
    ).new_page()
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("military bases")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=military+bases")
    page.keyboard.press("j")
    assert hidden_behind(page) == ""
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/**")
    words = page.locator(".lead .words").inner_text()
    page.keyboard.press("c")
    expect(page.locator("#status")).to_contain_text("Copied: ")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/s/[0-9a-z]{8}/", link)
    tab_to(page, ".paragraph:not(.dimmed) .number")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/**#p*")
    number = page.url.rpartition("#p")[2]
    assert page.locator(":target .number").inner_text() == number
    marked = " ".join(page.locator(":target mark").all_inner_texts())
    assert any(word in marked for word in words.split() if len(word) > 5)
    page.keyboard.press("j")
    assert int(page.evaluate("document.activeElement.closest('.paragraph').id.slice(1)")) >= int(number)
    assert hidden_behind(page) == ""
    page.keyboard.press("]")
    assert page.evaluate("document.activeElement.className") == "number"
    page.go_back()
    page.wait_for_url("**/s/**")
    page.go_back()
    page.wait_for_url("**/search?q=military+bases")


def test_every_stop_of_the_article_is_in_sight(context, places):
    page = context(viewport={"width": 1280, "height": 700}, reduced_motion="reduce").new_page()
    page.goto(places["article"])
    for key in "jjjjj]]]k[":
        page.keyboard.press(key)
        assert hidden_behind(page) == "", key
    seen = page.evaluate("document.querySelectorAll('.galley [data-step]').length")
    expect(page.locator("#status")).to_contain_text(" of ")
    assert seen > 5
