"""What htmx adds: filters without a reload, announcements, focus, Back; failures keep the old results."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(context):
    page = context().new_page()
    page.goto("/quotes")
    page.evaluate("window.before = true")
    return page


def test_facet_keeps_focus_announces_and_back_restores(page):
    all_of_them = page.locator("#count").inner_text()
    box = page.get_by_label("Partly quoted")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/quotes?kind=mixed")
    expect(page.locator("#chip-kind-0")).to_be_visible()
    expect(page.locator("#f-kind-mixed")).to_be_focused()
    expect(page.locator("#status")).to_have_text(f"{page.locator('#count').inner_text()} found")
    assert page.locator("#count").inner_text() != all_of_them
    page.locator("#f-kind-direct").check()
    page.wait_for_url("**/quotes?kind=direct&kind=mixed")
    page.go_back()
    page.wait_for_url("**/quotes?kind=mixed")
    expect(page.get_by_label("Partly quoted")).to_be_checked()
    expect(page.locator("#f-kind-direct")).not_to_be_checked()
    page.go_back()
    page.wait_for_url("**/quotes")
    expect(page.locator("#count")).to_have_text(all_of_them)
    assert page.evaluate("window.before"), "the page was loaded anew"
    page.reload()
    expect(page.locator("#count")).to_have_text(all_of_them)


def test_typing_replaces_the_address_and_keeps_focus(page):
    steps = page.evaluate("history.length")
    page.get_by_role("combobox", name="Search quotes").press_sequentially("bases", delay=30)
    page.wait_for_url("**/quotes?q=bases")
    expect(page.locator(".hit").first).to_be_visible()
    assert page.evaluate("history.length") == steps
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate("window.before")


def test_removed_chip_leaves_focus_on_the_count(page):
    page.get_by_label("Partly quoted").check()
    chip = page.locator("#chip-kind-0")
    chip.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    expect(page.locator("#count")).to_be_focused()
    page.wait_for_url("**/quotes")


def test_order_is_pushed(page):
    page.get_by_label("Order").select_option("oldest")
    page.wait_for_url("**/quotes?sort=oldest")
    assert page.evaluate("window.before")


@pytest.mark.parametrize("failure", ["aborted", "broken"])
def test_failing_request_keeps_the_results_and_can_be_tried_again(page, failure):
    before = page.locator(".cuttings").inner_text()

    def fail(route):
        if failure == "aborted":
            route.abort()
        else:
            route.fulfill(status=500, body="no")

    page.route("**/quotes?*", fail)
    page.get_by_label("Partly quoted").check()
    expect(page.get_by_role("alert")).to_contain_text("That did not load")
    assert page.locator(".cuttings").inner_text() == before
    assert page.url.endswith("/quotes")
    page.unroute("**/quotes?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#chip-kind-0")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.wait_for_url("**/quotes?kind=mixed")


def test_folded_filters_stay_open_on_a_phone(context):
    page = context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("/quotes")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Partly quoted").check()
    page.wait_for_url("**/quotes?kind=mixed")
    expect(page.get_by_label("Partly quoted")).to_be_visible()


def test_back_and_forward_after_a_failure_show_what_their_addresses_say(page):
    page.get_by_label("Partly quoted").check()
    page.wait_for_url("**/quotes?kind=mixed")
    expect(page.locator("#chip-kind-0")).to_be_visible()
    mixed = page.locator("#count").inner_text()
    page.route("**/quotes?*kind=direct*", lambda route: route.abort())
    page.locator("#f-kind-direct").check()
    expect(page.get_by_role("alert")).to_contain_text("That did not load")
    assert page.locator("#count").inner_text() == mixed
    page.go_back()
    page.wait_for_url("**/quotes")
    expect(page.locator("#count")).not_to_have_text(mixed)
    page.go_forward()
    page.wait_for_url("**/quotes?kind=mixed")
    expect(page.locator("#count")).to_have_text(mixed)
    expect(page.locator("#f-kind-mixed")).to_be_checked()
    expect(page.locator("#f-kind-direct")).not_to_be_checked()
