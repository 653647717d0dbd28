"""Filters in a browser: left out with and without scripts, and restored by Back, reload and pasting."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


STATE = """() => ({
            fields: [...document.querySelector("#filters").elements]
                .filter((field) => field.name && (field.type !== "checkbox" || field.checked))
                .map((field) => `${field.name}=${field.value}`).filter((pair) => !pair.endsWith("=")).sort(),
            chips: [...document.querySelectorAll(".chip")].map((chip) => chip.innerText),
            count: document.querySelector("#count").innerText,
            lines: document.querySelectorAll(".cutting").length,
        })"""


def state(page):
    """Everything that a reader sees of the choices made."""
    return page.evaluate(STATE)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_value_is_left_out_and_taken_back(context, scripts):
    page = context(java_script_enabled=scripts).new_page()
    page.goto("/quotes?kind=mixed")
    whole = page.locator("#count").inner_text()
    page.get_by_role("link", name="Exclude Russia").first.click()
    page.wait_for_url("**/quotes?kind=mixed&not.about=RU")
    expect(page.locator(".chip", has_text="Not about")).to_contain_text("Russia")
    assert page.locator("#count").inner_text() != whole
    if scripts:
        expect(page.locator("#x-f-about-ru")).to_be_focused()
        page.locator("#f-kind-direct").check()
    else:
        page.locator("#f-kind-direct").check()
        page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/quotes?kind=direct&kind=mixed&not.about=RU")
    page.get_by_role("link", name="Take Russia back in").click()
    page.wait_for_url("**/quotes?kind=direct&kind=mixed")


def test_back_reload_and_a_pasted_address_restore_every_choice(context):
    page = context().new_page()
    page.goto("/quotes")
    seen = []

    def settled(address):
        page.wait_for_url(address)
        page.wait_for_function("() => !document.querySelector('[aria-busy]')")
        seen.append((page.url, state(page)))

    settled("**/quotes")
    page.locator("#f-kind-mixed").check()
    settled("**/quotes?kind=mixed")
    page.get_by_role("link", name="Exclude Russia").first.click()
    settled("**/quotes?kind=mixed&not.about=RU")
    page.get_by_label("Order").select_option("oldest")
    settled("**/quotes?kind=mixed&not.about=RU&sort=oldest")
    page.get_by_label("Group").select_option("p")
    settled("**/quotes?group=p&kind=mixed&not.about=RU&sort=oldest")
    page.get_by_label("Until").fill("2031-12-31")
    page.get_by_label("Day it was").select_option("published")
    page.get_by_role("button", name="Apply filters").click()
    settled("**/quotes?group=p&kind=mixed&not.about=RU&sort=oldest&until=2031-12-31")

    assert "not.about=RU" in seen[-1][1]["fields"]
    assert "until=2031-12-31" in seen[-1][1]["fields"]
    page.reload()
    assert state(page) == seen[-1][1]
    for address, before in reversed(seen[:-1]):
        page.go_back()
        page.wait_for_url(address)
        # The address is back before the list is: nothing tells but what is to be seen.
        shown = json.dumps(before, separators=(",", ":"), ensure_ascii=False)
        page.wait_for_function(f"shown => JSON.stringify(({STATE})()) === shown", arg=shown)
    for address, before in seen:
        pasted = context().new_page()
        pasted.goto(address)
        assert state(pasted) == before
        pasted.close()


def test_words_taken_away_are_gone_from_the_search_box(context):
    page = context().new_page()
    page.goto("/quotes?q=bases&kind=direct")
    page.locator("#chip-q-0").click()
    page.wait_for_url("**/quotes?kind=direct")
    expect(page.locator("#q")).to_have_value("")
