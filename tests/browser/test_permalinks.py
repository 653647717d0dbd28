"""Some words of a statement: linked to by selecting them, or by their numbers; and what is around them."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SELECT = """([first, from, last, to]) => {
  const texts = (piece) => {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found.filter((text) => !text.parentElement.closest(".hidden"));
  };
  const place = (word, end) => {
    for (const piece of document.querySelectorAll(".lead [data-words]"))
      for (const text of texts(piece)) {
        const at = text.data.indexOf(word);
        if (at >= 0) return [text, at + (end ? word.length : 0)];
      }
  };
  const range = document.createRange();
  range.setStart(...place(first, false));
  range.setEnd(...place(last, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def words_of(page):
    return re.findall(r"[\w’'-]+", page.locator(".lead .words").inner_text())


def test_selecting_words_offers_a_link_to_them(context, places):
    page = context().new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(places["direct"])
    expect(page.locator("#selected")).to_be_hidden()
    words = words_of(page)
    first, last = words[1], words[3]
    page.evaluate(SELECT, [first, 0, last, 0])
    link = page.get_by_role("link", name="Link to these words")
    expect(link).to_be_visible()
    expect(page.locator("#selected")).to_contain_text("words 2–4")
    link.click()
    page.wait_for_url("**/v1?w=2-4")
    marked = re.sub(r"linked words:\s*", "", page.locator(".lead .chosen").inner_text())
    assert marked.split() == " ".join(words[1:4]).split()
    assert page.get_by_label("Permalink").input_value() == page.url
    assert " ".join(words[1:4]) in page.title()
    page.mouse.move(0, 0)  # what is under the pointer stays
    # From within a range, others can be chosen: what only screen readers hear is not counted.
    page.evaluate(SELECT, [words[0], 0, words[4], 0])
    expect(page.locator("#selected")).to_contain_text("words 1–5")
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator("#selected")).to_be_hidden()
    assert problems == []


def test_words_are_linked_to_without_javascript(context, places):
    page = context(java_script_enabled=False).new_page()
    page.goto(places["mixed"])
    page.get_by_text("Link to this version, or to some of its words").click()
    page.get_by_label("Words from").fill("2")
    page.get_by_label("to", exact=True).fill("3")
    page.get_by_role("button", name="Show the link").click()
    page.wait_for_url("**/v1?w=2-3")
    assert page.locator(".lead .chosen").count()
    assert page.locator(".galley .chosen").count()
    assert page.get_by_label("Permalink").get_attribute("value") == page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_more_context(context, places, scripts):
    page = context(java_script_enabled=scripts).new_page()
    page.goto(places["indirect"])
    before = page.locator("#context .paragraph").count()
    page.get_by_role("link", name="More context").click()
    page.wait_for_url("**context=3**")
    expect(page.get_by_role("link", name="Less context")).to_be_visible()
    assert page.locator("#context .paragraph").count() > before
    if scripts:
        # The focus stays there.
        page.wait_for_function("() => document.activeElement.closest('#context') !== null")
    page.get_by_role("link", name="Less context").click()
    page.wait_for_url(lambda url: "context" not in url.replace("#source", ""))
    expect(page.locator("#context .paragraph")).to_have_count(before)


def test_the_card_in_the_head_answers(context, places):
    page = context().new_page()
    for name in ("direct", "claim", "quotes"):
        page.goto(places[name])
        href = page.locator('meta[property="og:image"]').get_attribute("content")
        answer = page.request.get(href)
        assert answer.status == 200
        assert Image.open(io.BytesIO(answer.body())).size == (1200, 630)
