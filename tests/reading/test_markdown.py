from io import BytesIO

import pytest
from hypothesis import given as chance
from hypothesis import settings
from hypothesis import strategies as st

from app.extract.documents import document
from app.reading import html, markdown
from app.reading.given import Choices, Given
from app.records import Article, Read

PAIRS = [
    (
        "One *two* **three** `four` ~~five~~.",
        "<p>One <em>two</em> <b>three</b> <code>four</code> <s>five</s>.</p>",
    ),
    (
        "[words](http://a.example) and\nmore <http://b.example/>",
        "<p><a href=x>words</a> and more http://b.example/</p>",
    ),
    ("## Repairs\n\nWords.", "<h2>Repairs</h2><p>Words.</p>"),
    ("> “Quoted,” he said.\n>\n> Still.", "<blockquote><p>“Quoted,” he said.</p><p>Still.</p></blockquote>"),
    ("- one\n- two\n  - three", "<ul><li>one<li>two<ul><li>three</ul></ul>"),
    ("First line  \nsecond line", "<p>First line<br>second line</p>"),
    (
        '![A bridge](b.jpg "The bridge in May.")',
        "<figure><img><figcaption>The bridge in May.</figcaption></figure>",
    ),
    ("![The bridge in May](b.jpg)", "<figure><img><figcaption>The bridge in May</figcaption></figure>"),
    ("Words.[^1]\n\n[^1]: A note.\n[^b]: Another.", "<p>Words.[1]</p><p>[1] A note.</p><p>[b] Another.</p>"),
    (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
    ),
    (r"\*not\* marks &amp; 2 * 3 * 4 snake_case_word", "<p>*not* marks &amp; 2 * 3 * 4 snake_case_word</p>"),
    ("Inline <b>tags</b> and <script>x</script> and 1 < 2", "<p>Inline tags and and 1 &lt; 2</p>"),
]
LONG = (
    "The minister of transport said on Tuesday that the bridge would stay closed until the end of May.\n\n"
    * 3
)


def read(text: str | bytes, **given: object) -> Read:
    raw = text if isinstance(text, bytes) else text.encode()
    (one,) = markdown.reads(Given("here", "page.md", BytesIO(raw), **given), Choices(100_000))
    return one


def article(text: str, **given: object) -> Article:
    one = read(text, **given)
    assert one.error is None
    assert one.article is not None
    return one.article


@pytest.mark.parametrize(("marked", "page"), PAIRS)
def test_words_and_roles_are_those_of_the_same_page(marked: str, page: str) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in LONG.split("\n\n") if words)
    raw = f"<article>{paragraphs}{page}{paragraphs}</article>".encode()
    (same,) = html.reads(Given("here", "page.html", BytesIO(raw)), Choices(100_000))
    assert same.article is not None
    text = article(f"{LONG}{marked}\n\n{LONG}").text
    assert text == same.article.text
    assert document(text).paragraphs == document(same.article.text).paragraphs


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("# Closed\n\nWords.", "Closed", "Words."),
        ("---\ntitle: Closed\n---\n# *Closed*\n\nWords.", "Closed", "Words."),
        ("---\ntitle: Other\n---\n# Closed\n\nWords.", "Other", "Closed\n\nWords."),
        ("Words.\n\n# Later\n\nMore.", None, "Words.\n\nLater\n\nMore."),
    ],
)
def test_a_heading_above_everything_is_the_title(text: str, title: str | None, words: str) -> None:
    found = article(text)
    assert (found.facts.title, found.text) == (title, words)


@settings(max_examples=60, deadline=None)
@chance(st.binary(max_size=200) | st.text(alphabet="#*_[]()^!<>&`|-\n\\ ab1", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    one = read(raw)
    assert (one.article is None) == bool(one.error)
