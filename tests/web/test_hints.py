"""Help with the words of a search, on lists and on the search page."""

import pytest

from web.reading_pages import parse


def hints(site, address):
    found = list(parse(site.get(address).raise_for_status().text).with_class("hints"))
    return " ".join(found[0].text.split()) if found else ""


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/quotes?q=evrybody", "Did you mean everybody? (1 statement)"),
        ("/speakers?q=Annna", "Did you mean Anna? (1 speaker)"),
        ("/search?q=deligations", "Did you mean delegations? (2 results)"),
        ("/claims?match=any&q=evrybody+tool", "Did you mean everybody toll? (2 claims)"),
    ],
)
def test_what_was_meant_is_offered_with_its_count(site, address, told):
    assert hints(site, address) == told


def test_the_link_keeps_the_filters_and_finds_what_it_says(site):
    page = parse(site.get("/quotes?about=AF&q=evrybody").text)
    (link,) = next(page.with_class("hints")).all("a")
    assert link.attributes["href"] == "/quotes?about=AF&q=everybody"
    assert "1 statement" in parse(site.get(link.attributes["href"]).text).one("h2", id="count").text


@pytest.mark.parametrize(
    "address",
    ["/quotes?q=everybody", "/quotes?q=zzzzzzz", "/quotes?about=NO&q=evrybody", "/quotes", "/search"],
)
def test_nothing_is_offered_that_finds_nothing_more(site, address):
    assert hints(site, address) == ""
