import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given as chance
from hypothesis import settings
from hypothesis import strategies as st

from app.reading import html
from app.reading.given import Choices, Given
from app.records import Article, Read

LONG = (
    "The minister of transport said on Tuesday that the bridge would stay closed until the end of May.",
    "“We will not open it before it is safe,” said Jane Doe, the mayor of the town, to reporters there.",
    "Its repair has taken three years so far, and has cost more than twice what the council had planned.",
)
BODY = "".join(f"<p>{words}</p>" for words in LONG)


def read(page: str | bytes, **given: object) -> Read:
    raw = page if isinstance(page, bytes) else page.encode()
    (one,) = html.reads(Given("here", "page.html", BytesIO(raw), **given), Choices(100_000))
    return one


def article(page: str | bytes, **given: object) -> Article:
    one = read(page, **given)
    assert one.error is None
    assert one.article is not None
    return one.article


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(body: str, head: str = "") -> list[str]:
    return article(page(body, head)).text.split("\n\n")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("one <b>tw</b>o <i>three</i>four, and more", "one two threefour, and more"),
        ("one<br>two, and more", "one\ntwo, and more"),
        ("one&nbsp;&amp;&mdash;two so&shy;ft<wbr>er words", "one &—two softer words"),
        ("<q>Words</q>, he said of it", "“Words”, he said of it"),
        ("10 m<sup>2</sup> or H<sub>2</sub>O and 5<sup>th</sup>", "10 m² or H2O and 5th"),
        ("no<script>x</script> script<style>p {}</style>s at all", "no scripts at all"),
        ("here <span hidden>not</span> that, and more", "here that, and more"),
    ],
)
def test_words_are_as_printed(markup: str, words: str) -> None:
    assert words in paragraphs(f"<article>{BODY}<p>{markup}</p>{BODY[::1]}</article>")


def test_two_line_breaks_part_paragraphs() -> None:
    assert paragraphs(f"<div>{'<br><br>'.join(LONG)}</div>") == list(LONG)


def test_any_nesting_is_read_or_refused() -> None:
    assert read("<div>" * 100_000 + LONG[0]).error == "is nested too deep to be read"


def test_a_page_without_its_text_says_so() -> None:
    error = read(page('<div id="root"></div><script src="app.js"></script>')).error
    assert error
    assert "too little text for an article (0 words)" in error


def test_text_only_in_linked_data_is_read() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Closed", "articleBody": "\n\n".join(LONG)})
    assert paragraphs("<div id=app></div>", f'<script type="application/ld+json">{data}</script>') == list(
        LONG
    )


@settings(max_examples=60, deadline=None)
@chance(
    st.binary(max_size=300)
    | st.text(alphabet="<>/=\"' pdivtablehrfs&;#x0ld+j{}[]:,é", max_size=300).map(str.encode)
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    one = read(raw)
    assert (one.article is None) == bool(one.error)


def test_a_sidecar_wins_over_the_page_and_the_page_over_who_led_here() -> None:
    head = '<meta property="og:title" content="Page"><meta property="og:site_name" content="Page Post">'
    one = article(
        page(BODY, head),
        beside=lambda name: b'title = "Beside"' if Path(name).name == "page.toml" else None,
        stated={"title": "Feed", "outlet": "Feed", "author": "Feed"},
    )
    assert (one.facts.title, one.facts.outlet, one.facts.author) == ("Beside", "Page Post", "Feed")
