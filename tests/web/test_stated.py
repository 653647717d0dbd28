"""What pages say of when words were said, of topics, and of entries elsewhere."""

import csv
import io
import json

import pytest

from web.reading_pages import parse


@pytest.fixture
def page(site, permalink):
    return lambda name, word: parse(site.get(permalink(name, word)).text)


def fact(page, term):
    """What stands beside a term, as elements."""
    terms = [element for element in page.all("dt") if element.text == term]
    assert len(terms) == 1, f"{len(terms)} of {term}"
    for parent in page.all("dl"):
        for i, child in enumerate(parent.children):
            if child is terms[0]:
                return next(c for c in parent.children[i + 1 :] if getattr(c, "tag", "") == "dd")
    raise AssertionError(term)


@pytest.mark.parametrize("name", ["quotes", "claims"])
def test_said_is_told_with_the_words_that_tell_it(page, name):
    told = fact(page(name, "The toll will rise"), "Said")
    assert " ".join(told.text.split()) == "May 2021 as printed: by twelve"
    assert told.one("time").attributes["datetime"] == "2021-05"


def test_said_is_not_stated_where_nothing_tells(page):
    told = fact(page("quotes", "Dagen"), "Said")
    assert told.text == "not stated"


def test_topics_lead_to_the_articles_under_them(page):
    links = list(fact(page("articles", "Talks in Oslo"), "Topics").all("a"))
    assert [(link.text, link.attributes["href"]) for link in links] == [
        ("asia", "/articles?topic=asia"),
        ("Roads & Trade", "/articles?topic=Roads+%26+Trade"),
    ]


def test_entries_elsewhere_with_the_article_that_states_them(page, site, rows):
    entry, article = fact(page("speakers", "Anna Berg"), "Elsewhere").all("a")
    assert entry.text == "example.org/wiki/Q1"
    assert entry.attributes == {"href": "https://www.example.org/wiki/Q1", "rel": "external noopener"}
    assert article.text == "Talks in Oslo"
    berg = next(row for row in rows["speakers"] if "Anna Berg" in str(row))["speaker"]["ident"]
    (node,) = json.loads(site.get(f"/p/{berg}.jsonld").text)
    assert node["sameAs"] == ["https://www.example.org/wiki/Q1"]


def test_an_address_that_is_not_safe_is_never_a_link(page):
    assert "Elsewhere" not in [term.text for term in page("speakers", "Ole Lund").all("dt")]


def test_what_is_taken_away_holds_days_and_topics(site, rows):
    said = [row for row in csv.DictReader(io.StringIO(site.get("/quotes.csv").text)) if row["said_first"]]
    assert [(row["said_first"], row["said_last"], row["said_as_printed"]) for row in said] == [
        ("2021-05-01", "2021-05-31", "by twelve")
    ]
    claimed = csv.DictReader(io.StringIO(site.get("/claims.csv").text))
    assert {row["said_last"] for row in claimed} == {"", "2021-05-31"}
    topics = [row["topics"] for row in csv.DictReader(io.StringIO(site.get("/articles.csv").text))]
    assert sorted(topics) == ["", "", "asia; Roads & Trade"]
    (rise,) = (row["ident"] for row in rows["quotes"] if row["said"])
    quotation, _ = site.get(f"/s/{rise}.jsonld").json()
    assert quotation["dateCreated"] == "2021-05"
    read = next(row["article"]["ident"] for row in rows["articles"] if row["article"]["topics"])
    assert site.get(f"/a/{read}.jsonld").json()[0]["keywords"] == ["asia", "Roads & Trade"]
