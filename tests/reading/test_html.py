# ruff: noqa: E501, ISC004 - markup is easier to read in one piece

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


CLUTTER = (
    '<header><nav><ul><li><a href="/1">Politics</a></li><li><a href="/2">Sport</a></li></ul></nav></header>',
    '<div class="cookie-consent"><p>We use cookies to give you the best experience here.</p></div>',
    '<div class="share-bar"><a href="#">Facebook</a> <a href="#">Twitter</a></div>',
    '<div class="related"><h3>Related</h3><ul><li><a href="/3">Another story of another day</a></li></ul></div>',
    '<div id="comments"><ol class="commentlist"><li><p>I think that this is bad for everybody.</p></li></ol></div>',
    "<footer><p>Copyright 2021 Daily Post. All rights reserved.</p></footer>",
)
ONE, TWO, THREE = LONG
CAPTION = "Workers at the bridge in May."
FIGURE = (
    '<figure><img class="lazy" src="data:x" data-src="b.jpg"><noscript><img src="b.jpg"></noscript>'
    f"<figcaption>{CAPTION}</figcaption></figure>"
)


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (
            "<main><article><h1>Closed</h1>{share}<p>{one}</p>{figure}<p>{two}</p><h2>Costs</h2><p>{three}</p>"
            "<blockquote><p>It is a pity.</p></blockquote><ul><li>One.</li><li>Two.</li></ul><p>End.</p>"
            "</article>{related}</main>",
            [ONE, CAPTION, TWO, "Costs", THREE, "It is a pity.", "One.", "Two.", "End."],
        ),
        (
            "<div><div class=t>Closed</div><div class=x><div>{one}</div><div>{two}</div><div class=caption>"
            f"{CAPTION}</div><div>{{three}}</div></div></div>",
            [ONE, TWO, CAPTION, THREE],
        ),
        (
            '<article class="post hentry"><header class="entry-header"><h1>Closed</h1><div class="entry-meta">'
            'by <span class="author">Ann Lee</span></div></header><div class="entry-content"><p>{one}</p>'
            f'<div class="wp-caption"><img src="x"><p class="wp-caption-text">{CAPTION}</p></div>'
            "<p>{two}</p><p>{three}</p>{share}</div></article>{comments}",
            [ONE, CAPTION, TWO, THREE],
        ),
        (
            "<table><tr><td><a href=/1>Politics</a><br><a href=/2>Sport</a></td><td>{one}<br><br>{two}<br><br>"
            "<b>Costs</b><br><br>{three}</td></tr></table>",
            [ONE, TWO, "Costs", THREE],
        ),
        (
            '<article><h1>Closed</h1><p class="standfirst">What it costs the town.</p><div class="byline">By Ann'
            ' Lee</div>{figure}<div class="article-body"><p>{one}</p><p>{two}</p><aside class="pullquote"><p>We'
            ' will not open it</p></aside><div class="ad">Advertisement</div><p>{three}</p></div>{related}</article>',
            ["What it costs the town.", CAPTION, ONE, TWO, THREE],
        ),
        (
            "<main><div class=live-feed><article><p>{one}</p></article><article><p>{two}</p></article><article>"
            "<p>{three}</p></article></div></main>",
            [ONE, TWO, THREE],
        ),
        (
            "<main><article><h1>Closed</h1><p>{one}</p><p>{two}</p><p>{three}</p></article><section><article><h3>"
            "<a href=/1>Other</a></h3><p>A short teaser of another story.</p></article></section></main>",
            [ONE, TWO, THREE],
        ),
    ],
)
def test_the_article_is_read_without_what_stands_around_it(layout: str, expected: list[str]) -> None:
    nav, cookies, share, related, comments, footer = CLUTTER
    body = layout.format(
        one=ONE, two=TWO, three=THREE, figure=FIGURE, share=share, related=related, comments=comments
    )
    found = paragraphs(f"{nav}{cookies}{body}{related}{comments}{footer}", "<title>Closed</title>")
    assert found == expected


def test_a_credit_stands_below_its_caption() -> None:
    figure = (
        f'<figure><figcaption>{CAPTION} <span class="photo-credit">Photo: AP</span></figcaption></figure>'
    )
    assert paragraphs(f"<article><p>{ONE}</p>{figure}<p>{TWO}</p><p>{THREE}</p></article>") == [
        ONE,
        CAPTION,
        "Photo: AP",
        TWO,
        THREE,
    ]


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
