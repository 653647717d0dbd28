"""An archive of nothing but attacks, opened page by page in a browser: nothing of it runs."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from web import attacks

from browser.conftest import serving

pytestmark = pytest.mark.browser

PAGES = 60
WATCH = """
    window.broken = [];
    document.addEventListener("securitypolicyviolation", event => window.broken.push(
        `${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a server answers over that archive."""
    path = tmp_path_factory.mktemp("attacked") / "attacked.db"
    attacks.fill(path)
    with serving(path, page_size=5) as at:
        yield at


def test_nothing_of_it_runs(context, address):
    page = context().new_page()
    page.add_init_script(WATCH)
    wrong, elsewhere, opened, shapes, waiting = (
        [],
        [],
        set(),
        Counter(),
        ["/", "/quotes", "/claims", "/articles"],
    )
    page.on("dialog", lambda dialog: (wrong.append((page.url, "dialog", dialog.message)), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append((page.url, "error", str(error))))
    page.on("request", lambda asked: asked.url.startswith(address) or elsewhere.append(asked.url))
    while waiting and len(opened) < PAGES:
        at = waiting.pop(0)
        if at in opened:
            continue
        opened.add(at)
        page.goto(at)
        wrong += [(at, "policy", each) for each in page.evaluate("window.broken")]
        # What a parser made of our words that a browser runs or loads, wherever it came from.
        wrong += [
            (at, "element", each)
            for each in page.evaluate(
                """[...document.querySelectorAll("img, iframe, object, embed, base, style, link[rel=import], "
                    + "script:not([src^='/static/']):not([type='application/ld+json'])")]
                .concat([...document.querySelectorAll("*")].filter(each => [...each.attributes].some(
                    ({name, value}) => name.startsWith("on") || name === "style"
                        || /^\\s*(javascript|data|vbscript):/i.test(value.replace(/[\\t\\n\\r]/g, ""))
                            && ["href", "src", "action", "formaction", "xlink:href"].includes(name))))
                .map(each => each.outerHTML.slice(0, 200))"""
            )
        ]
        for link in page.evaluate("[...document.links].map(link => link.href)"):
            parts = urlsplit(link)
            if link.startswith(address):
                names = sorted({name for name, _ in parse_qsl(parts.query)})
                shape = re.sub(r"[0-9a-z]{8}(/[^/]+)?", "…", parts.path), *names
                shapes[shape] += 1
                if shapes[shape] <= 1 and "." not in parts.path and "/static/" not in parts.path:
                    waiting.append(link.removeprefix(address).partition("#")[0])
    assert wrong == []
    assert elsewhere == []
    assert len(opened) > 40
