"""For everyone: no axe violations, narrow screens, dark and forced colours, keyboard, print, weight."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.dear]

STANDARDS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
"""Of all that passes, axe is not to write down each element: that takes it longer than the looking."""
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What alone a colour scheme can change."""
TYPES = [
    *("home", "quotes", "without", "claims", "nothing", "speakers", "articles", "search", "country"),
    *("countries", "outlets", "grouped", "coverage", "corrections", "data", "runs", "run"),
    *("asking", "check", "compare", "methods", "display", "missing", "refused"),
    *("direct", "mixed", "indirect", "version", "claim", "speaker", "article", "narrowed", "embed"),
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def unfold(page):
    """Open what is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


@pytest.mark.parametrize("name", TYPES)
def test_no_violations(context, places, name):
    page = context(bypass_csp=True).new_page()
    page.goto(places[name])
    unfold(page)
    page.evaluate(Axe().axe_script)
    found = []
    for size, scheme, options in (
        (WIDE, "light", STANDARDS),
        (WIDE, "dark", COLOURS),
        (NARROW, "light", COLOURS),
        (NARROW, "dark", STANDARDS),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate("options => axe.run(options).then(done => done.violations)", options)
        for violation in violations:
            nodes = [
                node["html"][:120] + " " + node["failureSummary"][:200] for node in violation["nodes"][:3]
            ]
            found.append((size["width"], scheme, violation["id"], nodes))
    assert found == []


def test_no_sideways_scroll(context, places):
    """Narrow, narrow with large letters (as at 400 %), and letters of twice their size: nothing runs out."""
    page = context(bypass_csp=True).new_page()
    wide = []
    for name in TYPES:
        page.goto(places[name])
        unfold(page)
        page.evaluate("document.fonts.ready")
        for width, percent in ((320, 100), (320, 137.5), (768, 100), (1280, 200)):
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("size => document.documentElement.style.fontSize = size", f"{percent}%")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width, percent))
    assert wide == []


def test_reading_text_has_seven_to_one(context, places):
    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme).new_page()
        page.goto(places["article"])
        for selector in (".text", ".text mark.direct", ".paragraph.caption .text", ".caution", ".facts dt"):
            assert contrast(page, selector) >= (7 if "text" in selector else 4.5), (scheme, selector)


def test_dark_is_dark_and_follows_the_system(context):
    colours = {}
    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme).new_page()
        page.goto("/")
        colours[scheme] = page.evaluate(
            """["html", "body"].map(name => getComputedStyle(document.querySelector(name)))
                .map((style, number) => number ? style.color : style.backgroundColor)"""
        )
    assert colours == {
        "light": ["rgb(243, 244, 241)", "rgb(20, 23, 26)"],
        "dark": ["rgb(16, 19, 22)", "rgb(230, 232, 230)"],
    }


def test_targets_are_large_enough(context, places):
    page = context(viewport={"width": 390, "height": 844}).new_page()
    # Links within a sentence are excepted; checkboxes and radios are pressed by their labels.
    small = """() => [...document.querySelectorAll('a, button, select, summary, label:has(input), input')]
        .filter(each => each.checkVisibility() && getComputedStyle(each).display !== 'inline'
            && !each.matches('.hidden, .skip, [type=hidden], [type=checkbox], [type=radio]'))
        .map(each => [each.className || each.tagName, each.getBoundingClientRect().height])
        .filter(([, height]) => height < 24)"""
    for name in TYPES:
        page.goto(places[name])
        assert page.evaluate(small) == [], name


def test_forced_colours_keep_marks(context, places):
    page = context(forced_colors="active").new_page()
    page.goto(places["article"])
    line = page.locator("mark.direct").first.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert line == "underline"


def test_reduced_motion(context):
    page = context(reduced_motion="reduce").new_page()
    page.goto("/quotes")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_print_shows_words_and_address(context, places):
    page = context(color_scheme="dark").new_page()
    page.emulate_media(media="print")
    page.goto(places["direct"])
    assert page.locator(".lead .words").is_visible()
    assert page.get_by_label("Permalink", exact=True).is_visible()
    assert page.locator(".slugline").is_visible()
    assert page.locator(".on-paper").inner_text() == page.url
    assert page.locator("#cite textarea").first.is_visible(), "what is folded on a screen is open on paper"
    for name in ("direct", "article", "quotes", "home"):
        page.goto(places[name])
        assert page.locator("button:visible, [role=search]:visible, nav:visible").count() == 0, name
        assert (
            page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            == "rgb(255, 255, 255)"
        )


def test_keyboard_reaches_the_first_statement(context):
    page = context().new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(20):  # past the search box, the ways in and what the archive holds
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.words') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/**")


def test_page_weighs_little(context, places):
    page = context().new_page()
    fonts = []
    page.on("response", lambda answer: fonts.append(answer) if answer.url.endswith(".woff2") else None)
    for name in ("article", "mixed", "home"):
        page.goto(places[name])
        page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert 3 <= len({answer.url for answer in fonts}) <= 4
    weights = {answer.url: int(answer.headers["content-length"]) for answer in fonts}
    assert sum(weights.values()) <= 150_000
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")


def contrast(page, selector):
    """The contrast of the first `selector`'s text with what lies behind it."""
    found = page.locator(selector).first.evaluate(
        """element => {
            const colour = getComputedStyle(element).color;
            let at = element, ground = 'rgba(0, 0, 0, 0)';
            while (at && ground === 'rgba(0, 0, 0, 0)') {
                ground = getComputedStyle(at).backgroundColor;
                at = at.parentElement;
            }
            return [colour, ground];
        }"""
    )
    light, dark = sorted((_luminance(colour) for colour in found), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
