"""The main job: from a speaker to a quote, to its paragraph, to a link worth sending."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def walk(page, *, scripts=True):
    """From the front page to one of Sergei Naryshkin's quotes; what its page shows."""
    page.goto("/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Speakers").click()
    page.wait_for_url("**/speakers")
    page.locator("#q").fill("Naryshkin")
    if scripts:  # what is typed is asked for by itself, and would be answered amid what follows
        page.wait_for_url("**/speakers?q=Naryshkin")
        page.evaluate("document.getElementById('results').old = true")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/speakers?q=Naryshkin")
    if scripts:
        page.wait_for_function("() => !document.getElementById('results').old")
    page.locator("#count", has_text="1 speaker").wait_for()
    [entry] = page.locator(".cutting").all()
    assert "2 articles" in entry.inner_text()
    entry.get_by_role("link", name="Sergei Naryshkin").click()
    page.wait_for_url("**/p/**")
    printed = page.locator(".cutting .in a").evaluate_all("links => links.map(link => link.href)")
    assert len(set(printed)) == 2, "one person, both articles"
    page.locator(".cutting .words.direct a").first.click()
    page.wait_for_url("**/s/**")
    return shown(page)


def shown(page):
    """Words, speaker, paragraph and marked words of a statement's page."""
    galley = page.locator(".paragraph:not(.dimmed)")
    return {
        "words": page.locator(".lead .words").inner_text(),
        "speaker": page.locator("h1 .name").inner_text(),
        "paragraph": galley.locator(".text").first.inner_text(),
        "number": galley.locator(".number").first.inner_text(),
        "marked": galley.locator("mark").all_inner_texts(),
    }


def check(seen):
    assert seen["speaker"] == "Sergei Naryshkin"
    words = re.sub(r"[“”]|\s+", " ", seen["words"]).split()
    assert " ".join(seen["marked"]).split() == words
    assert all(marked in seen["paragraph"] for marked in seen["marked"][:1])
    assert seen["number"].isdigit()


def test_walk_and_copied_link(context):
    here = context(permissions=["clipboard-read", "clipboard-write"])
    page = here.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    seen = walk(page)
    check(seen)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    expect(page.locator("#status")).to_have_text("Permalink copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/s/[0-9a-z]{8}/[a-z0-9-]+$", link)
    page.get_by_text("Cite", exact=True).click()
    page.locator("#cite").get_by_role("button", name="Copy").first.click()
    expect(page.locator("#status")).to_have_text("AP style citation copied")
    cited = page.evaluate("navigator.clipboard.readText()").strip()
    assert cited.endswith("/".join(link.split("/")[:-1]) + "/v1"), "a citation leads to the version cited"
    elsewhere = context().new_page()
    elsewhere.goto(link)
    assert shown(elsewhere) == seen
    number = seen["number"]
    elsewhere.locator(".paragraph:not(.dimmed) .number").first.click()
    elsewhere.wait_for_url(f"**/a/**#p{number}")
    assert seen["marked"][0] in elsewhere.locator(f"#p{number} .text").inner_text()
    assert elsewhere.locator(f"#p{number} mark.direct").count()
    assert problems == [], "nothing that the content security policy or a script complains of"


def test_walk_without_javascript(context):
    page = context(java_script_enabled=False).new_page()
    seen = walk(page, scripts=False)
    check(seen)
    field = page.get_by_label("Permalink")
    assert field.is_visible()
    assert not page.get_by_role("button", name="Copy link").is_visible()
    elsewhere = context(java_script_enabled=False).new_page()
    elsewhere.goto(field.get_attribute("value"))
    assert shown(elsewhere) == seen


def test_filters_without_javascript(context):
    page = context(java_script_enabled=False).new_page()
    page.goto("/claims")
    page.get_by_label("Tajikistan").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/claims?about=TJ")
    assert page.locator(".cutting").count() > 1
    assert all("Tajikistan" in text for text in page.locator(".slip .about:has(.term)").all_inner_texts())
    articles = page.locator(".cutting .in a").evaluate_all("links => links.map(link => link.href)")
    assert len(set(articles)) == 2
    page.locator("#chip-about-0").click()
    page.wait_for_url("**/claims")


def test_filters_on_a_phone_without_javascript(context):
    page = context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto("/quotes")
    assert not page.get_by_label("Partly quoted").is_visible()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Partly quoted").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/quotes?kind=mixed")


def test_a_pasted_text_is_checked_without_javascript(context):
    page = context(java_script_enabled=False).new_page()
    page.goto("/check")
    page.get_by_label("Quotation or text").fill(
        "“No decisions have been made yet,” said Sergei Naryshkin. “We close our embassy in Kabul,” he said."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_url("**/check?q=*")
    answers = page.locator(".answer").all_inner_texts()
    assert answers == ["Said by somebody else", "Not in this archive"]
    again = page.get_by_role("form", name="Ask again about quotation 1")
    assert again.get_by_label("Said by").input_value() == "Sergei Naryshkin"
    again.get_by_label("Said by").fill("Kirby")
    again.get_by_role("button", name="Ask again").click()
    page.wait_for_url("**/check?*by=Kirby*")
    assert page.locator(".answer").inner_text().startswith("These exact words are here")
    page.locator(".evidence .variant a").click()
    page.wait_for_url("**/s/**")
    assert "No decisions have been made yet" in page.locator(".lead .words").inner_text()


def test_speakers_are_put_side_by_side_without_javascript(context):
    page = context(java_script_enabled=False).new_page()
    page.goto("/speakers?q=Naryshkin")
    page.get_by_role("link", name="Sergei Naryshkin").click()
    page.get_by_role("link", name="Compare with…").click()
    page.get_by_label("Add a speaker").fill("kirb")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"/compare\?p=\w+&p=\w+$"))
    assert page.locator(".column h2").all_inner_texts() == ["John Kirby", "Sergei Naryshkin"]
    page.get_by_label("Add a speaker").fill("Alexander")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Add Alexander Domrin").click()
    page.wait_for_url(re.compile(r"/compare\?p=\w+&p=\w+&p=\w+$"))
    page.locator(".column .extent a").first.click()
    page.wait_for_url("**/quotes?p=*")
