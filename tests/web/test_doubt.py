"""Whose words are in doubt: a page for ever, and not one word under their identifier or name."""

import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from web.reading_pages import parse

LISTS = ("quotes", "claims", "articles", "speakers")
FORMS = ("", ".json", ".jsonl", ".csv", ".atom", ".txt")


@pytest.fixture(scope="module")
def doubtful(database):
    with closing(sqlite3.connect(database)) as opened:
        [(ident,)] = opened.execute("SELECT ident FROM speakers WHERE name = 'Mona Doubtful'")
        return ident


@pytest.fixture(scope="module")
def whispered(rows):
    return next(row for row in rows["quotes"] if "Nobody called" in str(row))["ident"]


@pytest.mark.parametrize(
    "address",
    [
        *(f"/p/{{p}}{form}" for form in ("/mona-doubtful", ".json", ".jsonld", ".csv", ".atom", ".txt")),
        *(f"/{of}{form}?p={{p}}" for of in LISTS for form in FORMS),
        *("/quotes?group=p&p={p}", "/claims?group=p&p={p}", "/compare?p={p}", "/compare.json?p={p}"),
    ],
)
def test_nothing_under_the_identifier_holds_what_is_in_doubt(site, doubtful, whispered, address):
    answer = site.get(address.format(p=doubtful))
    assert answer.status_code == 200
    assert "Nobody called" not in answer.text
    assert whispered not in answer.text


@pytest.mark.parametrize(
    "address", ["/quotes", "/quotes?group=p", "/speakers", "/speakers.csv", "/countries", "/"]
)
def test_who_is_in_doubt_is_offered_nowhere(site, doubtful, address):
    text = site.get(address).raise_for_status().text
    assert "Doubtful" not in text
    assert doubtful not in text


def test_neither_typing_the_name_nor_the_map_of_the_site_leads_there(site, doubtful):
    assert site.get("/suggest.json?q=mona").json()["groups"] == []
    maps = parse(site.get("/sitemap.xml").text).all("loc")
    text = "".join(site.get(urlsplit(part.text.strip()).path).raise_for_status().text for part in maps)
    assert "/p/" in text
    assert doubtful not in text


def test_the_words_are_nobodys(site, whispered):
    nobodys = site.get("/quotes.json?p=none").json()
    assert whispered in [row["ident"] for row in nobodys["rows"]]


def test_the_page_says_that_nothing_is_sure(site, doubtful):
    page = parse(site.get(f"/p/{doubtful}/mona-doubtful").text)
    assert page.one("h1").text == "Mona Doubtful"
    main = page.one("main").text
    assert "nothing quoted or reported with confidence" in main
    assert "That says nothing about whether they said anything." in main
