"""Addresses: tidy, stable, and safe."""

import re
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.queries.filters import Filter
from app.web import choosing, links
from app.web.params import ListQuery

VALUES = st.lists(st.text(max_size=12), max_size=4)


@given(st.text())
def test_slug_is_plain_short_and_stable(words):
    slug = links.slug(words)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 60
    assert links.slug(slug) == slug


def test_slug_reads_well():
    assert links.slug("The Minister’s “plan”: Él niño, 12 %!") == "the-ministers-plan-el-nino-12"


@given(
    q=st.text(max_size=20),
    about=VALUES,
    kind=VALUES,
    outlet=VALUES,
    p=VALUES,
    sort=st.sampled_from(["newest", "oldest", "relevance"]),
    match=st.sampled_from(["all", "any", "exact"]),
)
def test_an_address_read_back_is_itself(**asked):
    wanted = ListQuery(**asked).filter()
    address = links.listing("/quotes", wanted)
    pairs = parse_qsl(address.partition("?")[2], keep_blank_values=True, errors="surrogatepass")
    fields = {name: [value for other, value in pairs if other == name] for name, _ in pairs}
    single = {name: fields.pop(name)[0] for name in ("q", "match", "sort") if name in fields}
    again = ListQuery(**single, **fields).filter()
    assert links.listing("/quotes", again) == address
    assert all(value for _, value in pairs)
    assert pairs == sorted(set(pairs))


def test_defaults_and_empties_are_dropped():
    assert links.listing("/quotes", Filter()) == "/quotes"
    wanted = Filter(q="a b", about=("TJ", "AF"), kinds=("direct",))
    assert links.listing("/quotes", wanted) == "/quotes?about=AF&about=TJ&kind=direct&q=a+b"


@given(st.text())
def test_only_http_leads_outside(url):
    safe = links.outside(url)
    assert safe is None or safe.lower().startswith(("http://", "https://"))


def test_outside_by_example():
    assert links.outside("https://example.org/a?b#c") == "https://example.org/a?b#c"
    for url in (
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil",
        "https:",
        "http://[x",
    ):
        assert links.outside(url) is None


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(q="a b&c", match="any", sort="oldest", about=("FR", "DE"), outlets=("N & M",)),
        Filter(since=date(2024, 1, 2), speakers=("x",), group="p", without=(("outlet", "The Sun"),)),
    ],
)
def test_one_more_value_is_where_the_whole_address_would_have_it(wanted):
    address = links.with_one_more("/quotes", wanted, "not.about")
    for value in ("US", "ÄÖ /?"):
        assert address(value) == links.listing("/quotes", choosing.excluding(wanted, "about", value))
