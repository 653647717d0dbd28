"""Text fragments: only where they can mean nothing else, and written as the specification wants."""

from urllib.parse import unquote

from hypothesis import assume, given
from hypothesis import strategies as st

from app.records import Span
from app.web import fragments
from app.web.fragments import address, fragment
from web.reading_pages import parse

TEXT = (
    "The toll will rise in May, the minister said. The toll will rise in June, she said later.\n\n"
    "“Well-known, isn't it? 100 %, & more,” he said. Well, no.\n\nNo. No."
)


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def test_the_shortest_beginning_that_is_unique_and_the_end():
    assert fragment(TEXT, at("The toll will rise in May,")) == "The%20toll%20will%20rise%20in%20May"
    assert fragment(TEXT, at("The toll will rise in June, she said later")) == (
        "The%20toll%20will%20rise%20in%20June,later"
    )
    assert fragment(TEXT, at("rise in May, the minister said")) == "rise%20in%20May%2C%20the,said"


@given(st.text(st.sampled_from("aAßİÉ \t\n\x1c\x1f\x85\xa0\u2028“”…\0")) | st.text())
def test_a_text_is_folded_as_its_words_are(text):
    assert fragments.whole(text) == " ".join(text.split()).casefold().encode()


def test_syntax_is_encoded():
    assert fragment(TEXT, at("Well-known, isn't it? 100 %, & more,")) == (
        "Well%2Dknown%2C%20isn%27t%20it%3F%20100,more"
    )


def test_none_where_the_words_stand_twice():
    assert fragment(TEXT, at("The toll will rise")) == ""
    assert fragment(TEXT, at("No.", 1)) == ""
    assert fragment("no. No.", Span(4, 7)) == "", "browsers take capitals for small letters"
    assert fragment("a  b c d\n\na b\nc d", Span(0, 8)) == "", "and any white space for any other"
    assert address("https://x.example/a", TEXT, at("The toll will rise")) == "https://x.example/a"


def test_a_fragment_of_the_address_itself_is_kept():
    assert address("https://x.example/a#top", TEXT, at("she said later")) == (
        "https://x.example/a#top:~:text=she%20said%20later"
    )


WORDS = st.lists(st.sampled_from(["a", "An", "is", "is,", "so-so", "No.", "Straße", "x & y"]), min_size=1)


@given(WORDS, st.data())
def test_whatever_the_text_it_means_the_words(words, data):
    text = " ".join(words)
    edges = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    assume(edges[0] < edges[1])
    start = len(" ".join(words[: edges[0]])) + (edges[0] > 0)
    span = Span(start, start + len(" ".join(words[edges[0] : edges[1]])))
    made = fragment(text, span)
    assert "-" not in made
    assert "&" not in made
    if made:
        first, _, last = made.partition(",")
        first, last = unquote(first).casefold(), unquote(last).casefold()
        folded = text.casefold()
        assert folded.count(first) == 1
        assert folded.index(first) == len(text[:start].casefold())
        if last:
            found = folded.index(last, folded.index(first) + len(first))
            assert len(text[: span.end].casefold()) - found - len(last) <= 1  # a full stop, or none


def test_pages_open_the_outlet_at_the_words_but_not_of_a_translation(site, permalink):
    for name in ("quotes", "claims"):
        page = parse(site.get(permalink(name, "Dagen")).text)
        (link,) = page.all("a", rel="external noopener")
        assert link.attributes["href"].startswith("https://dagen.example/talks#:~:text=")
        assert link.text == "Dagen"
    article = parse(site.get(permalink("articles", "Talks in Oslo")).text)
    assert article.one("a", rel="external noopener").attributes["href"] == "https://dagen.example/talks"
